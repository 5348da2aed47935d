"""Guesses the character set of text that declares none, or a wrong one, from its letters."""

from __future__ import annotations

import re
from typing import Final

SAMPLE_BYTES: Final = 20_000

# For each candidate the letters that its languages write often. A wrong table turns letters into signs in the
# middle of words, or into letters that nobody uses.
_LETTERS: Final[dict[str, str]] = {
    "cp1252": "äöüßéèêàâçîïôûùñáíóúãõåæøëìòœÄÖÜÉÈÀÇÑÁÍÓÚÅØ",
    "iso-8859-2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáéíýčďěňřšťůžőűăâîşţÁÉČŘŠŽ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáéíýčďěňřšťůžőűăâîşţÁÉČŘŠŽ",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "koi8-r": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
_SIGNS: Final = frozenset("’‘“”„–—…€£§°·•«»©®™´`½¼¾²³ \u00a0")
_INSIDE_WORD: Final = re.compile(r"(?<=\w)[^\w\s’‘'´`\-.,/@\u00a0\u00ad](?=\w)")
_FRACTION_IN_WORD: Final = re.compile(r"[A-Za-z]{2}[¹²³¼½¾±¶¿¡]|[A-Za-z][¹²³¼½¾±¶¿¡][A-Za-z]|[±¶³¼¿][a-z]{2}")
_CAPITAL_IN_WORD: Final = re.compile(r"(?<=[a-z])[\u00c0-\u00d6\u00d8-\u00deĄĆĘŁŃŚŹŻČŘŠŽĎŤŇĽĹŐŰŞŢĂ]")
_WORD_WITH_HIGH: Final = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")


def guess(content: bytes) -> str:
    """Give the most likely single-byte character set of bytes that are not valid UTF-8."""
    sample = content[:SAMPLE_BYTES]
    words = _WORD_WITH_HIGH.findall(sample)
    if not words:
        return "cp1252"
    joined = b" ".join(words)
    best, best_score = "cp1252", _score(joined, "cp1252") + 1.0
    for codec in ("iso-8859-2", "cp1250", "cp1251", "koi8-r"):
        score = _score(joined, codec)
        if score > best_score:
            best, best_score = codec, score
    return best


def _score(joined: bytes, codec: str) -> float:
    text = joined.decode(codec, "replace")
    letters = _LETTERS[codec]
    score = 0.0
    for char in text:
        if char <= "\x7f":
            continue
        if char in letters:
            score += 1.0
        elif char in _SIGNS:
            score += 0.3
        elif char == "\ufffd" or "\x80" <= char <= "\x9f":
            score -= 3.0
        elif char.isalpha():
            score -= 0.2 if char.lower() in letters else 0.8
        else:
            score -= 0.8
    score -= 2.0 * len(_INSIDE_WORD.findall(text))
    score -= 2.0 * len(_FRACTION_IN_WORD.findall(text))
    score -= 2.0 * len(_CAPITAL_IN_WORD.findall(text))
    # Cyrillic words are Cyrillic throughout: a Latin letter beside one speaks against it.
    if codec in ("cp1251", "koi8-r"):
        score -= 2.0 * len(re.findall(r"[A-Za-z][а-яА-Я]|[а-яА-Я][A-Za-z]", text))
        score -= 0.5 * len(re.findall(r"(?<=[а-я])[А-Я]", text))
    return score
