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


def fill_pairs(padded: Array, edge: int, reach: int, inputs: Array) -> None:
    """Fill `inputs` (4 x pairs x channels) with what a convolution's pairs of rows see.

    A pair is two rows `reach` apart, and sees one more on either side. The rows stand between
    `edge` rows of zeros.
    """
    pairs, channels = inputs.shape[1], inputs.shape[2]
    with nogil:
        for pair in range(pairs):
            one = edge - reach + pair + pair // reach * reach
            two, three, four = one + reach, one + 2 * reach, one + 3 * reach
            for channel in range(channels):
                inputs[0, pair, channel] = padded[one, channel] - padded[three, channel]
                inputs[1, pair, channel] = padded[two, channel] + padded[three, channel]
                inputs[2, pair, channel] = padded[three, channel] - padded[two, channel]
                inputs[3, pair, channel] = padded[two, channel] - padded[four, channel]


def add_pairs(rows: Array, products: Array, bias: Array, reach: int) -> None:
    """Add to the rows what is over 0 of `bias` and a convolution's outputs.

    `products` are those of the inputs of `fill_pairs` and of weights.
    """
    size, channels, pairs = rows.shape[0], rows.shape[1], products.shape[1]
    nothing = 0.0
    with nogil:
        for pair in range(pairs):
            one = pair + pair // reach * reach
            two = one + reach
            for channel in range(channels if one < size else 0):
                value = products[0, pair, channel] + products[1, pair, channel]
                value = value + products[2, pair, channel] + bias[channel]
                rows[one, channel] += max(value, nothing)
            for channel in range(channels if two < size else 0):
                value = products[1, pair, channel] - products[2, pair, channel]
                value = value - products[3, pair, channel] + bias[channel]
                rows[two, channel] += max(value, nothing)


def fill_means(rows: Array, numbers: Array, sizes: Array, means: Array) -> None:
    """Fill `means` with the mean of the rows of each group; `numbers` says which group a row has.

    `means` (groups x channels) is 0 to begin with, `sizes` says how many rows a group has.
    """
    size, channels, groups = rows.shape[0], rows.shape[1], means.shape[0]
    with nogil:
        for row in range(size):
            for channel in range(channels):
                means[numbers[row], channel] += rows[row, channel]
        for group in range(groups):
            for channel in range(channels):
                means[group, channel] /= sizes[group]


def sum_vectors(vectors: Array, unit: float, places: Array, owners: Array, sums: Array) -> None:
    """Add to the row of each owner its vector: the one at its place, or the last, times `unit`."""
    number, size, last = places.shape[0], vectors.shape[1], vectors.shape[0] - 1
    with nogil:
        for i in range(number):
            place, owner = min(places[i], last), owners[i]
            for k in range(size):
                sums[owner, k] += vectors[place, k] * unit
