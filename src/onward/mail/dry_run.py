"""Says what each message of a mail file is, without a journal: the lines of `onward read --dry-run --json`."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from onward.applications import timeline
from onward.mail.containers import Locator, Skipped, total_bytes, walk
from onward.mail.correspondents import (
    ANSWERED,
    ANSWERS,
    MANY_OF_DOMAIN,
    Correspondents,
    likeliest,
    own_domain,
)
from onward.mail.doubt import ELSEWHERE
from onward.mail.examined import Examined
from onward.mail.workers import FEW, Workers, examining, looking_again
from onward.people.zones import machine_zone

#: A message of an archive larger than this is not unpacked twice.
LARGEST = 1 << 16
#: Characters of a day that stands without an hour.
_DAY = 10
_NEVER = datetime.max.replace(tzinfo=UTC)


def lines(paths: Sequence[str], me: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """One line a message, in the order of the input; what cannot be read has a line with a "problem".

    Lines come when everything has been looked at: what belongs to the search can depend on its thread.
    """
    here = ZoneInfo(name) if (name := machine_zone()) else UTC
    skipped: list[tuple[int, Skipped]] = []
    count = 0

    def locators() -> Iterator[Locator]:
        nonlocal count
        for found in walk(paths):
            if isinstance(found, Skipped):
                skipped.append((count, found))
            else:
                count += 1
                yield found

    made: list[dict[str, Any]] = []
    doubtful: list[tuple[int, Locator, Examined]] = []
    said: list[_Said] = []
    other: Counter[str] = Counter()
    own = frozenset(address.lower() for address in me)
    with Workers() as workers:
        for batch in workers.examined(locators(), total_bytes(paths), examining(own, everything=True)):
            for place, one in batch:
                if one.message:
                    said.append(_Said(len(made), one))
                sure = one.understood is not None and not one.understood.needs_review
                nothing = one.understood is None or one.understood.doubted
                answers = sure and one.understood is not None and one.understood.kind in ANSWERS
                large = place.raw is not None and len(place.raw) > LARGEST
                if one.personal and not (answers or one.problem or large):
                    doubtful.append((len(made), place, Examined(address=one.address, thread=one.thread)))
                    other[own_domain(one.address)] += sure or nothing
                made.append(_line(place, one, own, here))
        if not own:
            told = [one for one in said if one.kind in ANSWERED and one.sure]
            own = frozenset(likeliest((one.to, one.sender) for one in told)[:1])
            own -= {one.sender for one in told}
            made = [_of_the_person(line) if line["from"] in own else line for line in made]
        known = _correspondents(said, own)
        known.busy = lambda domain: other[domain] > MANY_OF_DOMAIN
        known.domains = {one for one in known.domains if not known.busy(one)}
        again = [
            (row, place)
            for row, place, one in doubtful
            if one.address not in own and known.tie(one.address, one.thread)
        ]
        found = workers.examined((place for _, place in again), 0, looking_again(own), most=FEW)
        for (row, _), (place, one) in zip(again, chain.from_iterable(found), strict=True):
            if not one.problem:
                made[row] = _line(place, one, own, here)
    _tell_again(said, made, own)
    row = 0
    for position, passed in skipped:
        yield from made[row:position]
        row = position
        yield _empty(passed.source) | {"problem": passed.why}
    yield from made[row:]


class _Said:
    """What is remembered of a message for what depends on others: who wrote to whom, in which thread, and what."""

    __slots__ = ("at", "company", "header_id", "kind", "recipients", "row", "sender", "sure", "thread", "to")

    def __init__(self, row: int, one: Examined) -> None:
        message, understood = one.message, one.understood
        assert message is not None
        self.row = row
        self.at = message.date or message.received
        self.sender = one.address or message.from_address
        self.to = [address for _, address in message.to]
        self.recipients = [address for _, address in (*message.to, *message.cc)]
        self.header_id = message.message_id or ""
        self.thread = one.thread
        self.kind = understood.kind if understood else "other"
        self.sure = bool(understood and not understood.needs_review)
        self.company = (understood.company if understood else "") or ""


def _correspondents(said: Sequence[_Said], own: Collection[str]) -> Correspondents:
    """Who writes about the search, by what is certain of it, and by what the person wrote about it."""
    known = Correspondents()
    for one in said:
        mine = one.sender in own
        if one.kind != "other" if mine else one.kind in ANSWERS and one.sure:
            known.learn(
                sender=one.sender,
                recipients=one.recipients,
                outgoing=mine,
                header_id=one.header_id,
                thread=one.thread,
                company=one.company,
            )
    known.without(own)
    return known


def _tell_again(said: Sequence[_Said], made: list[dict[str, Any]], own: Collection[str]) -> None:
    """A no that says why, and answers what the person wrote after the no of its thread, is feedback and no second one.

    So does the journal, which knows the application.
    """
    noes: dict[str, str] = {}
    asked: dict[str, str] = {}
    for one in sorted((one for one in said if one.at), key=lambda one: one.at or _NEVER):
        names = {one.header_id, *one.thread} - {""}
        line = made[one.row]
        if one.sender in own:
            asked |= {name: noes[known] for known in names & noes.keys() for name in names}
        elif line["kind"] == "rejection":
            of = [asked[name] for name in one.thread if name in asked]
            if of and line["says_why"] and (line["company"] or of[0]) == of[0]:
                line["kind"] = "feedback"
            noes |= dict.fromkeys(names, line["company"] or "")
        elif line["kind"] in ("interview", "assessment", "offer"):
            # It goes on after all: what ends it then is a no.
            for name in names & asked.keys():
                del asked[name]


def _line(place: Locator, one: Examined, own: Collection[str], here: tzinfo) -> dict[str, Any]:
    """The contract's fields of one message; null for what is unknown. What the person wrote is no answer."""
    if one.message is None:
        return _empty(place.source) | {"problem": one.problem or "It could not be read."}
    message, said = one.message, one.understood
    at = message.date or message.received
    line = _empty(place.source) | {
        "message_id": message.message_id,
        "date": at.isoformat() if at else None,
        "from": message.from_address or None,
        "subject": message.subject or None,
    }
    if message.from_address in own:
        return _of_the_person(line)
    if said is None:
        return line | {"kind": "other", "confidence": 0.99, "needs_review": False}
    # Whom a list of postings or a board's tip names is nobody whom the person applied to.
    named = said.kind not in ELSEWHERE
    if said.doubted:
        # What it would say if it were one is for the question in the tray.
        return line | {
            "kind": "other",
            "confidence": round(1 - said.belongs, 3),
            "needs_review": True,
            "language": said.language,
            "evidence": list(said.evidence),
        }
    return line | {
        "kind": said.kind,
        "confidence": said.confidence,
        "needs_review": said.needs_review,
        "company": said.company or said.sender_employer if named else None,
        "role": said.role if named else None,
        "reasons": [{"code": reason.code, "quote": reason.quote} for reason in said.reasons],
        "says_why": said.says_why,
        "language": said.language,
        "interview_at": _with_offset(said.interview_at, here),
        "evidence": list(said.evidence),
    }


def _of_the_person(line: dict[str, Any]) -> dict[str, Any]:
    """The line of what the person wrote."""
    kept = {name: line[name] for name in ("message_id", "date", "from", "subject")}
    return _empty(line["source"]) | kept | {"kind": "other", "confidence": 1.0, "needs_review": False}


def _with_offset(at: str | None, here: tzinfo) -> str | None:
    """The time of an interview; where the mail names no zone, by the clock here, as the pages take it."""
    if at is None or len(at) == _DAY:
        return at
    moment = timeline.moment(at, here)
    return moment.isoformat(timespec="minutes") if moment else None


def _empty(source: str) -> dict[str, Any]:
    return {
        "source": source,
        "message_id": None,
        "date": None,
        "from": None,
        "subject": None,
        "kind": None,
        "confidence": None,
        "needs_review": None,
        "company": None,
        "role": None,
        "reasons": [],
        "says_why": None,
        "language": None,
        "interview_at": None,
        "evidence": [],
    }
