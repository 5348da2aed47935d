"""The only "now": every other module asks here, so that a whole run can be computed as of a date."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time

_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)


def now() -> datetime:
    """The current time with its zone, or the time set by `travel_to`."""
    return _as_of.get() or datetime.now(UTC)


def today() -> date:
    """The date of `now` in the machine's zone."""
    return now().astimezone().date()


def travel_to(day: date | datetime | None) -> None:
    """Compute as if it were the end of that day (or that moment); None returns to the real time."""
    if day is not None and not isinstance(day, datetime):
        day = datetime.combine(day, time(23, 59, 59)).astimezone()
    _as_of.set(day)
