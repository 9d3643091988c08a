"""A forest of oblivious trees, evaluated for all blocks of a page.

In an oblivious tree (Kohavi 1994; CatBoost) every node of one level asks the same question, so that
the answers to `depth` questions, read as bits, are the number of the leaf.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import compiled, sum_leaves

Array = NDArray[Any]

# blocks evaluated together: the answers of all trees for them stay in the cache
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of one depth.

    `features` (depth x trees) says which row of the matrix a level asks for, `borders` (the same
    shape) what it has to exceed, `leaves` (trees x 2**depth) what each leaf adds; `bias` is added
    once. Borders and leaves are kept as 32-bit floats.
    """

    features: Array
    borders: Array
    leaves: Array
    bias: float

    def __post_init__(self) -> None:
        kinds = {"features": np.intp, "borders": np.float32, "leaves": np.float32}
        for name, kind in kinds.items():
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), dtype=kind))

    def scores(self, rows: Array) -> Array:
        """Return the score (log-odds) of each column of a matrix of features by blocks."""
        rows = np.ascontiguousarray(rows, dtype=np.float32)
        number = rows.shape[1]
        if compiled:
            scores = np.zeros(number, dtype=np.float32)
            trees = (self.features, self.borders, self.leaves)
            sum_leaves(rows, *trees, np.empty(number, np.intc), scores)
            return scores + np.float32(self.bias)
        parts = [
            self._score(np.ascontiguousarray(rows[:, start : start + _CHUNK]))
            for start in range(0, number, _CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

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
