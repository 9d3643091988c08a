"""Where the article stands on the page, as far as its date is concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean.fields.titles_text import headline_line

if TYPE_CHECKING:
    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

# blocks between a headline and the first paragraph found: buttons, captions, a summary box
_TITLE_REACH = 60


class Place(NamedTuple):
    """Where the article stands among the blocks."""

    title: int | None
    first: int
    last: int
    """The body's last block; before `first` where there is no body."""
    inside: frozenset[int]


def place_of(page: Page, body: Candidate | None) -> Place:
    """Find the article: its body, and in HTML the headline next above it."""
    blocks = page.blocks
    if page.kind == "text":
        return _place_in_text(page, body)
    if body is None or not body.blocks:
        title = next((b.index for b in blocks if b.tag == "h1"), None)
        first = 0 if title is None else title + 1
        return Place(title, first, first - 1, frozenset())
    first, last = body.blocks[0], body.blocks[-1]
    # a body may begin with its headline
    above = range(min(first + 2, last), max(-1, first - _TITLE_REACH), -1)
    title = next((i for i in above if blocks[i].tag == "h1"), None)
    return Place(title, first, last, frozenset(body.blocks))


def _place_in_text(page: Page, body: Candidate | None) -> Place:
    """Find the article in captured text, where a body often begins late or early."""
    title = headline_line(page, body)
    if body is None or not body.blocks:
        first = 0 if title is None else title + 1
        return Place(title, first, first - 1, frozenset())
    return Place(title, body.blocks[0], body.blocks[-1], frozenset(body.blocks))
