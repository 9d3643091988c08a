"""The network that reads the blocks of a page in order, evaluated in NumPy.

Residual convolutions with growing dilation let each block see some thirty blocks on either side
(Bai et al. 2018). Between them come means over blocks that are marked up alike or are children of
one element (deep sets, Zaheer et al. 2017), mean and maximum over the whole page, and a few means
weighted by a learned attention, so that each block knows what page it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models.arrays import multiply
from newsclean.models.groups import side_by_side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.models.groups import Grouping

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """An affine map: rows times `weights` (inputs x outputs) plus `bias`."""

    weights: Array
    bias: Array

    def __call__(self, rows: Array) -> Array:
        """Return the outputs of rows of inputs."""
        result: Array = multiply(rows, self.weights) + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Convolution:
    """A block and those `reach` before and after it: weights of 3 x inputs x outputs."""

    weights: Array
    bias: Array
    reach: int

    def __call__(self, rows: Array) -> Array:
        """Return the outputs of a sequence of rows; beyond its ends there are zeros."""
        before, here, after = self.weights
        result = multiply(rows, here) + self.bias
        if self.reach < len(rows):
            result[self.reach :] += multiply(rows[: -self.reach], before)
            result[: -self.reach] += multiply(rows[self.reach :], after)
        return result


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: `enter`, then the convolutions with what is shared before each, then `leave`.

    `groups`, `pages` and `attentions` hold, by the number of the convolution that they precede, the
    layers through which means over groups, mean and maximum over the page, and means weighted by
    attention (`queries`, then the layer) come in.
    """

    enter: Layer
    convolutions: tuple[Convolution, ...]
    groups: Mapping[int, Layer]
    pages: Mapping[int, Layer]
    queries: Mapping[int, Layer]
    attentions: Mapping[int, Layer]
    leave: Layer

    def probabilities(self, rows: Array, groupings: Sequence[Grouping]) -> Array:
        """Return blocks x roles from blocks x inputs; each row sums to 1."""
        hidden = np.maximum(self.enter(rows), 0)
        pool = side_by_side(groupings) if self.groups and groupings else None
        for number, convolution in enumerate(self.convolutions):
            if pool is not None and number in self.groups:
                means = pool.means(hidden).reshape(len(hidden), -1)
                hidden += np.maximum(self.groups[number](means), 0)
            if number in self.pages:
                whole = np.concatenate((hidden.mean(axis=0), hidden.max(axis=0)))
                hidden += np.maximum(self.pages[number](whole[None]), 0)
            if number in self.attentions:
                hidden += np.maximum(self._attended(hidden, number), 0)
            hidden += np.maximum(convolution(hidden), 0)
        return _softmax(self.leave(hidden), axis=1)

    def _attended(self, hidden: Array, number: int) -> Array:
        shares = _softmax(self.queries[number](hidden), axis=0)
        return self.attentions[number]((shares.T @ hidden).reshape(1, -1))


def _softmax(scores: Array, axis: int) -> Array:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    result: Array = powers / powers.sum(axis=axis, keepdims=True)
    return result
