"""What each sentence of a mail does: a linear model over its words and concepts, trained by training/train.py.

The model is one array of weights, a row a feature bucket and a column a tag, so that each verdict can be explained
by the words that weighed most.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onward.mail.understanding import cues
from onward.mail.understanding.concepts import of_words
from onward.mail.understanding.features import BUCKETS, features, fold, tokens
from onward.mail.understanding.words import mean

#: What a sentence can do; training/FORMAT.md describes each. "-" is anything else.
TAGS = (
    "no",
    "no_if",
    "interview",
    "assessment",
    "offer",
    "hold",
    "progress",
    "received",
    "next",
    "feedback",
    "outreach",
    "alert",
    "account",
    "withdrawn",
    "keep",
    "thanks",
    "wish",
    "-",
)


def concept_features(words: list[str]) -> list[int]:
    """Buckets of a sentence's concepts: each, each pair that follows one another, and each pair at all."""
    found = of_words(words)
    distinct = list(dict.fromkeys(found))[:14]
    names = [f"@{one}" for one in distinct]
    names += [f"@{one}>{other}" for one, other in dict.fromkeys(itertools.pairwise(found))]
    names += [
        f"@{min(one, other)}&{max(one, other)}"
        for index, one in enumerate(distinct)
        for other in distinct[index + 1 :]
    ]
    return [crc32(name.encode()) % BUCKETS for name in names]


def vector(
    sentence: str, language: str
) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.float32]]:
    """Buckets and values of a sentence (words and concepts of length one, rules of one each), and its direction."""
    words = tokens(sentence)[:80]
    shown = {crc32(f"!{tag}".encode()) % BUCKETS for tag in cues.found(fold(sentence[:1500]), language)}
    lexical = set(features(words))
    conceptual = set(concept_features(words))
    indices = np.fromiter([*lexical, *conceptual, *shown], dtype=np.int32)
    values = np.ones(len(indices), dtype=np.float32)
    values[: len(lexical)] = 1 / max(1, len(lexical)) ** 0.5
    values[len(lexical) : len(lexical) + len(conceptual)] = 1 / max(1, len(conceptual)) ** 0.5
    return indices, values, 2 * mean(words)


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """The trained weights: by bucket and tag, by direction of the word vectors and tag, and the tags' own."""

    sparse: NDArray[np.float32]
    directions: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, sentences: Sequence[str], language: str) -> NDArray[np.float32]:
        """For each sentence (rows) the probability of each tag (columns, in the order of `TAGS`)."""
        logits = np.empty((len(sentences), len(TAGS)), dtype=np.float32)
        if not sentences:
            return logits
        for row, sentence in enumerate(sentences):
            indices, values, direction = vector(sentence, language)
            logits[row] = values @ self.sparse[indices] + direction @ self.directions + self.bias
        exp = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(exp / exp.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def shipped() -> SentenceModel:
    """The model that comes with the package; loaded at first use."""
    with files(__package__).joinpath("sentences.npz").open("rb") as file, np.load(file) as stored:
        sparse = np.zeros((BUCKETS, len(TAGS)), dtype=np.float32)
        sparse[stored["rows"]] = stored["sparse"].astype(np.float32)
        return SentenceModel(sparse, stored["directions"], stored["bias"])
