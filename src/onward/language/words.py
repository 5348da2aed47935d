"""Word vectors: words that mean alike lie near each other, in whatever language (made by training/vectors.py)."""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 96


@cache
def _table() -> tuple[dict[str, int], NDArray[np.float32]]:
    with files(__package__).joinpath("words.npz").open("rb") as file, np.load(file) as stored:
        keys = stored["words"].tobytes().decode().split("\n")
        vectors = np.zeros((len(keys) + 1, DIMENSIONS), dtype=np.float32)
        vectors[1:] = stored["vectors"].astype(np.float32) * stored["scale"]
    return {word: row for row, word in enumerate(keys, 1)}, vectors


def rows() -> dict[str, int]:
    """The row of each known word, folded; rows begin at 1."""
    return _table()[0]


def vectors() -> NDArray[np.float32]:
    """A vector of length one for each row (rows × `DIMENSIONS`); row 0, for unknown words, is zero."""
    return _table()[1]
