"""A line of a mail's text with whose it is; what the readers of plain text and of HTML both produce."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final, NamedTuple


class Mark(IntEnum):
    """Whose a line is, as far as the form of the mail tells it."""

    OWN = 0
    QUOTED = 1
    SIGNATURE = 2
    CUT = 3  # everything from here on is earlier mail
    INTRODUCTION = 4  # the line above a quotation, as HTML marks it


class Line(NamedTuple):
    """One line without its line break, quotation marks taken off."""

    text: str
    mark: Mark


_QUOTE: Final = re.compile(r"^ ?(?:> ?)+")
_NOT_QUOTE: Final = re.compile(r"^>(?:From |>> )")


def lines_of_plain(text: str) -> list[Line]:
    """Read plain text: lines that begin with ">" are quoted."""
    if ">" not in text:
        return [Line(line.rstrip(), Mark.OWN) for line in text.split("\n")]
    found: list[Line] = []
    for line in text.split("\n"):
        if line[:2].lstrip().startswith(">") and not _NOT_QUOTE.match(line):
            found.append(Line(_QUOTE.sub("", line).rstrip(), Mark.QUOTED))
        else:
            found.append(Line(line.rstrip(), Mark.OWN))
    return found


def joined(lines: list[str]) -> str:
    """Join lines to a text: no empty lines at the ends, never two in a row."""
    kept: list[str] = []
    for line in lines:
        if line.strip():
            kept.append(line)
        elif kept and kept[-1]:
            kept.append("")
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept)
