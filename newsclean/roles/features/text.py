"""The densest stretch of prose on a page, and what lies between it and each block.

What follows a story is often prose, too: comments, a second story, notes on the author. It stands
beyond marks and gaps, among lines that repeat, and it uses other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import CORE, OWN
from newsclean.models import group
from newsclean.roles.features.keys import WORD_BITS
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from newsclean.roles.features.buffer import Words
    from newsclean.roles.features.furniture import Marks
    from newsclean.roles.features.keys import Keys

Array = NDArray[Any]
Columns = dict[str, Array]

# a block of prose counts its words up to the first figure, any other takes the second away
_MOST_WORDS, _COST = 50.0, 3.0
_SHORT_LINE = 6


class Core(NamedTuple):
    """The stretch `first:end` of blocks, and the block at the middle of its prose."""

    first: int
    middle: int
    end: int


def find_core(prose: Array, words: Array) -> Core:
    """Find the stretch with the greatest sum of prose less other blocks.

    >>> find_core(np.array([0.0, 90, 0, 80, 0]), np.array([1.0, 20, 2, 18, 2]))
    Core(first=1, middle=1, end=4)
    """
    is_prose = prose > 0
    sums = np.zeros(len(prose) + 1)
    np.cumsum(np.where(is_prose, np.minimum(words, _MOST_WORDS), -_COST), out=sums[1:])
    lowest = np.minimum.accumulate(sums)
    end = int((sums - lowest).argmax())
    first = int(sums[: end + 1].argmin())
    mass = np.cumsum(prose[first:end])
    middle = first + int(np.searchsorted(mass, mass[-1] / 2)) if len(mass) else first
    return Core(first, min(middle, len(is_prose) - 1), max(end, first + 1))


def core_columns(own: Array, repeats: Array, keys: Keys, words: Words, marks: Marks) -> Columns:
    """Return the columns that place each block relative to the core.

    `own` are the rows of `OWN`, `repeats` says how often each block occurs.
    """
    size, counts = own.shape[1], own[OWN.index("words")]
    core = find_core(own[OWN.index("prose")], counts)
    short = counts < _SHORT_LINE
    dated = own[OWN.index("digits")] > 0
    flags = np.stack((marks.stop, marks.drop, short & (repeats > 1), short & dated))
    rows = np.empty((len(CORE), size), dtype=np.float32)
    loops.fill_core(own, *core, rows[:3])
    loops.fill_flags(
        flags.view(np.uint8), core.middle, np.zeros(size + 1, dtype=np.int64), rows[3:]
    )
    columns = dict(zip(CORE, rows, strict=True))
    for name, edges in (("head_repeats", keys.pairs), ("tail_repeats", keys.tails)):
        same = group(edges)
        columns[name] = same.sizes[same.numbers]
    return columns | dict(zip(("kin", "kin_head"), _kinship(own, keys, words, core), strict=False))


def _kinship(own: Array, keys: Keys, words: Words, core: Core) -> Array:
    """How many of a block's longer words the core, and the first half of it, says elsewhere."""
    bounds = np.array(((core.first, core.end), (core.first, core.middle + 1)), dtype=np.int64)
    rows = np.zeros((len(bounds) + 1, own.shape[1]), dtype=np.float32)
    counts = np.zeros((len(bounds), 1 << WORD_BITS), dtype=np.intc)
    loops.fill_kin(keys.words, words.starts, words.ends, words.owners, own, bounds, counts, rows)
    return rows
