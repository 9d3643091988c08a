"""A small convolutional network over the sequence of blocks, evaluated in NumPy.

Residual convolutions with growing dilation let each block see some thirty blocks on either side.
Between them, blocks of one group (marked up alike, children of one element) may share what they
know: each sees the mean over its group, as in deep sets (Zaheer et al. 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models.groups import side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.models.groups import Grouping

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
    `dilations` before and after it, `leave` (channels) leads to the score. Before the convolutions
    with the numbers `pool_places` the means over the groups come in by `pools` (places x groupings
    * channels x channels).
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
    pools: Array
    pool_biases: Array
    pool_places: tuple[int, ...] = ()

    def scores(self, rows: Array, groupings: Sequence[Grouping] = ()) -> Array:
        """Give the score (log-odds) of each column of a matrix of features by blocks."""
        return self.judge(self.standardise(rows), groupings)

    def standardise(self, rows: Array) -> Array:
        """Give the features as the network takes them, a row a block."""
        values = squash(rows)
        values -= self.mean[:, None]
        values *= self.scale[:, None]
        standard: Array = values.clip(-_CLIP, _CLIP, out=values).T
        return standard

    def judge(self, values: Array, groupings: Sequence[Grouping] = ()) -> Array:
        """Give the scores of blocks from what `standardise` gave."""
        hidden = np.maximum(multiply(values, self.enter) + self.enter_bias, 0)
        pool = side_by_side(groupings) if self.pool_places else None
        layers = zip(self.convolutions, self.biases, self.dilations, strict=True)
        for number, ((before, here, after), bias, reach) in enumerate(layers):
            if pool is not None and number in self.pool_places:
                hidden = self._pooled(hidden, self.pool_places.index(number), pool)
            change = multiply(hidden, here) + bias
            change[reach:] += multiply(hidden[:-reach], before)
            change[:-reach] += multiply(hidden[reach:], after)
            hidden = hidden + np.maximum(change, 0)
        scores: Array = hidden @ self.leave + self.leave_bias
        return scores

    def _pooled(self, hidden: Array, place: int, pool: Grouping) -> Array:
        means = pool.means(hidden).reshape(len(hidden), -1)
        change = multiply(means, self.pools[place]) + self.pool_biases[place]
        pooled: Array = hidden + np.maximum(change, 0)
        return pooled
