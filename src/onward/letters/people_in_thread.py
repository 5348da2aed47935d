"""Finds the people in an application's mails: whom the person met, who arranged it, and where nobody reads.

A person is proposed with why, in the words of the mails: who wrote, whose name stands under a mail, whom an invitation
names, who got a copy. Offices and machines are kept apart: an office may pass a letter on, a machine never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from onward.letters import texts
from onward.letters.names import (
    Named,
    as_name,
    guessed,
    lower,
    named,
    same_person,
    signature,
    word_list,
)

if TYPE_CHECKING:
    from onward.applications.correspondence import Correspondent, Mail

#: Whom it is best to ask: who met the person saw what can be learnt.
_ORDER = ("interviewer", "hiring_manager", "recruiter", "agency", "unknown")
#: Addresses of a tracking system that hand an answer on to a person.
_PASSES_ON = re.compile(r"\+|^reply|[-.]reply|@reply\.", re.IGNORECASE)
_LONGEST_QUOTE = 160
#: In a domain that is not the employer's: whose trade is to put people forward.
_PUTS_FORWARD = re.compile(
    r"recruit|recrut|reclut|rekrut|rekryt|staffing|headhunt|zeitarbeit|personaldienst|personalvermitt|uitzend|bemann|intermitt"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is proposed: wrote, signed, invitation, copied, written_to; with its mail and its words."""

    code: str
    mail: int
    at: datetime
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part."""

    name: str
    #: Their own address; empty where only their name is known.
    address: str
    #: An office's address that mails of theirs came from, where they have none of their own.
    through: str
    #: interviewer, hiring_manager, recruiter, agency, unknown.
    relation: str
    title: str
    #: f, m, or "" where nobody said.
    honorific: str
    met: bool
    why: tuple[Reason, ...]
    last_at: datetime

    @property
    def reach(self) -> str:
        """Where a letter to them can go; empty where it cannot."""
        return self.address or self.through


@dataclass(frozen=True, slots=True)
class Thread:
    """Everybody in an application's mails."""

    #: The best to ask first.
    people: tuple[Person, ...]
    #: Addresses of offices, where somebody may read.
    offices: tuple[str, ...]
    #: Addresses that take no answer.
    machines: tuple[str, ...]

    @property
    def outlook(self) -> str:
        """How a letter can arrive: person, office, named (a name, no address), no_reply, nobody."""
        if any(one.address for one in self.people):
            return "person"
        if self.offices or any(one.through for one in self.people):
            return "office"
        if self.people:
            return "named"
        return "no_reply" if self.machines else "nobody"


def people(mails: Sequence[Mail]) -> Thread:
    """The people, offices and machines of the mails of one application."""
    found: list[Person] = []
    offices: dict[str, None] = {}
    machines: dict[str, None] = {}
    own = {lower(mail.sender.name) for mail in mails if mail.outgoing and mail.sender.name}
    for mail in sorted(mails, key=lambda one: (one.at, one.id)):
        for correspondent in _others(mail):
            kind = "office" if _passes_on(correspondent) else correspondent.kind
            if kind == "office" and correspondent.address:
                offices.setdefault(correspondent.address)
            elif kind in {"no_reply", "tracker", "board"} and correspondent.address:
                machines.setdefault(correspondent.address)
        for one in _of_mail(mail):
            if lower(one.name) not in own:
                _add(found, one)
    if offices:
        # An office can hand a letter on to somebody whose own address is not known.
        latest = list(offices)[-1]
        found = [one if one.reach else replace(one, through=latest) for one in found]
    return Thread(tuple(sorted(found, key=_rank)), tuple(offices), tuple(machines))


def formal(mails: Iterable[Mail], language: str) -> bool | None:
    """Whether they address the person formally in this language; None where the mails do not say."""
    counts = [0, 0]
    for mail in mails:
        if not mail.outgoing and mail.language == language:
            for place, heading in enumerate(("formal", "informal")):
                pattern = _address_words(heading).get(language)
                counts[place] += len(pattern.findall(mail.text)) if pattern else 0
    return None if counts[0] == counts[1] else counts[0] > counts[1]


def _rank(one: Person) -> tuple[int, int, float]:
    reach = 0 if one.address else 1 if one.through else 2
    return reach, _ORDER.index(one.relation), -one.last_at.timestamp()


def _others(mail: Mail) -> list[Correspondent]:
    return [one for one in (mail.sender, *mail.recipients) if one.kind != "own"] if not mail.outgoing else [
        one for one in mail.recipients if one.kind != "own"
    ]  # fmt: skip


def _passes_on(one: Correspondent) -> bool:
    return one.kind == "tracker" and bool(_PASSES_ON.search(one.address))


def _of_mail(mail: Mail) -> Iterator[Person]:
    """Everybody whom one mail shows."""
    if mail.outgoing:
        for one in mail.recipients:
            if one.kind in {"person", "agency"}:
                why = Reason("written_to", mail.id, mail.at)
                yield _person(as_name(one.name) or guessed(one.address), one, (why,), mail)
        return
    signed = signature(mail.text, mail.company)
    sender = mail.sender
    name = as_name(sender.name, mail.company)
    if sender.kind in {"person", "agency"}:
        why = Reason("wrote", mail.id, mail.at)
        if signed and (
            not name or same_person(signed.name, name) or same_person(signed.name, guessed(sender.address))
        ):
            best = max(name, signed.name, key=len)
            yield _person(best, sender, (why,), mail, signed)
        elif name or not sender.name or guessed(sender.address):
            yield _person(name or guessed(sender.address), sender, (why,), mail)
    elif signed or name:
        # An office or a machine wrote in somebody's name.
        who = signed or Named(name)
        why = Reason("signed", mail.id, mail.at, who.line)
        yield _person(who.name, sender, (why,), mail, who)
    for one in mail.recipients:
        if one.kind in {"person", "agency"}:
            yield _person(
                as_name(one.name) or guessed(one.address), one, (Reason("copied", mail.id, mail.at),), mail
            )
    if mail.kind == "interview":
        for who in named(mail.text, mail.company):
            why = Reason("invitation", mail.id, mail.at, who.line[:_LONGEST_QUOTE])
            relation = _relation(who.title, "person", met=True)
            yield Person(who.name, "", "", relation, who.title, who.honorific, True, (why,), mail.at)


def _person(
    name: str, at: Correspondent, why: tuple[Reason, ...], mail: Mail, signed: Named | None = None
) -> Person:
    """Somebody at an address; that of an office leads to them, a machine's does not."""
    own = at.kind in {"person", "agency"}
    through = at.address if at.kind == "office" or _passes_on(at) else ""
    title = signed.title if signed else ""
    wrote = not mail.outgoing and why[0].code in {"wrote", "signed"}
    folded = lower(mail.text)
    met = wrote and (
        any(pattern.search(folded) for pattern in _patterns("met"))
        or (mail.kind == "interview" and any(pattern.search(folded) for pattern in _patterns("myself")))
    )
    relation = _relation(title, "agency" if own and _agency(at, mail.company) else at.kind, met=met)
    honorific = signed.honorific if signed else ""
    return Person(
        name, at.address if own else "", "" if own else through, relation, title, honorific, met, why, mail.at
    )


def _agency(at: Correspondent, company: str) -> bool:
    """Whether somebody writes from an agency: one that is known, or whose domain says so and is not the employer's."""
    domain = at.address.rpartition("@")[2].lower()
    employer = re.sub(r"[^a-z0-9]", "", lower(company))
    theirs = bool(employer) and employer in re.sub(r"[^a-z0-9]", "", domain)
    return at.kind == "agency" or (bool(_PUTS_FORWARD.search(domain.partition(".")[0])) and not theirs)


def _relation(title: str, kind: str, *, met: bool) -> str:
    """What somebody is to the person: by their title, else by having met them."""
    if kind == "agency":
        return "agency"
    if title:
        if _titled(title, "recruiter"):
            return "recruiter"
        if _titled(title, "manager"):
            return "hiring_manager"
    return "interviewer" if met else "unknown"


def _add(found: list[Person], new: Person) -> None:
    """Put somebody with what is known of them already."""
    for place, known in enumerate(found):
        same_address = bool(new.address) and known.address == new.address
        one_address = not (new.address and known.address)
        if same_address or (one_address and new.name and same_person(new.name, known.name)):
            found[place] = _together(known, new)
            return
    if new.name or new.address:
        found.append(new)


def _together(one: Person, other: Person) -> Person:
    met = one.met or other.met
    title = one.title or other.title
    kind = "agency" if "agency" in (one.relation, other.relation) else "person"
    codes = {(why.code, why.mail) for why in one.why}
    return replace(
        one,
        name=max(one.name, other.name, key=lambda name: (len(name.split()), len(name))),
        address=one.address or other.address,
        through="" if one.address or other.address else other.through or one.through,
        relation=_relation(title, kind, met=met),
        title=title,
        honorific=one.honorific or other.honorific,
        met=met,
        why=(*one.why, *(why for why in other.why if (why.code, why.mail) not in codes)),
        last_at=max(one.last_at, other.last_at),
    )


def _titled(title: str, heading: str) -> bool:
    folded = f" {re.sub(r'[^a-z&]+', ' ', lower(title))} "
    for word in word_list(heading):
        if "*" in word:
            pattern = r"\b" + re.escape(word).replace(r"\*", r"[a-z]*") + r"\b"
            if re.search(pattern, folded):
                return True
        elif f" {word} " in folded:
            return True
    return False


@cache
def _patterns(heading: str) -> tuple[re.Pattern[str], ...]:
    lines = texts.sections("people_in_thread.txt")[heading]
    return tuple(re.compile(rf"\b(?:{line})\b") for line in lines)


@cache
def _address_words(heading: str) -> dict[str, re.Pattern[str]]:
    lines = texts.sections("people_in_thread.txt")[heading]
    return {line.partition(":")[0]: re.compile(line.partition(":")[2].strip()) for line in lines}
