"""The loops of `newsclean.inner` over blocks and elements, in arithmetic of whole arrays.

Where nothing is compiled they stand in for the loops of the same names, which say what they fill:
as Python, these take ten times as long. Tests hold both together.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import OWN
from newsclean.roles.features.characters import Class

if TYPE_CHECKING:
    from collections.abc import Callable

Array = NDArray[Any]

_CHARS, _WORDS, _LINK, _STRONG, _SPACELESS, _CAPITALS, _CLOSED, _PROSE, _TAG = map(
    OWN.index,
    ("chars", "words", "link", "strong", "spaceless", "capitals", "closed", "prose", "tag"),
)
_PROSE_WORDS, _LABEL_WORDS, _SHORT_WORD, _PHRASE, _LEVELS = 8, 6, 3, 4, 4
_LAST_CODE, _NEVER, _LEAST = 0x2100, 999, 1e-9


def fill_own(  # noqa: PLR0913, PLR0917 - what blocks are made of
    classes: Array, codes: Array, starts: Array, ends: Array, counts: Array, words: Array,
    owners: Array, rows: Array,
) -> None:  # fmt: skip
    """Fill all rows of `OWN` but the last two."""
    size, of_class = len(starts), counts.T
    chars, spaceless, ended = ends - starts, of_class[Class.SPACELESS], of_class[Class.END]
    count = np.bincount(owners, minlength=size) - spaceless * 0.5
    letters = of_class[Class.LETTER] + of_class[Class.UPPER] + spaceless
    whole, some, told = (np.maximum(by, _LEAST) for by in (chars, letters, count))
    place = np.maximum(ends - 1, starts)
    last, before = classes.take(place), classes.take(np.maximum(ends - 2, starts))
    rows[_CHARS], rows[_WORDS] = chars, count
    rows[_LINK] /= whole
    rows[_STRONG] /= whole
    rows[4], rows[5] = of_class[Class.UPPER] / some, of_class[Class.DIGIT] / whole
    rows[6], rows[7] = letters / whole, spaceless / whole
    rows[8], rows[9] = of_class[Class.COMMA] / told, ended / told
    rows[10], rows[11], rows[12] = of_class[Class.QUOTE], of_class[Class.BAR], letters / told
    capitals = owners[classes.take(words) == Class.UPPER]
    rows[_CAPITALS] = np.bincount(capitals, minlength=size) / told
    rows[_CLOSED] = (last == Class.END) | ((last == Class.QUOTE) & (before == Class.END))
    is_prose = (count >= _PROSE_WORDS) & (ended > 0)
    rows[_PROSE] = np.where(is_prose, chars * (1 - rows[_LINK]), 0)
    rows[16], rows[17], rows[18] = classes.take(starts), last, before
    rows[19] = np.minimum(codes.take(place), _LAST_CODE)


def fill_sums(own: Array, sums: Array) -> None:
    """Fill four prefix sums: of characters, of prose, of characters in links, and of labels."""
    labels = own[_WORDS] < _LABEL_WORDS
    parts = np.stack((own[_CHARS], own[_PROSE], own[_LINK] * own[_CHARS], labels))
    np.cumsum(parts, axis=1, dtype=np.float64, out=sums[:, 1:])


def fill_windows(sums: Array, rows: Array) -> None:
    """Fill the rows of `WINDOWS`."""
    here = np.arange(rows.shape[1])
    for step, width in enumerate((2, 4, 8)):
        first, end = np.maximum(here - width, 0), np.minimum(here + width + 1, len(here))
        for side, (a, b) in enumerate(((first, here), (here + 1, end))):
            chars, prose, linked, short = sums.take(b, axis=1) - sums.take(a, axis=1)
            row, whole = 7 * step + 3 * side, np.maximum(chars, _LEAST)
            rows[row], rows[row + 1], rows[row + 2] = prose / whole, linked / whole, short / width
        rows[7 * step + 6] = sums[0].take(end) - sums[0].take(first)


def fill_places(own: Array, sums: Array, rows: Array) -> None:
    """Fill the rows of `PLACES`."""
    size, is_prose = own.shape[1], own[_PROSE] > 0
    (opening, before), (chars, prose) = sums[:2, :-1], np.maximum(sums[:2, -1], _LEAST)
    usual = sums[1, -1] / max(np.count_nonzero(is_prose), _LEAST)
    rows[2] = np.arange(size)
    rows[0], rows[1], rows[3] = rows[2] / size, opening / chars, size
    rows[4], rows[5] = before / prose, (sums[1, -1] - before - own[_PROSE]) / prose
    rows[6], rows[7], rows[12] = sums[1, -1], sums[1, -1] / chars, own[_CHARS] / max(usual, _LEAST)
    rows[8:12:2], rows[9:12:2] = _distances(np.stack((is_prose, own[_TAG] == 1)))


def _distances(flags: Array) -> tuple[Array, Array]:
    """How many blocks ago, and in how many, the flags of each row are set.

    >>> [rows.tolist() for rows in _distances(np.array([[False, True, False]]))]
    [[[999, 0, 1]], [[1, 0, 999]]]
    """
    here = np.arange(flags.shape[1])

    def since(flags: Array) -> Array:
        last = np.maximum.accumulate(np.where(flags, here, -1), axis=1)
        return np.where(last < 0, _NEVER, here - last)

    return since(flags), since(flags[:, ::-1])[:, ::-1]


def fill_core(own: Array, first: int, middle: int, end: int, rows: Array) -> None:
    """Fill the first three rows of `CORE`."""
    here = np.arange(own.shape[1])
    rows[0], rows[1] = np.maximum(first - here, 0), np.maximum(here - end + 1, 0)
    is_prose = own[None, _PROSE] > 0
    for part, gaps in (
        (is_prose[:, middle::-1], rows[2, middle::-1]),
        (is_prose[:, middle:], rows[2, middle:]),
    ):
        gap = _distances(part)[0][0]
        gaps[:] = np.maximum.accumulate(np.where(gap == _NEVER, 0, gap))


def fill_flags(flags: Array, middle: int, sums: Array, rows: Array) -> None:
    """Fill the other rows of `CORE`."""
    here = np.arange(flags.shape[1])
    ahead, behind = np.maximum(here - 4, 0), np.minimum(here + 5, len(here))
    sums = np.zeros((len(flags), len(sums)), dtype=sums.dtype)
    np.cumsum(flags, axis=1, out=sums[:, 1:])
    before, upto = sums[:, :-1], sums[:, 1:]
    between = np.maximum(upto - sums[:, middle, None], sums[:, middle, None] - before)
    around = (before - sums.take(ahead, axis=1), sums.take(behind, axis=1) - upto)
    for number, part in enumerate((flags, *around, *_distances(flags > 0), between)):
        rows[number::6] = part


def fill_kin(  # noqa: PLR0913, PLR0917 - words are five arrays
    words: Array, starts: Array, ends: Array, owners: Array, own: Array, bounds: Array,
    counts: Array, rows: Array,
) -> None:  # fmt: skip
    """Fill a row for each stretch: how many of a block's longer words it says elsewhere."""
    longer = (ends - starts > _SHORT_WORD) | (own[_SPACELESS] > 0).take(owners)
    words, owners, size = words[longer], owners[longer], own.shape[1]
    rows[-1] = np.bincount(owners, minlength=size)
    for (first, end), row in zip(bounds, rows[:-1], strict=True):
        inside = (owners >= first) & (owners < end)
        said = np.bincount(words[inside], minlength=counts.shape[1]).take(words) > inside
        row[:] = np.bincount(owners[said], minlength=size) / np.maximum(rows[-1], _LEAST)


def find_edges(hashes: Array, owners: Array, edges: Array) -> None:
    """Fill the rows of `edges` with the first two words of each text and its last two."""
    opens = np.diff(owners, prepend=-1) > 0
    closes = np.roll(opens, -1)
    edges[0, owners[opens]], edges[2, owners[closes]] = hashes[opens], hashes[closes]
    second, last_but_one = (np.roll(opens, 1) & ~opens), (np.roll(closes, -1) & ~closes)
    edges[1, owners[second]] = hashes[second]
    edges[3, owners[last_but_one]] = hashes[last_but_one]


def fill_echo(words: Array, owners: Array, inside: Array, said: Array, rows: Array) -> None:
    """Fill the first row with the share of each text's words that others `inside` say, too."""
    here = inside.take(owners)
    again = np.bincount(words[here > 0], minlength=len(said)).take(words) > here
    rows[1] = np.bincount(owners, minlength=len(inside))
    rows[0] = np.bincount(owners[again], minlength=len(inside)) / np.maximum(rows[1], _LEAST)


def fill_twice(
    words: Array, owners: Array, sizes: Array, _slots: Array, _groups: Array, _found: Array,
    rows: Array,
) -> None:  # fmt: skip
    """Fill two rows with shares of each text's phrases: those said twice, and in a longer text."""
    number, size = max(len(words) - _PHRASE + 1, 0), len(sizes)
    whole = np.flatnonzero(owners[:number] == owners[_PHRASE - 1 :])
    if not len(whole):
        return
    keys: Array = np.array((1, 31, 977, 30011)) @ [words[whole + place] for place in range(_PHRASE)]
    order = keys.argsort()
    keys, owners = keys[order], owners[whole[order]]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys))
    longest = np.maximum.reduceat(sizes[owners], starts)
    twice = np.repeat(counts > 1, counts)
    quoted = twice & (np.repeat(longest, counts) > sizes[owners])
    rows[2] = np.bincount(owners, minlength=size)
    for row, flags in zip(rows, (twice, quoted), strict=False):
        row[:] = np.bincount(owners[flags], minlength=size) / np.maximum(rows[2], _LEAST)


def _add_up(parents: Array, values: Array, add: Callable[[Array, Array], Array]) -> Array:
    """Return for each element what the values of it and of all that enclose it come to.

    The root's has to be 0. Each round reaches twice as far up.

    >>> _add_up(np.array([0, 0, 1]), np.array([0, 1, 2]), np.add).tolist()
    [0, 1, 3]
    """
    while parents.any():
        values = add(values, values.take(parents, axis=0))
        parents = parents.take(parents)
    return values


def read_elements(elements: tuple[Any, ...], kinds: dict[Any, int], rows: Array) -> None:
    """Fill rows with parents, kinds, marks of being hidden, first blocks and ends of elements."""
    parents, tags, names, hidden, firsts, ends = zip(*elements, strict=True)
    pairs = list(zip(tags, names, strict=True))
    kinds.update(zip(dict.fromkeys(pairs), itertools.count(), strict=False))
    rows[:] = parents, [*map(kinds.__getitem__, pairs)], hidden, firsts, ends
    rows[0, 0] = 0


def descend(parents: Array, flags: Array, depths: Array) -> None:
    """Add to the flags of each element those of all that enclose it, and fill in its depth."""
    depths[:] = _add_up(parents, (np.arange(len(parents)) > 0).astype(depths.dtype), np.add)
    root = flags[0]
    flags[0] = 0
    flags[:] = _add_up(parents, flags, np.bitwise_or) | root


def add_parents(parents: Array, rows: Array) -> None:
    """Add to the row of each element those of all that enclose it."""
    root = rows[0].copy()
    rows[0] = 0
    rows[:] = _add_up(parents, rows, np.add) + root


def find_top(own: Array, parents: Array, of_block: Array, scores: Array) -> int:
    """Return the element that holds most prose near by."""
    above = parents.take(of_block)
    for row, element in zip(scores, (above, parents.take(above)), strict=True):
        row[:] = np.bincount(element, weights=own[_PROSE], minlength=len(parents))
    return int((scores[0] + 0.5 * scores[1]).argmax())


def fill_containers(  # noqa: PLR0913, PLR0917 - a tree is five arrays
    sums: Array, parents: Array, firsts: Array, ends: Array, depths: Array, of_block: Array,
    top: int, rows: Array,
) -> None:  # fmt: skip
    """Fill the rows of `CONTAINERS`."""
    here, above, prose = np.arange(len(of_block)), parents[top], max(sums[1, -1], _LEAST)
    rows[0] = depths.take(of_block)
    rows[1], rows[2], rows[5] = here - firsts[top], here - ends[top], rows[0] - depths[top]
    rows[3] = (here >= firsts[top]) & (here < ends[top])
    rows[4] = (here >= firsts[above]) & (here < ends[above])
    rows[6] = parents.take(of_block) == top
    element = of_block
    for level in range(_LEVELS + 1):
        element = parents.take(element) if level < _LEVELS else np.array([top])
        a, b = firsts.take(element), ends.take(element)
        if level < _LEVELS:
            rows[7 + level] = (here - a) / np.maximum(b - a, _LEAST)
        chars, held, linked = sums[:3].take(b, axis=1) - sums[:3].take(a, axis=1)
        chars, row = np.maximum(chars, _LEAST), rows[7 + _LEVELS + level :: _LEVELS + 1]
        row[0], row[1], row[2], row[3] = held / chars, held / prose, linked / chars, b - a


def fill_style(own: Array, keys: Array, media: Array, sums: Array, rows: Array) -> None:
    """Fill rows with what blocks of one key, on the whole page, are: prose, links, sentences."""
    parts = (own[_CHARS], own[_PROSE], None, own[_LINK], own[_CLOSED], own[_WORDS], media)
    for part, row in zip(parts, sums, strict=True):
        row[:] = np.bincount(keys, weights=part, minlength=len(row))
    chars, prose, count, *others = sums
    shares = (prose / np.maximum(chars, _LEAST), prose / max(prose.sum(), _LEAST), count)
    for part, row in zip((*shares, *(other / count for other in others)), rows, strict=True):
        row[:] = part.take(keys)


def fill_steps(parents: Array, depths: Array, of_block: Array, rows: Array) -> None:
    """Fill the rows of `STEPS`."""
    here, before = of_block[1:], of_block[:-1]
    a, b = here, before
    while (a != b).any():
        a, b = np.where(a > b, parents.take(a), a), np.where(b > a, parents.take(b), b)
    fall = depths.take(here) - depths.take(a)
    passed = np.maximum(np.maximum(here - before, 0) - fall, 0)
    rows[0, :-1] = depths.take(before) - depths.take(a)
    rows[1, 1:] = rows[2, :-1] = fall
    rows[3, 1:] = rows[4, :-1] = passed


def fill_said(parents: Array, flags: Array, kinds: Array, of_block: Array, rows: Array) -> None:
    """Fill a row a bit: 2 if a block's element or its parent has it as a flag, 1 if others do."""
    own = flags.take(kinds)
    own[0] = 0
    above = parents.take(of_block)
    near = own.take(of_block) | own.take(above)
    far = _add_up(parents, own, np.bitwise_or).take(parents.take(above))
    bits = np.arange(len(rows))[:, None]
    rows[:] = 2 * ((near >> bits) & 1) + ((far >> bits) & 1)
