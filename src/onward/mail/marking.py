"""Finds the sentences of the evidence in a text, however the text is broken into lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: More evidence than this is no evidence; a sentence is never longer.
MAX_QUOTES = 20
MAX_QUOTE = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked when it is evidence; `gap` stands for text that was left out."""

    text: str
    marked: bool = False
    gap: bool = False


def spans(text: str, quotes: Iterable[object]) -> list[tuple[int, int]]:
    """Where the quotes stand in the text: (start, end), in order, none overlapping another."""
    found: list[tuple[int, int]] = []
    for quote in list(quotes)[:MAX_QUOTES]:
        words = quote[:MAX_QUOTE].split() if isinstance(quote, str) else []
        if words and (hit := re.search(r"\s+".join(map(re.escape, words)), text)):
            found.append(hit.span())
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pieces(text: str, quotes: Iterable[object]) -> list[Piece]:
    """The whole text, its evidence marked."""
    cut: list[Piece] = []
    at = 0
    for start, end in spans(text, quotes):
        if start > at:
            cut.append(Piece(text[at:start]))
        cut.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return cut


def excerpt(text: str, quotes: Sequence[object], around: int = 160) -> list[Piece]:
    """The evidence with some words before and after it; without evidence in the text, its beginning."""
    text = " ".join(text.split())
    whole = pieces(text, quotes)
    if not any(piece.marked for piece in whole):
        start = _head(text, 2 * around)
        return (
            [Piece(start), Piece("", gap=True)] if len(start) < len(text) else [Piece(text)] if text else []
        )
    shown: list[Piece] = []
    for number, piece in enumerate(whole):
        if piece.marked:
            shown.append(piece)
            continue
        before = _head(piece.text, around) if number else ""
        after = _tail(piece.text, around) if number < len(whole) - 1 else ""
        if len(before) + len(after) >= len(piece.text):
            shown.append(piece)
            continue
        shown += [Piece(before)] if before else []
        shown.append(Piece("", gap=True))
        shown += [Piece(after)] if after else []
    return shown


def _head(text: str, length: int) -> str:
    """The first words, as many as fit."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0]


def _tail(text: str, length: int) -> str:
    return text if len(text) <= length else text[-length:].split(" ", 1)[-1]
