"""Reads the calendar parts of a mail into invitations: one for each appointment, by its next time. Never fails."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final

from onward.base.invisible import one_line, visible
from onward.mail.invitations.invitation import ANSWERS, CANCELS, INVITES, Invitation
from onward.mail.invitations.mending import RULE, mended
from onward.mail.invitations.recurring import times
from onward.mail.understanding import zones

if TYPE_CHECKING:
    from icalendar import Event

#: Calendar parts, and appointments, that are looked at in one mail.
MAX_PARTS: Final = 5
MAX_INVITATIONS: Final = 10
_LONGEST: Final = timedelta(days=14)
#: Years in which an appointment can be.
_YEARS: Final = range(1980, 2100)
_ANSWERING: Final = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_CALENDAR_LINKS: Final = (
    "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK", "CONFERENCE",
)  # fmt: skip
_UNTIL_IN_UTC: Final = re.compile(r"UNTIL=(\d{8}T\d{6})Z")
#: Links to where people meet; of other links in a description nobody knows what they are for.
_MEETING_LINK: Final = re.compile(
    r"https://(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|"
    r"whereby\.com|gotomeeting\.com|goto\.com|chime\.aws|meet\.jit\.si|bluejeans\.com|ringcentral\.com|hirevue\.com|"
    r"bigmarker\.com|livestorm\.co|around\.co|demodesk\.com|pexip\.com|starleaf\.com)/[^\s<>\"'\\|]{1,400}"
)


@dataclass(frozen=True, slots=True)
class _Appointment:
    """One VEVENT: its time on the clock of its zone, which is None when nobody knows it."""

    event: Event
    does: str
    begin: datetime
    whole_day: bool
    zone: tzinfo | None
    #: Which of several it was, on its own clock.
    instance: datetime | None


def read(calendars: Sequence[str], said_at: datetime | None = None) -> tuple[Invitation, ...]:
    """The invitations of a mail that was written at `said_at`, the earliest of those still to come first.

    The same appointment in two parts is one; of what recurs the next time counts.
    """
    groups: dict[str, list[_Appointment]] = defaultdict(list)
    for text in calendars[:MAX_PARTS]:
        for one in _appointments(text):
            uid = (
                one_line(str(one.event.get("UID") or ""))[:250]
                or f"{one.begin:%Y%m%dT%H%M}@{_organizer(one.event)}"
            )
            groups[uid].append(one)
    found = []
    for uid, several in groups.items():
        if invitation := _invitation(uid, several, said_at):
            found.append(invitation)
    said = said_at.isoformat() if said_at else ""
    return tuple(sorted(found, key=lambda one: (_rank(one, said), one.at, one.uid))[:MAX_INVITATIONS])


def moment(at: str, zone: tzinfo | None = None) -> datetime | None:
    """The time that an invitation writes; one without offset is on the clock of `zone`."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _rank(one: Invitation, said: str) -> int:
    """What is still to come goes before what was, and what invites before what cancels."""
    return 2 * (one.does != INVITES) + (one.at[:10] < said[:10])


def _appointments(text: str) -> Iterator[_Appointment]:
    readable = mended(text)
    if "BEGIN:VEVENT" not in readable:
        return
    # Loaded only here: few mails have a calendar part, and this takes longer than reading a hundred that have none.
    import icalendar
    from icalendar.timezone import tzp

    # A sender's own zone holds for this part alone, whatever it is called.
    tzp.use_default()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parts = icalendar.Calendar.from_ical(readable, multiple=True)
            for calendar in parts:
                method = str(calendar.get("METHOD") or "").strip().upper()
                shared = str(calendar.get("X-WR-TIMEZONE") or "") if method in ("", "PUBLISH") else ""
                for event in calendar.walk("VEVENT"):
                    if isinstance(event, icalendar.Event) and (one := _appointment(event, method, shared)):
                        yield one
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return


def _appointment(event: Event, method: str, shared: str) -> _Appointment | None:
    begin = _value(event, "DTSTART")
    if begin is None:
        return None
    cancelled = method == "CANCEL" or str(event.get("STATUS") or "").strip().upper() == "CANCELLED"
    does = CANCELS if cancelled else ANSWERS if method in _ANSWERING else INVITES
    instance = _value(event, "RECURRENCE-ID")
    if not isinstance(begin, datetime):
        return _Appointment(
            event, does, _midnight(begin), True, None, _midnight(instance) if instance else None
        )
    zone = begin.tzinfo or _named(event["DTSTART"].params.get("TZID", "") or shared)
    return _Appointment(
        event, does, begin.replace(tzinfo=None), False, zone, _on_clock(instance, zone) if instance else None
    )


def _invitation(uid: str, several: Sequence[_Appointment], said_at: datetime | None) -> Invitation | None:
    """The latest version of an appointment, at its next time."""
    latest: dict[datetime | None, _Appointment] = {}
    for one in several:
        before = latest.get(one.instance)
        if before is None or _version(one) >= _version(before):
            latest[one.instance] = one
    candidates = [one for instance, one in latest.items() if instance is not None]
    master = latest.get(None)
    if master is not None:
        candidates += _recurring(master, {instance for instance in latest if instance}, said_at)
    if not candidates:
        return None
    # All of it is cancelled, or some of it goes on.
    going = [one for one in candidates if one.does != CANCELS] or candidates
    ahead = [one for one in going if said_at is None or _written_moment(one) >= said_at - timedelta(hours=1)]
    chosen = min(ahead, key=_written_moment) if ahead else max(going, key=_written_moment)
    return _told(uid, chosen) if chosen.begin.year in _YEARS else None


def _recurring(master: _Appointment, moved: set[datetime], said_at: datetime | None) -> list[_Appointment]:
    """The times of an appointment that were neither moved nor taken out."""
    rule = str(master.event.get(RULE) or "")
    named = _values(master, "RDATE")
    if not rule and not named:
        return [] if master.begin in moved else [master]
    after = _on_clock(said_at, master.zone) if said_at else master.begin
    out = {*_values(master, "EXDATE"), *moved}
    told = times(master.begin, _until_on_clock(rule, master.zone), named, after)
    return [replace(master, begin=one, instance=one) for one in told if one not in out]


def _until_on_clock(rule: str, zone: tzinfo | None) -> str:
    """The rule with its end on the clock of the appointment: it is written in UTC."""

    def here(found: re.Match[str]) -> str:
        try:
            ends = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return ""
        return f"UNTIL={_on_clock(ends, zone):%Y%m%dT%H%M%S}"

    return _UNTIL_IN_UTC.sub(here, rule)


def _told(uid: str, one: _Appointment) -> Invitation:
    event = one.event
    text = visible(str(event.get("DESCRIPTION") or ""))[:4000].strip()
    sequence = event.get("SEQUENCE")
    return Invitation(
        uid=uid,
        does=one.does,
        at=_written(one.begin, one),
        minutes=_minutes(one),
        title=one_line(str(event.get("SUMMARY") or ""))[:200],
        where=_where(event, text),
        sequence=int(sequence) if isinstance(sequence, int) and 0 <= sequence < 1 << 31 else 0,
        stamp=_stamp(event),
        instance=_written(one.instance, one) if one.instance else "",
        text=text,
        organizer=_organizer(event),
    )


def _where(event: Event, text: str) -> str:
    """The place, and the link under which people meet."""
    place = one_line(str(event.get("LOCATION") or "")).replace("\\n", " ").strip()[:250]
    links = [str(event.get(name) or "") for name in _CALENDAR_LINKS]
    links += [str(event.get("URL") or ""), place, text]
    link = next((found[0] for written in links if (found := _MEETING_LINK.search(written))), "")
    if not link:
        link = next(
            (one for one in map(one_line, links[: len(_CALENDAR_LINKS)]) if one.startswith("https://")), ""
        )
    link = link.rstrip(".,;)>]")
    return (place if not link or link in place else " · ".join(part for part in (place, link) if part))[:700]


def _minutes(one: _Appointment) -> int | None:
    if one.whole_day:
        return None
    # What recurs keeps its length, whichever of its times it is.
    begin, end, length = (
        _value(one.event, "DTSTART"),
        _value(one.event, "DTEND"),
        _value(one.event, "DURATION"),
    )
    if (
        isinstance(begin, datetime)
        and isinstance(end, datetime)
        and (begin.tzinfo is None) == (end.tzinfo is None)
    ):
        length = end.astimezone(UTC) - begin.astimezone(UTC) if end.tzinfo else end - begin
    if not isinstance(length, timedelta) or not timedelta(0) < length <= _LONGEST:
        return None
    return int(length.total_seconds() // 60) or None


def _stamp(event: Event) -> str:
    found = _value(event, "DTSTAMP") or _value(event, "LAST-MODIFIED")
    return (
        found.astimezone(UTC).isoformat(timespec="seconds")
        if isinstance(found, datetime) and found.tzinfo
        else ""
    )


def _version(one: _Appointment) -> tuple[int, str]:
    sequence = one.event.get("SEQUENCE")
    return (sequence if isinstance(sequence, int) else 0), _stamp(one.event)


def _organizer(event: Event) -> str:
    return one_line(str(event.get("ORGANIZER") or "")).lower().removeprefix("mailto:")[:254]


def _value(event: Event, name: str) -> Any:
    found = event.get(name)
    try:
        return getattr(found, "dt", None)
    except (ValueError, AttributeError):  # the library tells of a broken value only when it is asked for
        return None


def _values(one: _Appointment, name: str) -> list[datetime]:
    """The times that are named one by one, on the clock of the appointment."""
    given = one.event.get(name)
    listed = given if isinstance(given, list) else [given] if given is not None else []
    found = (getattr(entry, "dt", None) for several in listed for entry in getattr(several, "dts", ()))
    return [_on_clock(when, one.zone) for when in found if isinstance(when, date)]


def _on_clock(when: date | datetime, zone: tzinfo | None) -> datetime:
    """The time as the clock of a zone shows it."""
    if not isinstance(when, datetime):
        return _midnight(when)
    if when.tzinfo and zone:
        when = when.astimezone(zone)
    return when.replace(tzinfo=None)


def _midnight(day: date) -> datetime:
    return day.replace(tzinfo=None) if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _written(when: datetime, one: _Appointment) -> str:
    """ISO 8601. An hour that the clocks skip is the one after it; of one that comes twice the first is meant."""
    if one.whole_day:
        return f"{when:%Y-%m-%d}"
    if one.zone is None:
        return when.isoformat(timespec="minutes")
    try:
        return (
            when.replace(tzinfo=one.zone).astimezone(UTC).astimezone(one.zone).isoformat(timespec="minutes")
        )
    except (OverflowError, ValueError):  # the first and last days of the calendar
        return when.isoformat(timespec="minutes")


def _written_moment(one: _Appointment) -> datetime:
    try:
        return one.begin.replace(tzinfo=one.zone or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return one.begin.replace(tzinfo=UTC)


def _named(tzid: str) -> tzinfo | None:
    return zones.named(tzid) if tzid else None
