"""Choosing the title of captured text: the line that is the headline, if the capture has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.dates import find_dates
from newsclean.fields.choice import Choice, Value
from newsclean.fields.titles_clean import clean_title
from newsclean.fields.titles_lines import Rated, rate, read_story

if TYPE_CHECKING:
    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

# under it no line is a title: bare stories stay without one in 9 of 10 cases; the fit's own
# threshold of 2.9 would keep 2 more of 100 so and lose 2 to 3 of 100 titles
_LEAST = 2.2
# a story below some lines of its page seldom lost its title alone: there 4 of 100 titles of mercury
# and 2 of fundus_tests more are found, and bare stories stay as they are (record 0042)
_ABOVE, _LEAST_BELOW = 3, 1.2
_MAX_REJECTED = 8


def text_title(page: Page, body: Candidate | None) -> Choice:
    """Choose the label `title`, else the line above the story that is its headline."""
    label = clean_title(page.labels.get("title", ""))
    if label:
        return Choice("title", Value(label, "label", "label of the capture"))
    rated = rated_lines(page, body)
    values = tuple(
        Value(clean_title(line.block.text), "visible", f"{score:.1f}: {', '.join(found)}")
        for line, found, score in rated[:_MAX_REJECTED]
    )
    # a line of marks alone is nothing once it is cleaned
    if not _is_title(rated, body) or not values[0].value:
        return Choice("title", None, tuple(v for v in values if v.value))
    return Choice("title", values[0], tuple(v for v in values[1:] if v.value != values[0].value))


def headline_line(page: Page, body: Candidate | None) -> int | None:
    """Give the index of the block of captured text that is its title, `None` where none is."""
    rated = rated_lines(page, body)
    return rated[0].line.block.index if _is_title(rated, body) else None


def _is_title(rated: list[Rated], body: Candidate | None) -> bool:
    """Whether the evidence for the best line makes it the title."""
    if not rated or rated[0].score >= _LEAST:
        return bool(rated)
    first = body.blocks[0] if body is not None and body.blocks else 0
    if first < _ABOVE or rated[0].score < _LEAST_BELOW:
        return False
    return not find_dates(rated[0].line.block.text)  # a byline with its date is no headline


def rated_lines(page: Page, body: Candidate | None) -> list[Rated]:
    """Give the lines that may be the title, best first; computed once for a page and its body."""
    blocks = body.blocks if body is not None else None
    return page.shared(f"titles_text {blocks}", lambda page: rate(page, read_story(page, blocks)))
