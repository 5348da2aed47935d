"""Several sheets of one file as one table: those that tell of applications, whatever their columns are called."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from onward.imports import dates
from onward.imports.grids import Grid
from onward.imports.headings import Line, Table, field_of, table
from onward.imports.told import Doubt
from onward.imports.words import plain_header

#: Of a field that a row has once, two sheets may name the column each in its own way.
_ONE = frozenset("company role title location channel url requisition applied happened status".split())
#: Tables that may lie one below the other in one sheet.
_MOST_PARTS = 20


def together(grids: Sequence[Grid]) -> tuple[Table, list[Doubt]]:
    """The sheet that reads best, the rows of all others that tell of applications below its own, and what was left."""
    found = [pair for grid in grids for pair in _parts(grid)]
    best_grid, best = max(found, key=lambda pair: _worth(pair[1]))
    doubts = [Doubt(sentence) for sentence in best_grid.doubts]
    whole = best
    for grid, other in found:
        if other is best or not other.lines:
            continue
        if _goes_on(best, other):
            other = replace(other, headings=best.headings[: len(other.headings)], found=True)
        elif not (_same_headings(best, other) or (_is_search(best) and _is_search(other))):
            why = _(
                "The sheet “%(name)s” has other columns and was left alone. Bring it in by itself if it belongs here."
            )
            doubts.append(Doubt(why % {"name": grid.name or "?"}))
            continue
        whole = _appended(whole, other)
    return whole, doubts


def _parts(grid: Grid) -> list[tuple[Grid, Table]]:
    """A sheet as its tables: where headings in another order stand further down, another table begins."""
    whole = table(grid)
    if not whole.found:
        return [(grid, whole)]
    first = min((line.number for line in whole.lines), default=len(grid.rows))
    starts = [number for number in range(first, len(grid.rows)) if _begins(grid.rows[number], whole.headings)]
    parts: list[tuple[Grid, Table]] = []
    end = len(grid.rows)
    for start in reversed(starts[:_MOST_PARTS]):
        if start and sum(map(bool, grid.rows[start - 1])) == 1:
            start -= 1  # its title
        # Empty rows keep the numbers of those below.
        part = replace(grid, rows=[*([[]] * start), *grid.rows[start:end]], doubts=())
        if _is_search(read := table(part)):
            parts.insert(0, (part, read))
            end = start
    upper = replace(grid, rows=grid.rows[:end])
    return [(upper, table(upper)), *parts] if parts else [(grid, whole)]


def _begins(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row names columns, other ones or in another order than those above."""
    filled = [cell for cell in row if cell]
    if len(filled) < 3 or any(len(cell) > 60 for cell in filled):
        return False
    same = sum(
        plain_header(cell) == plain_header(name) for cell, name in zip(row, headings, strict=False) if cell
    )
    known = sum(field_of(cell)[1] >= 0.95 for cell in filled)
    return known >= 3 and known >= 0.7 * len(filled) and same < 0.8 * len(filled)


def _worth(one: Table) -> tuple[bool, float]:
    known = _fields(one) - {"other"}
    telling = one.found and bool(known & {"company", "role", "title", "name", "url"})
    return telling and bool(one.lines), len(known) * 1000 + min(len(one.lines), 900)


def _fields(one: Table, least: float = 0.5) -> set[str]:
    said = (field_of(name) for name in one.headings)
    return {field for field, strength in said if strength >= least and field}


def _is_search(one: Table) -> bool:
    """Whether every row is an application: an employer, and the day or the role with how it stands."""
    fields = _fields(one, 0.8)
    return one.found and bool(
        fields & {"company", "title"}
        and ("applied" in fields or ("role" in fields and fields & {"status", "happened"}))
    )


def _same_headings(one: Table, other: Table) -> bool:
    return other.found and sorted(map(plain_header, one.headings)) == sorted(
        map(plain_header, other.headings)
    )


def _goes_on(best: Table, other: Table) -> bool:
    """Whether a sheet without headings goes on where the best one ends: days lie where it has days."""
    if other.found or not best.found or len(other.headings) > len(best.headings):
        return False
    with_days = [number for number in range(len(other.headings)) if _holds_days(best, number)]
    return bool(with_days) and all(_holds_days(other, number) for number in with_days)


def _holds_days(one: Table, number: int) -> bool:
    held = [cell for cell in one.column(number) if cell]
    return bool(held) and sum(dates.read(cell) is not None for cell in held) > 0.6 * len(held)


def _appended(one: Table, other: Table) -> Table:
    """The rows of another table below: columns that are called alike or hold the same are one, others come at the right."""
    names = list(one.headings)
    places: list[int] = []
    for heading in other.headings:
        place = _place(names[: len(one.headings)], heading, places)
        if place is None:
            place = len(names)
            names.append(heading)
        places.append(place)
    width = len(names)
    lines = [replace(line, cells=(*line.cells, *[""] * (width - len(line.cells)))) for line in one.lines]
    for line in other.lines:
        cells = [""] * width
        for place, cell in zip(places, line.cells, strict=True):
            cells[place] = cell
        links = {places[number]: url for number, url in line.links.items()}
        lines.append(Line(line.number, tuple(cells), links))
    return Table(tuple(names), tuple(lines), (*one.asides, *other.asides), one.found)


def _place(names: Sequence[str], heading: str, taken: Sequence[int]) -> int | None:
    """The column of the table that a column of another sheet goes into; None when there is none."""
    free = [number for number in range(len(names)) if number not in taken]
    said = plain_header(heading)
    for number in free:
        if plain_header(names[number]) == said:
            return number
    field, strength = field_of(heading)
    if field not in _ONE or strength < 0.8:
        return None
    return next((number for number in free if field_of(names[number]) == (field, 1.0)), None)
