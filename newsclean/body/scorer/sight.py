"""All that the scorer looks at: a page's blocks as arrays, and the candidates as sets of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.labelling import page_labelling
from newsclean.boilerplate import block_scores, block_words
from newsclean.text import align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.candidate import Candidate, Family
    from newsclean.page import Page

Array = NDArray[Any]

# `newsclean.boilerplate.scores` gives a line that ends stories less than this, and no other line
_STOP_SCORE = -100.0
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# where the description begins so, it is found in the block that repeats it
_DESCRIPTION_CHARS = 40


@dataclass(frozen=True, slots=True)
class Blocks:
    """A page's blocks as arrays of one value a block."""

    words: Array
    chances: Array
    """The labeller's probabilities."""
    threshold: float
    expected_f1: float
    doubts: Array
    """Binary entropy of the probabilities, in bits."""
    split: Array
    """By how much the labeller's forest and its network differ."""
    alike: float
    """F1 over words between the bodies of the two; 1 where both find none."""
    linked: Array
    """Share of the text inside links."""
    bullets: Array
    headings: Array
    stops: Array
    """The block says that a story is over."""
    title: int
    """The first h1, -1 where there is none."""
    description: int
    """The block that begins like the page's description, -1 where there is none."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A page and its candidates; `masks` has a row a candidate, a column a block."""

    blocks: Blocks
    extractors: tuple[str, ...]
    families: tuple[Family, ...]
    masks: Array
    said: Array
    """Words of each candidate's own text, on the page or not."""

    @property
    def held(self) -> Array:
        """Which candidates hold a block of the page."""
        return np.asarray(self.masks.any(axis=1))


def page_blocks(page: Page) -> Blocks:
    """Give a page's blocks as arrays, computed once a page."""
    return page.cached(_blocks)


def look(page: Page, candidates: Sequence[Candidate]) -> Sight:
    """Lay the candidates over the page; text foreign to its blocks is aligned."""
    words = block_words(page)
    masks = np.zeros((len(candidates), len(page.blocks)), dtype=bool)
    said = np.zeros(len(candidates))
    for row, candidate in enumerate(candidates):
        kept = candidate.blocks
        if kept is None:
            kept = align(page.texts, candidate.paragraphs) if candidate.paragraphs else ()
            said[row] = sum(p.count(" ") + 1.0 for p in candidate.paragraphs)
        masks[row, list(kept)] = True
        if candidate.blocks is not None:
            said[row] = words[masks[row]].sum()
    names = tuple(c.extractor for c in candidates)
    return Sight(page_blocks(page), names, tuple(c.family for c in candidates), masks, said)


def _blocks(page: Page) -> Blocks:
    blocks = page.blocks
    chances, threshold, expected, _ = page_labelling(page)
    safe = np.clip(chances, 1e-6, 1 - 1e-6)
    return Blocks(
        words=block_words(page),
        chances=chances,
        threshold=threshold,
        expected_f1=expected,
        split=np.zeros(len(blocks)),
        alike=1.0,
        doubts=-(safe * np.log2(safe) + (1 - safe) * np.log2(1 - safe)),
        linked=np.array([b.link_chars / len(b.text) for b in blocks]),
        bullets=np.array([b.bullet for b in blocks], dtype=np.float64),
        headings=np.array([b.tag in _HEADINGS for b in blocks], dtype=np.float64),
        stops=np.array(block_scores(page)) < _STOP_SCORE,
        title=next((b.index for b in blocks if b.tag == "h1"), -1),
        description=_description(page),
    )


def _alike(bodies: Sequence[Array], words: Array) -> float:
    if not bodies:
        return 1.0
    both = float(words[np.logical_and.reduce(bodies)].sum())
    each = sum(float(words[body].sum()) for body in bodies)
    return len(bodies) * both / each if each else 1.0


def _description(page: Page) -> int:
    meta = page.metadata.meta
    given = meta.get("description") or meta.get("og:description") or ("",)
    start = " ".join(given[0].split())[:_DESCRIPTION_CHARS]
    if len(start) < _DESCRIPTION_CHARS:
        return -1
    return next((b.index for b in page.blocks if b.text.startswith(start)), -1)
