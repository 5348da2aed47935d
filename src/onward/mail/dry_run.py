"""Says what each message of a mail file is, without a journal: the lines of `onward read --dry-run --json`."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, tzinfo
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from onward.applications import timeline
from onward.mail.containers import Locator, Skipped, total_bytes, walk
from onward.mail.correspondents import ANSWERS, MANY_OF_DOMAIN, Correspondents, own_domain
from onward.mail.examined import Examined
from onward.mail.workers import FEW, Workers, examining, looking_again
from onward.people.zones import machine_zone

#: A message of an archive larger than this is not unpacked twice.
LARGEST = 1 << 16
#: Characters of a day that stands without an hour.
_DAY = 10


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
    known = Correspondents()
    other: Counter[str] = Counter()
    own = frozenset(address.lower() for address in me)
    with Workers() as workers:
        for batch in workers.examined(locators(), total_bytes(paths), examining(own, everything=True)):
            for place, one in batch:
                said = one.understood
                unsure = said is not None and said.needs_review
                mine = one.address in own
                if (
                    one.message
                    and said
                    and (said.kind != "other" if mine else said.kind in ANSWERS and not unsure)
                ):
                    known.learn(
                        sender=one.address,
                        recipients=[address for _, address in (*one.message.to, *one.message.cc)],
                        outgoing=mine,
                        header_id=one.message.message_id or "",
                        thread=one.thread,
                        company=said.company or "",
                    )
                elif one.personal and not one.problem and not (place.raw and len(place.raw) > LARGEST):
                    doubtful.append((len(made), place, Examined(address=one.address, thread=one.thread)))
                    other[own_domain(one.address)] += not unsure
                made.append(_line(place, one, own, here))
        known.without(own)
        known.busy = lambda domain: other[domain] > MANY_OF_DOMAIN
        known.domains = {one for one in known.domains if not known.busy(one)}
        again = [(row, place) for row, place, one in doubtful if known.tie(one.address, one.thread)]
        found = workers.examined((place for _, place in again), 0, looking_again(own), most=FEW)
        for (row, _), (place, one) in zip(again, chain.from_iterable(found), strict=True):
            if not one.problem:
                made[row] = _line(place, one, own, here)
    row = 0
    for position, passed in skipped:
        yield from made[row:position]
        row = position
        yield _empty(passed.source) | {"problem": passed.why}
    yield from made[row:]


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
        return line | {"kind": "other", "confidence": 1.0, "needs_review": False}
    if said is None:
        return line | {"kind": "other", "confidence": 0.99, "needs_review": False}
    return line | {
        "kind": said.kind,
        "confidence": said.confidence,
        "needs_review": said.needs_review,
        "company": said.company,
        "role": said.role,
        "reasons": [{"code": reason.code, "quote": reason.quote} for reason in said.reasons],
        "says_why": said.says_why,
        "language": said.language,
        "interview_at": _with_offset(said.interview_at, here),
        "evidence": list(said.evidence),
    }


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
