"""Cuts a letter into sentences that know where they stand, with their words folded for comparing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onward.language.tokens import fold

_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|sr|sra|sig|bzw|ca|z\.b|e\.g|i\.e|etc|m|mme|st|vs|nr|no)|\b\w)\.$", re.I
)
#: "By the 30. of the month", as some languages write it.
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s")
#: A line as long as this was broken by a mail program, not by the person.
_FULL_LINE = 55


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its text, where it stands in the letter, and its folded text with the way back."""

    text: str
    start: int
    folded: str
    #: For each character of `folded`, its place in `text`.
    back: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where it ends in the letter."""
        return self.start + len(self.text)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return "?" in self.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text stands in the letter."""
        last = self.back[end - 1] + 1 if end else 0
        return self.start + self.back[start], self.start + last


def sentences(body: str) -> list[Sentence]:
    """The sentences of a letter; a line that a mail program broke goes on in the next."""
    return [_sentence(body[start:end], start) for start, end in _cuts(body) if body[start:end].strip()]


def _cuts(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(body):
        before = body[start : match.start()]
        if "\n" not in match.group() and (
            _ABBREVIATION.search(before) or (_ORDINAL.search(before) and body[match.end() :][:1].islower())
        ):
            continue
        if match.group() == "\n" and _runs_on(body, match.start(), match.end()):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(body)


def _runs_on(body: str, end: int, begin: int) -> bool:
    line = body[body.rfind("\n", 0, end) + 1 : end]
    following = body[begin:].partition("\n")[0]
    if len(line) < _FULL_LINE or not following.strip() or _BULLET.match(following):
        return False
    return not line.rstrip().endswith((".", "!", "?", ":", "…"))


def _sentence(text: str, start: int) -> Sentence:
    led = len(text) - len(text.lstrip())
    text = text.strip()
    folded: list[str] = []
    back: list[int] = []
    for place, char in enumerate(text):
        plain = fold(char)
        folded.append(plain)
        back += [place] * len(plain)
    return Sentence(text, start + led, "".join(folded), tuple(back))
