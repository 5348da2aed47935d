"""The print of a sentence: its words, with a blank for each name and number, and which prints are nearly the same. Pure.

Two sentences are nearly the same when most words stand in both in the same order. To compare few of all pairs, the
smallest of several hashes of a sentence's pairs of neighbouring words are its keys: the more alike two sentences, the
likelier they share one (Broder 1997, "On the resemblance and containment of documents").
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onward.language.tokens import fold

#: Fewer words than this, names left out, make no sentence: a greeting, a closing.
LEAST_WORDS = 4
#: Share of the words, in order, from which two sentences are nearly the same. A short one is soon another one.
ALIKE, ALIKE_SHORT = 0.85, 0.895
_SHORT = 24
#: What stands for a name, a number, an address.
BLANK = "*"
#: Keys of a sentence, each of two hashes: of sentences that are just alike, about 99 in 100 share one.
_KEYS = 10
_MOST_WORDS = 80
_WORD = re.compile(
    r"\[[^\]\n]{1,40}\]|\S*[@/]\S*\.\S+|(?:https?://|www\.)\S+|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+"
)
#: A greeting that runs on into the sentence: "Hi Mira, thank you for".
_GREETING = re.compile(r"^\s*[^\W\d_]+(?:\s+(?:[^\W\d_a-z]|\[)[^\s,]*){1,2},\s+(?=\S+\s)")
#: A line that only greets or closes ends with a comma, and is short: "Sehr geehrte/r Jo Marlow,".
_ADDRESS_WORDS = 7
#: Languages that write every noun large: there a capital says nothing of names.
_CAPITALS_SAY_NOTHING = frozenset({"de"})
#: Words that are written large for politeness, and no names.
_POLITE = frozenset(
    """i i'm i'd i've i'll you your we thank thanks dear hi hello unfortunately please usted ustedes lei la sua suo suoi
    sue le vous votre vos u uw pan pani panu panstwa panstwo panem pana panstwu ci cie twoja twoj twoje anda bapak ibu
    kak voce sie ihre ihnen ihr ihrer ihrem ihren du dein""".split()
)
_FORMS = frozenset(
    """gmbh ag kg co inc llc ltd limited plc corp corporation company group holding sa sas sarl srl spa bv nv ab oy as
    se ug mbh pt tbk lda ltda sl the""".split()
)
#: Short forms that senders of one template write out or not.
_LONG = {
    short: (one, other)
    for short, one, other in zip(
        *[
            iter(
                """thanks thank you won't will not can't can not cannot can not we've we have we're we are we'll we will
                we'd we would you've you have you're you are haven't have not hasn't has not aren't are not isn't is not
                don't do not didn't did not wasn't was not weren't were not i'm i am i've i have it's it is""".split()
            )
        ]
        * 3,
        strict=True,
    )
}
#: Words of names that stand in every sentence.
_SMALL = frozenset("the and for und der die das les des del von van den och dan por para con per una".split())

Print = tuple[str, ...]


def employer(name: str) -> str:
    """An employer's name as two spellings of it compare: small letters, no accents, no legal form."""
    words = re.findall(r"[^\W_]+", fold(name))
    return " ".join([word for word in words if word not in _FORMS] or words)[:120]


def names(*texts: str) -> frozenset[str]:
    """The words of employers, roles and people, as `of` leaves them out."""
    found = {word for text in texts for word in re.findall(r"[^\W\d_]{3,}", fold(text))}
    return frozenset(found - _SMALL)


def of(sentence: str, named: Collection[str] = (), language: str = "") -> Print:
    """The words of a sentence, folded, names and numbers blank; empty for what is no sentence.

    `named` are words that stand for somebody or something here. A word written large within the sentence is one too,
    except where every noun is. Blanks in a row, small words between them left out, are one.
    """
    found = _WORD.findall(_GREETING.sub("", sentence))[:_MOST_WORDS]
    if len(found) <= _ADDRESS_WORDS and sentence.rstrip().endswith(","):
        return ()
    large = sum(1 for word in found if word[0].isupper())
    by_case = language not in _CAPITALS_SAY_NOTHING and large < 0.6 * len(found)
    kept: list[str] = []
    for place, word in enumerate(found):
        plain = word.lower().replace("’", "'") if word.isascii() else fold(word)
        is_name = (
            not word[0].isalpha()
            or "@" in word
            or "/" in word
            or plain in named
            or (by_case and place and plain not in _POLITE and not word.islower())
        )
        if not is_name:
            kept += _LONG.get(plain, (plain,))
        elif len(kept) > 1 and len(kept[-1]) < 4 and kept[-2] == BLANK:
            kept.pop()
        elif not kept or kept[-1] != BLANK:
            kept.append(BLANK)
    return tuple(kept) if len(kept) - kept.count(BLANK) >= LEAST_WORDS else ()


def alike(one: Print, other: Print) -> float:
    """How much two prints share, 0 to 1: twice the longest row of words that both have, by the words of both."""
    if not one or not other:
        return 0.0
    # The longest common subsequence, a row of bits for a row of the usual table (Hyyrö 2004).
    places: dict[str, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << place
    every = (1 << len(one)) - 1
    row = every
    for word in other:
        shared = row & places.get(word, 0)
        row = (row + shared | row - shared) & every
    return 2 * (len(one) - row.bit_count()) / (len(one) + len(other))


def number(print_: Print) -> int:
    """A number for a print that stays the same for ever (63 bits)."""
    return int.from_bytes(blake2b(" ".join(print_).encode(), digest_size=8).digest()) >> 1


class Families:
    """Prints that are nearly the same, each family known by the number of the one that came first."""

    def __init__(self, known: Iterable[tuple[int, Print]] = ()) -> None:
        self._family: dict[Print, int] = {}
        self._first: dict[int, Print] = {}
        self._with_key: dict[tuple[int, int], list[int]] = defaultdict(list)
        firsts = [(family, print_) for family, print_ in known if print_]
        for (family, print_), keys in zip(firsts, _keys([one for _, one in firsts]), strict=True):
            self._add(family, print_, keys)

    def of(self, prints: Sequence[Print]) -> list[int]:
        """The family of each print, in order; new ones are founded as they come. 0 for the empty print."""
        unknown = list(dict.fromkeys(one for one in prints if one and one not in self._family))
        for print_, keys in zip(unknown, _keys(unknown), strict=True):
            nearest = self._nearest(print_, keys)
            if nearest:
                self._family[print_] = nearest
            else:
                self._add(number(print_), print_, keys)
        return [self._family[one] if one else 0 for one in prints]

    def _add(self, family: int, print_: Print, keys: list[tuple[int, int]]) -> None:
        self._family[print_] = family
        self._first.setdefault(family, print_)
        for key in keys:
            self._with_key[key].append(family)

    def _nearest(self, print_: Print, keys: list[tuple[int, int]]) -> int:
        """The family whose first print is most alike, 0 when none is alike enough."""
        best, found = 0.0, 0
        size = len(print_)
        seen: set[int] = set()
        for key in keys:
            for family in self._with_key.get(key, ()):
                if family in seen:
                    continue
                seen.add(family)
                first = self._first[family]
                # Sentences of very different length cannot share enough.
                least = ALIKE_SHORT if size + len(first) < _SHORT else ALIKE
                if 2 * min(size, len(first)) < least * (size + len(first)):
                    continue
                likeness = alike(print_, first)
                if likeness >= least and likeness > best:
                    best, found = likeness, family
        return found


def _keys(prints: Sequence[Print]) -> Iterator[list[tuple[int, int]]]:
    """The keys of each print, all worked out at once."""
    if not prints:
        return
    hashed: list[int] = []
    sizes = []
    for one in prints:
        pairs = [crc32(f"{a} {b}".encode()) for a, b in pairwise(("", *one, ""))]
        hashed += pairs
        sizes.append(len(pairs))
    values = np.array(hashed, dtype=np.uint64)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    dice = np.random.default_rng(7)
    smallest: list[NDArray[np.uint64]] = []
    for factor in dice.integers(1 << 62, 1 << 63, size=2 * _KEYS, dtype=np.uint64):
        # Multiplied beyond 64 bits and folded, every pair gets another place in the order each time.
        mixed = (values + factor) * (factor | np.uint64(1))
        mixed ^= mixed >> np.uint64(31)
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        smallest.append(np.minimum.reduceat(mixed, starts))
    both = [(smallest[2 * key] ^ (smallest[2 * key + 1] << np.uint64(3))).tolist() for key in range(_KEYS)]
    for row in zip(*both, strict=True):
        yield list(enumerate(row))
