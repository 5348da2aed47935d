"""Where a table begins: the row of its headings, below titles and blank lines, or none at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from onward.imports import dates
from onward.imports.grids import Bounds, Grid
from onward.imports.words import headers, plain, plain_header

_SEARCHED = 40
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_TOTAL = re.compile(
    r"(?:total|totals|sum|summe|gesamt|somme|totale|totaal|razem|suma|summa|jumlah|subtotal|count)\b"
)
#: Figures over the whole table, which some write below it.
_FIGURE = re.compile(
    r"\b(?:rate|average|avg|mean|median|percentage|percent|number of|quote|durchschnitt|anzahl|taux|moyenne|nombre de"
    r"|tasa|promedio|media|numero de|numero di|tasso|percentuale|taxa|gemiddelde|aantal|srednia|liczba|medel|antal)\b"
)
_NUMBERS = re.compile(r"[\d.,%$€£ ]+|=[A-Z0-9$:(),.;/*+-]+|\d+\s?/\s?\d+")
_SECTION = re.compile(
    r"(?:week|woche|semaine|semana|settimana|minggu|tydzien|vecka|month|monat|kw|quarter|q[1-4])\b"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of data: its number in the file, from 1, and its cells, as many as there are headings."""

    number: int
    cells: tuple[str, ...]
    links: dict[int, str]


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is no data: a title, a heading inside the table, a sum."""

    number: int
    text: str
    #: title, heading, again (the headings once more), sum, beside (of another table to the right)
    kind: str


@dataclass(frozen=True)
class Table:
    """A table with its headings; `found` is False when it has none and they are letters."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    asides: tuple[Aside, ...] = ()
    found: bool = True

    def column(self, number: int) -> list[str]:
        """The cells of a column."""
        return [line.cells[number] for line in self.lines]


@lru_cache(maxsize=20_000)
def field_of(heading: str) -> tuple[str, float]:
    """The field that a heading names and how surely, from 0 to 1; "" when it names none."""
    said = plain_header(heading)
    if not said:
        return "", 0.0
    known = headers()
    if said in known:
        return known[said], 1.0
    shorter = re.sub(r"\s*\d+$|^\d+\s+", "", said)
    if shorter in known:
        return known[shorter], 0.95
    first = plain_header(heading.partition("/")[0])
    if first != said and first in known and known[first] != "other":
        # "Firm / contact person": what comes first is what the column is for.
        return known[first], 0.9
    best = ""
    words = said.split()
    if any(known.get(word) == "rejected" for word in words) and not any(
        known.get(word) == "note" for word in words
    ):
        # "Rejected after interview", "Interview rejection": the no is what it tells.
        return "rejected", 0.8
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            piece = " ".join(words[start:end])
            if piece in known and len(piece) > max(3, len(best) - 1):
                # The last of two equal ones is what a heading is about: "interview notes" are notes.
                best = piece if len(piece) > len(best) or known[best] != "other" else best
    return (known[best], 0.3 + 0.5 * len(best) / len(said)) if best and len(words) <= 8 else ("", 0.0)


def table(grid: Grid) -> Table:
    """The table of a grid."""
    at, depth, found = _heading_row(grid.rows)
    width = grid.width()
    names = _names(grid.rows[at - depth + 1 : at + 1], width) if found else [""] * width
    headings = tuple(_unique([name or _letters(number) for number, name in enumerate(names)]))
    asides = [
        Aside(number + 1, " ".join(filter(None, row)), "title")
        for number, row in enumerate(grid.rows[: at - depth + 1] if found else [])
        if any(row)
    ]
    lines = []
    after_sum = False
    beside = _beside(grid.rows[at:], headings) if found else width
    down = _filled_down(grid, at + 1 if found else 0)
    for number in range(at + 1 if found else 0, len(grid.rows)):
        if not any(grid.rows[number]):
            continue
        row = _with(grid.rows[number], down.get(number, {}))
        kind = _kind(row, headings, after_sum) if found else ""
        if found and not kind and not any(row[:beside]):
            kind = "beside"
        after_sum = kind == "sum"
        if kind:
            asides.append(Aside(number + 1, " ".join(filter(None, row))[:200], kind))
            continue
        cells = (*row, *[""] * (width - len(row)))
        links = (
            {column: url for (line, column), url in grid.links.items() if line == number}
            if grid.links
            else {}
        )
        lines.append(Line(number + 1, cells, links))
    return Table(headings, tuple(lines), tuple(asides), found)


def _beside(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> int:
    """Where another table begins at the right: behind an empty column, when no heading there is that of a search."""
    width = len(headings)
    for number in range(1, width):
        if any(len(row) > number and row[number] for row in rows) or not any(
            any(row[:number]) for row in rows
        ):
            continue
        right = [field_of(name) for name in headings[number:]]
        if not any(field not in {"", "other"} and strength >= 0.8 for field, strength in right):
            return number
    return width


def _filled_down(grid: Grid, start: int) -> dict[int, dict[int, str]]:
    """Row → column → what a cell merged over several rows says in each of them, below the headings."""
    found: dict[int, dict[int, str]] = {}
    bounds = Bounds()
    for (row, column), rows in grid.merged.items():
        if row < start or row >= len(grid.rows) or column >= len(grid.rows[row]):
            continue
        if text := grid.rows[row][column]:
            below = range(row + 1, min(row + rows, len(grid.rows)))
            bounds.count(cells=len(below), characters=len(below) * len(text))
            for number in below:
                found.setdefault(number, {})[column] = text
    return found


def _with(row: Sequence[str], more: Mapping[int, str]) -> Sequence[str]:
    """The row with more cells where it has none."""
    if not more:
        return row
    width = max(len(row), max(more) + 1)
    cells = [*row, *[""] * (width - len(row))]
    return [cell or more.get(number, "") for number, cell in enumerate(cells)]


def _heading_row(rows: Sequence[Sequence[str]]) -> tuple[int, int, bool]:
    """Its number, how many rows it takes, and whether there is one."""
    best, best_score = -1, 0.0
    filled_rows = ((number, row) for number, row in enumerate(rows) if row)
    for place, (number, row) in enumerate(islice(filled_rows, _SEARCHED)):
        score = _score(row) - 0.02 * place
        if score > best_score:
            best, best_score = number, score
    filled = sum(bool(cell) for cell in rows[best]) if best >= 0 else 0
    if best_score < (0.85 if filled == 1 else 1.2):
        unnamed = _unknown_headings(rows)
        return (unnamed, 1, True) if unnamed is not None else (-1, 1, False)
    if best > 0 and _is_upper(rows[best - 1], rows[best]):
        return best, 2, True
    if best + 1 < len(rows) and _is_lower(rows[best], rows[best + 1]):
        return best + 1, 2, True
    return best, 1, True


def _score(row: Sequence[str]) -> float:
    filled = [cell for cell in row if cell]
    if not filled or any(len(cell) > 200 for cell in filled):
        return 0.0
    # What a heading is called says what it is; a cell of data rarely is a known word, and never many of them.
    known = sum(field_of(cell)[1] if field_of(cell)[1] >= 0.5 else 0 for cell in filled if len(cell) <= 60)
    against = sum(_is_value(cell) for cell in filled)
    return known * (0.5 + 0.5 * known / len(filled)) - 1.5 * against


def _is_value(cell: str) -> bool:
    return bool(dates.read(cell) or _URL.match(cell) or "@" in cell or re.fullmatch(r"[\d.,%$€£ ]+", cell))


def _unknown_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row, in a language that is not known, when dates or links lie below words."""
    first = next((number for number, row in enumerate(rows[:_SEARCHED]) if sum(map(bool, row)) >= 2), None)
    if first is None or first + 2 > len(rows) or any(_is_value(cell) for cell in rows[first]):
        return None
    below = [row for row in rows[first + 1 : first + 30] if any(row)]
    for column, cell in enumerate(rows[first]):
        values = [row[column] for row in below if len(row) > column and row[column]]
        if cell and len(values) >= max(1, len(below) // 2) and all(_is_value(value) for value in values):
            return first
    return None


def _is_upper(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row above groups the headings: several words, none a value, none of a title's width."""
    filled = [cell for cell in above if cell]
    return (
        len(filled) >= 2
        and not any(_is_value(cell) for cell in filled)
        and (_score(above) > 0.5 or (len(filled) < sum(map(bool, below)) and not above[0]))
    )


def _is_lower(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row below only divides headings that stand above it."""
    filled = [number for number, cell in enumerate(below) if cell]
    if not filled or any(_is_value(below[number]) for number in filled) or below[0]:
        return False
    undivided = [number for number in filled if number < len(above) and above[number]]
    beyond = [number for number in filled if number >= len(above) or not above[number]]
    return (
        bool(beyond) and len(undivided) + len(beyond) < max(2, sum(map(bool, above))) and _score(below) >= 0
    )


def _names(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    lowest = [*rows[-1], *[""] * (width - len(rows[-1]))]
    if len(rows) == 1:
        return [re.sub(r"\s+", " ", name) for name in lowest]
    above: list[str] = []
    for number in range(width):
        given = rows[0][number] if number < len(rows[0]) else ""
        above.append(given or (above[-1] if above and lowest[number] else ""))
    names = []
    for number, name in enumerate(lowest):
        alone = field_of(name)[1] == 1.0 and [plain(one) for one in lowest].count(plain(name)) == 1
        both = f"{above[number]} {name}".strip()
        names.append(name if name and alone and field_of(name)[0] != "happened" else both)
    return names


def _kind(row: Sequence[str], headings: Sequence[str], after_sum: bool) -> str:
    """What a row among the data is when it is no data; "" when it is. Sums and figures follow each other."""
    filled = [(number, cell) for number, cell in enumerate(row) if cell]
    same = sum(plain(cell) == plain(headings[number]) for number, cell in filled if number < len(headings))
    if same >= 2 and same >= 0.8 * len(filled):
        return "again"
    first = plain(filled[0][1])
    rest = [cell for _number, cell in filled[1:]]
    # A day beside it, or no number at all, and "Total" is the name of an employer.
    numbers = all(_NUMBERS.fullmatch(cell) and dates.read(cell) is None for cell in rest)
    counted = bool(rest) or bool(re.search(r"\d\s*%?$", filled[0][1]))
    figure = _TOTAL.match(first) or _FIGURE.search(first) or (rest and after_sum)
    if numbers and counted and figure:
        return "sum"
    if len(filled) == 1 and len(headings) > 2:
        written = dates.read(filled[0][1])
        if _SECTION.match(first) or (written is not None and (written.month_only or filled[0][0] == 0)):
            return "heading"
        if re.fullmatch(r"[-–—=_*#\s.]+", filled[0][1]):
            return "heading"
    return ""


def _unique(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = times = seen.get(name, 0) + 1
        found.append(name if times == 1 else f"{name} ({times})")
    return found


def _letters(number: int) -> str:
    """A, B, … Z, AA: what spreadsheets call a column without a heading."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
