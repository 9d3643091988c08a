"""What stands around each block in the sequence: neighbours, windows, before and after."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.spans import (
    prefix,
    repeats,
    share,
    shift,
    since,
    until,
    window,
    windows,
)

Array = NDArray[Any]
Columns = dict[str, Array]

_NEIGHBOURS = (-2, -1, 1, 2)
_COPIED = ("words", "link", "prose", "closed", "tag", "first", "last", "strong")
_FEW = ("words", "link", "prose", "tag", "last")
_WIDTHS = (2, 4, 8)


def around_columns(own: Columns, lines: Array, *, few: bool = False) -> Columns:
    """Return the columns that compare each block with those before and after it.

    `own` holds the columns of the blocks themselves, `lines` a hash of each block's text. `few`
    leaves out what HTML does not need, where elements tell more than neighbours.
    """
    columns = _next(own) | _wide_windows(own) if few else _neighbours(own) | _windows(own)
    columns |= _places(own)
    columns["repeats"] = repeats(lines)
    return columns


def _neighbours(own: Columns) -> Columns:
    columns: Columns = {}
    for by in _NEIGHBOURS:
        for name in _COPIED if abs(by) == 1 else _COPIED[:3]:
            columns[f"{name}{by:+d}"] = shift(own[name], by)
    return columns


def _next(own: Columns) -> Columns:
    rows = np.stack([own[name] for name in _FEW])
    before, after = np.zeros_like(rows), np.zeros_like(rows)
    before[:, 1:], after[:, :-1] = rows[:, :-1], rows[:, 1:]
    columns = {f"{name}-1": row for name, row in zip(_FEW, before, strict=True)}
    return columns | {f"{name}+1": row for name, row in zip(_FEW, after, strict=True)}


def _windows(own: Columns) -> Columns:
    chars, prose = own["chars"], own["prose"]
    totals = prefix(chars)
    sums = {
        "prose": prefix(prose),
        "link": prefix(own["link"] * chars),
        "short": prefix((own["words"] < 6).astype(np.float64)),
    }
    columns: Columns = {}
    for width in _WIDTHS:
        for side, before, after in (("<", width, -1), (">", -1, width)):
            whole = window(totals, before, after)
            columns[f"prose{side}{width}"] = share(window(sums["prose"], before, after), whole)
            if width != 2:
                columns[f"link{side}{width}"] = share(window(sums["link"], before, after), whole)
                columns[f"short{side}{width}"] = window(sums["short"], before, after) / width
        columns[f"chars~{width}"] = window(totals, width, width)
    return columns


def _wide_windows(own: Columns) -> Columns:
    chars = own["chars"]
    sums = np.stack([prefix(part) for part in (chars, own["prose"], own["link"] * chars)])
    columns: Columns = {}
    for width in _WIDTHS[1:]:
        for side, before, after in (("<", width, -1), (">", -1, width)):
            whole, prose, link = windows(sums, before, after)
            whole = np.maximum(whole, 1e-9)
            columns[f"prose{side}{width}"] = prose / whole
            columns[f"link{side}{width}"] = link / whole
        columns[f"chars~{width}"] = window(sums[0], width, width)
    return columns


def _places(own: Columns) -> Columns:
    prose = own["prose"]
    number = len(prose)
    sums = prefix(prose)
    whole = sums[-1]
    prose_before = sums[:-1]
    is_prose = prose > 0
    headings = own["tag"] == 1
    places = np.arange(number)
    return {
        "place": share(places, number),
        "place_chars": share(prefix(own["chars"])[:-1], own["chars"].sum()),
        "index": places,
        "blocks": np.full(number, number),
        "prose_before": share(prose_before, whole),
        "prose_after": share(whole - prose_before - prose, whole),
        "all_prose": np.full(number, whole),
        "prose_share": np.full(number, share(whole, own["chars"].sum())),
        "since_prose": since(is_prose),
        "until_prose": until(is_prose),
        "since_h1": since(headings),
        "until_h1": until(headings),
        "prose_size": share(own["chars"], share(whole, is_prose.sum())),
    }
