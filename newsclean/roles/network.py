"""The network that reads the blocks of a page in order.

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

from newsclean.inner import add_positive, compiled
from newsclean.models import multiply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.models import Grouping

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

    def add_to(self, hidden: Array, rows: Array) -> None:
        """Add to `hidden` what is positive of the outputs of `rows`, a row each or one for all."""
        _add_positive(hidden, multiply(rows, self.weights), self.bias)


@dataclass(frozen=True, slots=True)
class Convolution:
    """A block and those `reach` before and after it: weights of 3 x inputs x outputs."""

    weights: Array
    bias: Array
    reach: int

    def add_to(self, hidden: Array) -> None:
        """Add to the rows what is positive of the outputs; beyond their ends there are zeros."""
        before, here, after = self.weights
        result = multiply(hidden, here)
        if self.reach < len(hidden):
            result[self.reach :] += multiply(hidden[: -self.reach], before)
            result[: -self.reach] += multiply(hidden[self.reach :], after)
        _add_positive(hidden, result, self.bias)


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
        hidden = np.zeros((len(rows), len(self.enter.bias)), dtype=np.float32)
        self.enter.add_to(hidden, rows)
        for number, convolution in enumerate(self.convolutions):
            if groupings and number in self.groups:
                means = [grouping.means(hidden) for grouping in groupings]
                self.groups[number].add_to(hidden, np.concatenate(means, axis=1))
            if number in self.pages:
                whole = np.concatenate((hidden.mean(axis=0), hidden.max(axis=0)))
                self.pages[number].add_to(hidden, whole[None])
            if number in self.attentions:
                shares = _softmax(self.queries[number](hidden), axis=0)
                self.attentions[number].add_to(hidden, (shares.T @ hidden).reshape(1, -1))
            convolution.add_to(hidden)
        return _softmax(self.leave(hidden), axis=1)


def _add_positive(hidden: Array, update: Array, bias: Array) -> None:
    if compiled:
        add_positive(hidden, update, bias)
    else:
        hidden += np.maximum(update + bias, 0)


def _softmax(scores: Array, axis: int) -> Array:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    result: Array = powers / powers.sum(axis=axis, keepdims=True)
    return result
