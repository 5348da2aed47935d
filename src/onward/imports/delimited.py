"""Text with a mark between its cells: which mark it is, and cells with marks, quotes and line ends inside."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import ngettext

from onward.imports.grids import Bounds, Grid

#: In the order in which a tie is settled.
_MARKS = ("\t", ";", ",", "|")
_SAMPLE = 60
#: No cell of a real table goes on over so many lines: a quote that was never closed does.
_LONGEST_CELL_LINES = 400


def read(text: str) -> Grid:
    """The table of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    named, text = _named_mark(text)
    mark = named or _mark(text)
    Bounds().count(lines=text.count("\n"), cells=text.count(mark))
    rows, broken = _rows(text, mark)
    if rows and all(len(row) < 2 for row in rows):
        # Some programs put quotes around whole lines.
        inner = "\n".join(row[0] if row else "" for row in rows)
        if inner != text.rstrip("\n") and inner.count("\n") == len(rows) - 1:
            return read(inner)
    doubts: tuple[str, ...] = ()
    if broken:
        sentence = ngettext(
            "%(n)d line has a quotation mark that is never closed; it was read as it stands.",
            "%(n)d lines have a quotation mark that is never closed; they were read as they stand.",
            broken,
        )
        doubts = (sentence % {"n": broken},)
    return Grid(rows, doubts=doubts)


def _named_mark(text: str) -> tuple[str, str]:
    """Excel's first line "sep=;" names the mark."""
    first, _end, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], rest
    if first.lower() == "sep=":
        return "\t", rest
    return "", text


def _mark(text: str) -> str:
    """The mark that cuts most lines into the same number of cells, and into more than one."""
    sample = text[:200_000]
    best, best_score = ",", 0.0
    for mark in _MARKS:
        rows = [row for row in _rows(sample, mark)[0][:_SAMPLE] if any(cell.strip() for cell in row)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda pair: (pair[1] * min(pair[0], 30), pair[0]))
        score = times / len(rows) + min(width, 30) / 60
        # Text has commas too: a mark that leaves quotes or spaces behind it was no mark.
        cells = [cell for row in rows for cell in row[1:]]
        loose = sum(cell.startswith(" ") for cell in cells) / max(1, len(cells))
        score -= 0.4 * loose if mark in ",;" else 0
        if score > best_score + 1e-9:
            best, best_score = mark, score
    return best


def _rows(text: str, mark: str) -> tuple[list[list[str]], int]:
    """The rows, and how many lines had a quote that nothing closes."""
    csv.field_size_limit(1 << 30)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False))
    except csv.Error:
        return _plainly(text.split("\n"), mark)
    if not any(_swallowed(row) for row in rows) and not _open_at_end(text, rows):
        return rows, 0
    return _plainly(text.split("\n"), mark)


def _open_at_end(text: str, rows: list[list[str]]) -> bool:
    """Whether the last cell goes on to the end over several lines because its quote was never closed."""
    last = rows[-1][-1] if rows and rows[-1] else ""
    return last.count("\n") > 2 and text.rstrip("\n").endswith(last.rstrip("\n"))


def _swallowed(row: Iterable[str]) -> bool:
    return any(cell.count("\n") > _LONGEST_CELL_LINES for cell in row)


def _plainly(lines: list[str], mark: str) -> tuple[list[list[str]], int]:
    """Record by record: a quote is closed within its neighbourhood, or it is a character like any other."""
    rows: list[list[str]] = []
    broken = 0
    at = 0
    while at < len(lines):
        for end in range(at + 1, min(len(lines), at + 40) + 1):
            piece = "\n".join(lines[at:end])
            if piece.count('"') % 2 == 0:
                try:
                    rows.extend(csv.reader(io.StringIO(piece, newline=""), delimiter=mark, strict=True))
                    at = end
                    break
                except csv.Error:
                    continue
        else:
            rows.append(lines[at].split(mark))
            broken += 1
            at += 1
    return rows, broken
