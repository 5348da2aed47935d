"""Chooses between the plain and the HTML version of a text: the one that says more."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = re.compile(r"<?https?://\S+|\[(?:image|cid|logo)[^\]\n]{0,200}\]|[-_=*#~]{4,}")
_TAGS: Final = re.compile(
    r"</?(?:html|body|div|p|br|table|tr|td|span|font|a|b|h\d)\b[^<>\n]{0,300}>", re.IGNORECASE
)
_NO_HTML: Final = re.compile(
    r"(?:does ?n[o']t|cannot|can't|unable to|not able to|do not|nicht"
    r"|ne (?:supporte|prend|peut)|no (?:puede|admite)"
    r"|non (?:supporta|visualizza)|geen|não|tidak|nie obsługuje|stöd(?:er|jer) inte).{0,60}html"
    r"|html.{0,40}(?:not supported|not enabled|required|capable|nicht|compatible|viewer|e-?mail client)"
    r"|(?:view|read|see|open).{0,40}(?:html|in (?:a|your) (?:web )?browser|online version)"
    r"|this (?:is a|message (?:is|contains)).{0,30}(?:html|multi-?part)",
    re.IGNORECASE,
)
_ROUGH_TAG: Final = re.compile(r"<[^<>]*>")
_ROUGH_DROPPED: Final = re.compile(r"<(style|script|title|head)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_ROUGH_ENTITY: Final = re.compile(r"&[#\w]{1,10};|\s+")
# A plain version that says less than this share of what the HTML says is a stand-in.
AMPLE: Final = 0.7
MARKUP_TAGS: Final = 8


def looks_like_markup(plain: str) -> bool:
    """Tell whether a part that calls itself plain text is HTML."""
    if "<" not in plain:
        return False
    beginning = plain[:2000].lstrip().lower()
    if beginning.startswith(("<!doctype html", "<html", "<body", "<div")):
        return True
    return sum(1 for _ in _TAGS.finditer(plain[:20_000])) >= MARKUP_TAGS


def words_in(text: str) -> int:
    """Count the letters of a text's words, links and rules left out; cheap, for comparing versions."""
    return len("".join(_LINK.sub("", text).split())) if text else 0


def plain_suffices(plain: str, html: str) -> bool:
    """Tell, without reading the HTML properly, whether the plain version says as much."""
    size = words_in(plain)
    if size < 80 or _NO_HTML.search(plain[:600]):
        return False
    rough = _ROUGH_ENTITY.sub("", _ROUGH_TAG.sub("", _ROUGH_DROPPED.sub("", html)))
    return size >= AMPLE * len(rough)


def plain_is_better(plain: str, html_text: str) -> bool:
    """Tell whether the plain version is to be preferred to the text that the HTML shows."""
    size, other = words_in(plain), words_in(html_text)
    if not size:
        return False
    if not other:
        return True
    if _NO_HTML.search(plain[:600]) and other > size * 0.5:
        return False
    return size >= AMPLE * other
