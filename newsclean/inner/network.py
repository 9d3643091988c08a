# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""What the network does between its matrix products, and the sums of word vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cython import nogil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def add_positive(rows: Array, update: Array, bias: Array) -> None:
    """Add to each row what is over 0 of `bias` and the row of `update`, or the only row of it."""
    size, channels = rows.shape[0], rows.shape[1]
    step = 0 if update.shape[0] == 1 else 1
    nothing = 0.0
    with nogil:
        for row in range(size):
            for channel in range(channels):
                value = update[row * step, channel] + bias[channel]
                rows[row, channel] += max(value, nothing)


def fill_means(rows: Array, numbers: Array, sums: Array, sizes: Array, means: Array) -> None:
    """Fill `means` with the mean over the group of each row; `numbers` says which group that is.

    `sums` (groups x channels) is 0 to begin with, `sizes` says how many rows a group has.
    """
    size, channels, groups = rows.shape[0], rows.shape[1], sums.shape[0]
    with nogil:
        for row in range(size):
            for channel in range(channels):
                sums[numbers[row], channel] += rows[row, channel]
        for group in range(groups):
            for channel in range(channels):
                sums[group, channel] /= sizes[group]
        for row in range(size):
            for channel in range(channels):
                means[row, channel] = sums[numbers[row], channel]


def sum_vectors(vectors: Array, unit: float, places: Array, owners: Array, sums: Array) -> None:
    """Add to the row of each owner its vector: the one at its place, or the last, times `unit`."""
    number, size, last = places.shape[0], vectors.shape[1], vectors.shape[0] - 1
    with nogil:
        for i in range(number):
            place, owner = min(places[i], last), owners[i]
            for k in range(size):
                sums[owner, k] += vectors[place, k] * unit
