"""Takes out characters that are not seen: padding, direction marks, controls."""

from __future__ import annotations

import re
from typing import Final

# Soft hyphen, grapheme joiner, Arabic letter mark, Hangul and Khmer fillers, Mongolian separators, zero-width
# and direction marks, word joiners, braille blank, variation selectors' neighbours, byte order mark, tags.
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_NOT_SEEN: Final = re.compile(f"[{_INVISIBLE}]+")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]+")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUNS: Final = re.compile(r"\s+")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """Give the text with what is not seen taken out, blanks as spaces and every line break as a newline."""
    text = _LINE_BREAKS.sub("\n", text)
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text
    return _BLANKS.sub(" ", _NOT_SEEN.sub("", text))


def one_line(text: str) -> str:
    """Give the visible text as one line, for names and subjects."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _SURROGATES.sub("\ufffd", _RUNS.sub(" ", visible(text)).strip())
