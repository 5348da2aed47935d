"""How commands print: JSON for programs, aligned columns for people."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any


def print_json(value: Any) -> None:
    """One JSON document on standard output, whatever the encoding of the terminal; of a list each part has a line."""
    if isinstance(value, list) and value:
        # Indenting would take the slow way through every value.
        print_json_list(json.dumps(one, ensure_ascii=False) for one in value)
    else:
        print_line(json.dumps(value, ensure_ascii=False, indent=1))


def print_json_list(parts: Iterable[str]) -> None:
    """One JSON list on standard output; its parts are JSON already."""
    joined = ",\n ".join(parts)
    print_line(f"[{joined}]")


def print_json_line(value: Any) -> None:
    """One JSON value on a line of its own."""
    print_line(json.dumps(value, ensure_ascii=False))


def print_line(text: str) -> None:
    """Print a line; characters that the terminal cannot show become question marks, never an error."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]], widest: int = 40) -> None:
    """Columns of text, aligned by what is seen; a cell longer than `widest` is cut with an ellipsis."""
    cells = [tuple(_cell(value, widest) for value in row) for row in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        print_line("  ".join(padded).rstrip())


def note(text: str) -> None:
    """Tell the person something that is no result: progress, remarks."""
    print(text, file=sys.stderr, flush=True)


def _cell(value: object, widest: int) -> str:
    # What came from mail must not steer the terminal: no control or direction characters.
    text = "".join(
        char for char in str(value if value is not None else "") if unicodedata.category(char)[0] != "C"
    )
    while _width(text) > widest:
        text = text[: -2 if text.endswith("…") else -1] + "…"
    return text


def _width(text: str) -> int:
    """Columns that the text takes: two for wide characters, none for marks that sit on another."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
