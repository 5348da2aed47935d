"""What only a whole column can tell of its dates: whether the day or the month comes first, and missing years."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from onward.imports import dates
from onward.imports.dates import Written
from onward.language.tokens import fold

#: Languages that write the day before the month; English does both.
_DAY_FIRST = frozenset("de fr es it nl pt id pl sv".split())
_AHEAD = timedelta(days=60)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Order:
    """dmy or mdy, and how it was settled: values, beside (another column), sequence, language, guess, given."""

    name: str
    why: str

    @property
    def sure(self) -> bool:
        """Whether the table itself settles it."""
        return self.why not in {"guess", "language"}


def orders(
    columns: Mapping[int, Sequence[str]], language: str | None, usual: str, today: date
) -> dict[int, Order]:
    """For each column of dates its order. `usual` is that of the person's own country, the last resort."""
    votes = {key: _votes(values) for key, values in columns.items()}
    together: Counter[str] = Counter()
    for of_column in votes.values():
        together.update(of_column)
    found: dict[int, Order] = {}
    for key, values in columns.items():
        if votes[key]:
            found[key] = Order(votes[key].most_common(1)[0][0], "values")
        elif not any(_open(values)):
            found[key] = Order(usual, "values")
        elif together:
            found[key] = Order(together.most_common(1)[0][0], "beside")
        elif settled := _by_sequence(values, today):
            found[key] = Order(settled, "sequence")
        elif any(one.half_day_clock for one in _read(values)) and language in {"en", None}:
            found[key] = Order("mdy", "language")
        elif language in _DAY_FIRST:
            found[key] = Order("dmy", "language")
        else:
            found[key] = Order(usual, "guess")
    return found


def said_order(heading: str) -> str:
    """The order that a heading names itself: "Applied (MM/DD/YYYY)", "Date (jj/mm/aaaa)"."""
    said = fold(heading)
    if re.search(r"\bmm?[-/. ]?(?:dd?|jj?|tt?|gg?)\b", said):
        return "mdy"
    return "dmy" if re.search(r"\b(?:dd|jj|tt|gg)[-/. ]?mm\b", said) else ""


def turned(values: Iterable[str]) -> frozenset[str]:
    """Days that a spreadsheet program has turned round, day for month, as its country writes them the other way.

    It takes 3/4 for a day of its own and leaves 3/13 as text: then every real day of the column lies in the first twelve
    of its month, every day in text does not, and turned back the rows follow each other far more closely.
    """
    held = [value for value in values if value]
    votes = {value: vote for value in set(held) if (vote := _numeric_vote(value))}
    days = {value for value in held if _ISO.fullmatch(value)}
    other = sum(value not in votes and value not in days for value in held)
    if len(votes) < 2 or len(days) < 5 or other > 0.1 * len(held) or len(set(votes.values())) > 1:
        return frozenset()
    if any(int(value[8:]) > 12 for value in days):
        return frozenset()
    order = next(iter(votes.values()))
    walked = {}
    for back in (False, True):
        read = (
            back_to_front(one) if back and value in days else one
            for value in held
            if (one := dates.read(value))
        )
        found = [day for one in read if (day := one.day(order)) is not None]
        walked[back] = sum(abs((later - earlier).days) for earlier, later in pairwise(found))
    return frozenset(days) if walked[True] * 2 < walked[False] else frozenset()


def back_to_front(written: Written) -> Written:
    """The day with its month for its day; one that cannot be is as it was."""
    there = written.settled and 1 <= written.second <= 12
    return replace(written, first=written.second, second=written.first) if there else written


def contradictions(values: Iterable[str], order: Order) -> list[str]:
    """Cells that can only be read in the other order than the rest of their column."""
    out = []
    for value in values:
        written = dates.read(value)
        if written is None or not _numeric_vote(value):
            continue
        if _numeric_vote(value) != order.name:
            out.append(value)
    return out


def years(
    cells: Sequence[Written | None], order: str, anchors: Sequence[date | None], latest: date
) -> list[int | None]:
    """For each cell without a year the year it must be: near its row's other dates, else by the sequence.

    Walking back from the last row, each day is the latest such day that is not after `latest`; where the
    rows go on in time, a December before a January belongs to the year before.
    """
    found: list[int | None] = [None] * len(cells)
    forward = _goes_forward(cells, order)
    numbers = range(len(cells) - 1, -1, -1) if forward else range(len(cells))
    limit = latest
    for number in numbers:
        cell = cells[number]
        if cell is None:
            continue
        if cell.year is not None:
            if (known := cell.day(order)) is not None:
                limit = known + timedelta(days=45)
            continue
        anchor = anchors[number]
        found[number] = year = _after(cell, order, anchor) if anchor else _latest(cell, order, limit)
        if year and (day := cell.day(order, year)) is not None and not anchor:
            # Rows are not kept in perfect order: some weeks backwards are no turn of the year.
            limit = min(latest, day + timedelta(days=45))
    return found


def _after(cell: Written, order: str, anchor: date) -> int | None:
    """The year in which the day comes at or soon after the anchor; a little before is a slip."""
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        day = cell.day(order, year)
        if day is not None and day >= anchor - timedelta(days=31):
            return year
    return None


def _latest(cell: Written, order: str, limit: date) -> int | None:
    for year in range(limit.year, limit.year - 5, -1):
        day = cell.day(order, year)
        if day is not None and day <= limit:
            return year
    return None


def _goes_forward(cells: Sequence[Written | None], order: str) -> bool:
    days = [found for cell in cells if cell is not None and (found := cell.day(order, cell.year or 2000))]
    steps = [(later - earlier).days for earlier, later in pairwise(days)]
    near = [step for step in steps if abs(step) < 180]
    return sum(step > 0 for step in near) >= sum(step < 0 for step in near)


def _votes(values: Iterable[str]) -> Counter[str]:
    return Counter(vote for value in values if (vote := _numeric_vote(value)))


def _numeric_vote(value: str) -> str:
    """What a cell such as 25/12/2024 says of the order; "" for one that fits both or has its month by name."""
    written = dates.read(value)
    if written is None:
        return ""
    if not written.settled:
        return "dmy" if written.dotted else ""
    parts = [part for part in _split(value) if part.isdigit()]
    if len(parts) < 2 or len(parts[0]) > 2:
        return ""
    first, second = int(parts[0]), int(parts[1])
    return "dmy" if first > 12 >= second else "mdy" if second > 12 >= first else ""


def _split(value: str) -> list[str]:
    day = value.strip().split(" ")[0].split("T")[0].strip(",")
    for mark in "/-.":
        if mark in day:
            return day.split(mark)
    return []


def _read(values: Iterable[str]) -> list[Written]:
    return [written for value in values if (written := dates.read(value)) is not None]


def _open(values: Iterable[str]) -> Iterable[bool]:
    return (not written.settled for written in _read(values))


def _by_sequence(values: Sequence[str], today: date) -> str:
    """The order in which the rows follow each other more closely and none lies far ahead; "" when neither wins."""
    read = _read(values)
    found = {}
    for order in ("dmy", "mdy"):
        days = [day for one in read if (day := one.day(order, one.year or today.year)) is not None]
        ahead = sum(day > today + _AHEAD for day in days)
        walked = sum(abs((b - a).days) for a, b in pairwise(days))
        found[order] = (ahead, walked, len(days))
    (ahead_d, walked_d, n), (ahead_m, walked_m, _n) = found["dmy"], found["mdy"]
    if ahead_d != ahead_m:
        return "dmy" if ahead_d < ahead_m else "mdy"
    if n < 5 or max(walked_d, walked_m) < 60:
        return ""
    if walked_d * 3 < walked_m:
        return "dmy"
    return "mdy" if walked_m * 3 < walked_d else ""
