"""The extractor "subtree": the element whose paragraphs weigh most; no model.

Each paragraph gives its weight, by commas and length, to the elements around it, the farther the
less; the best element is the body, with those of its siblings that are not far behind. The approach
is that of Arc90's Readability (2009), on the arrays of blocks and elements instead of the DOM. By
itself it is far behind the labeller, but it errs on other pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from newsclean.body.candidate import Candidate, Family
from newsclean.boilerplate import page_marks

if TYPE_CHECKING:
    from newsclean.page import Page

Array = NDArray[Any]

# Readability's numbers: the shortest paragraph, the characters that count as much as a comma and
# the most that they count, the share of links in furniture, what the elements around a paragraph
# get of its weight, what a sibling of the best one needs of its score
_LEAST_CHARS = 25
_UNIT, _MOST_UNITS = 100, 3
_LINKED = 0.3
_SHARES = (1.0, 1 / 2, 1 / 6, 1 / 9, 1 / 12)
_SIBLING, _LEAST_SCORE = 0.2, 10.0
_COMMAS = ",，、"
# blocks that are paragraphs themselves: the element around them gets the whole weight
_PARAGRAPHS = frozenset({"p", "pre", "td", "blockquote", "li", "h1", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Subtree:
    """The heaviest element and its siblings, without what is mostly links or furniture."""

    family: ClassVar[Family] = "challenger"
    name: str = "subtree"
    cost: float = 0.5

    def __call__(self, page: Page) -> Candidate | None:
        """Propose the blocks of the best elements; `None` for text, and if no paragraph weighs."""
        if not page.elements or not page.blocks:
            return None
        chars = np.array([len(block.text) for block in page.blocks], dtype=np.float64)
        linked = np.array([block.link_chars for block in page.blocks], dtype=np.float64)
        inside = _inside(page, chars, linked)
        marks = page_marks(page)
        kept = inside & (2 * linked <= chars) & np.array([mark is None for mark in marks])
        blocks = tuple(i for i in kept.nonzero()[0].tolist() if page.blocks[i].tag != "h1")
        return Candidate.of_blocks(page, blocks) if blocks else None


def _inside(page: Page, chars: Array, linked: Array) -> Array:
    """Which blocks stand in the best element or a sibling that is not far behind."""
    above, *_, firsts, ends = zip(*page.elements, strict=True)
    parents, first, end = np.array(above), np.array(firsts), np.array(ends)
    sums = np.cumsum(np.stack((chars, linked)), axis=1)
    sums = np.concatenate((np.zeros((2, 1)), sums), axis=1)
    whole, links = sums[:, end] - sums[:, first]
    scores = _weights(page, chars, linked, parents) * (1 - links / np.maximum(whole, 1.0))
    best = int(scores.argmax())
    inside = np.zeros(len(chars), dtype=bool)
    if scores[best] <= 0:
        return inside
    near = (parents == parents[best]) & (scores >= max(_LEAST_SCORE, _SIBLING * scores[best]))
    for element in {best, *near.nonzero()[0].tolist()}:
        inside[first[element] : end[element]] = True
    return inside


def _weights(page: Page, chars: Array, linked: Array, parents: Array) -> Array:
    """What each element gets from the paragraphs in it."""
    weighs = (chars >= _LEAST_CHARS) & (linked < _LINKED * chars)
    weights = np.zeros(len(chars))
    for i in weighs.nonzero()[0].tolist():
        weights[i] = 1 + sum(map(page.texts[i].count, _COMMAS))
    weights += weighs * np.minimum(chars / _UNIT, _MOST_UNITS)
    place = np.array([block.element for block in page.blocks])
    own = np.array([block.tag in _PARAGRAPHS for block in page.blocks])
    place = np.where(own, parents[place], place)
    total = np.zeros(len(parents))
    for share in _SHARES:
        known = place >= 0
        total += share * np.bincount(place[known], weights[known], len(parents))
        place = np.where(known, parents[place], -1)
    return total
