"""Knows the words that say what somebody works as, in ten languages."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from onward.mail.understanding.features import fold

_PARTS = re.compile(r"[^\W\d_]+")
#: Words that many other things are called by: they count only beside another.
_WEAK = frozenset(
    """sales marketing data software hardware product project business finance customer hr legal
    research junior senior principal staff mid entry level lead head chief owner master model
    graduate seasonal expert personal lager stage commercial commerciale comercial assistance
    warehouse leitung ausbildung administrasi guru caixa guida copy executive magang praktik
    praktyki staz practicas limpieza president handlow practice officer fellow agent worker guard""".split()
)  # fmt: skip


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Whole words, beginnings, ends."""
    words: set[str] = set()
    beginnings: set[str] = set()
    ends: set[str] = set()
    for raw in files(__package__).joinpath("role_words.txt").read_text(encoding="utf-8").splitlines():
        if raw.startswith(("#", "[")):
            continue
        for entry in raw.split():
            if entry.startswith("*"):
                ends.add(entry.strip("*"))
            elif entry.endswith("*"):
                beginnings.add(entry.strip("*"))
            else:
                words.add(entry)
    return frozenset(words), frozenset(beginnings), frozenset(ends)


@lru_cache(maxsize=16384)
def strength(word: str) -> int:
    """2 for a word that names a work ("Engineer"), 1 for one beside it ("Senior"), 0 for others."""
    words, beginnings, ends = _lexicon()
    best = 0
    for part in _PARTS.findall(fold(word)):
        if part in _WEAK:
            best = max(best, 1)
        elif (
            part in words
            or any(part[:length] in beginnings for length in range(3, len(part) + 1))
            or any(part[-length:] in ends and len(part) - length > 2 for length in range(4, len(part)))
        ):
            return 2
    return best
