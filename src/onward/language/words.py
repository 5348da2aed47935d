"""Word vectors: words that mean alike lie near each other, in whatever language (made by training/vectors.py)."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 96


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8], np.float32]:
    with files(__package__).joinpath("words.npz").open("rb") as file, np.load(file) as stored:
        keys = stored["words"].tobytes().decode().split("\n")
        table = np.zeros((len(keys) + 1, DIMENSIONS), dtype=np.int8)
        table[1:] = stored["vectors"]
        return {word: row for row, word in enumerate(keys, 1)}, table, np.float32(stored["scale"])


def rows() -> dict[str, int]:
    """The row of each known word, folded; rows begin at 1."""
    return _table()[0]


def vectors(places: Sequence[int] | NDArray[np.integer[Any]]) -> NDArray[np.float32]:
    """The vectors in these rows, each of length one (n × `DIMENSIONS`); that of row 0, for unknown words, is zero."""
    # All of them as floats would be 30 MB, and take as long to load as everything else.
    _, table, scale = _table()
    return np.multiply(table[np.asarray(places, dtype=np.int32)], scale, dtype=np.float32)
