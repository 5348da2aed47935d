"""Which of the daily backups to keep: the latest days, then one a week, then one a month."""

from collections.abc import Iterable
from datetime import date

DAYS, WEEKS, MONTHS = 7, 4, 6


def kept(days: Iterable[date]) -> set[date]:
    """The days whose backup stays.

    Counted are backups, not days gone by: after a pause of half a year none is thrown away for being old.
    """
    latest_first = sorted(set(days), reverse=True)
    by_week = {day.isocalendar()[:2]: day for day in reversed(latest_first)}
    by_month = {(day.year, day.month): day for day in reversed(latest_first)}
    return {
        *latest_first[:DAYS],
        *sorted(by_week.values(), reverse=True)[:WEEKS],
        *sorted(by_month.values(), reverse=True)[:MONTHS],
    }
