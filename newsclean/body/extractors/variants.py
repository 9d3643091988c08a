"""Variants of the labeller: the same probabilities, read by rules that err in other ways.

Each is a candidate for the scorer; by itself none beats the labeller on average. What each adds to
the best choice per page is in docs/scorer.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from newsclean.body.candidate import Candidate, Family
from newsclean.body.labelling import page_labelling
from newsclean.boilerplate.marks import Mark, page_marks
from newsclean.boilerplate.words import block_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsclean.page.page import Page

Array = NDArray[Any]

_PRECISE, _GENEROUS = 0.7, 0.2
# a mark before this share of the story is a box at its top, not its end
_BEGUN = 0.3
# the main container holds at least this share of the story
_HELD = 0.8


@dataclass(frozen=True, slots=True)
class Variant:
    """The labeller's probabilities under another rule; silent where it agrees with the labeller."""

    family: ClassVar[Family] = "challenger"
    name: str
    rule: Callable[[Page, Array], Array]
    cost: float = 0.2

    def __call__(self, page: Page) -> Candidate | None:
        """Propose the blocks that the rule keeps; `None` where none are, or the labeller's own."""
        chances, threshold, *_ = page_labelling(page)
        own = chances > threshold
        if not own.any():
            return None
        kept = self.rule(page, own)
        if not kept.any() or np.array_equal(kept, own):
            return None
        return Candidate.of_blocks(page, tuple(kept.nonzero()[0].tolist()))


def precise(page: Page, own: Array) -> Array:
    """Keep only what is likely beyond doubt."""
    return own & (page_labelling(page).probabilities > _PRECISE)


def generous(page: Page, own: Array) -> Array:
    """Keep what is hardly likely, too."""
    return own | (page_labelling(page).probabilities > _GENEROUS)


def cut(page: Page, own: Array) -> Array:
    """Keep what stands before the first line that says that the story is over."""
    words = block_words(page) * own
    begun = np.cumsum(words) > _BEGUN * words.sum()
    last = int(own.nonzero()[0][-1])
    marks = page_marks(page)
    for index in range(int(begun.argmax()), last):
        if marks[index] is Mark.STOP:
            return own & (np.arange(len(own)) < index)
    return own


def container(page: Page, own: Array) -> Array:
    """Keep what stands in the smallest element that holds most of the story."""
    if not page.elements:
        return own
    *_, firsts, ends = zip(*page.elements, strict=True)
    first, end = np.array(firsts), np.array(ends)
    mass = np.append(0.0, np.cumsum(block_words(page) * page_labelling(page).probabilities * own))
    size = np.where(mass[end] - mass[first] >= _HELD * mass[-1], end - first, len(own) + 1)
    best = size.argmin()
    places = np.arange(len(own))
    inside: Array = own & (places >= first[best]) & (places < end[best])
    return inside


VARIANTS = (
    Variant("labeller-precise", precise),
    Variant("labeller-generous", generous),
    Variant("labeller-cut", cut),
    Variant("labeller-container", container),
)
"""All variants."""
