"""Writes what has a day or an hour as iCalendar (RFC 5545 and 7986): the same always in the same bytes. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from onward.applications.diary import Item
from onward.base.invisible import one_line

if TYPE_CHECKING:
    from icalendar import Alarm, Event

#: Sequence numbers are seconds from here: they grow with every change, without anything being counted.
_BEGINNING: Final = datetime(2020, 1, 1, tzinfo=UTC)
_LONGEST_TITLE, _LONGEST_TEXT = 200, 1000
#: What has a length; all else is a day by which something is to be done.
_TAKING_TIME: Final = frozenset({"talk", "plan"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is written: the calendar's name, and whose it is, so that two people's entries differ."""

    name: str
    whose: str
    #: Kind → the title that stands for all of its kind; empty for titles in full.
    instead: Mapping[str, str] = field(default_factory=dict)
    #: Minutes before a talk at which to remind.
    reminder: int | None = None
    #: When the manner changed last.
    since: datetime | None = None


def written(items: Iterable[Item], manner: Manner) -> bytes:
    """The calendar. Times are in UTC, so no reader needs to know a zone; days are days wherever they are read."""
    # Loaded only here: nothing but a calendar needs it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Onward//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", manner.name)
    calendar.add("x-wr-calname", manner.name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    # What stands at the very ends of the calendar has no day before or after it.
    for item in sorted((one for one in items if MINYEAR < one.when.year < MAXYEAR), key=_key):
        calendar.add_component(_event(item, manner))
    return bytes(calendar.to_ical())


def uid(item: Item, whose: str) -> str:
    """The identity of an entry: the same whenever it is written, and nothing can be read from it."""
    about = " ".join(f"{name}={value}" for name, value in sorted(item.about.items()))
    return (
        f"{hashlib.sha256(f'{whose} {item.kind} {about}'.encode('utf-8', 'replace')).hexdigest()[:32]}@onward"
    )


def _event(item: Item, manner: Manner) -> Event:
    from icalendar import Event

    changed = max(item.changed_at, manner.since or item.changed_at).astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", uid(item, manner.whose))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - _BEGINNING).total_seconds())))
    if isinstance(item.when, datetime):
        begin = item.when.astimezone(UTC)
        event.add("dtstart", begin)
        event.add("dtend", begin + timedelta(minutes=item.minutes or 60))
    else:
        event.add("dtstart", item.when)
        event.add("dtend", _next(item.when))
    hidden = manner.instead.get(item.kind)
    event.add("summary", hidden or one_line(item.title)[:_LONGEST_TITLE])
    if not hidden and (where := one_line(item.where)):
        event.add("location", where[:_LONGEST_TEXT])
    if not hidden and (note := one_line(item.note)):
        event.add("description", note[:_LONGEST_TEXT])
    if item.cancelled:
        event.add("status", "CANCELLED")
    takes_time = item.kind in _TAKING_TIME and isinstance(item.when, datetime) and not item.cancelled
    event.add("transp", "OPAQUE" if takes_time else "TRANSPARENT")
    if manner.reminder is not None and item.kind == "talk" and takes_time:
        event.add_component(_alarm(manner.reminder, str(event["summary"])))
    return event


def _alarm(minutes: int, words: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _key(item: Item) -> tuple[str, str, str]:
    when = item.when.astimezone(UTC) if isinstance(item.when, datetime) else item.when
    return when.isoformat(), item.kind, str(sorted(item.about.items()))


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
