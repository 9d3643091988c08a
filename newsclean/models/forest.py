"""A forest of oblivious trees, evaluated for all blocks at once.

In an oblivious tree (Kohavi 1994; CatBoost) every node of one level asks the same question, so that
the answers to `depth` questions, read as bits, are the number of the leaf.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# blocks evaluated together: the answers of all trees for them stay in the cache
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of one depth.

    `features` (depth x trees) says which row of the matrix a level asks for, `borders` (the same
    shape) what it has to exceed, `leaves` (trees x 2**depth) what each leaf adds; `bias` is added
    once.
    """

    features: Array
    borders: Array
    leaves: Array
    bias: float

    def scores(self, rows: Array) -> Array:
        """Return the score (log-odds) of each column of a matrix of features by blocks."""
        number = rows.shape[1]
        parts = [
            self._score(np.ascontiguousarray(rows[:, start : start + _CHUNK]))
            for start in range(0, number, _CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _score(self, rows: Array) -> Array:
        depth, trees = self.features.shape
        # a leaf's number has `depth` bits: training grows no deeper than 8
        leaf = np.zeros((trees, rows.shape[1]), dtype=np.uint8)
        for level in range(depth):
            above = rows.take(self.features[level], axis=0) > self.borders[level][:, None]
            leaf |= above.view(np.uint8) << np.uint8(level)
        leaves = leaf + (np.arange(trees) << depth)[:, None]
        scores: Array = self.leaves.ravel().take(leaves).sum(axis=0) + self.bias
        return scores


def probabilities(scores: Array) -> Array:
    """Turn log-odds into probabilities.

    >>> probabilities(np.array([0.0])).tolist()
    [0.5]
    """
    result: Array = 1 / (1 + np.exp(-scores.clip(-40, 40)))
    return result
