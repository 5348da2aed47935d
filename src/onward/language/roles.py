"""Role titles in comparable form: without gender marks and order, seniority apart, one word for a thing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onward.language.employers import plain
from onward.language.word_lists import word_pairs, word_set

_SAME = word_pairs("same")
_LEVELS = word_pairs("levels")
#: From so many letters on a word of two genders is compared without them.
MARKED = 6
_SKIP = word_set("skipped")
_GENDER = re.compile(
    r"\(\s*(?:[mwfdhxi]\s*[/|.,]\s*){1,3}[mwfdhxi*]\s*\)|\b(?:[mwfdhx]\s*/\s*){1,2}[mwfdhx]\b"
    r"|\(?\ball genders\b\)?|[*:_/]-?(?:in|innen|r|frau|e)\b|\((?:in|r|e)\)",
    re.I,
)
_NUMBER = re.compile(r"\b(?:[a-z]{0,4}[-_#]?\d{3,}[a-z0-9-]*)\b|#\s?\d+", re.I)
_WORD = re.compile(r"c\+\+|c#|\.net|[^\W_]+")


#: How Italian offices shorten a word to its ends: "amm.vo" is "amministrativo".
_SHORTENED = re.compile(r"\bamm\.(?=v[oa]\b)", re.I)


def _without_gender(word: str) -> str:
    """A word as of either gender, where languages end in -a and -o: "addetta" and "addetto" are one."""
    return word[:-1] + "o" if len(word) >= MARKED and word.endswith("a") else word


#: What somebody does in hundreds of trades; the words beside it tell roles apart.
_HEADS = frozenset(_without_gender(word) for word in word_set("heads"))


# Compared by identity, as employers are.
@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """A title in comparable form: its words, the level it names ("" for none), and all run together."""

    words: frozenset[str]
    level: str
    joined: str


@lru_cache(maxsize=20_000)
def role(title: str) -> Role | None:
    """The title in comparable form; None when nothing is left of it."""
    text = _NUMBER.sub(" ", _GENDER.sub(" ", _SHORTENED.sub("amministrati", title)))
    words: list[str] = []
    level = ""
    for found in _WORD.findall(plain(text)):
        if found.endswith("erin") and len(found) > 6:
            found = found[:-2]
        for word in _SAME.get(found, found).split():
            if word in _LEVELS:
                level = level or _LEVELS[word]
            elif word not in _SKIP:
                words.append(_without_gender(word))
    if not words and not level:
        return None
    kept = frozenset(words or [level])
    return Role(kept, level, " ".join(sorted(kept)))


@lru_cache(maxsize=200_000)
def likeness(one: Role, other: Role) -> float:
    """How sure it is, from 0 to 1, that two titles mean one role."""
    return _words(one.words, other.words) * _levels(one.level, other.level)


def _words(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1.0
    shared = one & other
    if not shared:
        return 0.0
    if one <= other or other <= one:
        extra = len(one ^ other)
        # "Engineer" alone is part of a hundred roles, "Data Engineer" of few.
        bare = shared <= _HEADS
        return max(0.6 if bare else 0.75, (0.8 if bare else 0.95) - 0.05 * (extra - 1))
    dice = 2 * _weight(shared) / (_weight(one) + _weight(other))
    heads = one & _HEADS, other & _HEADS
    return dice * (0.65 if heads[0] and heads[1] and not heads[0] & heads[1] else 0.92)


def _weight(words: frozenset[str]) -> float:
    return sum(0.5 if word in _HEADS else 1.0 for word in words)


def _levels(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.6 if one and other else 0.93
