"""The only "now": every other module asks here, so that a whole run can be computed as of a date."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time, tzinfo

_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)
_day: ContextVar[date | None] = ContextVar("day", default=None)


def now() -> datetime:
    """The current time with its zone, or the time set by `travel_to`."""
    return _as_of.get() or datetime.now(UTC)


def today() -> date:
    """The date of `now` in the machine's zone, for what is the machine's: a person's day may be another."""
    return now().astimezone().date()


def travel_to(day: date | datetime | None, zone: tzinfo | None = None) -> None:
    """Compute as if it were the end of that day (or that moment); None returns to the real time.

    The day ends in that zone, else in the machine's, until `settle` says where the person lives.
    """
    whole = day if day is not None and not isinstance(day, datetime) else None
    _day.set(whole)
    if whole is not None:
        end = datetime.combine(whole, time(23, 59, 59), zone)
        day = end if zone else end.astimezone()
    _as_of.set(day if isinstance(day, datetime) else None)


def settle(zone: tzinfo) -> None:
    """A day that was travelled to ends in the person's zone: elsewhere it may be the next day already."""
    if (day := _day.get()) is not None:
        travel_to(day, zone)


def is_day() -> bool:
    """Whether a whole day was travelled to."""
    return _day.get() is not None
