"""Days as people write them, and the moment that stands for a day of which the hour is not known."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from onward.applications.stages import ENDINGS

#: Hours that stand for a day without one. Applying comes before what else happened that day, an ending after
#: it; both keep a distance from midnight, so that another zone rarely makes another day of it.
_BEGINNING, _MIDDLE, _END = time(6), time(12), time(21)
_EARLIEST_YEAR = 1970
_YEARS_AHEAD = 5

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
    for name in (names, names[:3])
}
_MONTHS["sept"] = 9


class UnclearDay(ValueError):
    """A day that cannot be read: `why` is unreadable, ambiguous or far (too long ago or ahead)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def parse_day(text: str, today: date) -> date:
    """The day that the text means: 2024-03-05, 5.3.2024, 5 March 2024, 5 Mar, today, yesterday.

    5/3/2024 is March in one country and May in another: it raises UnclearDay rather than guess. A day
    without a year is the latest such day that is not after today.
    """
    words = text.strip().casefold().rstrip(".")
    if words in {"today", "yesterday"}:
        return today - timedelta(days=words == "yesterday")
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?", words):
        year, month, day = (int(part) for part in match.groups())
        return _day(year, month, day, today)
    if match := re.fullmatch(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})", words):
        first, mark, second, given = int(match[1]), match[2], int(match[3]), int(match[4])
        year = given + 2000 if given < 100 else given
        if mark == "." or first == second or first > 12:
            return _day(year, second, first, today)
        if second > 12:
            return _day(year, first, second, today)
        raise UnclearDay("ambiguous")
    return _named_day(words, today)


def moment(day: date, kind: str, zone: tzinfo) -> datetime:
    """The moment that stands for a day without an hour, for a fact of this kind."""
    if kind in {"outreach", "applied"}:
        hour = _BEGINNING
    elif kind in ENDINGS:
        hour = _END
    else:
        hour = _MIDDLE
    return datetime.combine(day, hour, zone)


def _named_day(words: str, today: date) -> date:
    """A day with the name of its month, in either order, the year left out or given."""
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[.,]", " ", words)
    parts = plain.split()
    named = [part for part in parts if part in _MONTHS]
    numbers = [int(part) for part in parts if re.fullmatch(r"\d{1,4}", part)]
    if len(named) != 1 or len(numbers) + 1 != len(parts) or not 1 <= len(numbers) <= 2:
        raise UnclearDay("unreadable")
    month = _MONTHS[named[0]]
    if len(numbers) == 2:
        return _day(numbers[1], month, numbers[0], today)
    this_year = _day(today.year, month, numbers[0], today)
    return this_year if this_year <= today else _day(today.year - 1, month, numbers[0], today)


def _day(year: int, month: int, day: int, today: date) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise UnclearDay("unreadable") from error
    if not _EARLIEST_YEAR <= found.year <= today.year + _YEARS_AHEAD:
        raise UnclearDay("far")
    return found
