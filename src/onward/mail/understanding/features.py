"""Turns a sentence into the numbered features that the sentence model weighs."""

import re
import unicodedata
from zlib import crc32

BUCKETS = 1 << 18

_WORD = re.compile(r"[^\W\d_]+|\d+|[?!€$£%]")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_FOLDS = str.maketrans(
    {"ß": "ss", "ł": "l", "Ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)


def fold(text: str) -> str:
    """Lower case without accents: people leave them out, and encodings lose them."""
    text = text.translate(_FOLDS).casefold()
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def tokens(sentence: str) -> list[str]:
    """The words of a sentence, folded; addresses, links and numbers stand as what they are."""
    folded = fold(_ADDRESS.sub(" atmail ", _URL.sub(" aturl ", sentence)))
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(folded)]


def features(words: list[str]) -> list[int]:
    """Bucket numbers of a sentence's words, pairs, wide pairs, triples and word beginnings and ends."""
    names: list[str] = []
    previous = "^"
    before = "^^"
    for word in words:
        names.append(word)
        names.append(f"{previous} {word}")
        names.append(f"{before} * {word}")
        names.append(f"{before} {previous} {word}")
        if len(word) > 5:
            names.append(f"<{word[:5]}")
            names.append(f"<{previous[:5]} {word[:5]}")
            if len(word) > 8:
                names.append(f"<{word[:7]}")
                names.append(f">{word[-6:]}")
        before, previous = previous, word
    names.append(f"{previous} $")
    length = len(words)
    names.append(
        f"#{0 if length < 3 else 1 if length < 6 else 2 if length < 12 else 3 if length < 25 else 4}"
    )
    return [crc32(name.encode()) % BUCKETS for name in names]
