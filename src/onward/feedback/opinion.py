"""What a clause of feedback says of somebody: a small convolutional network, run by numpy.

training/feedback_points.py makes opinion.npz: what onward.language.network has learned of sentences, taught further on
what people say of somebody. It keeps its own copy, so that either can be trained anew without the other. Words come as
vectors in which languages share one space (language.words): a turn of phrase learned in one language is known in others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onward.feedback import cues
from onward.language import network, words
from onward.language.network import parts, softmax
from onward.language.reasons import CODES
from onward.language.tokens import tokens

#: What a clause can say: nothing of use, a strength, a gap, or a remark that is neither.
SAYS = ("nothing", "strength", "gap", "remark")
#: What it can be about; "" stands for nothing certain.
THEMES = ("", *CODES)
#: Words of a clause beyond which nothing is read.
WORDS = 40

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network says of n clauses: n × SAYS and n × THEMES, probabilities that sum to one."""

    says: Floats
    themes: Floats
    lowest: Floats
    """n × SAYS, what the member of the network says that believes it least."""


def marks(clause: str) -> list[float]:
    """What words alone show of a clause: criticism, praise, praise denied, exceptions, the themes that it names."""
    named = cues.named(clause)
    found = (
        cues.criticises(clause),
        cues.criticises_plainly(clause),
        cues.praises(clause),
        cues.speaks_well(clause),
        cues.unimpressed(clause),
        cues.excepts(clause),
    )
    return [*(float(one) for one in found), *(float(code in named) for code in CODES)]


def rows_of(clause: str) -> tuple[list[int], list[tuple[int, int, int]]]:
    """The rows of a clause's words in the vectors, and those of their parts in the learned table."""
    found = tokens(clause)[:WORDS] or [""]
    known = words.rows()
    hashed = [parts(word) if word else (0, 0, 0) for word in found]
    return [known.get(word, 0) for word in found], hashed


def of(clauses: Sequence[str]) -> Opinion:
    """Read clauses, each by itself."""
    says = np.zeros((len(clauses), len(SAYS)), dtype=np.float32)
    themes = np.zeros((len(clauses), len(THEMES)), dtype=np.float32)
    lowest = np.ones((len(clauses), len(SAYS)), dtype=np.float32)
    members = _members()
    for number, clause in enumerate(clauses):
        rows, hashed = rows_of(clause)
        vectors, places = words.vectors(rows), np.array(hashed)
        shown = np.array(marks(clause), dtype=np.float32)
        for member in members:
            one, other = _one(member, vectors, places, shown)
            says[number] += one / len(members)
            themes[number] += other / len(members)
            lowest[number] = np.minimum(lowest[number], one)
    return Opinion(says, themes, lowest)


def _one(
    weights: dict[str, Floats], vectors: Floats, places: NDArray[np.int64], shown: Floats
) -> tuple[Floats, Floats]:
    pooled = np.concatenate([network.pooled(weights, vectors, places), shown])
    hidden = np.maximum(pooled @ weights["hidden"] + weights["hidden_bias"], 0)
    return (
        softmax(hidden @ weights["says"] + weights["says_bias"]),
        softmax(hidden @ weights["themes"] + weights["themes_bias"]),
    )


@cache
def _members() -> list[dict[str, Floats]]:
    with files(__package__).joinpath("opinion.npz").open("rb") as file, np.load(file) as stored:
        loaded = {
            name: network.ready(stored[name]) * stored[f"{name}/scale"]
            for name in stored.files
            if not name.endswith("/scale")
        }
    members: dict[str, dict[str, Floats]] = {}
    for name, array in loaded.items():
        member, _, part = name.partition("/")
        members.setdefault(member, {})[part] = array
    for number, member in enumerate(members.values()):
        # What the word parts mean was not taught further: members that began alike share it.
        member.setdefault("parts", list(members.values())[number % 2]["parts"])
    return list(members.values())
