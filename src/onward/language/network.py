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
#: Empty words after each line, so that no filter sees two lines at once.
BETWEEN = 3

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network says of a mail of n sentences."""

    tags: Floats
    """n × TAGS, probabilities that sum to one."""
    reasons: Floats
    """n × reasons.CODES, independent probabilities."""
    causes: Floats
    """n, the probability that the sentence names a cause of a rejection that can be used, whichever it is."""
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
def _weights() -> list[dict[str, Floats]]:
    with files(__package__).joinpath("network.npz").open("rb") as file, np.load(file) as stored:
        loaded = {name: stored[name].astype(np.float32) for name in stored.files}
    members: dict[str, dict[str, Floats]] = {}
    for name, array in loaded.items():
        member, _, part = name.partition("/")
        members.setdefault(member, {})[part] = array
    return list(members.values())


def read(subject: str, sentences: Sequence[str], facts: Sequence[bool]) -> Opinion:
    """Read a mail. `facts`: it answers, no reply is wanted, sent by a tracker, by a board, from free mail, by an agency.

    Sentences beyond LINES are taken for "-".
    """
    lines = [tokens(line)[:WORDS] for line in (subject, *sentences[: LINES - 1])]
    known = words.rows()
    flat = [word for line in lines for word in (*line, *[""] * BETWEEN)]
    rows = np.array([known.get(word, 0) for word in flat], dtype=np.int32)
    hashed = np.array([parts(word) if word else (0, 0, 0) for word in flat], dtype=np.int32)
    lengths = np.array([len(line) for line in lines])
    vectors = words.vectors()[rows]
    given = np.array(facts, dtype=np.float32)
    opinions = [_one(weights, vectors, hashed, lengths, given) for weights in _weights()]
    tags, reasons, kinds = (sum(column) / len(opinions) for column in zip(*opinions, strict=True))
    beyond = max(0, len(sentences) - LINES + 1)
    if beyond:
        nothing = np.zeros((beyond, len(TAGS)), dtype=np.float32)
        nothing[:, -1] = 1
        tags = np.vstack([tags, nothing])
        reasons = np.vstack([reasons, np.zeros((beyond, reasons.shape[1]), dtype=np.float32)])
    return Opinion(tags, reasons[:, :-1], reasons[:, -1], kinds)


def _one(
    weights: dict[str, Floats],
    vectors: Floats,
    hashed: NDArray[np.int32],
    lengths: NDArray[np.int64],
    facts: Floats,
) -> tuple[Floats, Floats, Floats]:
    """Tags, reasons and kinds by one member of the network."""
    there = (hashed[:, :1] > 0).astype(np.float32)
    table = weights["parts"]
    learned = table[hashed[:, 0]] + table[hashed[:, 1]] + table[hashed[:, 2]]
    inside: Floats = np.concatenate([vectors, learned], axis=1)
    once = _filtered(inside, weights, "first", 1, there)
    twice = once + _filtered(once, weights, "second", 2, there)
    read = twice + _filtered(twice, weights, "third", 3, there)
    starts = np.concatenate([[0], np.cumsum(lengths + BETWEEN)[:-1]])
    highest = np.maximum.reduceat(read, starts)
    mean = np.add.reduceat(read, starts) / np.maximum(lengths, 1).astype(np.float32)[:, None]
    lines = np.maximum(np.hstack([highest, mean]) @ weights["line"] + weights["line_bias"], 0)
    attention = lines @ weights["attention"] + weights["attention_bias"]
    attention = np.exp(attention - attention.max())
    attention /= attention.sum()
    whole = (lines * attention).sum(axis=0)
    context = np.maximum(
        _convolved(lines, weights["context"], weights["context_bias"])
        + whole @ weights["whole"]
        + weights["whole_bias"],
        0,
    )
    both = np.hstack([lines, context])
    tags = softmax(both @ weights["tags"] + weights["tags_bias"])
    reasons = 1 / (1 + np.exp(-(both @ weights["reasons"] + weights["reasons_bias"])))
    body = tags[1:] if len(tags) > 1 else tags
    summed = np.concatenate(
        [context.max(axis=0), (context * attention).sum(axis=0), lines[0], body.max(axis=0), tags[0], facts]
    )
    hidden = np.maximum(summed @ weights["hidden"] + weights["hidden_bias"], 0)
    return tags[1:], reasons[1:], softmax(hidden @ weights["kinds"] + weights["kinds_bias"])


def pooled(weights: dict[str, Floats], vectors: Floats, places: NDArray[np.int64]) -> Floats:
    """One line by itself: the highest and the mean of what the filters find, and the line's vector.

    For models that were taught further from this one; `vectors` and `places` of its words as `read` makes them.
    """
    inside: Floats = np.concatenate([vectors, weights["parts"][places].sum(axis=1)], axis=1)
    there = np.ones((len(inside), 1), dtype=np.float32)
    once = _filtered(inside, weights, "first", 1, there)
    twice = once + _filtered(once, weights, "second", 2, there)
    read = twice + _filtered(twice, weights, "third", 3, there)
    both = np.concatenate([read.max(axis=0), read.mean(axis=0)])
    return np.concatenate([both, np.maximum(both @ weights["line"] + weights["line_bias"], 0)])


def _filtered(rows: Floats, weights: dict[str, Floats], name: str, apart: int, there: Floats) -> Floats:
    """One layer over the words: what its filters find, nothing at the empty words."""
    found = np.maximum(_convolved(rows, weights[name], weights[f"{name}_bias"], apart), 0) * there
    return np.asarray(found, dtype=np.float32)


def _convolved(rows: Floats, filters: Floats, bias: Floats, apart: int = 1) -> Floats:
    """Each row with the two rows that stand `apart` from it, through the filters (3 × inputs × outputs)."""
    result: Floats = rows @ filters[1] + bias
    result[apart:] += rows[:-apart] @ filters[0]
    result[:-apart] += rows[apart:] @ filters[2]
    return result


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)
