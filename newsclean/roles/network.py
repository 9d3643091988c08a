"""The network that reads the blocks of a page in order.

Residual convolutions with growing dilation let each block see some thirty blocks on either side
(Bai et al. 2018). Between them come means over blocks that are marked up alike or are children of
one element (deep sets, Zaheer et al. 2017), mean and maximum over the whole page, and a few means
weighted by a learned attention, so that each block knows what page it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import add_pairs, add_positive, compiled, fill_pairs
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
    """A block and those `reach` before and after it: weights of 3 x inputs x outputs.

    Two rows `reach` apart are computed together, as sums and differences of four products where one
    by one they take six (Winograd's F(2, 3); Lavin and Gray 2016).
    """

    weights: Array
    bias: Array
    reach: int
    _weights_of_pairs: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        before, here, after = self.weights
        middle = ((before + here + after) / 2, (before - here + after) / 2)
        object.__setattr__(self, "_weights_of_pairs", np.stack((before, *middle, after)))

    def add_to(self, padded: Array, edge: int) -> None:
        """Add to the rows what is positive of the outputs.

        Before and after the rows stand `edge` rows of zeros, four times the reach at least.
        """
        hidden = padded[edge:-edge]
        size, channels = hidden.shape
        number = -(-size // (2 * self.reach))
        inputs = np.empty((4, number * self.reach, channels), dtype=np.float32)
        if compiled:
            fill_pairs(padded, edge, self.reach, inputs)
        else:
            self._fill_pairs(padded, edge, inputs.reshape(4, number, self.reach, channels))
        products = multiply(inputs, self._weights_of_pairs)
        if compiled:
            add_pairs(hidden, products, self.bias, self.reach)
            return
        one, two, three, four = products.reshape(4, number, self.reach, channels)
        result = np.stack((one + two + three, two - three - four), axis=1)
        _add_positive(hidden, result.reshape(-1, channels)[:size], self.bias)

    def _fill_pairs(self, padded: Array, edge: int, inputs: Array) -> None:
        _, number, reach, channels = inputs.shape
        one, two, three, four = (
            padded[first : first + 2 * number * reach].reshape(number, -1, channels)[:, :reach]
            for first in range(edge - reach, edge + 3 * reach, reach)
        )
        inputs[0], inputs[1] = one - three, two + three
        inputs[2], inputs[3] = three - two, two - four


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
        edge = 4 * max(convolution.reach for convolution in self.convolutions)
        padded = np.zeros((edge + len(rows) + edge, len(self.enter.bias)), dtype=np.float32)
        hidden = padded[edge:-edge]
        self.enter.add_to(hidden, rows)
        for number, convolution in enumerate(self.convolutions):
            if groupings and number in self.groups:
                _add_groups(hidden, self.groups[number], groupings)
            if number in self.pages:
                whole = np.concatenate((hidden.mean(axis=0), hidden.max(axis=0)))
                self.pages[number].add_to(hidden, whole[None])
            if number in self.attentions:
                shares = _softmax(self.queries[number](hidden))
                self.attentions[number].add_to(hidden, (shares.T @ hidden).reshape(1, -1))
            convolution.add_to(padded, edge)
        # a row a role: NumPy is slow along short rows
        return _softmax(np.ascontiguousarray(self.leave(hidden).T)).T


def _add_groups(hidden: Array, layer: Layer, groupings: Sequence[Grouping]) -> None:
    """Add what is positive of the outputs of a layer of all groupings' means, side by side."""
    update = np.zeros((), dtype=np.float32)
    for grouping, weights in zip(groupings, np.split(layer.weights, len(groupings)), strict=True):
        # a group's product is the same for all its rows
        update = update + multiply(grouping.means(hidden), weights).take(grouping.numbers, axis=0)
    _add_positive(hidden, update, layer.bias)


def _add_positive(hidden: Array, update: Array, bias: Array) -> None:
    if compiled:
        add_positive(hidden, update, bias)
    else:
        hidden += np.maximum(update + bias, 0)


def _softmax(scores: Array) -> Array:
    """Return exponentials whose columns sum to 1."""
    powers: Array = np.exp(scores - scores.max(axis=0))
    powers /= powers.sum(axis=0)
    return powers
