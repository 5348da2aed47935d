"""When free writing rests: once a day, at most five days in a row, then a week without."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

#: What the evidence speaks for: twenty minutes, up to five days, then stop.
DAYS_IN_A_ROW = 5
MINUTES = (5, 10, 15, 20)
#: Our own assumption: the evidence says nothing of beginning again.
PAUSE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rest:
    """Why free writing is not offered today: there was one today, or there were five days in a row."""

    #: The day from which it is offered again.
    until: date
    after_days: int


def rest(written: Iterable[date], today: date) -> Rest | None:
    """Whether to rest today, from the days on which there was free writing; None for no."""
    days = sorted({day for day in written if day <= today})
    run = 0
    full: tuple[date, int] | None = None
    for before, day in zip([None, *days], days, strict=False):
        run = run + 1 if before is not None and day - before == timedelta(days=1) else 1
        if run >= DAYS_IN_A_ROW:
            full = day, run
    if full is not None:
        until = full[0] + PAUSE + timedelta(days=1)
        if today < until:
            return Rest(until, full[1])
    if days and days[-1] == today:
        return Rest(today + timedelta(days=1), 1)
    return None
