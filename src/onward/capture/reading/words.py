"""The words of ten languages by which postings are read, from the two lists beside this file."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def labels() -> Mapping[str, str]:
    """Label as it stands before a value → the field that it names; of two fields the first in the list."""
    found: dict[str, str] = {}
    for field, words in _paragraphs("labels.txt").items():
        for word in words:
            found.setdefault(word, field)
    return found


@cache
def labels_of(field: str) -> "re.Pattern[str]":
    """Finds a label of the field in running text."""
    return _any_of(_paragraphs("labels.txt")[field])


@cache
def words(group: str) -> "re.Pattern[str]":
    """Finds a word or phrase of the group in running text."""
    return _any_of(_paragraphs("words.txt")[group])


@cache
def phrases(group: str) -> frozenset[str]:
    """The words and phrases of the group."""
    return frozenset(_paragraphs("words.txt")[group])


def label(text: str) -> str:
    """The text as the list writes labels: small, without what stands around it."""
    return re.sub(r"\s+", " ", text).strip(" \t:*•·–-|").casefold().replace("’", "'")


def field_of(text: str) -> str:
    """The field that this text is a label of; empty for any other text."""
    return labels().get(label(text), "") if len(text) < 60 else ""


@cache
def _paragraphs(name: str) -> Mapping[str, list[str]]:
    text = "\n".join(
        line for line in (_HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    found: dict[str, list[str]] = {}
    for paragraph in text.split("\n\n"):
        head, _colon, rest = paragraph.strip().partition(":")
        if rest:
            found[head] = [word for one in rest.split(",") if (word := " ".join(one.split()))]
    return found


def _any_of(given: Iterable[str]) -> "re.Pattern[str]":
    longest_first = sorted(set(given), key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in longest_first)
    return re.compile(rf"(?<![\w@])(?:{body})(?![\w@])", re.IGNORECASE)
