"""LibreOffice's .ods: its sheets, dates and links."""

import zipfile
from collections.abc import Mapping

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.imports.grids import MOST_COLUMNS, MOST_ROWS, Bounds, Grid
from onward.imports.zipped import walk


def read(archive: zipfile.ZipFile) -> list[Grid]:
    """Every sheet in its order; formulae give what they last showed."""
    reader = _Reader()
    walk(archive, "content.xml", reader.start, reader.end, reader.text)
    return reader.grids


class _Reader:
    """Follows the tags; cells and rows that stand for many are written out as long as they hold something."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._bounds = Bounds()
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._links: dict[tuple[int, int], str] = {}
        self._merged: dict[tuple[int, int], int] = {}
        self._name = ""
        self._paragraphs: list[str] | None = None
        self._cell: Mapping[str, str] = {}
        self._row_times = 1
        self._link = ""
        self._aside = 0

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """A tag begins."""
        if tag == "table":
            self._rows, self._links, self._merged, self._name = [], {}, {}, values.get("name", "")
        elif tag == "table-row":
            self._row, self._row_times = [], _times(values, "number-rows-repeated")
        elif tag in {"table-cell", "covered-table-cell"}:
            self._cell, self._paragraphs, self._link = values, [], ""
        elif tag == "annotation":  # a comment beside the cell
            self._aside += 1
        elif self._paragraphs is not None and not self._aside:
            if tag == "p":
                self._paragraphs.append("")
            elif tag == "a":
                self._link = values.get("href", "")
            elif tag in {"s", "tab", "line-break"} and self._paragraphs:
                self._paragraphs[-1] += {"line-break": "\n"}.get(tag, " ")

    def text(self, text: str) -> None:
        """Words inside a cell."""
        if self._paragraphs and not self._aside:
            self._paragraphs[-1] += text

    def end(self, tag: str) -> None:
        """A tag ends."""
        if tag == "annotation":
            self._aside -= 1
        elif tag in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif tag == "table-row":
            self._end_row()
        elif tag == "table":
            self.grids.append(Grid(self._rows, self._links, self._name, self._merged))

    def _end_cell(self) -> None:
        value = _shown(self._cell, "\n".join(self._paragraphs or ()))
        times = _times(self._cell, "number-columns-repeated")
        self._paragraphs = None
        if self._link:
            self._links[len(self._rows), len(self._row)] = self._link
        if (down := _times(self._cell, "number-rows-spanned")) > 1:
            self._merged[len(self._rows), len(self._row)] = down
        # Empty cells to the edge of the sheet are one tag that stands for thousands.
        if value and len(self._row) + times > MOST_COLUMNS:
            raise Problem(
                _("This table has %(n)d columns, and Onward reads up to %(most)d. Nothing was changed.")
                % {"n": len(self._row) + times, "most": MOST_COLUMNS}
            )
        self._row.extend([value] * max(0, min(times, MOST_COLUMNS + 1 - len(self._row))))

    def _end_row(self) -> None:
        holds = any(self._row)
        if holds and self._row_times > MOST_ROWS:
            raise Problem(_("This table has too many rows to be a search. Nothing was changed."))
        times = self._row_times if holds else min(self._row_times, 3)
        while self._row and not self._row[-1]:
            self._row.pop()
        characters = times * sum(map(len, self._row))
        self._bounds.count(lines=times, cells=times * len(self._row), characters=characters)
        self._rows.extend(list(self._row) for _each in range(times))


def _shown(cell: Mapping[str, str], words: str) -> str:
    kind = cell.get("value-type", "")
    if kind == "date" and cell.get("date-value"):
        day, _t, hour = cell["date-value"].partition("T")
        return day if not hour or hour.startswith("00:00:00") else f"{day} {hour[:5]}"
    if kind == "boolean":
        return "TRUE" if cell.get("boolean-value") == "true" else "FALSE"
    return words or cell.get("value", "") or cell.get("string-value", "")


def _times(values: Mapping[str, str], name: str) -> int:
    given = values.get(name, "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1
