"""The title of an article: as its headline prints it, chosen among all that states or shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import site_values
from newsclean.fields.titles_clean import clean_title
from newsclean.fields.titles_html import evidence, group, score, surroundings
from newsclean.fields.titles_sources import MAX_TITLE, proposals, site_names
from newsclean.fields.titles_text import text_title
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.candidate import Candidate
    from newsclean.page.page import Page

_MAX_REJECTED = 12
# under this sum a heading that nothing else confirms is no title: those near the body have 0 to 1
_LEAST = 1.5
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
    sites = page.shared("site names", site_names)
    groups = group(proposals(page, start or 0, sites))
    around = surroundings(page, groups, start, sites)
    # the front page of a site bears its name; an article does so only in its own headline
    named = (g for g in groups if "h1" in g.sources or not sites.is_name(g.text))
    rated = [(entry, found, score(found)) for entry in named for found in [evidence(entry, around)]]
    rated.sort(key=lambda item: -item[2])
    values = tuple(
        Value(entry.text, entry.source, f"{total:.1f}: {', '.join(found)}")
        for entry, found, total in rated[:_MAX_REJECTED]
    )
    if not rated or not (rated[0][0].is_stated or rated[0][2] >= _LEAST):
        return Choice("title", None, values)
    return Choice("title", values[0], values[1:])


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
