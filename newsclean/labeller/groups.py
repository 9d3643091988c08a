"""Groups of blocks that belong together wherever they stand: what is marked up alike, siblings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to group the blocks of a page: `numbers[i]` is the group of block `i`.

    `order` lists the blocks group by group, `starts` says where in it each group begins, `sizes`
    how many blocks it has.
    """

    numbers: Array
    order: Array
    starts: Array
    sizes: Array

    def means(self, values: Array) -> Array:
        """Give for each block the mean of the rows of `values` over its group.

        >>> group(np.array([7, 5, 7])).means(np.array([[1.0], [2.0], [3.0]])).ravel().tolist()
        [2.0, 2.0, 2.0]
        """
        sums = np.add.reduceat(values[self.order], self.starts, axis=0)
        means: Array = (sums / self.sizes[:, None])[self.numbers]
        return means


def group(keys: Array) -> Grouping:
    """Group the blocks with the same key.

    >>> group(np.array([7, 5, 7])).numbers.tolist()
    [1, 0, 1]
    """
    order = np.argsort(keys)
    fresh = np.ones(len(keys), dtype=bool)
    ordered = keys[order]
    fresh[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(fresh)
    numbers = np.empty(len(keys), dtype=np.int64)
    numbers[order] = np.cumsum(fresh) - 1
    sizes = np.empty(len(starts), dtype=np.float32)
    sizes[:-1] = starts[1:] - starts[:-1]
    sizes[-1:] = len(keys) - starts[-1:]
    return Grouping(numbers, order, starts, sizes)
