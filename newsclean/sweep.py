"""The last look at a body, whatever extractor it is of: what a record never holds goes.

What each rule gave, on bodies by labellers that had not seen the sites: decisions 0025 and 0026.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.dates import is_date_line
from newsclean.fields.bylines import is_byline
from newsclean.labeller.credits import is_credited
from newsclean.labeller.model import page_labelling
from newsclean.prose.asides import asides
from newsclean.prose.ends import story_end
from newsclean.prose.marks import is_insert
from newsclean.prose.words import block_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.candidate import Candidate
    from newsclean.page.page import Page

# a box of links inside a story looks like its end by its words; where the labeller, which sees the
# markup, holds what stands below for story with at least this mean probability, it is one, and
# where most of the story stands below, too. The same for a heading that repeats the title
_SURE = 0.9
# bylines stand among so many first or last lines
_EDGE = 3
# a date line of the page is one of the first blocks of a body that took it along
_FIRST = 2


def swept(page: Page, body: Candidate | None, repeats: frozenset[int]) -> Candidate | None:
    """Give the body without the blocks `repeats`, which only repeat the title, and without asides.

    What stands below the furniture that ends a story goes, too. A site's own extractor knows
    better which lines its stories carry: there only the title goes.
    """
    if body is None or body.blocks is None:
        return body
    if body.extractor == "profile":
        blocks = tuple(i for i in body.blocks if i not in repeats)
    else:
        end, repeats = _end(page, body.blocks), _no_story(page, body.blocks, repeats)
        story = tuple(i for i in body.blocks if i < end and i not in repeats)
        blocks = _without_asides(page, story)
    if len(blocks) == len(body.blocks):
        return body
    paragraphs = tuple(page.blocks[i].text for i in blocks)
    return replace(body, blocks=blocks, paragraphs=paragraphs)


def _without_asides(page: Page, blocks: tuple[int, ...]) -> tuple[int, ...]:
    """The blocks of a generic body that are no advert, pointer, caption, byline, signature, date.

    A date line is a field's only above the story: within it the entries of a chronicle have them.
    """
    edges = {*blocks[:_EDGE], *blocks[-_EDGE:]}
    story = tuple(i for i in blocks if not _is_aside(page, i, i in edges))
    out = asides(page, story) | {i for i in story[:_FIRST] if is_date_line(page.blocks[i].text)}
    return tuple(i for i in story if i not in out)


def _no_story(page: Page, kept: Sequence[int], repeats: frozenset[int]) -> frozenset[int]:
    """Those blocks that repeat the title and are no story: a heading within it may, too."""
    words = block_words(page)
    if sum(words[i] for i in kept if i not in repeats) < sum(words[i] for i in repeats & {*kept}):
        return frozenset()  # a page that shows hardly more than its title
    if page.kind == "text":
        return repeats
    chances = page_labelling(page).chances
    return frozenset(i for i in repeats if i == kept[0] or chances[i] < _SURE)


def _end(page: Page, kept: Sequence[int]) -> int:
    """The end of the story by its furniture; markup that speaks plainly against it wins."""
    end = story_end(page, kept)
    below = [i for i in kept if i >= end]
    if page.kind == "text" or not below:
        return end
    words = block_words(page)
    sure = float(page_labelling(page).chances[below].mean()) > _SURE
    most = 2 * words[below].sum() > words[list(kept)].sum()
    return len(page.blocks) if sure or most else end


def _is_aside(page: Page, place: int, at_edge: bool) -> bool:
    """Whether a line of a generic body is an advert, a pointer, a caption or a byline.

    "By" and a name begin subheadings, too, but not those that a story begins or ends with.
    """
    text = page.blocks[place].text
    if is_insert(text) or (at_edge and is_byline(text)):
        return True
    if page.kind == "text":
        return False  # the labeller has looked at captions of captured text
    return float(page_labelling(page).chances[place]) < _SURE and is_credited(text)
