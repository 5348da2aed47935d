"""Evaluates a forest of small decision trees that was trained elsewhere; numpy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees, all nodes in flat arrays; a leaf is its own child.

    `roots` holds the first node of each tree, trees of one class in one column; values are summed by class.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    baseline: NDArray[np.float32]
    depth: int

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The raw score of each class for one row of features."""
        node = self.roots
        for _ in range(self.depth):
            goes_left = features[self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        return np.asarray(self.value[node].sum(axis=0) + self.baseline, dtype=np.float32)
