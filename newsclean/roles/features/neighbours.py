"""What stands around each block in the sequence: neighbours, windows, before and after."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import OWN, PLACES, WINDOWS
from newsclean.models import group
from newsclean.roles.features.loops import loops

Array = NDArray[Any]
Columns = dict[str, Array]

_COPIED = ("words", "link", "prose", "closed", "tag", "first", "last", "strong")
_NEIGHBOURS = (
    *(f"{name}{by}" for by in ("-1", "+1") for name in _COPIED),
    *(f"{name}{by}" for by in ("-2", "+2") for name in _COPIED[:3]),
)
# what HTML needs, where elements tell more than neighbours
_FEW = frozenset(
    f"{name}{by}" for by in ("-1", "+1") for name in ("words", "link", "prose", "tag", "last")
) | {name for name in WINDOWS if name[-1] != "2" and not name.startswith("short")}
_MANY = frozenset((*_NEIGHBOURS, *WINDOWS)) - {"link<2", "link>2", "short<2", "short>2"}
_ROWS = tuple(OWN.index(name) for name in _COPIED)


def around_columns(own: Array, sums: Array, lines: Array, *, few: bool = False) -> Columns:
    """Return the columns that compare each block with those before and after it.

    `own` are the rows of `OWN`, `sums` their `prefix_sums`, `lines` a hash of each block's text.
    `few` leaves out what HTML does not need.
    """
    size = own.shape[1]
    windows = np.empty((len(WINDOWS), size), dtype=np.float32)
    loops.fill_windows(sums, windows)
    places = np.empty((len(PLACES), size), dtype=np.float32)
    loops.fill_places(own, sums, places)
    wanted = _FEW if few else _MANY
    near = zip((*_NEIGHBOURS, *WINDOWS), (*_neighbours(own), *windows), strict=True)
    columns = {name: row for name, row in near if name in wanted}
    columns |= zip(PLACES, places, strict=True)
    same = group(lines)
    return columns | {"repeats": same.sizes[same.numbers]}


def _neighbours(own: Array) -> Array:
    """The rows of `_NEIGHBOURS`."""
    size, count = own.shape[1], len(_COPIED)
    rows = np.zeros((len(_NEIGHBOURS), size), dtype=np.float32)
    copied = own[_ROWS, :]
    rows[:count, 1:], rows[count : 2 * count, :-1] = copied[:, :-1], copied[:, 1:]
    rows[2 * count : -3, 2:], rows[-3:, :-2] = copied[:3, :-2], copied[:3, 2:]
    return rows
