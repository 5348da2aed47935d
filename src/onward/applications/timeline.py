"""An application's entries as its page shows them: words, quote, and where each comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from onward.applications import days, glimpses, wording
from onward.applications.glimpses import Glimpse
from onward.applications.models import Event
from onward.applications.stages import in_zone
from onward.base import clock
from onward.base.invisible import one_line

#: Letters of a day as ISO 8601 writes it.
_DAY = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One entry."""

    event: Event
    title: str
    tone: str
    source: str
    #: Whether the hour is known, or only the day.
    hour_known: bool
    #: When what the entry tells of takes place (an interview), where that is another time.
    takes_place: datetime | None
    ahead: bool
    #: Where a talk takes place: a place, a link, or both.
    where: str
    #: For when a talk had been arranged that was cancelled.
    cancelled: datetime | None
    text: str
    quote: str
    message: Glimpse
    #: The clock and the zone of the source, where it is not the person's: "14:00 UTC+1".
    their_clock: str = ""
    #: A no that came between the word of a talk and the talk.
    no_before: datetime | None = None

    @property
    def when(self) -> datetime:
        """When it happens: what was arranged counts before when it was said."""
        return self.takes_place or self.event.at


def lines(events: Sequence[Event], seen: Mapping[int, Glimpse], zone: tzinfo) -> list[Line]:
    """The entries in the order given; `seen` holds the glimpses of their messages."""
    noes = [event.at for event in events if event.kind == "rejected"]
    return [_line(event, seen.get(event.message_id or 0, glimpses.NOTHING), zone, noes) for event in events]


def coming(told: Sequence[Line]) -> Line | None:
    """The next of the entries that lies ahead."""
    return min((line for line in told if line.ahead), key=lambda line: line.when, default=None)


def heard(events: Sequence[Event]) -> datetime | None:
    """When the latest word came, from either side; the person's own notes and what lies ahead are none."""
    now = clock.now()
    return max((event.at for event in events if event.kind != "note" and event.at <= now), default=None)


def _line(event: Event, message: Glimpse, zone: tzinfo, noes: Sequence[datetime]) -> Line:
    takes_place = moment(event.data.get("interview_at"), zone)
    ahead = (takes_place or event.at) > clock.now()
    text = event.data.get("text")
    local = in_zone(event.at, zone)
    return Line(
        event,
        wording.fact(event.kind, of_mail=event.message_id is not None),
        wording.kind_tone(event.kind, ahead=ahead),
        str(wording.SOURCES[event.source]),
        event.kind in {"assessment", "interview"} and days.moment(local.date(), event.kind, zone) != local,
        takes_place,
        ahead,
        where(event),
        moment(event.data.get("cancelled"), zone),
        text if isinstance(text, str) else "",
        glimpses.quote(event, message),
        message,
        their_clock=their_clock(event.data.get("interview_at"), zone),
        no_before=max((no for no in noes if takes_place and event.at <= no < takes_place), default=None),
    )


def where(event: Event) -> str:
    """Where a talk takes place, as its invitation says it; empty when nothing is known."""
    found = event.data.get("where")
    return one_line(found) if isinstance(found, str) else ""


def moment(value: object, zone: tzinfo) -> datetime | None:
    """The time that a source wrote down, a day without an hour as the moment that stands for it; None for what is none."""
    try:
        if isinstance(value, str) and len(value) == _DAY and (day := parse_date(value)):
            return days.moment(day, "interview", zone)
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def their_clock(value: object, zone: tzinfo) -> str:
    """The hour and the zone that a source wrote down, where the person's clock shows another hour; else empty."""
    found = moment(value, zone)
    if found is None or found.utcoffset() == (here := in_zone(found, zone)).utcoffset():
        return ""
    offset = found.utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    name = f"UTC{'−' if offset < timedelta(0) else '+'}{hours}" if offset else "UTC"
    name += f":{minutes:02}" if minutes else ""
    clock_there = date_format(found, "H:i" if found.date() == here.date() else _("j F, H:i"))
    return f"{clock_there} {name}"
