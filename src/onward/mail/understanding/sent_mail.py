"""What a mail does that the person sent: whether they apply with it, say yes, or say no; to what, the application tells.

Two linear models: over its sentences, and over what these come to in the whole mail. training/train_sent.py makes sent.npz.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from onward.language import wordings
from onward.language.network import Floats, softmax
from onward.language.sentences import split

#: What a sentence, and a mail, can do.
ACTS = ("nothing", "applies", "agrees", "refuses")
#: Sentences and characters that are read.
MOST, LONGEST = 40, 8000
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Acts:
    """The chances that a mail applies, agrees and refuses."""

    applies: float = 0.0
    agrees: float = 0.0
    refuses: float = 0.0


def acts(text: str) -> Acts:
    """What a mail does; `text` is what the person wrote, without quoted mail."""
    text = text[:LONGEST]
    sentences = split(text, limit=MOST)
    if not sentences:
        return Acts()
    weights = _weights()
    signs: Floats = (in_all(wordings.read(sentences, weights), text) - weights["mean"]) / weights["spread"]
    _, applies, agrees, refuses = softmax(signs @ weights["whole"] + weights["whole_bias"])
    return Acts(float(applies), float(agrees), float(refuses))


def in_all(chances: Floats, text: str) -> Floats:
    """What the sentences' chances (n × ACTS) come to: the two highest odds of each act, sums, length, a question."""
    odds = np.log((chances + _LEAST) / (1 - chances + _LEAST))
    ordered = np.sort(odds, axis=0)[::-1]
    second = ordered[1] if len(ordered) > 1 else np.full(len(ACTS), -7.0)
    rest = [np.log(len(chances)), float("?" in text), odds[:4, 1:].max()]
    found = np.concatenate([ordered[0, 1:], second[1:], chances.sum(0)[1:], rest])
    return np.asarray(found, dtype=np.float32)


@cache
def _weights() -> dict[str, Floats]:
    with files(__package__).joinpath("sent.npz").open("rb") as file, np.load(file) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
