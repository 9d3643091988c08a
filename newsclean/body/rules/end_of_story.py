"""Where a story ends by the words of the furniture below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.boilerplate.marks import Mark, page_marks
from newsclean.boilerplate.words import block_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.rules.rule import Draft
    from newsclean.page.page import Page

# one mark may be a subheading ("Comments", "Discussion"); two near each other are furniture.
# Measured on 120 pages, HTML and text: no page loses, and seed 001 loses three foreign stories.
_MARKS, _WITHIN = 2, 6
# before that much of the story has passed, marks belong to the head of the page
_LEAST_WORDS = 80
_SURE = 0.9


def end_of_story(page: Page, draft: Draft) -> dict[int, str]:
    """Take what stands below the furniture that ends a story.

    A box of links inside a story looks like its end by its words; if the labeller, which sees the
    markup, is sure that what stands below is story, it is one, and if most of the story stands
    below, too.
    """
    end = story_end(page, draft.blocks)
    below = [i for i in draft.blocks if i >= end]
    if not below:
        return {}
    if page.kind == "html":
        words = block_words(page)
        sure = float(draft.probabilities[below].mean()) > _SURE
        if sure or 2 * words[below].sum() > words[list(draft.blocks)].sum():
            return {}
    return dict.fromkeys(below, "below the furniture that ends the story")


def story_end(page: Page, kept: Sequence[int]) -> int:
    """Give the index of the block where furniture begins after the story; if none, their number.

    `kept` are the indices of a body's blocks, ascending. The end is the first of two marks such as
    "Comments" and "Related articles" that stand near each other once the story is under way.
    """
    marks = page_marks(page)
    if marks.count(Mark.STOP) < _MARKS:
        return len(marks)
    inside, words, sizes = set(kept), 0.0, block_words(page)
    for index in range(kept[0] if kept else 0, len(marks)):
        under_way = words >= _LEAST_WORDS and marks[index] is Mark.STOP
        if under_way and marks[index : index + _WITHIN].count(Mark.STOP) >= _MARKS:
            return index
        if index in inside:
            words += sizes[index]
    return len(marks)
