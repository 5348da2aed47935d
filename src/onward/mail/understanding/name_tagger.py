"""Says of each word of a mail how likely it belongs to the employer's name or to the role's.

A small convolutional network, made by training/train_names.py: what a word is (its vector, hashed whole, beginning and
end, shape) and where it stands are added up, then looked at together with its neighbours, further away layer by layer.
"""

from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onward.language import words
from onward.mail.understanding.pages import FLAGS, PARTS, Page

NONE, EMPLOYER, IN_EMPLOYER, ROLE, IN_ROLE = range(5)
TAGS: Final = 5
#: How far apart the words are that a layer looks at together.
STEPS: Final = (1, 2, 4, 1)

#: After this layer every word learns what the whole mail is like.
POOLED: Final = 1

_NUMBERS = np.arange(FLAGS, dtype=np.uint32)


Floats = NDArray[np.float32]


@cache
def learnt() -> tuple[list[dict[str, Floats]], dict[str, Floats]]:
    """The members of the network, and what the signs of a candidate count by question."""
    with files(__package__).joinpath("names.npz").open("rb") as file, np.load(file) as stored:
        loaded = {name: stored[name].astype(np.float32) for name in stored.files}
    members: dict[str, dict[str, Floats]] = {}
    signs: dict[str, Floats] = {}
    for name, array in loaded.items():
        member, inside, part = name.partition("/")
        if inside:
            members.setdefault(member, {})[part] = array
        else:
            signs[name] = array
    return list(members.values()), signs


def chances(page: Page) -> Floats:
    """The probability of each tag for each word (n × `TAGS`), the mean over the members."""
    if not len(page.tokens):
        return np.zeros((0, TAGS), dtype=np.float32)
    members = learnt()[0]
    vectors = words.vectors(page.parts[:, 0])
    bits = (page.flags[:, None] >> _NUMBERS & 1).astype(np.float32)
    total = _by(members[0], page, vectors, bits)
    for one in members[1:]:
        total += _by(one, page, vectors, bits)
    total /= len(members)
    return total


def _by(w: dict[str, Floats], page: Page, vectors: Floats, bits: Floats) -> Floats:
    """The same by one member, from the vectors of the words and what is true of them (n × FLAGS)."""
    x = vectors @ w["vector"]
    for number in range(1, PARTS):
        x += w[f"part{number}"][page.parts[:, number]]
    x += bits @ w["flags"] + w["bias"]
    np.maximum(x, 0, out=x)
    for number, step in enumerate(STEPS):
        x += _layer(x, step, w[f"layer{number}"], w[f"bias{number}"])
        if number == POOLED:
            # What the mail is like as a whole: an agency's, a board's, a short note.
            x += np.maximum(x.mean(axis=0) @ w["pool"] + w["pool_bias"], 0)
    scores = (x @ w["out"] + w["out_bias"]).astype(np.float32, copy=False)
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores


def weights(question: str) -> Floats:
    """What each sign of a candidate counts for "employer" or "role" (1 + names.SIGNS, the first for "none")."""
    return learnt()[1][question]


def _layer(x: Floats, step: int, weight: Floats, bias: Floats) -> Floats:
    """Each word (n × d) with its neighbours `step` away: their three rows side by side times `weight` (3d × d)."""
    n, d = x.shape
    beside = np.zeros((n, 3 * d), dtype=np.float32)
    beside[step:, :d] = x[:-step] if step < n else x[:0]
    beside[:, d : 2 * d] = x
    if step < n:
        beside[:-step, 2 * d :] = x[step:]
    made = beside @ weight
    made += bias
    return np.maximum(made, 0, out=made)
