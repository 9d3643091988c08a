"""The densest stretch of prose on a page, and what lies between it and each block.

What follows a story is often prose, too: comments, a second story, notes on the author. It stands
beyond marks and gaps, among lines that repeat, and it uses other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.spans import prefix, share, since, until, window

if TYPE_CHECKING:
    from newsclean.roles.features.buffer import Words
    from newsclean.roles.features.furniture import Marks
    from newsclean.roles.features.keys import Keys

Array = NDArray[Any]
Columns = dict[str, Array]

# a block of prose counts its words up to the first figure, any other takes the second away
_MOST_WORDS, _COST = 50.0, 3.0
# words as short as this are the same in every story, except where letters stand for words
_SHORT_WORD = 3
_SHORT_LINE = 6


class Core(NamedTuple):
    """The stretch `first:end` of blocks, and the block at the middle of its prose."""

    first: int
    middle: int
    end: int


def find_core(own: Columns) -> Core:
    """Find the stretch with the greatest sum of prose less other blocks.

    >>> own = {"prose": np.array([0.0, 90, 0, 80, 0]), "words": np.array([1.0, 20, 2, 18, 2])}
    >>> find_core(own)
    Core(first=1, middle=1, end=4)
    """
    is_prose = own["prose"] > 0
    sums = prefix(np.where(is_prose, np.minimum(own["words"], _MOST_WORDS), -_COST))
    lowest = np.minimum.accumulate(sums)
    end = int((sums - lowest).argmax())
    first = int(sums[: end + 1].argmin())
    mass = np.cumsum(own["prose"][first:end])
    middle = first + int(np.searchsorted(mass, mass[-1] / 2)) if len(mass) else first
    return Core(first, min(middle, len(is_prose) - 1), max(end, first + 1))


def core_columns(own: Columns, keys: Keys, words: Words, marks: Marks) -> Columns:
    """Return the columns that place each block relative to the core; `own` holds `repeats`, too."""
    core = find_core(own)
    places = np.arange(len(own["prose"]))
    short = own["words"] < _SHORT_LINE
    repeated = own["repeats"] > 1
    columns: Columns = {
        "head_repeats": np.bincount(keys.pairs)[keys.pairs],
        "tail_repeats": np.bincount(keys.tails)[keys.tails],
        "core_before": np.maximum(core.first - places, 0),
        "core_after": np.maximum(places - core.end + 1, 0),
        "gap_to_core": _widest_gap(own["prose"] > 0, core.middle),
    }
    flags = {
        "stop": marks.stop,
        "drop": marks.drop,
        "repeat": short & repeated,
        "dated": short & (own["digits"] > 0),
    }
    for name, flag in flags.items():
        columns |= _flag_columns(name, flag, core.middle)
    columns |= _kinship(own, keys, words, core)
    return columns


def _flag_columns(name: str, flag: Array, middle: int) -> Columns:
    sums = prefix(flag)
    before, after = sums[:-1], sums[1:]
    return {
        name: flag,
        f"{name}<4": window(sums, 4, -1),
        f"{name}>4": window(sums, -1, 4),
        f"since_{name}": since(flag),
        f"until_{name}": until(flag),
        # those between the block and the middle of the story, itself included
        f"{name}_to_core": np.maximum(after - sums[middle], sums[middle] - before),
    }


def _widest_gap(is_prose: Array, middle: int) -> Array:
    """Return the longest run of other blocks between each block and the middle of the core."""
    gaps = np.empty(len(is_prose))
    gaps[middle:] = np.maximum.accumulate(since(is_prose[middle:], 0.0))
    gaps[: middle + 1] = np.maximum.accumulate(since(is_prose[middle::-1], 0.0))[::-1]
    return gaps


def _kinship(own: Columns, keys: Keys, words: Words, core: Core) -> Columns:
    """How many of a block's longer words the core, and the first half of it, says elsewhere."""
    number = len(own["prose"])
    telling = (words.ends - words.starts > _SHORT_WORD) | (own["spaceless"] > 0)[words.owners]
    held = keys.words[telling]
    owners = words.owners[telling]
    whole = np.bincount(owners, minlength=number)
    columns: Columns = {}
    for name, first, end in (
        ("kin", core.first, core.end),
        ("kin_head", core.first, core.middle + 1),
    ):
        inside = (owners >= first) & (owners < end)
        counts = np.bincount(held[inside], minlength=int(held.max(initial=0)) + 1)
        known = counts[held] > inside
        columns[name] = share(np.bincount(owners, weights=known, minlength=number), whole)
    return columns
