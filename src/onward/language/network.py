"""What the sentences of a mail do and what the mail is: a small convolutional network, run by numpy.

training/train.py makes network.npz. Words that mean alike lie near each other (words.py), so that a filter over three
words knows a turn of phrase in wordings, and languages, that it was not shown; three filters, each over words further
apart than the last, know what belongs together across a sentence. Each sentence becomes a vector; a filter over
neighbouring sentences and a look at the whole mail give each sentence its context; from both come what the sentence
does (TAGS), which reasons it states, and the kind of the mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
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
def _weights() -> dict[str, Floats]:
    """Every weight of all members, one behind the other (members × …)."""
    members: dict[str, list[Floats]] = {}
    with files(__package__).joinpath("network.npz").open("rb") as file, np.load(file) as stored:
        for name in stored.files:
            members.setdefault(name.partition("/")[2], []).append(ready(stored[name]))
    return {name: np.stack(arrays) for name, arrays in members.items()}


def ready(stored: NDArray[Any]) -> Floats:
    """A stored weight as it is used: filters, which come as 3 × inputs × outputs, side by side as inputs × 3 outputs."""
    weight = stored.astype(np.float32)
    return np.concatenate(list(weight), axis=1) if weight.ndim == 3 else weight


def read(subject: str, sentences: Sequence[str], facts: Sequence[bool]) -> Opinion:
    """Read a mail. `facts`: it answers, no reply is wanted, sent by a tracker, by a board, from free mail, by an agency.

    Sentences beyond LINES are taken for "-".
    """
    lines = [tokens(line)[:WORDS] for line in (subject, *sentences[: LINES - 1])]
    known = words.rows()
    flat = [word for line in lines for word in line]
    vectors = words.vectors([known.get(word, 0) for word in flat])
    hashed = np.array([parts(word) for word in flat], dtype=np.int32).reshape(-1, 3)
    lengths = np.array([len(line) for line in lines])
    given = np.array(facts, dtype=np.float32)
    tags, reasons, tells, kinds = (part.mean(axis=0) for part in _opinions(vectors, hashed, lengths, given))
    beyond = max(0, len(sentences) - LINES + 1)
    if beyond:
        nothing = np.zeros((beyond, len(TAGS)), dtype=np.float32)
        nothing[:, -1] = 1
        tags = np.vstack([tags, nothing])
        reasons = np.vstack([reasons, np.zeros((beyond, reasons.shape[1]), dtype=np.float32)])
        tells = np.vstack([tells, np.zeros((beyond, tells.shape[1]), dtype=np.float32)])
    return Opinion(tags, reasons[:, :-1], reasons[:, -1], tells, kinds)


def _opinions(
    vectors: Floats, hashed: NDArray[np.int32], lengths: NDArray[np.int64], facts: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Tags, reasons, what lines tell and kinds by each member of the network (members × …), from the words of all lines."""
    weights = _weights()
    lines = _lines(_read(_inside(weights, vectors, hashed), weights, lengths), weights, lengths)
    attention = lines @ weights["attention"] + _row(weights["attention_bias"])
    attention = np.exp(attention - attention.max(axis=-2, keepdims=True))
    attention /= attention.sum(axis=-2, keepdims=True)
    whole = (lines * attention).sum(axis=-2, keepdims=True)
    context = _convolved(lines, weights["context"], weights["context_bias"])
    context += whole @ weights["whole"] + _row(weights["whole_bias"])
    np.maximum(context, 0, out=context)
    both = np.concatenate([lines, context], axis=-1)
    tags = softmax(both @ weights["tags"] + _row(weights["tags_bias"]))
    reasons = _chance(both @ weights["reasons"] + _row(weights["reasons_bias"]))
    tells = _chance(both @ weights["tells"] + _row(weights["tells_bias"]))
    body = tags[:, 1:] if len(lengths) > 1 else tags
    summed = np.concatenate(
        [
            context.max(axis=-2), (context * attention).sum(axis=-2), lines[:, 0], body.max(axis=-2), tags[:, 0],
            np.broadcast_to(facts, (len(lines), len(facts))),
        ],
        axis=-1,
    )  # fmt: skip
    hidden = _row(summed) @ weights["hidden"] + _row(weights["hidden_bias"])
    kinds = np.maximum(hidden, 0) @ weights["kinds"] + _row(weights["kinds_bias"])
    return tags[:, 1:], reasons[:, 1:], tells[:, 1:], softmax(kinds[:, 0])


def lines(sentences: Sequence[str]) -> Floats:
    """A vector of each of n sentences by itself, those of all members side by side (n × members · size)."""
    said = [tokens(sentence)[:WORDS] for sentence in sentences]
    flat = [word for line in said for word in line]
    weights, known = _weights(), words.rows()
    vectors = words.vectors([known.get(word, 0) for word in flat])
    hashed = np.array([parts(word) for word in flat], dtype=np.int32).reshape(-1, 3)
    lengths = np.array([len(line) for line in said])
    found = _lines(_read(_inside(weights, vectors, hashed), weights, lengths), weights, lengths)
    return np.concatenate(list(found), axis=-1)


def pooled(weights: dict[str, Floats], vectors: Floats, places: NDArray[np.int64]) -> Floats:
    """One line by itself: the highest and the mean of what the filters find, and the line's vector.

    For models that were taught further from this one; `vectors` and `places` of its words as `read` makes them.
    """
    only = np.array([len(places)])
    read = _read(_inside(weights, vectors, places), weights, only)
    both = np.concatenate([read.max(axis=0), read.mean(axis=0)])
    return np.concatenate([both, _lines(read, weights, only)[0]])


# What follows takes the weights of one member, or of all with the members as a first axis throughout.


def _inside(weights: dict[str, Floats], vectors: Floats, places: NDArray[np.integer[Any]]) -> Floats:
    """What is inside each word: its vector, and what its parts were taught."""
    table = weights["parts"]
    learned: Floats = table[..., places[:, 0], :] + table[..., places[:, 1], :]
    learned += table[..., places[:, 2], :]
    shared = np.broadcast_to(vectors, (*learned.shape[:-1], vectors.shape[-1]))
    return np.concatenate([shared, learned], axis=-1)


def _read(inside: Floats, weights: dict[str, Floats], lengths: NDArray[np.int64]) -> Floats:
    """What the three filters over words find at each word; a line is so many words long."""
    line = np.repeat(np.arange(len(lengths)), lengths)

    def filtered(rows: Floats, name: str, apart: int) -> Floats:
        ends = np.flatnonzero(line[apart:] != line[:-apart])
        found = _convolved(rows, weights[name], weights[f"{name}_bias"], apart, ends)
        return np.maximum(found, 0, out=found)

    once = filtered(inside, "first", 1)
    twice = once + filtered(once, "second", 2)
    return twice + filtered(twice, "third", 3)


def _lines(read: Floats, weights: dict[str, Floats], lengths: NDArray[np.int64]) -> Floats:
    """A vector of each line: from the highest and the mean of what was found at its words, 0 where it has none."""
    *members, _, size = read.shape
    found = np.zeros((*members, len(lengths), 2 * size), dtype=np.float32)
    if len(said := np.flatnonzero(lengths)):
        starts = (np.cumsum(lengths) - lengths)[said]
        found[..., said, :size] = np.maximum.reduceat(read, starts, axis=-2)
        found[..., said, size:] = np.add.reduceat(read, starts, axis=-2)
        found[..., said, size:] /= lengths[said, None].astype(np.float32)
    lines: Floats = found @ weights["line"] + _row(weights["line_bias"])
    return np.maximum(lines, 0, out=lines)


def _convolved(
    rows: Floats, filters: Floats, bias: Floats, apart: int = 1, ends: NDArray[np.intp] = _NOWHERE
) -> Floats:
    """Each row with the two rows that stand `apart` from it, through the filters (inputs × 3 outputs).

    `ends` are the rows that have no part in the row that stands `apart` behind, nor that one in them.
    """
    size = bias.shape[-1]
    found = rows @ filters
    before, after = found[..., :-apart, :size], found[..., apart:, 2 * size :]
    before[..., ends, :] = 0
    after[..., ends, :] = 0
    result: Floats = found[..., size : 2 * size] + _row(bias)
    result[..., apart:, :] += before
    result[..., :-apart, :] += after
    return result


def _chance(logits: Floats) -> Floats:
    """Independent probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def _row(vector: Floats) -> Floats:
    """A vector as a matrix of one row."""
    return vector[..., None, :]


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)
