"""Where a story ends by the words of the furniture below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.prose.marks import Mark, mark_of
from newsclean.text import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.page.block import Block

# one mark may be a subheading ("Comments", "Discussion"); two near each other are furniture.
# Measured on 120 pages, HTML and text: no page loses, and seed 001 loses three foreign stories.
_MARKS, _WITHIN = 2, 6
# before that much of the story has passed, marks belong to the head of the page
_LEAST_WORDS = 80


def story_end(blocks: Sequence[Block], kept: Sequence[int]) -> int:
    """Give the index of the block where furniture begins after the story; `len(blocks)` if none.

    `kept` are the indices of a body's blocks, ascending. The end is the first of two marks such as
    "Comments" and "Related articles" that stand near each other once the story is under way.
    """
    inside, words = set(kept), 0.0
    for index in range(kept[0] if kept else 0, len(blocks)):
        under_way = words >= _LEAST_WORDS and _stops(blocks[index])
        if under_way and sum(map(_stops, blocks[index : index + _WITHIN])) >= _MARKS:
            return index
        if index in inside:
            words += word_count(blocks[index].text)
    return len(blocks)


def _stops(block: Block) -> bool:
    return mark_of(block.text) is Mark.STOP
