"""Knows the words that say what somebody works as, in ten languages."""

from functools import cache
from importlib.resources import files


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Whole words, beginnings, ends, and words that many other things are called by: those count only beside another."""
    words: set[str] = set()
    beginnings: set[str] = set()
    ends: set[str] = set()
    weak: set[str] = set()
    block = ""
    for raw in files(__package__).joinpath("role_words.txt").read_text(encoding="utf-8").splitlines():
        if raw.startswith("["):
            block = raw
        if raw.startswith(("#", "[")):
            continue
        for entry in raw.split():
            if block == "[weak]":
                weak.add(entry)
            elif entry.startswith("*"):
                ends.add(entry.strip("*"))
            elif entry.endswith("*"):
                beginnings.add(entry.strip("*"))
            else:
                words.add(entry)
    return frozenset(words), frozenset(beginnings), frozenset(ends), frozenset(weak)


def strength(word: str) -> int:
    """2 for a folded word that names a work ("engineer"), 1 for one beside it ("senior"), 0 for others."""
    words, beginnings, ends, weak = _lexicon()
    if word in weak:
        return 1
    if word in words:
        return 2
    size = len(word)
    for length in range(3, size + 1):
        if word[:length] in beginnings:
            return 2
    for length in range(4, size - 2):
        if word[-length:] in ends:
            return 2
    return 0
