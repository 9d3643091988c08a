"""A second story told by its headline and the byline under it, or by where the page's own ends.

Its paragraphs read like more of the story above, and the model takes its headline for a subheading.
No subheading has an author of its own; and a page that puts its headline and its story into one
`article` element has no further part of the story behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.rules.stories_below import tells_of
from newsclean.boilerplate import block_words
from newsclean.dates import is_date_line
from newsclean.names import is_byline
from newsclean.roles import Role, page_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.body.rules.rule import Draft
    from newsclean.page import Page

Array = NDArray[Any]

_BEGUN, _FOLLOWED = 60, 40
"""Words of story before and after the headline of a second story."""
_SIGNED = 3
"""Lines between a headline and its story, at most."""
_LONGEST_SIGN = 120
_HEADLINE = range(2, 26)
"""Words of a headline."""
_CLOSED = (".", ":", ",", ";", "…", "。", "：")
_LIKELY = 0.5


def take_signed_story(page: Page, draft: Draft) -> dict[int, str]:
    """Take what stands below another headline with a byline, or behind the story's `article`."""
    kept = draft.probabilities > draft.threshold
    before = np.append(0.0, np.cumsum(block_words(page) * kept))
    if before[-1] < _BEGUN + _FOLLOWED:
        return {}
    found = [*_signed(page, kept), *_beyond_article(page, kept, before)]
    ends = [i for i in found if before[i] >= _BEGUN and before[-1] - before[i] >= _FOLLOWED]
    if not ends:
        return {}
    return dict.fromkeys(range(min(ends), len(kept)), "a second story, with a headline of its own")


def _signed(page: Page, kept: Array) -> Iterator[int]:
    """Headlines with a byline below, and a story below that."""
    signed = (i + 1 for i in _bylines(page, kept) if i + 1 < len(kept))
    for first in sorted({*_firsts(kept), *signed}):
        # few have one, and it is told faster than a date line
        if not any(map(_is_short_byline, page.texts[max(first - _SIGNED, 1) : first])):
            continue
        signs = 0
        place = first - 1
        while place > 0 and signs < _SIGNED and is_sign(page.texts[place]):
            place, signs = place - 1, signs + 1
        lines = page.texts[place + 1 : first]
        is_signed = any(map(is_byline, lines))
        # a byline and a date are a story's own, whatever its first paragraph tells of
        is_own = is_signed and any(map(is_date_line, lines))
        if is_signed and _leads(page, place, first, least=not is_own):
            yield place


def _bylines(page: Page, kept: Array) -> Iterator[int]:
    """Bylines that the model took for lines of the story."""
    return (i for i in kept.nonzero()[0].tolist() if _is_short_byline(page.texts[i]))


def _is_short_byline(text: str) -> bool:
    return len(text) <= _LONGEST_SIGN and is_byline(text)


def _leads(page: Page, headline: int, first: int, *, least: bool = True) -> bool:
    """Whether a headline is that of the paragraph below, and of another story than the page's."""
    line, text = page.texts[headline], page.texts[first]
    own = page.metadata.title or page.texts[int(page_roles(page).of(Role.HEADLINE).argmax())]
    tells = not least or tells_of(line, text)
    return is_headline(line) and tells and not tells_of(own, f"{line} {text}")


def is_sign(text: str) -> bool:
    """Whether a line is a byline or a date line."""
    return _is_short_byline(text) or (len(text) <= _LONGEST_SIGN and is_date_line(text))


def _beyond_article(page: Page, kept: Array, before: Array) -> Iterator[int]:
    """Headlines behind the `article` element in which headline and story of the page stand."""
    headline = page_roles(page).of(Role.HEADLINE)
    best = int(headline.argmax())
    place = page.blocks[best].element if headline[best] >= _LIKELY else -1
    while place >= 0:
        element = page.elements[place]
        if element.tag == "article" and before[element.end] - before[element.first] >= _BEGUN:
            begun = {*_firsts(kept), *(i for i in (element.end,) if i < len(kept) and kept[i])}
            for first in sorted(i for i in begun if i >= element.end):
                above = first - (not is_headline(page.texts[first]))
                below = first + is_headline(page.texts[first])
                if below < len(kept) and _leads(page, above, below):
                    yield above
            return
        place = element.parent


def _firsts(kept: Array) -> list[int]:
    """The first block of each run of blocks that are kept."""
    found: list[int] = (np.flatnonzero(kept & ~np.append(False, kept[:-1]))).tolist()
    return found


def is_headline(text: str) -> bool:
    """Whether a line may be a headline by its length and end.

    >>> is_headline("Paper mill to reopen as a bath"), is_headline("It opened on Monday.")
    (True, False)
    """
    return len(text.split()) in _HEADLINE and not text.endswith(_CLOSED)
