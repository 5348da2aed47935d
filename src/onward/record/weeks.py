"""Weeks as offices count them: from Monday in most of the world, from Sunday or Saturday in some of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

Line = TypeVar("Line")
#: Days on which a week may begin; Monday is 0.
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
#: The longest time that one record spans.
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Week(Generic[Line]):
    """One week with its lines; the first and last may be cut by the days that were asked for."""

    first: date
    last: date
    lines: list[Line]


def begins(day: date, start: int) -> date:
    """The first day of the week that the day is in."""
    return day - timedelta(days=(day.weekday() - start) % 7)


def by_week(lines: Iterable[tuple[date, Line]], first: date, last: date, start: int) -> list[Week[Line]]:
    """Every week between the days, the earliest first, those without a line too; lines in the order given."""
    weeks: list[Week[Line]] = []
    day = begins(first, start)
    while day <= last:
        weeks.append(Week(day, day + timedelta(days=6), []))
        day += timedelta(days=7)
    for on, line in lines:
        if first <= on <= last:
            weeks[(on - weeks[0].first).days // 7].lines.append(line)
    return weeks
