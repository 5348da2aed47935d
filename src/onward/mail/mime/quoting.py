"""Parts what the sender of a mail wrote from the earlier mail beneath it and from the signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onward.mail.mime.lines import Line, Mark, joined
from onward.mail.mime.quoting_phrases import (
    BEGINNING,
    FORWARDED,
    FROM,
    LABELLED,
    MOBILE_FOOTER,
    ORIGINAL,
    RULE,
    SENT,
    SUBJECT,
    TO,
    VERB,
    WHEN_OR_WHO,
)

MAX_LINE: Final = 500
MAX_SIGNATURE_LINES: Final = 20

_EARLIER: Final = frozenset({Mark.QUOTED, Mark.CUT, Mark.INTRODUCTION})
# Lines in which the beginning of earlier mail may still be announced.
_OPEN: Final = frozenset({Mark.OWN, Mark.INTRODUCTION})


@dataclass(frozen=True, slots=True)
class Split:
    """The three portions of a text; `introduced` tells that earlier mail was announced, `forward` how."""

    own: str
    quoted: str
    signature: str
    introduced: bool
    forward: bool


def split(lines: list[Line]) -> Split:
    """Part lines into own, quoted and signature. Own lines between quoted ones stay own."""
    marks = [line.mark for line in lines]
    texts = [line.text for line in lines]
    introduced, forward = _mark_introductions(texts, marks)
    own_has_words = any(text.strip() and mark == Mark.OWN for text, mark in zip(texts, marks, strict=True))
    _mark_signature(texts, marks)
    quoted = joined([text for text, mark in zip(texts, marks, strict=True) if mark in _EARLIER])
    signature = joined([text for text, mark in zip(texts, marks, strict=True) if mark == Mark.SIGNATURE])
    own = joined([text if mark == Mark.OWN else "" for text, mark in zip(texts, marks, strict=True)])
    if own_has_words and not own and not quoted:
        # Nothing but a "signature": then it is what the person had to say.
        own, signature = signature, ""
    return Split(own, quoted, signature, introduced, forward)


def _mark_introductions(texts: list[str], marks: list[Mark]) -> tuple[bool, bool]:
    introduced = forward = False
    first_own = len(texts)
    at = 0
    while at < len(texts):
        text = texts[at]
        if marks[at] == Mark.CUT:
            _mark_rest(marks, at, len(marks))
            forward = forward or any(
                FORWARDED.match(line) for line in texts[at : at + 5] if len(line) < MAX_LINE
            )
            return True, forward
        introduced = introduced or marks[at] == Mark.INTRODUCTION
        if not text or len(text) > MAX_LINE:
            at += 1
            continue
        if "-" in text or text.endswith(":"):
            is_forward = FORWARDED.match(text) is not None
            if is_forward or ORIGINAL.match(text):
                introduced = True
                forward = forward or (is_forward and (marks[at] in _OPEN or _first(marks, texts, at)))
                if marks[at] in _OPEN:
                    follows = _quoted_follows(texts, marks, at + 1)
                    _mark_rest(marks, at, follows if follows > 0 else len(marks))
                    if follows < 0:
                        return True, forward
                    at = follows
        if ":" in text and marks[at] == Mark.OWN:
            if FROM.match(text) and _header_block(texts, at):
                introduced = True
                begin = at - 1 if at and RULE.match(texts[at - 1]) else at
                follows = _quoted_follows(texts, marks, at + 1)
                _mark_rest(marks, begin, follows if follows > 0 else len(marks))
                if follows < 0:
                    return True, forward
                at = follows
                continue
            span = _attribution(texts, marks, at)
            if span is not None:
                introduced = True
                begin, end = span
                # Nothing above it and no mark below: the answer stands beneath what it quotes; it stays own.
                if _quoted_follows(texts, marks, end + 1) < 0 and first_own < begin:
                    _mark_rest(marks, begin, len(marks))
                    return True, forward
                _mark_rest(marks, begin, end + 1)
                first_own = first_own if first_own < begin else len(texts)
                at = end + 1
                continue
        if marks[at] == Mark.OWN and at < first_own:
            first_own = at
        at += 1
    return introduced, forward


def _mark_rest(marks: list[Mark], begin: int, end: int) -> None:
    for index in range(begin, end):
        marks[index] = Mark.QUOTED


def _first(marks: list[Mark], texts: list[str], at: int) -> bool:
    """Tell whether nothing quoted stands above a line."""
    return not any(
        texts[index].strip() and marks[index] == Mark.QUOTED for index in range(max(0, at - 3), at)
    )


def _quoted_follows(texts: list[str], marks: list[Mark], start: int) -> int:
    """Tell at which line marked quotation begins, over empty lines and a header block; -1 if none does."""
    labelled = False
    for index in range(start, min(len(texts), start + 16)):
        if not texts[index].strip():
            continue
        if marks[index] == Mark.QUOTED:
            return index
        if marks[index] == Mark.INTRODUCTION:
            continue
        if marks[index] == Mark.CUT:
            return -1
        # A long value of a header block goes on in the next line.
        labelled, before = LABELLED.match(texts[index]) is not None, labelled
        if not labelled and not before:
            return -1
    return -1


def _header_block(texts: list[str], at: int) -> bool:
    """Tell whether a From line begins a block with a date and a receiver or a subject."""
    sent = receiver = subject = False
    filled = 0
    for text in texts[at + 1 : at + 14]:
        if not text.strip():
            continue
        filled += 1
        if filled > 7 or len(text) > 2000:
            break
        text = text[:MAX_LINE]
        if SENT.match(text):
            sent = True
        elif TO.match(text):
            receiver = True
        elif SUBJECT.match(text):
            subject = True
    return sent and (receiver or subject)


def _attribution(texts: list[str], marks: list[Mark], colon: int) -> tuple[int, int] | None:
    """Find the lines of "On … wrote:" that end with the colon in this line."""
    last = texts[colon].rstrip("* _\u2060")
    if not last.endswith(":"):
        return None
    begin = colon
    for up in range(4):
        index = colon - up
        if index < 0 or marks[index] != Mark.OWN or not texts[index].strip():
            break
        if BEGINNING.match(texts[index]):
            begin = index
            break
    candidate = " ".join(texts[begin : colon + 1])
    if len(candidate) > MAX_LINE or not VERB.search(candidate) or not WHEN_OR_WHO.search(candidate):
        return None
    if begin == colon and not BEGINNING.match(texts[colon]):
        # "Anna <anna@example.org> wrote:" may begin a line above, where the name is.
        verb_first = VERB.search(texts[colon])
        if verb_first is None or (verb_first.start() > 200):
            return None
    return begin, colon


def _mark_signature(texts: list[str], marks: list[Mark]) -> None:
    """Mark what follows the first signature line that has little enough beneath it, up to the quotation."""
    below = [0] * (len(texts) + 1)
    for at in range(len(texts) - 1, -1, -1):
        below[at] = below[at + 1] + (1 if texts[at].strip() else 0) if marks[at] == Mark.OWN else 0
    for at, text in enumerate(texts):
        if marks[at] != Mark.OWN or not text.startswith("--") or below[at] > MAX_SIGNATURE_LINES + 1:
            continue
        if text.strip() == "--" or text.startswith("-----BEGIN PGP SIGNATURE"):
            texts[at] = ""
            while at < len(texts) and marks[at] == Mark.OWN:
                marks[at] = Mark.SIGNATURE
                at += 1
            break
    _mark_mobile_footer(texts, marks)


def _mark_mobile_footer(texts: list[str], marks: list[Mark]) -> None:
    for at in range(len(texts) - 1, -1, -1):
        if marks[at] != Mark.OWN or not texts[at].strip():
            continue
        if len(texts[at]) <= 100 and MOBILE_FOOTER.match(texts[at]):
            marks[at] = Mark.SIGNATURE
        return
