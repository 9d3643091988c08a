"""The features of a page as a whole: how much is story, in how many pieces, what it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsclean.body.scorer.sight import Blocks, page_blocks
from newsclean.page.metadata import types_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.page import Page

# a piece of story: so many likely words, parted from the next by so many unlikely ones
_PIECE_WORDS, _GAP_WORDS = 40.0, 40.0
_MISSING = -1.0


def page_columns(page: Page) -> Mapping[str, float]:
    """Give the features of a page that holds blocks, computed once a page."""
    return page.cached(_columns)


def _columns(page: Page) -> dict[str, float]:
    blocks = page_blocks(page)
    words = max(float(blocks.words.sum()), 1.0)
    likely = blocks.words * blocks.chances
    mass = float(likely.sum())
    pieces, heaviest = _pieces(blocks)
    prose = blocks.words >= 12
    return {
        "page_blocks": float(np.log1p(len(blocks.words))),
        "page_words": float(np.log1p(words)),
        "page_expected": blocks.expected_f1,
        "page_threshold": blocks.threshold,
        "page_mass": float(np.log1p(mass)),
        "page_story": mass / words,
        "page_doubt": float((blocks.words * blocks.doubts).sum()) / words,
        "page_story_doubt": float((likely * blocks.doubts).sum()) / max(mass, 1e-9),
        "page_split": float((blocks.words * blocks.split).sum()) / max(mass, 1.0),
        "page_alike": blocks.alike,
        "page_unsure": _unsure(blocks) / max(mass, 1.0),
        "page_pieces": float(pieces),
        "page_heaviest": heaviest,
        "page_linked": float((blocks.words * blocks.linked).sum()) / words,
        "page_bullets": float((blocks.words * blocks.bullets).sum()) / words,
        "page_headings": float(blocks.headings.sum()) / len(blocks.words),
        "page_prose": float(blocks.words[prose].sum()) / words,
        "page_prose_blocks": float(np.log1p(prose.sum())),
        "page_stops": float(blocks.stops.sum()),
        "page_longest": float(np.log1p(blocks.words.max())),
        **_declared(page, mass),
    }


def _unsure(blocks: Blocks) -> float:
    return float(blocks.words[np.abs(blocks.chances - 0.5) < 0.4].sum())


def _pieces(blocks: Blocks) -> tuple[int, float]:
    """How many pieces of story stand on the page, and the share of the heaviest."""
    kept = (blocks.chances > 0.5).nonzero()[0]
    if not len(kept):
        return 0, 0.0
    outside = np.cumsum(np.where(blocks.chances > 0.5, 0.0, blocks.words))[kept]
    runs = np.cumsum(np.diff(outside, prepend=outside[0]) > _GAP_WORDS)
    mass = np.bincount(runs, weights=blocks.words[kept])
    return int((mass >= _PIECE_WORDS).sum()), float(mass.max() / max(mass.sum(), 1.0))


def _declared(page: Page, mass: float) -> dict[str, float]:
    """What the page says of itself; `_MISSING` where it cannot say anything."""
    if page.kind != "html":
        return {}
    metadata = page.metadata
    article = metadata.article or {}
    body = article.get("articleBody")
    types = {name for node in metadata.jsonld for name in types_of(node)}
    og = " ".join(metadata.meta.get("og:type", ())).lower()
    said = body.count(" ") + 1.0 if isinstance(body, str) and body else 0.0
    return {
        "says_body": min(said / max(mass, 1.0), 5.0) if said else _MISSING,
        "says_article": float(bool(article)),
        "says_types": float(len(types)),
        "og_article": float("article" in og) if og else _MISSING,
        "h1": float(sum(b.tag == "h1" for b in page.blocks)),
    }
