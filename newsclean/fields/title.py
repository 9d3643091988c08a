"""The title of an article: as its headline prints it, chosen among all that states or shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import site_values
from newsclean.fields.titles_clean import clean_title
from newsclean.fields.titles_html import agreed, group, is_borne_out, surroundings
from newsclean.fields.titles_model import rate
from newsclean.fields.titles_sources import (
    MAX_TITLE,
    proposals,
    site_names,
    whole_proposals,
)
from newsclean.fields.titles_text import text_title
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.fields.titles_html import Group, Surroundings
    from newsclean.fields.titles_sources import Whole
    from newsclean.page.page import Page

_MAX_REJECTED = 12
# a shorter title may be the beginning of any line
_SHORT = 20


def choose_title(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> Choice:
    """Choose the title among what profile, plug-ins, metadata and visible lines propose.

    What a profile or a plug-in says wins unless it is empty or far too long. `None` where nothing
    on the page is a title; a sentence of the body is never one.
    """
    special = list(_special(candidates))
    if special:
        return Choice("title", special[0], tuple(special[1:]))
    if page.kind == "text":
        absent = page.profile is not None and "title" in page.profile.text.absent
        return Choice("title") if absent else text_title(page, body)
    return _html_title(page, body)


def _special(candidates: Sequence[Candidate]) -> Iterator[Value]:
    """Give the titles that site-specific extractors state, profiles first."""
    for value in site_values(candidates, "title"):
        if isinstance(value.value, str) and 0 < len(value.value.strip()) <= MAX_TITLE:
            yield Value(clean_title(value.value), value.source, "site-specific")


def _html_title(page: Page, body: Candidate | None) -> Choice:
    start = body.blocks[0] if body is not None and body.blocks else None
    whole = whole_proposals(page, start or 0)
    groups = group((*whole.stated, *whole.shown))
    best = agreed(page, groups, start)
    if best is not None:
        others = tuple(Value(g.text, g.source) for g in groups if g is not best)
        agreeing = Value(best.text, best.source, "h1 and og:title agree")
        return Choice("title", agreeing, others[:_MAX_REJECTED])
    return _weighed(page, proposed(page, whole, start))


def _weighed(page: Page, found: Proposed) -> Choice:
    rated = rate(page, found.groups, found.around, found.start)
    values = tuple(
        Value(group.text, group.source, f"{score:.1f}: {', '.join(told)}")
        for group, told, score in rated[:_MAX_REJECTED]
    )
    if not rated or not (rated[0].group.is_stated or is_borne_out(rated[0].evidence)):
        return Choice("title", None, values)
    return Choice("title", values[0], values[1:])


class Proposed(NamedTuple):
    """The texts of an HTML page that may be its title, and what they are measured against."""

    groups: tuple[Group, ...]
    around: Surroundings
    start: int | None
    """The body's first block."""


def proposed(page: Page, whole: Whole, start: int | None) -> Proposed:
    """Give the texts that may be the title; the site's name is one only where an h1 has it."""
    sites = page.shared("site names", site_names)
    groups = group(proposals(whole, sites))
    around = surroundings(page, groups, start, sites)
    # the front page of a site bears its name; an article does so only in its own headline
    named = tuple(g for g in groups if "h1" in g.sources or not sites.is_name(g.text))
    return Proposed(named, around, start)


def title_blocks(page: Page, title: str) -> frozenset[int]:
    r"""Give the indices of the blocks that merely repeat the title, a site's name aside.

    >>> from newsclean.page.read import read_page
    >>> page = read_page("A bridge reopens today\nA bridge reopens today | Herald\nIt did.")
    >>> sorted(title_blocks(page, "A bridge reopens today"))
    [0, 1]
    """
    wanted = key(title)
    if not wanted:
        return frozenset()
    longest = 2 * len(title) + 40
    head = wanted.split(" ", 1)[0]
    return frozenset(
        block.index
        for block in page.blocks
        if len(block.text) <= longest
        and (head in block.text.lower() or not head.isascii())
        and _repeats(block.text, title, wanted)
    )


def _repeats(text: str, title: str, wanted: str) -> bool:
    line = key(text)
    if line == wanted:
        return True
    # a kicker before it or a site's name behind it: a few words beside a title of several, but
    # no sentence that goes on from it
    extra = len(line) - len(wanted)
    if len(wanted) < _SHORT or not 0 < extra <= min(30, len(wanted) // 2):
        return False
    goes_on = text.endswith(".") and not title.endswith(".")
    return not goes_on and (line.startswith(wanted + " ") or line.endswith(" " + wanted))
