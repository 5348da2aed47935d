"""How a single sentence of a no is worded: as everybody's, as this person's, or as one that tells something.

A linear model over words, pairs of words, beginnings of words, what the words mean (`onward.language.words`), and what
the network of the mail makes of the sentence before it looks at its neighbours; training/train_marks.py makes marks.npz
from the training mails and from the sentences of training/marks.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onward.language import network, words
from onward.language.network import Floats, softmax
from onward.language.tokens import tokens

#: What the columns of the model mean.
KINDS = ("stock", "personal", "informative")
#: Rows for words, pairs and beginnings, which share them by chance.
BUCKETS = 1 << 15
_MOST_WORDS = 60
_MEANT, _SEEN, _TAKEN = 2.0, 0.5, 1.2


def rows(sentence: str) -> list[int]:
    """The rows of a sentence's words, pairs of words and beginnings of words."""
    found = tokens(sentence)[:_MOST_WORDS]
    said = [f"u{word}" for word in found]
    said += [f"b{one} {other}" for one, other in pairwise(found)]
    said += [f"p{word[:5]}" for word in found if len(word) > 5]
    return [crc32(one.encode()) % BUCKETS for one in said]


def taken(sentences: Sequence[str]) -> Floats:
    """What the network takes each sentence for (sentences × numbers)."""
    return np.asarray(network.lines(sentences) * _TAKEN, dtype=np.float32)


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
    return np.asarray(np.concatenate(parts) * _MEANT, dtype=np.float32)


def read(sentences: Sequence[str]) -> Floats:
    """For each sentence the chances of KINDS (sentences × KINDS)."""
    if not sentences:
        return np.zeros((0, len(KINDS)), dtype=np.float32)
    seen, meant, sense, bias = _weights()
    logits = taken(sentences) @ sense
    for place, sentence in enumerate(sentences):
        logits[place] += seen[rows(sentence)].sum(0) * _SEEN + meaning(sentence) @ meant + bias
    return softmax(logits)


@cache
def _weights() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    with files(__package__).joinpath("marks.npz").open("rb") as file, np.load(file) as stored:
        return tuple(stored[name].astype(np.float32) for name in ("seen", "meant", "taken", "bias"))
