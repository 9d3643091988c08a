"""Lines of furniture known by their words, found by hash: `boilerplate.marks` for whole pages.

The same words as in `newsclean/boilerplate/marks.json`; a lookup of hashes costs a fiftieth of
reading each line's text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.boilerplate import furniture_lines
from newsclean.inner import compiled, sum_words
from newsclean.roles.features.buffer import (
    Buffer,
    Hasher,
    Words,
    find_words,
    join,
    lowered,
    mix,
    owners_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[Any]

_COLON, _WIDE_COLON = ord(":"), ord("：")
_STEP = np.uint64(0x9E3779B97F4A7C15)


class Marks(NamedTuple):
    """Which blocks say that a story is over, and which are furniture themselves."""

    stop: Array
    drop: Array


def find_marks(buffer: Buffer, words: Words) -> Marks:
    """Find the marks among the texts of a buffer.

    >>> texts = join(["Related Articles:", "It rained.", "Read also: Bridges shut"])
    >>> marks = find_marks(texts, find_words(texts, Hasher(lowered(texts))))
    >>> marks.stop.tolist(), marks.drop.tolist()
    ([True, False, False], [False, False, True])
    """
    known = _known()
    number = len(buffer.starts)
    sums = _word_sums(words, number)
    ends = np.searchsorted(words.owners, np.arange(number), side="right")
    firsts = np.append(0, ends[:-1])
    whole = sums[ends] - sums[firsts]
    stop, drop = _among(whole, known["stop"]), _among(whole, known["drop"])
    colons = np.flatnonzero((buffer.codes == _COLON) | (buffer.codes == _WIDE_COLON))
    owners, place = np.unique(owners_of(buffer, colons), return_index=True)
    before = np.searchsorted(words.starts, colons[place])
    drop[owners] |= _among(sums[before] - sums[firsts[owners]], known["lead"])
    return Marks(stop, drop & ~stop)


def _among(values: Array, known: Array) -> Array:
    """Whether each value is among the known ones, which are in order."""
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: Array = known[places] == values
    return found


def _word_sums(words: Words, number: int) -> Array:
    """Prefix sums of hashes that depend on the word and its place in its text."""
    sums = np.zeros(len(words.owners) + 1, dtype=np.uint64)
    if compiled:
        sum_words(words.hashes, words.owners, sums)
        return sums
    counts = np.bincount(words.owners, minlength=number)
    firsts = np.cumsum(counts) - counts
    places = np.arange(len(words.owners)) - firsts[words.owners]
    np.cumsum(mix(words.hashes + places.astype(np.uint64) * _STEP), out=sums[1:])
    return sums


@cache
def _known() -> dict[str, Array]:
    return {name: _hashes(lines) for name, lines in furniture_lines().items()}


def _hashes(lines: Sequence[str]) -> Array:
    buffer = join(lines)
    words = find_words(buffer, Hasher(lowered(buffer)))
    sums = _word_sums(words, len(lines))
    ends = np.searchsorted(words.owners, np.arange(len(lines)), side="right")
    whole = sums[ends] - sums[np.append(0, ends[:-1])]
    known: Array = np.unique(whole[whole != 0])
    return known
