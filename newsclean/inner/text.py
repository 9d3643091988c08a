# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""Passes over the characters of many short texts in one array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cython import nogil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

FACTOR, SPREAD, WHOLE = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xFFFFFFFFFFFFFFFF
"""Of the hash: the base of its polynomial, what its bits are spread by, and 64 bits."""
LAST = 0xFFFF
"""The last code point that the tables of characters know."""
LETTER, DIGIT, SPACELESS = 1, 3, 9
"""Classes of characters: what makes words is between the first two, or writes no spaces."""


def classify_codes(codes: Array, table: Array, classes: Array) -> None:
    """Fill `classes` with the class of each code point."""
    size = codes.shape[0]
    with nogil:
        for place in range(size):
            code = codes[place]
            classes[place] = table[min(LAST, code)]


def fold_codes(codes: Array, steps: Array, folded: Array) -> None:
    """Fill `folded` with each code point in lower case, every digit as 0."""
    size = codes.shape[0]
    with nogil:
        for place in range(size):
            code = codes[place]
            folded[place] = code + steps[code] if code <= LAST else code


def count_classes(classes: Array, owners: Array, counts: Array) -> None:
    """Add the characters of each class to the row of `counts` of the text that has them."""
    size = classes.shape[0]
    with nogil:
        for place in range(size):
            counts[owners[place], classes[place]] += 1


def find_spans(classes: Array, spans: Array) -> int:
    """Fill the rows of `spans` with starts and ends of the words, and return how many there are.

    In scripts without spaces every pair of letters stands for a word.
    """
    size = classes.shape[0]
    found = start = 0
    before = 0
    with nogil:
        for place in range(size + 1):
            kind = classes[place] if place < size else 0
            if LETTER <= before <= DIGIT and not LETTER <= kind <= DIGIT:
                spans[0, found], spans[1, found] = start, place
                found += 1
            if before == SPACELESS == kind:
                spans[0, found], spans[1, found] = place - 1, place + 1
                found += 1
            if not LETTER <= before <= DIGIT:
                start = place
            before = kind
    return found


def hash_spans(folded: Array, starts: Array, ends: Array, hashes: Array) -> None:
    """Fill `hashes` with a hash of each span of folded characters: a polynomial modulo 2**64."""
    number = starts.shape[0]
    with nogil:
        for i in range(number):
            value, power = 0, 1
            for place in range(starts[i], ends[i]):
                value = (value + (folded[place] + 1) * power) & WHOLE
                power = (power * FACTOR) & WHOLE
            value = ((value ^ (value >> 32)) * SPREAD) & WHOLE
            hashes[i] = value ^ (value >> 29)
