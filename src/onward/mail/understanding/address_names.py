"""Compares the name of an organisation with a piece of an address."""

import re
from functools import lru_cache

from onward.mail.understanding.employer_cues import CONNECTING
from onward.mail.understanding.organisations import folded, without_legal_form

_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def matched(name: str, name_key: str, label: str) -> str:
    """How far a name and a piece of an address are the same: equal, begins, part, initials, inner, none."""
    if not label:
        return "none"
    whole = compact(name)
    if label in (name_key, whole):
        return "equal"
    # Umlauts are written out in addresses, "und" and "and" for the sign, small words left out.
    spelled = _spelled(name)
    if label in spelled:
        return "equal"
    if len(name_key) >= 4 and label.startswith(name_key):
        return "begins"
    if len(label) >= 4 and any(one.startswith(label) for one in (whole, *spelled)):
        return "begun by"
    if len(name_key) >= 4 and name_key in label:
        return "within"
    pieces = [compact(piece) for piece in re.split(r"[\s&-]+", name) if piece]
    if len(pieces) > 1:
        initials = "".join(piece[0] for piece in pieces if piece)
        if len(label) >= 2 and (
            initials == label or "".join(p[0] for p in pieces if p and len(p) > 2) == label
        ):
            return "initials"
        long = [piece for piece in pieces if len(piece) >= 4]
        if long and all(piece in label for piece in long):
            return "all words"
        if any(piece in label for piece in long if len(piece) >= 5):
            return "a word"
        if _woven(pieces, label):
            return "woven"
    return "none"


def _woven(pieces: list[str], label: str) -> bool:
    """True when the label is made of beginnings of the words, in order ("uni-rheinhoehe", "statoil")."""
    at = 0
    used = 0
    for piece in pieces:
        length = 0
        while length < len(piece) and at + length < len(label) and piece[length] == label[at + length]:
            length += 1
        if length:
            used += 1
            at += length
    return at == len(label) and used >= 2 and len(label) >= 4


def _spelled(name: str) -> tuple[str, ...]:
    low = name.lower()
    written = (
        low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("å", "aa").replace("ø", "oe")
    )
    pieces = re.split(r"[\s&]+", low)
    small = "".join(piece for piece in pieces if folded(piece) not in CONNECTING and piece != "&")
    ways = [written, small, " ".join(without_legal_form(written.split()))]
    if "&" in low:
        ways += [low.replace("&", sign) for sign in ("and", "und", "och", "y", "e")]
        ways.append(written.replace("&", "und"))
    return tuple(_OTHER.sub("", folded(way)) for way in ways)


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """The letters and digits of a text, as an address would have them."""
    return _OTHER.sub("", folded(text))
