"""A second story or a comment section below a page's own story: both read like more of it.

The labeller judges block by block, and paragraphs of another story are paragraphs of a story. What
parts the two is a headline that the labeller itself holds for no part of the body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.boilerplate import block_words
from newsclean.dates import is_date_line
from newsclean.roles import Role, page_roles
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.body.rules.rule import Draft
    from newsclean.page import Block, Element, Page

Array = NDArray[Any]

_FOREIGN = 0.15
"""A headline with less than this probability is no subheading. Held-out headlines of second stories
had up to .09, subheadings in h1 from .22."""
_DATED = 0.5
"""The same for a headline with a date line of its own: subheadings have none."""
_BYLINES = 5
"""Blocks below a headline among which its date line stands: caption, byline, date."""
_BEGUN, _FOLLOWED = 60, 30
"""Words of story before and after a further h1 that make it the headline of a second story."""
_LONG_BEGUN = 200
"""Words of story before the headline of a section that may be no part of it."""
_HEADLINES = frozenset({"h1", "h2", "h3", "h4"})
# such a section stands at the head of its container, but for a number or a mark
_HEAD_BLOCKS = 2


def take_second_story(page: Page, draft: Draft) -> dict[int, str]:
    """Take what a foreign headline leads; HTML only.

    A further h1 that is not the page's title ends the story. So does the page's last section,
    where it has a headline of its own and no sibling of its kind: comments, or an author's other
    works. Of the pages of five corpora, by models that had not seen their sites, this changes one
    in a hundred; F1 of those rises by .3 on average.
    """
    chances = draft.probabilities
    before = np.append(0.0, np.cumsum(block_words(page) * (chances > draft.threshold)))
    if before[-1] < _BEGUN + _FOLLOWED:
        return {}
    end = min(_second_stories(page, chances, before), default=len(chances))
    before = np.minimum(before, before[end])
    end = min(_last_sections(page, chances, before), default=end)
    return dict.fromkeys(range(end, len(chances)), "below the headline of another story or section")


def _second_stories(page: Page, chances: Array, before: Array) -> Iterator[int]:
    headlines = [block for block in page.blocks if block.tag == "h1"]
    own = {page.key_of(block.index) for block in headlines[:1]}
    title = key(page.metadata.title or "") if len(headlines) > 1 else ""
    for block in headlines[1:]:
        place, said = block.index, page.key_of(block.index)
        story = before[place] >= _BEGUN and before[-1] - before[place] >= _FOLLOWED
        if story and said not in own and said not in title and _foreign(page, chances, place):
            yield place


def _foreign(page: Page, chances: Array, headline: int) -> bool:
    if chances[headline] < _FOREIGN or page_roles(page).of(Role.HEADLINE)[headline] >= _DATED:
        return True
    below = page.blocks[headline + 1 : headline + 1 + _BYLINES]
    return bool(chances[headline] < _DATED) and any(is_date_line(block.text) for block in below)


def _last_sections(page: Page, chances: Array, before: Array) -> Iterator[int]:
    first = int((before > 0).argmax()) - 1
    for block in page.blocks:
        if block.tag not in _HEADLINES or chances[block.index] >= _FOREIGN:
            continue
        if before[block.index] >= _LONG_BEGUN and before[-1] - before[block.index] >= _FOLLOWED:
            section = _section(page, block, before)
            if section is not None and section.first > first:
                yield section.first


def _section(page: Page, headline: Block, before: Array) -> Element | None:
    """The container that a headline leads, if it holds the rest of the story and no sibling is so.

    It holds no more than twice what stands before it: a story whose headline is doubted has
    a long rest.
    """
    elements = page.elements
    place = headline.element
    while place >= 0 and _held(elements[place], before) < _FOLLOWED:
        place = elements[place].parent
    if place < 0:
        return None
    section = elements[place]
    last = before[section.end] == before[-1]
    leads = headline.index - section.first <= _HEAD_BLOCKS
    if not last or not leads or _held(section, before) > 2 * before[section.first]:
        return None
    siblings = (e for e in elements if e.parent == section.parent and e is not section)
    held = (other for other in siblings if _held(other, before) >= _FOLLOWED)
    return None if any(_alike(other, section) for other in held) else section


def _alike(one: Element, other: Element) -> bool:
    names, others = set(one.names.split()), set(other.names.split())
    return one.tag == other.tag and (bool(names & others) or names == others)


def _held(element: Element, before: Array) -> float:
    """Words of story in an element."""
    return float(before[element.end] - before[element.first])
