"""What happened in one application, with its day, or with the bounds within which the day must lie.

The rule for a day that is not known: the fact stands at the latest day that is known to come before it
(data.date is "not_before"), so that the order of a search holds; where nothing comes before, at the earliest
day by which it had happened ("not_after"). Both bounds stand in the data as far as they are known, so that
whoever counts days can leave such a fact out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from onward.applications.days import moment
from onward.applications.stages import ENDINGS, KINDS

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
#: Kinds that the employer brings.
OF_EMPLOYER = frozenset({"acknowledged", "assessment", "interview", "offer", "rejected"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A fact to be; `day` None is a day that is not known."""

    kind: str
    day: date | None = None
    hour: time | None = None
    #: What to show with it: "2nd interview", "Position removed".
    text: str = ""
    reason: str = ""
    quote: str = ""
    heading: str = ""
    #: Its month is all that is known: the last day of it.
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening with the moment that stands for it and what its data says of that."""

    happening: Happening
    at: datetime
    marks: dict[str, Any]


def settle(
    told: Sequence[Happening], responded: date | None, ended: date | None, reached: date | None = None
) -> list[Happening]:
    """Days of answers, decisions and statuses go to the events that have none of their own."""
    found = list(told)
    if ended is not None:
        place = next((n for n, one in enumerate(found) if one.kind in ENDINGS and one.day is None), None)
        if place is not None:
            found[place] = replace(found[place], day=ended)
        elif not any(one.kind in ENDINGS for one in found):
            found.append(Happening("update", ended, heading="ended"))
    if reached is not None:
        found = _reached(found, reached)
    if responded is not None:
        found = _answered(found, responded)
    return found


def _reached(found: list[Happening], reached: date) -> list[Happening]:
    """The day of a status is that of the furthest event, unless that has a day or another came later."""
    place = max(range(len(found)), key=lambda n: _RANK[found[n].kind], default=None)
    if place is None or found[place].day is not None:
        return found
    if any(one.day > reached for one in found if one.day):
        return found
    return [replace(one, day=reached) if n == place else one for n, one in enumerate(found)]


def _answered(found: list[Happening], responded: date) -> list[Happening]:
    """The day of an answer is that of the first event that the employer brought and that has no day."""
    if any(one.day == responded and one.kind in OF_EMPLOYER for one in found):
        return found
    undated = sorted(
        (n for n, one in enumerate(found) if one.day is None and one.kind in OF_EMPLOYER),
        key=lambda n: _RANK[found[n].kind],
    )
    for place in undated:
        earlier = [one.day for one in found if one.day and _RANK[one.kind] < _RANK[found[place].kind]]
        if all(day <= responded for day in earlier):
            found[place] = replace(found[place], day=responded)
            return found
        break
    return [*found, Happening("update", responded, heading="responded")]


def dated(
    told: Sequence[Happening], zone: tzinfo, now: datetime, known_by: date | None = None
) -> list[Dated]:
    """Every happening with its moment, in the order of a search; `known_by` is when the row was last written.

    Without a day an application's own "applied" is left out when other facts stand: these say more of when
    it was, and the record then shows "at the latest".
    """
    certain = [one for one in told if one.day is not None]
    found = [_certain(one, zone) for one in certain]
    _keep_order(found)
    lost = sorted((one for one in told if one.day is None), key=lambda one: _RANK[one.kind])
    if len(lost) + len(certain) > 1 or certain:
        lost = [one for one in lost if one.kind != "applied"]
    elif lost and lost[0].kind == "applied":
        return []
    for one in lost:
        found.append(_bounded(one, found, zone, now, known_by))
    return sorted(found, key=lambda one: (one.at, _RANK[one.happening.kind]))


def _certain(one: Happening, zone: tzinfo) -> Dated:
    assert one.day is not None
    if one.hour is None:
        at = moment(one.day, one.kind, zone)
        if one.until is not None:
            return Dated(one, at, _marks("not_before", one.day, one.until))
        return Dated(one, at, {})
    at = datetime.combine(one.day, one.hour, zone)
    return Dated(one, at, {"interview_at": at.isoformat()} if one.kind == "interview" else {})


def _keep_order(found: list[Dated]) -> None:
    """An ending of the same day comes after a talk in the evening."""
    for number, one in enumerate(found):
        same = [
            other.at
            for other in found
            if other.happening.day == one.happening.day
            and other.at > one.at
            and _RANK[other.happening.kind] < _RANK[one.happening.kind]
        ]
        if same and one.happening.hour is None:
            found[number] = replace(one, at=max(same))


def _bounded(
    one: Happening, found: Sequence[Dated], zone: tzinfo, now: datetime, known_by: date | None
) -> Dated:
    rank = _RANK[one.kind]
    before = [other for other in found if _RANK[other.happening.kind] <= rank and other.at <= now]
    after = [
        other.happening.day for other in found if _RANK[other.happening.kind] > rank and other.happening.day
    ]
    today = now.astimezone(zone).date()
    latest = min([day for day in (*after, known_by, today) if day], default=today)
    if before:
        last = max(before, key=lambda other: other.at)
        day = last.happening.day or last.at.astimezone(zone).date()
        return Dated(
            one, max(last.at, moment(day, one.kind, zone)), _marks("not_before", day, max(day, latest))
        )
    if latest < today:
        return Dated(one, moment(latest, one.kind, zone), _marks("not_after", None, latest))
    return Dated(one, now, _marks("not_after", None, today))


def _marks(kind: str, first: date | None, last: date | None) -> dict[str, Any]:
    marks: dict[str, Any] = {"date": kind}
    if first is not None:
        marks["not_before"] = first.isoformat()
    if last is not None:
        marks["not_after"] = last.isoformat()
    return marks


def month_end(day: date) -> date:
    """The last day of the month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
