"""The standfirst: the summary under the title, which belongs to the body (docs: what-belongs).

References differ in it more than in anything else, so that the labeller, which learned from all of
them, is never sure. Where a page declares its summary and shows it above the story, it is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from newsclean.page.metadata import descriptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body.rules.rule import Draft
    from newsclean.page import Block, Page

Array = NDArray[Any]

_START = 40
"""Characters by which a block is told to begin like the declared summary."""
_LEAST_WORDS = 5
_NEAR = 12
"""Blocks at most between the standfirst and the story: byline, date, share buttons, picture."""
_DOUBTED = 0.3
"""In English a line under the title is as often a mere deck: there the labeller has a voice."""
_LIKELY = 0.15
"""Elsewhere a sentence that nothing declares is one from here on, right below the headline: in 5 of
5 cases by two labellers that had not seen the sites; with less, in none of 2."""
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”»“']?$")


def add_standfirst(page: Page, draft: Draft) -> dict[int, str]:
    """Add the summary above the story that the page declares; HTML only.

    On news pages of fundus_tests and of non-English sites the references hold such a block in 9
    of 10 cases; models that had not seen the sites gave it .2 on average.
    """
    place = _standfirst(page, draft.probabilities, draft.blocks)
    return {} if place is None else {place: "the summary of the story, above it"}


def _standfirst(page: Page, chances: Array, kept: Sequence[int]) -> int | None:
    starts = {text[:_START] for text in _summaries(page) if len(text) >= _START}
    if any(page.blocks[i].text[:_START] in starts for i in kept):
        return None
    english = (page.metadata.lang or "en").lower().startswith("en")
    least = _DOUBTED if english else 0.0
    story = kept[0]
    for block in page.blocks[_first(page, story) : story]:
        if block.text[:_START] in starts and chances[block.index] >= least and _reads(page, block):
            return block.index
    return None if english else _below_headline(page, chances, story)


def _below_headline(page: Page, chances: Array, story: int) -> int | None:
    """A whole sentence right below the last h1 above the story of a dated article."""
    place = _first(page, story)
    if not 0 < place < story or page.blocks[place - 1].tag != "h1" or not page.metadata.is_dated:
        return None
    block = page.blocks[place]
    likely = chances[place] >= _LIKELY and _SENTENCE_END.search(block.text)
    return place if likely and _reads(page, block) else None


def _summaries(page: Page) -> Iterator[str]:
    for text, _ in descriptions(page.metadata):
        yield " ".join(text.split())


def _first(page: Page, story: int) -> int:
    """Where to look from: below the last h1 above the story."""
    near = max(0, story - _NEAR)
    headlines = [b.index for b in page.blocks[:story] if b.tag == "h1"]
    return max(near, headlines[-1] + 1) if headlines else near


def _reads(page: Page, block: Block) -> bool:
    """Whether a block is text of its own, no link and no caption."""
    if 2 * block.link_chars > len(block.text) or len(block.text.split()) < _LEAST_WORDS:
        return False
    place, names = block.element, ""
    for _ in range(3):
        if place >= 0:
            element = page.elements[place]
            names += f" {element.tag} {element.names}"
            place = element.parent
    return "caption" not in names and " figure " not in names
