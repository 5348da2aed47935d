"""What the sentences of a mail do and what the mail is: a small convolutional network, run by numpy.

training/train.py makes network.npz. Words that mean alike lie near each other (words.py), so that a filter over three
words knows a turn of phrase in wordings, and languages, that it was not shown; three filters, each over words further
apart than the last, know what belongs together across a sentence. Each sentence becomes a vector; a filter over
neighbouring sentences and a look at the whole mail give each sentence its context; from both come what the sentence
does (TAGS), which reasons it states, and the kind of the mail.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onward.language import words
from onward.language.tokens import tokens

#: What a sentence can do; training/FORMAT.md describes each. "-" is anything else.
TAGS = (
    "no", "no_if", "interview", "assessment", "offer", "hold", "progress", "received", "next", "feedback", "outreach",
    "alert", "account", "withdrawn", "keep", "thanks", "wish", "-",
)  # fmt: skip
KINDS = (
    "acknowledgement", "rejection", "interview", "assessment", "offer", "update", "outreach", "feedback", "alert",
    "account", "other",
)  # fmt: skip
#: Words of a sentence and lines of a mail (its subject is the first) beyond which nothing is read.
WORDS = 48
LINES = 48
#: A mail of so many lines is long, and so many of it are looked at first.
LONG, GLANCE = 20, 12
#: How far apart the words are that each of the filters over words sees.
APART = (1, 2, 3)
#: Rows of the table of learned word parts; row 0 is for parts that a short word does not have.
BUCKETS = 1 << 14

Floats = NDArray[np.float32]
_NOWHERE = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network says of a mail of n sentences."""

    tags: Floats
    """n × TAGS, probabilities that sum to one."""
    reasons: Floats
    """n × reasons.CODES, independent probabilities."""
    causes: Floats
    """n, the probability that the sentence names a cause of a rejection that can be used, whichever it is."""
    tells: Floats
    """n × 2, of a sentence of a no: the probability that it tells why or what to do better, and that it was written for
    this person and tells neither."""
    kinds: Floats
    """KINDS, probabilities that sum to one."""


@lru_cache(maxsize=32768)
def parts(word: str) -> tuple[int, int, int]:
    """Rows of a word's learned parts: itself, how it begins, how it ends."""
    return (
        1 + crc32(word.encode()) % (BUCKETS - 1),
        1 + crc32(f"<{word[:5]}".encode()) % (BUCKETS - 1) if len(word) > 4 else 0,
        1 + crc32(f"{word[-4:]}>".encode()) % (BUCKETS - 1) if len(word) > 5 else 0,
    )


@cache
def members() -> tuple[dict[str, Floats], ...]:
    """The weights of each member by name."""
    found: dict[str, dict[str, Floats]] = {}
    with files(__package__).joinpath("network.npz").open("rb") as file, np.load(file) as stored:
        for name in stored.files:
            member, _, weight = name.partition("/")
            found.setdefault(member, {})[weight] = ready(stored[name])
    return tuple(found.values())


def ready(stored: NDArray[Any]) -> Floats:
    """A stored weight as it is used: filters, which come as 3 × inputs × outputs, side by side as inputs × 3 outputs."""
    weight = stored.astype(np.float32)
    return np.concatenate(list(weight), axis=1) if weight.ndim == 3 else weight


def read(
    subject: str,
    sentences: Sequence[str],
    facts: Sequence[bool],
    enough: Callable[[Floats], bool] | None = None,
) -> Opinion:
    """Read a mail. `facts`: it answers, no reply is wanted, sent by a tracker, by a board, from free mail, by an agency.

    Where what the first member says of the kind is `enough`, no other is asked; where it is so at a GLANCE at a LONG
    mail, that one reads no further either. Sentences that nobody read, and those beyond LINES, are taken for "-".
    """
    said = (subject, *sentences[: LINES - 1])
    given = np.array(facts, dtype=np.float32)
    first, *others = members()
    words_of: list[_Words] = []
    vectors: list[Floats] = []
    for part in (said[:GLANCE], said[GLANCE:]) if enough and len(said) >= LONG else (said,):
        words_of.append(_words(part))
        vectors.append(_lines(first, words_of[-1]))
        opinions = [_opinion(first, np.concatenate(vectors), given)]
        if enough and enough(opinions[0][-1]):
            break
    else:
        for member in others:
            vectors = [_lines(member, one) for one in words_of]
            opinions.append(_opinion(member, np.concatenate(vectors), given))
    tags, reasons, tells, kinds = (sum(parts) / len(parts) for parts in zip(*opinions, strict=True))
    if unread := len(sentences) - len(tags):
        nothing = np.zeros((unread, len(TAGS)), dtype=np.float32)
        nothing[:, -1] = 1
        tags = np.vstack([tags, nothing])
        reasons = np.vstack([reasons, np.zeros((unread, reasons.shape[1]), dtype=np.float32)])
        tells = np.vstack([tells, np.zeros((unread, tells.shape[1]), dtype=np.float32)])
    return Opinion(tags, reasons[:, :-1], reasons[:, -1], tells, kinds)


def lines(sentences: Sequence[str]) -> Floats:
    """A vector of each of n sentences by itself, those of all members side by side (n × members · size)."""
    said = _words(sentences)
    return np.concatenate([_lines(member, said) for member in members()], axis=-1)


def pooled(weights: dict[str, Floats], vectors: Floats, places: NDArray[np.int64]) -> Floats:
    """One line by itself: the highest and the mean of what the filters find, and the line's vector.

    For models that were taught further from a member of this one; `vectors` and `places` of its words as `_words` has them.
    """
    read = _read(_inside(weights, vectors, places), weights, (_NOWHERE,) * len(APART))
    both = np.concatenate([read.max(axis=0), read.mean(axis=0)])
    return np.concatenate([both, _pooled(read, weights, np.array([len(places)]))[0]])


class _Words(NamedTuple):
    """The words of some lines, one line behind the other."""

    vectors: Floats
    parts: NDArray[np.int32]
    """The rows of each word's learned parts (n × 3)."""
    lengths: NDArray[np.int64]
    """How many words each line has."""
    ends: Sequence[NDArray[np.intp]]
    """For each filter, after which words a line ends before the word that is APART from them."""


def _words(said: Sequence[str]) -> _Words:
    read = [tokens(line)[:WORDS] for line in said]
    flat = [word for line in read for word in line]
    known = words.rows()
    lengths = np.array([len(line) for line in read], dtype=np.int64)
    return _Words(
        words.vectors([known.get(word, 0) for word in flat]),
        np.array([parts(word) for word in flat], dtype=np.int32).reshape(-1, 3),
        lengths,
        _ends(lengths),
    )


def _ends(lengths: NDArray[np.int64]) -> Sequence[NDArray[np.intp]]:
    line = np.repeat(np.arange(len(lengths)), lengths)
    return [(line[apart:] != line[:-apart]).nonzero()[0] for apart in APART]


# What follows takes the weights of one member.


def _opinion(
    weights: dict[str, Floats], lines: Floats, facts: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Tags, reasons, what lines tell (but for the subject's) and the kinds, from the vectors of all lines."""
    # A bias would be the same for every line.
    attention = softmax((lines @ weights["attention"])[:, 0])
    whole = attention @ lines
    context = _convolved(lines, weights["context"], weights["context_bias"])
    context += whole @ weights["whole"] + weights["whole_bias"]
    np.maximum(context, 0, out=context)
    both = np.concatenate([lines, context], axis=1)
    tags = softmax(both @ weights["tags"] + weights["tags_bias"])
    reasons = _chance(both @ weights["reasons"] + weights["reasons_bias"])
    tells = _chance(both @ weights["tells"] + weights["tells_bias"])
    body = tags[1:] if len(lines) > 1 else tags
    summed = np.concatenate(
        [context.max(axis=0), attention @ context, lines[0], body.max(axis=0), tags[0], facts]
    )
    hidden = summed @ weights["hidden"] + weights["hidden_bias"]
    kinds = np.maximum(hidden, 0) @ weights["kinds"] + weights["kinds_bias"]
    return tags[1:], reasons[1:], tells[1:], softmax(kinds)


def _lines(weights: dict[str, Floats], said: _Words) -> Floats:
    """A vector of each line."""
    read = _read(_inside(weights, said.vectors, said.parts), weights, said.ends)
    return _pooled(read, weights, said.lengths)


def _inside(weights: dict[str, Floats], vectors: Floats, places: NDArray[np.integer[Any]]) -> Floats:
    """What is inside each word: its vector, and what its parts were taught."""
    table = weights["parts"]
    learned: Floats = table[places[:, 0]] + table[places[:, 1]]
    learned += table[places[:, 2]]
    return np.concatenate([vectors, learned], axis=1)


def _read(inside: Floats, weights: dict[str, Floats], ends: Sequence[NDArray[np.intp]]) -> Floats:
    """What the three filters over words find at each word; lines end where `_Words` says."""

    def filtered(rows: Floats, name: str, number: int) -> Floats:
        found = _convolved(rows, weights[name], weights[f"{name}_bias"], APART[number], ends[number])
        return np.maximum(found, 0, out=found)

    once = filtered(inside, "first", 0)
    twice = once + filtered(once, "second", 1)
    return twice + filtered(twice, "third", 2)


def _pooled(read: Floats, weights: dict[str, Floats], lengths: NDArray[np.int64]) -> Floats:
    """A vector of each line: from the highest and the mean of what was found at its words, 0 where it has none."""
    size = read.shape[1]
    found = np.zeros((len(lengths), 2 * size), dtype=np.float32)
    start = 0
    # One by one: numpy's own way to do this for all lines takes twice as long.
    for row, length in zip(found, lengths.tolist(), strict=True):
        if length:
            said = read[start : start + length]
            np.maximum.reduce(said, axis=0, out=row[:size])
            np.add.reduce(said, axis=0, out=row[size:])
            start += length
    found[:, size:] /= np.maximum(lengths, 1)[:, None].astype(np.float32)
    lines: Floats = found @ weights["line"] + weights["line_bias"]
    return np.maximum(lines, 0, out=lines)


def _convolved(
    rows: Floats, filters: Floats, bias: Floats, apart: int = 1, ends: NDArray[np.intp] = _NOWHERE
) -> Floats:
    """Each row with the two rows that stand `apart` from it, through the filters (inputs × 3 outputs).

    `ends` are the rows that have no part in the row that stands `apart` behind, nor that one in them.
    """
    size = len(bias)
    found = rows @ filters
    before, after = found[:-apart, :size], found[apart:, 2 * size :]
    before[ends] = 0
    after[ends] = 0
    result: Floats = found[:, size : 2 * size] + bias
    result[apart:] += before
    result[:-apart] += after
    return result


def _chance(logits: Floats) -> Floats:
    """Independent probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)
