"""A small convolutional network over the sequence of blocks, evaluated in NumPy.

Residual convolutions with growing dilation let each block see some thirty blocks on either side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# features are clipped at this many standard deviations
_CLIP = 5.0
# OpenBLAS computes products of up to 2**18 multiplications in the calling thread
_THREADLESS = 1 << 18


def squash(rows: Array) -> Array:
    """Bring values of any size together: the logarithm of one plus the size, with the sign kept.

    >>> squash(np.array([0.0, -1.0])).round(3).tolist()
    [0.0, -0.693]
    """
    result: Array = np.copysign(np.log(1 + np.abs(rows)), rows)
    return result


def multiply(left: Array, right: Array) -> Array:
    """Give the matrix product, in pieces so small that the BLAS starts no threads for them.

    Its threads spin while they wait: with more processes than cores that took ten times the time.
    """
    step = max(1, _THREADLESS // right.size)
    if len(left) <= step:
        return left @ right
    product = np.empty((len(left), right.shape[1]), dtype=left.dtype)
    for start in range(0, len(left), step):
        np.matmul(left[start : start + step], right, out=product[start : start + step])
    return product


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of a network.

    `mean` and `scale` standardise the features, `enter` (features x channels) leads into the
    channels, `convolutions` (layers x 3 x channels x channels) look at each block and at those
    `dilations` before and after it, `leave` (channels) leads to the score.
    """

    mean: Array
    scale: Array
    enter: Array
    enter_bias: Array
    convolutions: Array
    biases: Array
    dilations: tuple[int, ...]
    leave: Array
    leave_bias: float

    def scores(self, rows: Array) -> Array:
        """Give the score (log-odds) of each column of a matrix of features by blocks."""
        return self.read(self.standardise(rows))

    def standardise(self, rows: Array) -> Array:
        """Bring features to one scale: the same for all networks trained on the same pages."""
        return ((squash(rows) - self.mean[:, None]) * self.scale[:, None]).clip(-_CLIP, _CLIP)

    def read(self, values: Array) -> Array:
        """Give the score of each column of a matrix of standardised features by blocks."""
        hidden = np.maximum(multiply(values.T, self.enter) + self.enter_bias, 0)
        layers = zip(self.convolutions, self.biases, self.dilations, strict=True)
        for (before, here, after), bias, reach in layers:
            change = multiply(hidden, here) + bias
            change[reach:] += multiply(hidden[:-reach], before)
            change[:-reach] += multiply(hidden[reach:], after)
            hidden = hidden + np.maximum(change, 0)
        scores: Array = hidden @ self.leave + self.leave_bias
        return scores
