"""Groups of blocks that belong together wherever they stand: what is marked up alike, siblings."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import compiled, fill_means, number_keys

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to group the blocks of a page: `numbers[i]` is the group of block `i`.

    Groups are numbered in order of their first blocks; `sizes` says how many blocks each has.
    """

    numbers: Array
    sizes: Array

    def means(self, values: Array) -> Array:
        """Return for each group the mean of its rows of `values`, 32-bit floats.

        >>> values = np.array([[1.0], [2.0], [3.0]], dtype=np.float32)
        >>> group(np.array([7, 5, 7])).means(values).ravel().tolist()
        [2.0, 2.0]
        """
        if compiled:
            means = np.zeros((len(self.sizes), values.shape[1]), dtype=np.float32)
            fill_means(values, self.numbers, self.sizes, means)
            return means
        order = np.argsort(self.numbers, kind="stable")
        starts = (np.cumsum(self.sizes) - self.sizes).astype(np.intp)
        # `take` copies whole rows, at a fourth of the time of an index in brackets
        sums: Array = np.add.reduceat(values.take(order, axis=0), starts, axis=0)
        sums /= self.sizes[:, None]
        return sums


def group(keys: Array) -> Grouping:
    """Group the blocks with the same key, an integer of 64 bits.

    >>> group(np.array([7, 5, 7])).numbers.tolist()
    [0, 1, 0]
    """
    if compiled:
        size = len(keys)
        numbers, sizes = np.empty(size, dtype=np.int64), np.zeros(size, dtype=np.float32)
        slots, firsts = np.zeros(2 << size.bit_length(), dtype=np.intc), np.empty(size, np.intp)
        count = number_keys(keys.view(np.int64), slots, firsts, numbers, sizes)
        return Grouping(numbers, sizes[:count])
    seen: defaultdict[int, int] = defaultdict(itertools.count().__next__)
    numbers = np.array([*map(seen.__getitem__, keys.tolist())], dtype=np.int64)
    return Grouping(numbers, np.bincount(numbers).astype(np.float32))
