"""Employer names in comparable form: "NORDLICHT", "Nordlicht Energie GmbH" and nordlicht.example are one."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from onward.language.word_lists import word_set

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_WORD = re.compile(r"[^\W_]+")
_TYPED_UMLAUT = re.compile(r"(?<=[^aeiouq\d])(?:ae|oe|ue)")
#: A word as a name is written, and the letters at least by which a domain is known to begin with a name.
_WRITTEN = re.compile(r"[^\W_][\w'’&.-]*[\w]|[^\W_]")
SHORTEST = 4
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")


# Compared by identity: names come from a cache, and likeness looks at their words.
@dataclass(frozen=True, slots=True, eq=False)
class Employer:
    """A name in comparable form: its words without legal form, those that carry it, and each run together.

    `begun` are its first two words run together, its first three and so on, where one is left out above that may be no legal
    form: "agniveshev" of the Agnivesh EV Motors.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    joined: str
    joined_core: str
    initials: frozenset[str]
    begun: frozenset[str]

    def index_keys(self) -> set[str]:
        """Under these an index finds all names that may be the same."""
        found = {self.joined, self.joined_core, *self.begun}
        found.update(word for word in self.core if len(word) >= 3)
        return {key for key in found if key}


def plain(text: str) -> str:
    """Small letters without accents; "ä" and a typed "ae" become the same."""
    text = text.casefold().translate(_PLAIN)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_PLAIN)
    return _TYPED_UMLAUT.sub(lambda match: match[0][0], text)


def _plain_set(name: str) -> frozenset[str]:
    """A set of words in the form in which names are compared: "groep" is "grop" there."""
    return frozenset(map(plain, word_set(name)))


_LEGAL = _plain_set("legal")
#: Words that come and go in a name without making it another employer's.
_WEAK = _plain_set("weak")
_LINKS = _plain_set("links")


def comparable(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which names are compared."""
    return tuple(_WORD.findall(plain(text)))


@lru_cache(maxsize=20_000)
def employer(name: str) -> Employer | None:
    """The name in comparable form; None when nothing of it carries a name."""
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), name)
    text = re.sub(r"['’`´]", "", text)
    every = _WORD.findall(plain(text))
    words = tuple(word for word in every if word not in _LEGAL and word not in _LINKS) or tuple(every)
    if not words:
        return None
    core = tuple(word for word in words if word not in _WEAK) or words
    linked = [word for word in every if word not in _LEGAL]
    initials = {"".join(word[0] for word in group) for group in (words, core, linked) if len(group) >= 2}
    long_enough = frozenset(one for one in initials if len(one) >= 2)
    begun = (
        frozenset("".join(every[:place]) for place in range(2, len(every) + 1))
        if every != list(words)
        else ()
    )
    return Employer(words, core, "".join(words), "".join(core), long_enough, frozenset(begun))


@lru_cache(maxsize=100_000)
def likeness(one: Employer, other: Employer) -> float:
    """How sure it is, from 0 to 1, that two names mean one employer; 0 says that they differ."""
    if one.joined == other.joined:
        return 1.0
    if one.joined_core == other.joined_core:
        return 0.96
    short, long = sorted((one, other), key=lambda name: (len(name.core), len(name.joined_core)))
    if _carries(short.core):
        if long.core[: len(short.core)] == short.core:
            return 0.9
        if set(short.core) <= set(long.core) and len(short.joined_core) >= 5:
            return 0.8
        # "nordlichtenergie", as a domain has it, begins with what the other name is.
        if len(short.joined_core) >= 5 and long.joined_core.startswith(short.joined_core):
            return 0.82
        if len(long.joined_core) >= 5 and short.joined_core.startswith(long.joined_core):
            return 0.82
    if len(short.core) == 1 and len(short.joined_core) >= 6 and short.joined_core in long.begun:
        return 0.82
    if len(short.core) == 1 and (
        _abridges(short.joined_core, long.words)
        or _spells_and(short.joined_core, long.words)
        or _runs_together(short.joined_core, long.words)
    ):
        return 0.8
    if len(short.core) == 1 and 2 <= len(short.joined_core) <= 6 and short.joined_core in long.initials:
        return 0.75
    long_enough = min(len(one.joined_core), len(other.joined_core)) >= 6
    # A slip of the pen leaves most letters in place; the slow comparison is for names that begin alike.
    if long_enough and one.joined_core[:2] == other.joined_core[:2]:
        matcher = SequenceMatcher(None, one.joined_core, other.joined_core, autojunk=False)
        if matcher.real_quick_ratio() >= 0.92 and matcher.ratio() >= 0.92:
            return 0.78
    return 0.0


def _abridges(label: str, words: tuple[str, ...]) -> bool:
    """Whether a label is a name's first words and the initials of the others: "millbrookchc", as domains have it."""
    begun = ""
    for place, word in enumerate(words[:-1], 1):
        begun += word
        if len(begun) >= 5 and label == begun + "".join(other[0] for other in words[place:]):
            return True
    return False


def _runs_together(label: str, words: tuple[str, ...]) -> bool:
    """Whether a label is several of a name's words without the others: "greenbridge" of the Greater Green Bridge Trust."""
    used = 0
    for word in words:
        if len(word) >= (2 if used else 3) and label.startswith(word):
            label = label[len(word) :]
            used += 1
    return used > 1 and not label


def _spells_and(label: str, words: tuple[str, ...]) -> bool:
    """Whether a label is the beginning of a name with the "and" that no name is compared by: "hillandmoor"."""
    return len(label) >= 8 and any(
        f"{''.join(words[:place])}{link}{''.join(words[place:])}".startswith(label)
        and len(label) > len("".join(words[:place])) + len(link)
        for place in range(1, min(len(words), 4))
        for link in ("and", "und")
    )


def _carries(core: tuple[str, ...]) -> bool:
    """A single short word ("One", "Go") says too little to stand for a longer name."""
    return len(core) > 1 or len(core[0]) >= 4


def spelled(label: str, said: str) -> str:
    """The words of a text that a domain runs together, or begins with: "Harbour Lane" of harbourlanetheatre."""
    words = [found for found in _WRITTEN.finditer(said) if found[0][0].isupper() or found[0][0].isdigit()]
    best = ""
    for first, begin in enumerate(words):
        joined = ""
        for end in words[first : first + 6]:
            joined += "".join(comparable(end[0]))
            if not label.startswith(joined):
                break
            if len(joined) >= SHORTEST and len(joined) * 2 >= len(label):
                name = said[begin.start() : end.end()]
                best = max(best, name, key=len)
    return best


def in_full(label: str, name: str) -> str:
    """The part of a display name that a domain runs together, word for word: "Ensanche 41" of ensanche41; else ""."""
    words = list(_WRITTEN.finditer(name))
    for first in range(len(words)):
        joined = ""
        for end in words[first:]:
            joined += "".join(comparable(end[0]))
            if joined == label:
                return name[words[first].start() : end.end()]
            if not label.startswith(joined):
                break
    return ""
