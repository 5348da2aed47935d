"""Excel's .xlsx: sheets, shared words, and numbers that are dates by their format."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.imports.grids import MOST_COLUMNS, MOST_ROWS, Bounds, Grid
from onward.imports.zipped import walk

#: Formats built into Excel that show a date; 18 to 21 and 45 to 47 show an hour alone.
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_NO_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
#: Sheets of a workbook, and formats of a cell (Excel itself allows 65,490).
_MOST_SHEETS, _MOST_FORMATS = 200, 100_000
_MOST_MERGED = 10_000
_DAY_ONE = datetime(1899, 12, 30)  # noqa: DTZ001  (a wall clock: cells carry no zone)
_SINCE_1904 = 1462


def read(archive: zipfile.ZipFile) -> list[Grid]:
    """Every sheet that is not hidden, in the order of the workbook; formulae give what they last showed."""
    book = _Book(archive)
    bounds = Bounds()
    return [_Sheet(archive, book, name, member, bounds).grid for name, member in book.sheets]


class _Book:
    """What all sheets share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.dates: list[bool] = []
        self.since_1904 = False
        self._archive = archive
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            raise Problem(_("This spreadsheet is damaged and cannot be opened. Nothing was changed."))
        targets = relations(archive, "xl/workbook.xml")

        def start(tag: str, values: Mapping[str, str]) -> None:
            if tag == "workbookPr":
                self.since_1904 = values.get("date1904", "") in {"1", "true"}
            elif tag == "sheet" and values.get("state", "visible") == "visible":
                member = targets.get(values.get("id", ""), "")
                if member in names and "/worksheets/" in member and len(self.sheets) < _MOST_SHEETS:
                    self.sheets.append((values.get("name", ""), member))

        walk(archive, "xl/workbook.xml", start, _nothing, _nothing)
        if "xl/sharedStrings.xml" in names:
            self._read_words()
        if "xl/styles.xml" in names:
            self._read_formats()

    def _read_words(self) -> None:
        pieces: list[str] = []
        inside = phonetic = False

        def start(tag: str, values: Mapping[str, str]) -> None:
            nonlocal inside, phonetic
            if tag == "si":
                pieces.clear()
            phonetic = phonetic or tag == "rPh"
            inside = tag == "t" and not phonetic

        def end(tag: str) -> None:
            nonlocal inside, phonetic
            inside = False
            if tag == "rPh":
                phonetic = False
            elif tag == "si":
                self.words.append("".join(pieces))

        walk(
            self._archive,
            "xl/sharedStrings.xml",
            start,
            end,
            lambda text: pieces.append(text) if inside else None,
        )

    def _read_formats(self) -> None:
        own: dict[int, bool] = {}
        within = False

        def start(tag: str, values: Mapping[str, str]) -> None:
            nonlocal within
            if tag == "numFmt":
                own[_number(values.get("numFmtId"))] = _shows_date(values.get("formatCode", ""))
            elif tag == "cellXfs":
                within = True
            elif tag == "xf" and within and len(self.dates) < _MOST_FORMATS:
                code = _number(values.get("numFmtId"))
                self.dates.append(own.get(code, code in _DATE_FORMATS))

        def end(tag: str) -> None:
            nonlocal within
            within = within and tag != "cellXfs"

        walk(self._archive, "xl/styles.xml", start, end, _nothing)

    def shown(self, kind: str, style: int, value: str) -> str:
        """A cell's value as text; a date as 2025-03-03, with its hour where it has one."""
        if kind == "s":
            number = _number(value)
            return self.words[number] if 0 <= number < len(self.words) else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return value.replace("T", " ").removesuffix(" 00:00:00")
        if kind in {"str", "inlineStr", "e"}:
            return value
        if 0 <= style < len(self.dates) and self.dates[style]:
            return serial(value, self.since_1904) or value
        return re.sub(r"\.0+$", "", value)


class _Sheet:
    """Reads one sheet; rows and cells that the file leaves out are empty."""

    def __init__(self, archive: zipfile.ZipFile, book: _Book, name: str, member: str, bounds: Bounds) -> None:
        self._book, self._bounds = book, bounds
        self._rows: list[list[str]] = []
        self._links: dict[tuple[int, int], str] = {}
        self._merged: dict[tuple[int, int], int] = {}
        self._targets = relations(archive, member)
        self._at = (0, 0)
        self._kind, self._style = "", -1
        self._pieces: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        walk(archive, member, self._start, self._end, self._text)
        self.grid = Grid(self._rows, self._links, name, self._merged)

    def _start(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "row":
            self._at = (max(1, _number(values.get("r"), self._at[0] + 1)), 0)
        elif tag == "c":
            self._at = place(values.get("r", "")) or (self._at[0], self._at[1] + 1)
            self._kind, self._style = values.get("t", ""), _number(values.get("s"), 0)
            self._pieces, self._formula = [], []
        elif tag in {"v", "t"}:
            self._into = self._pieces
        elif tag == "f":
            self._into = self._formula
        elif tag == "hyperlink":
            self._link(values)
        elif tag == "mergeCell" and len(self._merged) < _MOST_MERGED:
            self._merge(values.get("ref", ""))

    def _text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _end(self, tag: str) -> None:
        self._into = None
        if tag != "c":
            return
        value = self._book.shown(self._kind, self._style, "".join(self._pieces))
        if not value and self._formula:
            value = "=" + "".join(self._formula)
        if value.strip():
            self._put(value)

    def _put(self, value: str) -> None:
        row, column = self._at
        if column > MOST_COLUMNS:
            raise Problem(
                _("This table has %(n)d columns, and Onward reads up to %(most)d. Nothing was changed.")
                % {"n": column, "most": MOST_COLUMNS}
            )
        # Here, where every cell comes by: a cell names its own row, whatever row it stands in.
        if row > MOST_ROWS:
            raise Problem(
                _("This table has %(n)d rows, and Onward reads up to %(most)d at once. Nothing was changed.")
                % {"n": row, "most": MOST_ROWS}
            )
        self._bounds.count(lines=max(0, row - len(self._rows)))
        while len(self._rows) < row:
            self._rows.append([])
        line = self._rows[row - 1]
        self._bounds.count(cells=max(0, column - len(line)), characters=len(value))
        line.extend([""] * (column - len(line)))
        line[column - 1] = value

    def _merge(self, span: str) -> None:
        first, last = (place(name) for name in (span.partition(":")[::2]))
        if first and last and last[0] > first[0]:
            self._merged[first[0] - 1, first[1] - 1] = last[0] - first[0] + 1

    def _link(self, values: Mapping[str, str]) -> None:
        found = place(values.get("ref", "").partition(":")[0])
        target = self._targets.get(values.get("id", ""), "")
        if found and target:
            self._links[found[0] - 1, found[1] - 1] = target


def relations(archive: zipfile.ZipFile, member: str) -> dict[str, str]:
    """What the ids in a member lead to: other members, or addresses outside."""
    folder, name = posixpath.split(member)
    place_of = f"{folder}/_rels/{name}.rels"
    found: dict[str, str] = {}
    if place_of not in archive.namelist():
        return found

    def start(tag: str, values: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = values.get("Target", "")
            if values.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[values.get("Id", "")] = target

    walk(archive, place_of, start, _nothing, _nothing)
    return found


def serial(value: str, since_1904: bool = False) -> str:
    """Days since Excel's first day as a date, with the hour where there is one; "" for what is none."""
    try:
        days = float(value) + (_SINCE_1904 if since_1904 else 0)
        found = (_DAY_ONE + timedelta(days=days, milliseconds=500)).replace(microsecond=0)
    except (ValueError, OverflowError):
        return ""
    if days < 1:
        return ""
    return f"{found:%Y-%m-%d}" if found.time() == _DAY_ONE.time() else f"{found:%Y-%m-%d %H:%M}"


def place(name: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell's name such as C12."""
    match = _PLACE.fullmatch(name)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _shows_date(code: str) -> bool:
    plain = _NO_CODE.sub("", code.partition(";")[0]).casefold()
    return any(letter in plain for letter in "yd") or ("m" in plain and "h" not in plain and "s" not in plain)


def _number(value: str | None, otherwise: int = -1) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else otherwise


def _nothing(*_given: object) -> None:
    pass
