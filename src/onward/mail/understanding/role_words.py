"""Knows the words that say what somebody works as, in ten languages."""

from functools import cache
from importlib.resources import files

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


def strength(word: str) -> int:
    """2 for a folded word that names a work ("engineer"), 1 for one beside it ("senior"), 0 for others."""
    words, beginnings, ends = _lexicon()
    if word in _WEAK:
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
