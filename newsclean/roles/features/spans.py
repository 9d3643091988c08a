"""Sums and windows over a sequence of blocks, by prefix sums."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import group

Array = NDArray[Any]

# the widest window, on either side
_REACH = 16


def prefix(values: Array) -> Array:
    """Return prefix sums with a leading zero: the sum of `values[a:b]` is `p[b] - p[a]`.

    >>> prefix(np.array([1.0, 2.0])).tolist()
    [0.0, 1.0, 3.0]
    """
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def window(sums: Array, before: int, after: int) -> Array:
    """Return for each block the sum over it, `before` blocks before and `after` blocks after it.

    >>> window(prefix(np.array([1.0, 2.0, 4.0])), 1, 0).tolist()
    [1.0, 3.0, 6.0]
    """
    result: Array = windows(sums[None], before, after)[0]
    return result


def windows(sums: Array, before: int, after: int) -> Array:
    """Return the `window` of each row of prefix sums."""
    rows, number = sums.shape[0], sums.shape[1] - 1
    # slices of a padded copy: no index arrays
    padded = np.empty((rows, number + 1 + 2 * _REACH))
    padded[:, :_REACH] = 0
    padded[:, _REACH : _REACH + number + 1] = sums
    padded[:, _REACH + number + 1 :] = sums[:, -1:]
    end, first = _REACH + 1 + after, _REACH - before
    result: Array = padded[:, end : end + number] - padded[:, first : first + number]
    return result


def shift(values: Array, by: int, fill: float = 0.0) -> Array:
    """Return the value of the block `by` places further on (before, where negative).

    >>> shift(np.array([1.0, 2.0, 3.0]), 1).tolist()
    [2.0, 3.0, 0.0]
    """
    moved = np.empty_like(values)
    if by > 0:
        moved[:-by] = values[by:]
        moved[-by:] = fill
    else:
        moved[-by:] = values[:by]
        moved[:-by] = fill
    return moved


def share(part: Array, whole: Array | float) -> Array:
    """Divide, with 0 if the divisor is 0."""
    return part / np.maximum(whole, 1e-9)


def since(flags: Array, nothing: float = 999.0) -> Array:
    """Return for each block the number of blocks since the last flagged one, itself included.

    >>> since(np.array([False, True, False])).tolist()
    [999.0, 0.0, 1.0]
    """
    places = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, places, -1))
    return np.where(last < 0, nothing, places - last)


def until(flags: Array, nothing: float = 999.0) -> Array:
    """Return for each block the number of blocks up to the next flagged one, itself included."""
    return since(flags[::-1], nothing)[::-1]


def repeats(keys: Array) -> Array:
    """Return for each key how often it occurs.

    >>> repeats(np.array([5, 7, 5])).tolist()
    [2, 1, 2]
    """
    same = group(keys)
    result: Array = same.sizes[same.numbers].astype(np.int64)
    return result


def group_sums(keys: Array, *columns: Array) -> list[Array]:
    """Return for each block the sums of the columns over all blocks with its key, a small integer.

    >>> group_sums(np.array([0, 1, 0]), np.array([1.0, 2.0, 4.0]))[0].tolist()
    [5.0, 2.0, 5.0]
    """
    return [np.bincount(keys, weights=column)[keys] for column in columns]
