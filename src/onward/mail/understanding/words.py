"""Word vectors: words that mean alike lie near each other, in whatever language (made by training/vectors.py)."""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 64


@cache
def _table() -> tuple[dict[str, int], NDArray[np.float32]]:
    with files(__package__).joinpath("words.npz").open("rb") as file, np.load(file) as stored:
        keys = stored["words"].tobytes().decode().split("\n")
        scale = stored["rarity"].astype(np.float32)[:, None] * stored["scale"]
        vectors = stored["vectors"].astype(np.float32) * scale
    return {word: index for index, word in enumerate(keys)}, vectors


def mean(words: list[str]) -> NDArray[np.float32]:
    """The direction (length one, or zero) in which a sentence's words point together."""
    index, vectors = _table()
    rows = [row for row in map(index.get, words) if row is not None]
    if not rows:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    total = vectors[rows].sum(axis=0)
    length = float(np.sqrt(total @ total))
    return np.asarray(total / length if length else total, dtype=np.float32)
