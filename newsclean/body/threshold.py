"""Which blocks to keep, given their probabilities: those that raise the expected F1."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# the threshold that a page's expected F1 asks for stays within these bounds: below, the model has
# no idea of the page; above, a page of doubts would lose what is more likely story than not
_LOWEST, _HIGHEST = 0.15, 0.5
FACTOR = 0.95
"""Of half the expected F1; from .85 to 1 neither F1 nor exact matches move by more than .001."""


class Threshold(NamedTuple):
    """The probability over which a block is kept, and the F1 expected of what is kept."""

    value: float
    expected_f1: float


def choose_threshold(probabilities: Array, words: Array, factor: float = FACTOR) -> Threshold:
    """Choose the threshold for one page.

    The set with the greatest expected F1 holds the blocks whose probability exceeds half of that
    F1 (Lewis 1995; Lipton, Elkan and Narayanaswamy 2014): on a page of which the model is sure
    that is nearly 0.5, on one of which it is not it is less. `words` weigh the blocks; `factor`
    times half the F1 is the threshold.

    >>> choose_threshold(np.array([0.9, 0.3, 0.0]), np.array([10.0, 10.0, 10.0]), 1.0).value
    0.409...
    """
    order = np.argsort(-probabilities, kind="stable")
    weighted = probabilities * words
    held = np.cumsum(weighted[order])
    size = np.cumsum(words[order])
    scores = 2 * held / np.maximum(size + weighted.sum(), 1e-9)
    best = float(scores.max()) if len(scores) else 0.0
    return Threshold(min(max(factor * best / 2, _LOWEST), _HIGHEST), best)
