"""Lays a mail's marked sentences out as its text was: its paragraphs and lines, sentence by sentence. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onward.rejections.sentences import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in its place."""

    mark: Mark
    position: int
    #: Begins a new line.
    breaks: bool = False
    #: Is of another kind than the sentence before: what reads aloud says so.
    turns: bool = True


def paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """The pieces by paragraph. A sentence that is not found in the text word for word follows the one before."""
    found: list[list[Piece]] = []
    end, before = 0, ""
    for position, mark in enumerate(marks):
        pattern = r"\s+".join(re.escape(word) for word in mark.text.split())
        match = re.compile(pattern).search(text, end) if pattern else None
        gap = text[end : match.start()] if match else " "
        lines = gap.count("\n")
        new = not found or bool(re.search(r"\n\s*\n", gap))
        if new:
            found.append([])
        found[-1].append(Piece(mark, position, not new and lines > 0, mark.kind != before or new))
        end, before = (match.end() if match else end), mark.kind
    return found
