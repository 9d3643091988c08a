# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""What the elements around each block say of it, and the way from one block to the next.

An element comes after its parent; the first, the root, is its own parent. As in `blocks` each pass
fills a table with a row a feature and a column a block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cython import nogil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

LEVELS = 4
CONTAINERS = (
    "depth", "before_top", "after_top", "in_top", "in_wide_top", "depth_in_top", "child_of_top",
    *(f"place^{level}" for level in range(1, LEVELS + 1)),
    *(
        f"{name}^{level}"
        for name in ("prose", "mass", "link", "blocks")
        for level in (*range(1, LEVELS + 1), "top")
    ),
)  # fmt: skip
STEPS = ("rise+1", "fall", "fall+1", "passed", "passed+1")
CHARS, WORDS, LINK, CLOSED, PROSE = 0, 1, 2, 14, 15
"""Rows of `blocks.OWN`."""
LEAST = 1e-9


def read_elements(elements: tuple[Any, ...], kinds: dict[Any, int], rows: Array) -> None:
    """Fill rows with the parents, kinds, marks of being hidden, first blocks and ends of elements.

    `kinds`, empty to begin with, numbers their pairs of tag and names in order.
    """
    size = len(elements)
    for i in range(size):
        parent, tag, names, hidden, first, end = elements[i]
        pair = (tag, names)
        kind = kinds.get(pair)
        if kind is None:
            kind = kinds[pair] = len(kinds)
        rows[0, i], rows[1, i], rows[2, i] = parent, kind, hidden
        rows[3, i], rows[4, i] = first, end
    rows[0, 0] = 0


def descend(parents: Array, flags: Array, depths: Array) -> None:
    """Add to the flags of each element those of all that enclose it, and fill in its depth."""
    number = parents.shape[0]
    with nogil:
        depths[0] = 0
        for i in range(1, number):
            flags[i] |= flags[parents[i]]
            depths[i] = depths[parents[i]] + 1


def add_parents(parents: Array, rows: Array) -> None:
    """Add to the row of each element those of all that enclose it."""
    number, width = parents.shape[0], rows.shape[1]
    with nogil:
        for i in range(1, number):
            for k in range(width):
                rows[i, k] += rows[parents[i], k]


def find_top(own: Array, parents: Array, of_block: Array, scores: Array) -> int:
    """Return the element that holds most prose near by: the parent's whole, half the grandparent's.

    The scoring of Arc90's readability, without its words. `scores` (2 x elements) is 0 to begin
    with.
    """
    size, number, top = of_block.shape[0], parents.shape[0], 0
    best = -1.0
    with nogil:
        for i in range(size):
            element = parents[of_block[i]]
            scores[0, element] += own[PROSE, i]
            scores[1, parents[element]] += own[PROSE, i]
        for i in range(number):
            score = scores[0, i] + 0.5 * scores[1, i]
            if score > best:
                best, top = score, i
    return top


def fill_containers(  # noqa: PLR0913, PLR0917 - a tree is five arrays
    sums: Array, parents: Array, firsts: Array, ends: Array, depths: Array, of_block: Array,
    top: int, rows: Array,
) -> None:  # fmt: skip
    """Fill the rows of `CONTAINERS`: where in the elements around it each block stands.

    `sums` are those of `blocks.fill_sums`, `top` is the element of the story, as `find_top` gives
    it.
    """
    size, above = rows.shape[1], parents[top]
    with nogil:
        prose = max(sums[1, size], LEAST)
        for i in range(size):
            element = of_block[i]
            rows[0, i] = depths[element]
            rows[1, i], rows[2, i] = i - firsts[top], i - ends[top]
            rows[3, i] = firsts[top] <= i < ends[top]
            rows[4, i] = firsts[above] <= i < ends[above]
            rows[5, i] = depths[element] - depths[top]
            rows[6, i] = parents[element] == top
            for level in range(LEVELS + 1):
                element = parents[element] if level < LEVELS else top
                a, b = firsts[element], ends[element]
                if level < LEVELS:
                    rows[7 + level, i] = (i - a) / max(b - a, LEAST)
                row = 7 + LEVELS + level
                chars, held = max(sums[0, b] - sums[0, a], LEAST), sums[1, b] - sums[1, a]
                rows[row, i] = held / chars
                rows[row + LEVELS + 1, i] = held / prose
                rows[row + 2 * (LEVELS + 1), i] = (sums[2, b] - sums[2, a]) / chars
                rows[row + 3 * (LEVELS + 1), i] = b - a


def fill_style(own: Array, keys: Array, media: Array, sums: Array, rows: Array) -> None:
    """Fill rows with what blocks of one key, on the whole page, are: prose, links, sentences.

    They are the share of prose in their characters, in the page's prose, their number, and means
    of the share of links, of closed sentences, of words and of media. `sums` (7 x keys) is 0 to
    begin with.
    """
    size = keys.shape[0]
    prose = 0.0
    with nogil:
        for i in range(size):
            key = keys[i]
            prose += own[PROSE, i]
            sums[0, key] += own[CHARS, i]
            sums[1, key] += own[PROSE, i]
            sums[2, key] += 1
            sums[3, key] += own[LINK, i]
            sums[4, key] += own[CLOSED, i]
            sums[5, key] += own[WORDS, i]
            sums[6, key] += media[i]
        prose = max(prose, LEAST)
        for i in range(size):
            key = keys[i]
            rows[0, i] = sums[1, key] / max(sums[0, key], LEAST)
            rows[1, i], rows[2, i] = sums[1, key] / prose, sums[2, key]
            for k in range(3, 7):
                rows[k, i] = sums[k, key] / sums[2, key]


def fill_steps(parents: Array, depths: Array, of_block: Array, rows: Array) -> None:
    """Fill the rows of `STEPS`, which are 0 to begin with.

    Levels left and entered on the way from the block before, and elements passed without text.
    """
    size = of_block.shape[0]
    with nogil:
        for i in range(1, size):
            here, before = of_block[i], of_block[i - 1]
            a, b = here, before
            while a != b:
                if a > b:
                    a = parents[a]
                else:
                    b = parents[b]
            fall = depths[here] - depths[a]
            passed = max(max(here - before, 0) - fall, 0)
            rows[0, i - 1] = depths[before] - depths[a]
            rows[1, i] = rows[2, i - 1] = fall
            rows[3, i] = rows[4, i - 1] = passed


def fill_said(parents: Array, flags: Array, kinds: Array, of_block: Array, rows: Array) -> None:
    """Fill a row a bit: 2 if a block's element or its parent has it among its flags, 1 if others.

    `flags` are those of the kinds of elements, `kinds` the kind of each.
    """
    size, bits = of_block.shape[0], rows.shape[0]
    with nogil:
        for i in range(size):
            element = of_block[i]
            near, far = 0, 0
            for _ in range(2):
                if element:
                    near |= flags[kinds[element]]
                element = parents[element]
            while element:
                far |= flags[kinds[element]]
                element = parents[element]
            for bit in range(bits):
                rows[bit, i] = 2 * ((near >> bit) & 1) + ((far >> bit) & 1)
