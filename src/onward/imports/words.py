"""The words that columns, statuses and months go by, read from the lists beside this module."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from onward.language.tokens import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Small letters without accents, one blank between words, nothing else: as the lists have them."""
    return _NO_WORD.sub(" ", fold(_CAMEL.sub(" ", text))).strip()


def plain_header(text: str) -> str:
    """A column's heading in comparable form, without what stands in brackets when more is left."""
    return plain(_ASIDE.sub(" ", text)) or plain(text)


@cache
def headers() -> dict[str, str]:
    """What columns are called → the field that they hold; the first list that has a word decides."""
    return _inverted("header_words.txt")


@cache
def statuses() -> dict[str, str]:
    """What statuses are called → the kind that they mean."""
    return _inverted("status_words.txt")


@cache
def months() -> dict[str, int]:
    """Names of months → their number."""
    lines = [line for line in _lines("month_words.txt") if line]
    return {name: number for number, line in enumerate(lines, start=1) for name in line.split("/")}


def _inverted(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines(name):
        field, colon, words = line.partition(":")
        if colon:
            for word in words.split(","):
                found.setdefault(plain(word), field.strip())
    return found


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if not line.startswith("#")]
