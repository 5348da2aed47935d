"""Weighs candidates by what speaks for and against each, with weights learnt by training/train_names.py."""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files


@cache
def learnt(question: str) -> dict[str, float]:
    """The weights of the features for a question ("employer" or "role")."""
    read: dict[str, dict[str, float]] = json.loads(
        files(__package__).joinpath("names.json").read_text(encoding="utf-8")
    )
    return read[question]


def shares(candidates: Sequence[Iterable[str]], weights: dict[str, float]) -> list[float]:
    """The probability of each candidate to be the answer; what is missing to 1 is "there is none"."""
    look = weights.get
    scores = [sum(look(feature, 0.0) for feature in features) for features in candidates]
    none = weights.get("none", 0.0)
    top = max([none, *scores])
    parts = [math.exp(score - top) for score in scores]
    whole = sum(parts) + math.exp(none - top)
    return [part / whole for part in parts]
