"""Labels of blocks: which of them make up a reference body.

The longest common subsequence of word pairs decides, so that a line that occurs often on the page
is taken where it stands in the story. It is found with the bit-parallel algorithm of Hyyrö (2004),
one operation on long integers for each pair of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Array = NDArray[Any]
Pair = tuple[str, str]

# a word, or one letter of a script without spaces
_TOKEN = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)
_EDGE = ""
# of a text that was put together anew, so much has to be in the other texts
_LEAST_FOUND = 0.3


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, letters of scripts without spaces one by one.

    >>> tokens("At 5 東京")
    ['at', '5', '東', '京']
    """
    return _TOKEN.findall(text.lower())


def align(texts: Sequence[str], reference: Sequence[str]) -> Array:
    """Return for each text the share of its word pairs that the reference holds, in order.

    `reference` is the body's paragraphs. Edges of texts and paragraphs count as words, so that a
    paragraph that is one block is found whole.

    >>> align(["Menu", "It rained.", "Menu"], ["It rained."]).tolist()
    [0.0, 1.0, 0.0]
    """
    wanted = [pair for paragraph in reference for pair in _pairs(paragraph)]
    found, owners = _owned_pairs(texts)
    matched = np.zeros(len(texts))
    for place, _ in _common(found, wanted):
        matched[owners[place]] += 1
    sizes = np.bincount(np.array(owners, dtype=np.int64), minlength=len(texts))
    # the pairs at the two edges are lost where block and paragraph end at different places
    return np.minimum(matched / np.maximum(sizes, 1), 1.0)


def transfer(texts: Sequence[str], others: Sequence[str], values: Array) -> tuple[Array, float]:
    """Return for each text the mean value of the other texts that it is made of, in order.

    `values` are those of `others`. 0 for a text of which less than .3 is found there. Gives,
    too, the share of all word pairs that were found.

    >>> transfer(["One two", "three four."], ["One", "two three four."], np.array([0.0, 1.0]))
    (array([0., 1.]), 0.5)
    """
    found, owners = _owned_pairs(texts)
    wanted, sources = _owned_pairs(others)
    matched, total = np.zeros(len(texts)), np.zeros(len(texts))
    for place, other in _common(found, wanted):
        matched[owners[place]] += 1
        total[owners[place]] += values[sources[other]]
    sizes = np.bincount(np.array(owners, dtype=np.int64), minlength=len(texts))
    means = np.where(matched >= _LEAST_FOUND * sizes, total / np.maximum(matched, 1), 0.0)
    return means, float(matched.sum() / max(sizes.sum(), 1))


def _owned_pairs(texts: Sequence[str]) -> tuple[list[Pair], list[int]]:
    """Return the word pairs of all texts, and the text that each belongs to."""
    found: list[Pair] = []
    owners: list[int] = []
    for index, text in enumerate(texts):
        pairs = list(_pairs(text))
        found += pairs
        owners += [index] * len(pairs)
    return found, owners


def _pairs(text: str) -> Iterator[Pair]:
    found = tokens(text)
    if found:
        yield from zip([_EDGE, *found], [*found, _EDGE], strict=True)


def _common(found: Sequence[Pair], wanted: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield the places in both of a longest common subsequence, last first."""
    masks: dict[Pair, int] = {}
    for place, pair in enumerate(wanted):
        masks[pair] = masks.get(pair, 0) | (1 << place)
    places = [place for place, pair in enumerate(found) if pair in masks]
    rows = _rows([masks[found[place]] for place in places], len(wanted))
    row, column = len(places), len(wanted)
    while row and column:
        bit = column - 1
        if rows[row] >> bit & 1:
            column -= 1
            continue
        row -= 1
        if rows[row] >> bit & 1:
            column -= 1
            yield places[row], column


def _rows(masks: Sequence[int], size: int) -> list[int]:
    every = (1 << size) - 1
    state = every
    rows = [state]
    for mask in masks:
        both = state & mask
        state = ((state + both) | (state - both)) & every
        rows.append(state)
    return rows
