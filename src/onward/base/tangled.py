"""Tells HTML that would take a parser long from HTML that people write."""

from __future__ import annotations

import re
from typing import Final

# A browser's parser takes quadratic time for tags that are never closed; mails do not nest like that.
MAX_NESTING: Final = 400
MAX_OPEN_FORMATTING: Final = 40
UNCHECKED_TAGS: Final = 300
UNCHECKED_CHARACTERS: Final = 8000

# A tag with 150 attributes, read as the standard reads tags; their number costs quadratic time too.
_LADEN_TAG: Final = re.compile(
    r"<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+|(?=>)))?+){150}"
)
_OPENING: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELF_CLOSING: Final = frozenset(
    {
        "br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "source", "embed", "param",
        "p", "li", "td", "tr", "th", "tbody", "thead", "tfoot", "option", "dt", "dd", "html", "body", "head",
    }
)  # fmt: skip
_FORMATTING: Final = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)


def is_tangled(html: str) -> bool:
    """Tell whether the tags are nested or laden so that parsing them would take long."""
    if len(html) > UNCHECKED_CHARACTERS and _LADEN_TAG.search(html):
        return True
    if html.count("<") <= UNCHECKED_TAGS:
        return False
    depth = formatting = 0
    for closing, name in _OPENING.findall(html):
        name = name.lower()
        if name in _SELF_CLOSING:
            continue
        step = -1 if closing else 1
        depth = max(0, depth + step)
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        if depth > MAX_NESTING or formatting > MAX_OPEN_FORMATTING:
            return True
    return False
