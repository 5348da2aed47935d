"""Understands one mail as a whole: its kind, employer, role, reasons, time and the sentences that show them."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from onward.language import polish, polish_houses, reasons
from onward.language.network import TAGS
from onward.language.tokens import fold
from onward.mail import invitations
from onward.mail.doubt import DOUBTED, ELSEWHERE
from onward.mail.invitations import Invitation
from onward.mail.mime import ParsedMessage
from onward.mail.understanding import address_names, employers, interview_times, invited, requisitions, roles
from onward.mail.understanding.kinds import Verdict, decide, is_tied, outline_of
from onward.mail.understanding.senders import read_address
from onward.mail.understanding.understood import Understood

#: Below this the kind is a question for the person.
SURE = 0.8
#: From this chance of its likeliest sentence on an update confirms that the person withdrew.
LEFT = 0.75
#: The chance from which another sentence says that something goes on.
GOES_ON = 0.5
_WITHDRAWN = TAGS.index("withdrawn")
#: What is said where something goes on: another application, or this one after all.
_GOES_ON = [TAGS.index(tag) for tag in ("progress", "received", "interview", "assessment", "offer")]
_RULE = re.compile(r"^[ \t]*[-_~:*=.]{8,}[ \t]*$", re.MULTILINE)
#: The line of a forwarded mail that says to whom it went.
_ADDRESSED = re.compile(
    r"[\s>*]*(?:to|an|à|a|para|per|aan|do|till|kepada|dla|destinataire|destinatario|recipient)\s*:",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def understand(
    message: ParsedMessage, me: Collection[str] = (), expected: bool = False, zone: str | None = None
) -> Understood:
    """Understand a mail. `expected`: it answers a thread, or comes from an address, of the search already known."""
    sender = f"{message.from_name} <{message.from_address}>"
    text = message.text
    if message.forwarded or len(text.split()) < 4:
        # What was passed on, or quoted beneath a bare "see below", is what there is to understand.
        text = "\n\n".join(part for part in (text, message.quoted) if part)
    called = invitations.read(message.calendars, message.date or message.received)
    if called and (unsaid := _unsaid(called[0], text)):
        # What only the calendar part says is understood as if the mail said it.
        text = "\n\n".join(part for part in (text, unsaid) if part)
        message = replace(message, text=text)
    bulk = _sent_to_many(message)
    # Of a closed or empty mail its subject is all that can be read, and never enough to be sure.
    closed = not text.strip()
    outline = outline_of(sender, message.subject, message.subject if closed else text, bulk)
    verdict = decide(
        outline,
        # One that is asked about anyway is taken for the search by any turn of phrase of it.
        expected or (closed and is_tied(outline)),
        lambda: roles.is_named(message),
        lambda: employers.employer(message, me) is not None,
    )
    if called:
        verdict = invited.settled(verdict, message, called, me, expected=expected, bulk=bulk)
    language = outline.language
    if verdict.kind == "other" and not verdict.perhaps:
        return _nothing(verdict, language)
    kind, second = verdict.kind, verdict.second
    if verdict.perhaps:
        kind, second = verdict.perhaps[0], verdict.perhaps[-1] if len(verdict.perhaps) > 1 else "other"
    passed_on = message.forwarded and is_anothers(message)
    if passed_on and _is_private(message):
        return replace(_nothing(verdict, language), belongs=0.0)
    company = employers.employer(message, me)
    role = roles.role(message, company.value if company else None)
    stated = reasons.stated(verdict.sentences, verdict.tags, verdict.reasons) if kind == "rejection" else ()
    return Understood(
        kind=kind,
        confidence=round(verdict.chances[kind] if verdict.perhaps else verdict.confidence, 3),
        needs_review=bool(verdict.perhaps) or closed or passed_on or verdict.confidence < SURE,
        second=second,
        belongs=min(_belongs(verdict), DOUBTED) if verdict.perhaps else _belongs(verdict),
        language=language,
        company=_plain(company.value, polish_houses.house, language) if company else None,
        role=_plain(role.value, polish.nominative, language) if role else None,
        requisition=requisitions.requisition(message),
        reasons=stated,
        says_why=reasons.says_why(stated, verdict.tags, verdict.causes) if kind == "rejection" else None,
        interview_at=_takes_place(message, called, language, zone) if kind == "interview" else None,
        evidence=verdict.evidence,
        sender_employer=None if company or passed_on else _of_the_address(message, kind, me),
        left=kind == "update" and _confirms_leaving(verdict),
        invitations=called,
    )


def _confirms_leaving(verdict: Verdict) -> bool:
    """Whether an update says that the person withdrew, and of nothing that goes on."""
    if not len(verdict.tags):
        return False
    leaves = verdict.tags[:, _WITHDRAWN]
    goes_on = verdict.tags[:, _GOES_ON].sum(axis=1)
    return bool(leaves.max() >= LEFT and goes_on.max() < GOES_ON)


def _of_the_address(message: ParsedMessage, kind: str, me: Collection[str]) -> str | None:
    """The employer whose address a mail comes from; what is passed on comes from another's."""
    if message.forwarded:
        return None
    readers = (*(address for _, address in message.to), *(one for one in me if "@" in one))
    return address_names.house(
        kind, message.from_name, message.from_address, message.subject, message.text, readers
    )


def _plain(name: str, unbent: Callable[[str], str], language: str | None) -> str:
    """A name as a person would write it down: Polish bends what a mail speaks of."""
    return unbent(name) if language == "pl" else name


def is_anothers(message: ParsedMessage) -> bool:
    """Whether somebody passes on what was sent to themselves and does not name the reader: a friend shows a no of their own.

    An agency, or a colleague in an office, can pass on so what is for the reader: that is asked.
    """
    own = re.compile(rf"(?<![\w.+-]){re.escape(message.from_address)}(?![\w-])", re.IGNORECASE)
    to_them = any(_ADDRESSED.match(line) and own.search(line) for line in message.quoted.splitlines())
    reader = {fold(word) for name, _ in message.to for word in name.split() if len(word) > 2}
    return to_them and bool(reader) and reader.isdisjoint(_WORD.findall(fold(message.quoted)))


def _is_private(message: ParsedMessage) -> bool:
    """Whether somebody writes from home: by a provider that anybody can have, or the reader's own."""
    sender = read_address(message.from_address)
    return sender.kind == "freemail" or (
        sender.kind == "own"
        and any(sender.domain == read_address(address).domain for _, address in message.to)
    )


def _takes_place(
    message: ParsedMessage, called: tuple[Invitation, ...], language: str | None, zone: str | None
) -> str | None:
    """When the talk is: what a calendar says counts before what a text says."""
    if called and called[0].does == invitations.INVITES:
        return called[0].at
    when = interview_times.interview_time(message, language, zone)
    return when.at if when else None


def _unsaid(chief: Invitation, text: str) -> str:
    """The title and the text of an appointment, without what the mail says itself."""
    said = " ".join(text.split())
    # Beneath a rule stands how to get into the meeting.
    parts = (chief.title, _RULE.split(chief.text, maxsplit=1)[0].strip())
    return "\n\n".join(part for part in parts if part and " ".join(part.split())[:80] not in said)


def _sent_to_many(message: ParsedMessage) -> bool:
    """True for mail of a list."""
    return bool(message.headers.get("list-id")) or message.headers.get("precedence", "").lower() in (
        "bulk", "list", "junk",
    )  # fmt: skip


def _belongs(verdict: Verdict) -> float:
    return round(1 - sum(verdict.chances[kind] for kind in ELSEWHERE), 3)


def _nothing(verdict: Verdict, language: str | None) -> Understood:
    """A mail that is not about the search: nothing in it is read further."""
    return Understood(
        kind="other",
        confidence=round(verdict.confidence, 3),
        needs_review=False,
        second=verdict.second,
        belongs=_belongs(verdict),
        language=language,
        company=None,
        role=None,
        requisition=None,
        reasons=(),
        says_why=None,
        interview_at=None,
        evidence=(),
    )
