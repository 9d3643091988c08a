"""Classes of characters: what a code point is, as far as the look of a line of text tells."""

from __future__ import annotations

import io
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import classify_codes, compiled, fold_codes

Array = NDArray[Any]

TABLE_NAME = "characters.npz"
_LAST = 0xFFFF


class Class(IntEnum):
    """The class of a character."""

    OTHER = 0
    LETTER = 1
    UPPER = 2
    DIGIT = 3
    SPACE = 4
    END = 5
    """Ends a sentence."""
    COMMA = 6
    QUOTE = 7
    DASH = 8
    SPACELESS = 9
    """A letter of a script that writes no spaces."""
    BAR = 10
    BRACKET = 11
    BREAK = 12
    """The end of a text in a buffer."""


CLASSES = 13
IS_WORD = np.isin(np.arange(CLASSES), (Class.LETTER, Class.UPPER, Class.DIGIT, Class.SPACELESS))


@cache
def _tables() -> tuple[Array, Array]:
    content = resources.files(__package__).joinpath(TABLE_NAME).read_bytes()
    with np.load(io.BytesIO(content)) as arrays:
        return arrays["classes"], arrays["steps"]


def classify(codes: Array) -> Array:
    """Return the class of each code point of an array; those above the basic plane are `OTHER`."""
    if compiled:
        classes = np.empty(len(codes), dtype=np.uint8)
        classify_codes(codes, _tables()[0], classes)
        return classes
    taken: Array = _tables()[0].take(codes, mode="clip")
    return taken


def fold(codes: Array) -> Array:
    """Return each code point in lower case, every digit as 0, as 64-bit integers."""
    if compiled:
        folded = np.empty(len(codes), dtype=np.uint64)
        fold_codes(codes, _tables()[1], folded)
        return folded
    steps = _tables()[1].take(codes, mode="clip")
    if len(codes) and codes.max() > _LAST:
        steps[codes > _LAST] = 0
    moved: Array = (codes + steps).astype(np.uint64)
    return moved
