"""Cuts what somebody said into clauses, each an exact stretch of the text: where a "but" turns praise, it ends."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onward.language import sentences

_WORD = re.compile(r"\S+")
#: Words that turn what was said, after which another point begins. What stands before them is cut off there.
_TURNS = "but although though whereas pero aunque mientras mais tapi tetapi namun"
#: After a comma these begin a point of their own, too; elsewhere they may be another word, or stand within a clause.
_AFTER_COMMA = (
    f"{_TURNS} however yet while only just still"
    " aber jedoch allerdings dagegen hingegen sondern wobei obwohl während nur doch solo eso sin cependant toutefois"
    " pourtant ma però tuttavia sebbene maar echter hoewel mas porém embora ale jednak choć men dock"
)
#: "… and your answers": a second subject.
_SECOND = (
    "and (?:you|your|the|we|there|that|it|i)|und (?:sie|ihre?n?|ihr|du|deine?n?|dein|die|der|das|wir)"
    "|y (?:tu|tus|su|sus|te|le|la|el|los|las|nos)"
)
_TURN = re.compile(
    rf"(?:(?<=[,;–—])\s+(?=(?:{'|'.join(_AFTER_COMMA.split())})\b)"
    rf"|\s+(?=(?:{'|'.join(_TURNS.split())})\b)"
    rf"|(?<=[;–—…])\s+|\s+(?=[–—+/|•·-]\s)|(?<=\.\.)\s+"
    # Who writes on a phone begins a sentence with a small letter.
    rf"|(?<=\w\w\w[.!?])(?<!etc\.)(?<!incl\.)(?<!approx\.)(?<!evtl\.)(?<!inkl\.)(?<!usw\.)(?<!zzgl\.)(?<!aprox\.)\s+(?=\w)"
    rf"|,?\s+(?=(?:{_SECOND})\b))",
    re.IGNORECASE,
)
#: Where a clause might be two.
_MAYBE = re.compile(
    r"(?<=[,:(])\s+|\s+(?=\()"
    r"|\s+(?=(?:and|und|sowie|y|et|och|dan|with|mit|con|because|weil|porque)\b)",
    re.IGNORECASE,
)
#: A sentence that begins with one of these turns at its first comma.
_BEGINS = re.compile(
    r"(?:although|though|while|whereas|even though|obwohl|während|auch wenn|aunque|si bien|bien que|sebbene|hoewel"
    r"|embora|choć|även om|meskipun)\b",
    re.IGNORECASE,
)
#: A label before a colon: "Strengths: …".
_LABEL = re.compile(r"[^:\n.!?]{2,60}:(?=\s|$)")
_BULLET = re.compile(r"(?:[-*•·‣–—▪►+]|\d{1,2}[.)])\s+")
_LINE = re.compile(r"[^\n]+|\n(?=\n)")
#: A line of this length may have been broken because it was full.
_FULL = 45
#: Fewer words than this are no point of their own.
_LEAST = 2
_GAP = re.compile(r"\n[^\S\n]*\n\s*$")
#: What only joins a clause to the one before.
_JOINT = re.compile(
    r"(?:and|but|however|und|aber|jedoch|allerdings|y|pero|sin embargo|et|mais|però|maar|ale|tapi|tetapi),?\s+",
    re.IGNORECASE,
)
#: A "but" that a clause begins with.
_BUT = re.compile(
    r"[\s,;–—-]*(?:but|however|though|only|aber|jedoch|allerdings|nur|pero|sin embargo|eso sí|mais|però|ma|maar|mas|ale"
    r"|men|tapi|tetapi)\b",
    re.IGNORECASE,
)
_EDGES = " \t\r\n\f\v,;–—-*•·‣▪►"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the text, `text[start:end]`; `sentence` numbers the sentence that it is part of."""

    start: int
    end: int
    sentence: int
    #: A heading of a list, or the label before a colon: it announces what follows.
    label: bool = False
    #: The line that it stands in begins after an empty line.
    after_gap: bool = False
    #: It ends a line by itself.
    own_line: bool = False


def split(text: str) -> list[Clause]:
    """The clauses of a text, in order, without overlap; whatever is not blank lies in one of them."""
    found: list[Clause] = []
    for number, (start, end) in enumerate(_sentences(text)):
        gap = _GAP.search(text, max(0, start - 40), start) is not None
        cuts = [start, *(cut for cut in _cuts(text, start, end) if start < cut < end), end]
        for begins, stops in itertools.pairwise(cuts):
            piece = text[begins:stops]
            label = bool(_LABEL.fullmatch(piece.strip())) or _is_question(text, begins, stops)
            alone = "\n" in text[stops : stops + 2] or stops == len(text)
            found.append(Clause(begins, stops, number, label, gap and begins == start, alone))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without the bullet, the joining word, the spaces, commas and dashes at its edges."""
    while start < end and text[start].isspace():
        start += 1
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        start = bullet.end()
    while start < end and text[start] in _EDGES:
        start += 1
    joint = _JOINT.match(text, start, end)
    if joint and joint.end() < end:
        start = joint.end()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences stand: they hold the words of the text in their order, so that counting words finds them."""
    found: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
        at = 0
        for sentence in sentences.split(" ".join(text[begins:stops] for begins, stops in words)):
            count = len(_WORD.findall(sentence))
            if count and at + count <= len(words):
                found.append((words[at][0], words[at + count - 1][1]))
                at += count
        if at < len(words):  # more than a text is ever read for
            found.append((words[at][0], words[-1][1]))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines, with those joined that were only broken because they were full; a list keeps its lines."""
    found: list[tuple[int, int]] = []
    open_line = False
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            open_line = False
            continue
        before = text[slice(*found[-1])].rsplit("\n", 1)[-1].strip() if found else ""
        greeting = before.endswith(",") and len(before) < _FULL
        runs_on = open_line and not greeting and not _BULLET.match(line)
        runs_on = runs_on and (line[0].islower() or (len(before) >= _FULL and before[-1] not in ".!?:;…"))
        if runs_on:
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
        open_line = not line.endswith(":")
    return found


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Where a sentence turns."""
    cuts: list[int] = []
    label = _LABEL.match(text, start, end)
    if label and len(_WORD.findall(label[0])) <= 6:
        cuts.append(label.end())
    if _BEGINS.match(text, start, end):
        comma = text.find(",", start, end)
        if comma >= 0:
            cuts.append(comma + 1)
    cuts += [match.end() for match in _TURN.finditer(text, start, end)]
    kept: list[int] = []
    last = start
    for cut in sorted(set(cuts)):
        label_cut = bool(label) and cut == (label.end() if label else 0)
        long_enough = (
            len(_WORD.findall(text[last:cut])) >= _LEAST and len(_WORD.findall(text[cut:end])) >= _LEAST
        )
        if label_cut or long_enough:
            kept.append(cut)
            last = cut
    return kept


def _is_question(text: str, start: int, end: int) -> bool:
    """A question on a line of its own, as a form asks it; what follows is the answer."""
    alone = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] in "\r\n")
    return alone and text[start:end].rstrip().endswith("?") and "\n" in text[end : end + 2]


def turns(text: str, clause: Clause) -> bool:
    """Whether a clause begins with a "but"."""
    return _BUT.match(text, clause.start, clause.end) is not None


def joints(text: str, clause: Clause) -> list[int]:
    """Where the clause might be two: after a comma, before an "and". Whether it is, only its meaning tells."""
    cuts: list[int] = []
    last = clause.start
    for match in _MAYBE.finditer(text, clause.start, clause.end):
        cut = match.end()
        if (
            len(_WORD.findall(text[last:cut])) >= _LEAST
            and len(_WORD.findall(text[cut : clause.end])) >= _LEAST
        ):
            cuts.append(cut)
            last = cut
    return cuts


def pieces(text: str, quotes: Iterable[tuple[str, str]]) -> list[tuple[str, str | None]]:
    """The whole text in pieces, each with the mark of the quote that it belongs to (quote, mark), None outside all."""
    spans: list[tuple[int, int, str]] = []
    for quote, mark in quotes:
        found = find(text, quote)
        if found is not None:
            spans.append((*found, mark))
    cut: list[tuple[str, str | None]] = []
    at = 0
    for start, end, mark in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            cut.append((text[at:start], None))
        cut.append((text[start:end], mark))
        at = end
    if at < len(text):
        cut.append((text[at:], None))
    return cut


def find(text: str, words: str) -> tuple[int, int] | None:
    """Where the words stand in the text, however it is broken into lines; None where they do not."""
    parts = words.split()
    match = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    return match.span() if match else None
