"""How a single sentence is worded, for linear models that tell sentences apart: its words, and what they mean.

Words, pairs of words, beginnings of words, the vectors of `onward.language.words`, and what the network of the mail
makes of the sentence before it looks at its neighbours.
"""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np

from onward.language import network, words
from onward.language.network import Floats, softmax
from onward.language.tokens import tokens

#: Rows for words, pairs and beginnings, which share them by chance.
BUCKETS = 1 << 15
#: What the three kinds of number are multiplied by, so that one penalty fits them all.
SEEN, MEANT, TAKEN = 0.5, 2.0, 1.2
_MOST_WORDS = 60


def rows(sentence: str) -> list[int]:
    """The rows of a sentence's words, pairs of words and beginnings of words."""
    found = tokens(sentence)[:_MOST_WORDS]
    said = [f"u{word}" for word in found]
    said += [f"b{one} {other}" for one, other in pairwise(found)]
    said += [f"p{word[:5]}" for word in found if len(word) > 5]
    return [crc32(one.encode()) % BUCKETS for one in said]


def taken(sentences: Sequence[str]) -> Floats:
    """What the network takes each sentence for (sentences × numbers)."""
    return np.asarray(network.lines(sentences) * TAKEN, dtype=np.float32)


def meaning(sentence: str) -> Floats:
    """The mean and the highest of the vectors of its words, how long it is, how much of it is known, its numbers."""
    found = tokens(sentence)[:_MOST_WORDS]
    known = words.rows()
    vectors = words.vectors([known[word] for word in found if word in known])
    count = max(1, len(found))
    shape = [
        min(len(found), 40) / 40,
        len(vectors) / count,
        sum(word == "0" for word in found) / count,
    ]
    if not len(vectors):
        vectors = np.zeros((1, words.DIMENSIONS), dtype=np.float32)
    parts = [vectors.mean(0), vectors.max(0), np.array(shape, dtype=np.float32)]
    return np.asarray(np.concatenate(parts) * MEANT, dtype=np.float32)


def read(sentences: Sequence[str], weights: dict[str, Floats]) -> Floats:
    """The chances of a model's classes (sentences × classes); `weights`: seen (BUCKETS × classes), meant, taken, bias."""
    if not sentences:
        return np.zeros((0, len(weights["bias"])), dtype=np.float32)
    logits = taken(sentences) @ weights["taken"] + weights["bias"]
    for place, sentence in enumerate(sentences):
        logits[place] += weights["seen"][rows(sentence)].sum(0) * SEEN + meaning(sentence) @ weights["meant"]
    return softmax(logits)
