"""Turns text into the words that the models look at."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+|\d+|[?!€$£%]")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_FOLDS = str.maketrans(
    {"ß": "ss", "ł": "l", "Ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)


class _Bare(dict[int, int | None]):
    """Every character but accents that stand by themselves, looked up as it is met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Bare()


def fold(text: str) -> str:
    """Lower case without accents: people leave them out, and encodings lose them."""
    if text.isascii():
        return text.lower()
    text = text.translate(_FOLDS).casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text).translate(_BARE)


def tokens(sentence: str) -> list[str]:
    """The words of a sentence, folded; addresses, links and numbers stand as what they are."""
    if "@" in sentence:
        sentence = _ADDRESS.sub(" atmail ", sentence)
    if "www." in sentence or "://" in sentence:
        sentence = _URL.sub(" aturl ", sentence)
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(fold(sentence))]
