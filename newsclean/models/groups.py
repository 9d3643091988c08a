"""Groups of blocks that belong together wherever they stand: what is marked up alike, siblings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        """Return for each block the mean of the rows of `values` over its group.

        >>> group(np.array([7, 5, 7])).means(np.array([[1.0], [2.0], [3.0]])).ravel().tolist()
        [2.0, 2.0, 2.0]
        """
        # `take` copies whole rows, at a fourth of the time of an index in brackets
        sums = np.add.reduceat(values.take(self.order, axis=0), self.starts, axis=0)
        sums /= self.sizes[:, None]
        means: Array = sums.take(self.numbers, axis=0)
        return means


def side_by_side(groupings: Sequence[Grouping]) -> Grouping:
    """Make several groupings of the same blocks one, in which each block has a group of each.

    >>> both = side_by_side((group(np.array([7, 5, 7])), group(np.array([1, 1, 2]))))
    >>> both.means(np.array([[1.0], [2.0], [3.0]]))[..., 0].tolist()
    [[2.0, 1.5], [2.0, 1.5], [2.0, 3.0]]
    """
    blocks = np.cumsum([0, *(len(g.order) for g in groupings)])
    groups = np.cumsum([0, *(len(g.starts) for g in groupings)])
    return Grouping(
        numbers=np.stack([g.numbers + n for g, n in zip(groupings, groups, strict=False)], axis=1),
        order=np.concatenate([g.order for g in groupings]),
        starts=np.concatenate([g.starts + n for g, n in zip(groupings, blocks, strict=False)]),
        sizes=np.concatenate([g.sizes for g in groupings]),
    )


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
