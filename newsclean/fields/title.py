"""The title of an article: as its headline prints it, chosen among all that states or shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.candidate import Candidate
from newsclean.fields.choice import Choice, Value
from newsclean.fields.titles_clean import clean_title
from newsclean.fields.titles_html import evidence, group, score, surroundings
from newsclean.fields.titles_sources import MAX_TITLE, proposals, site_names
from newsclean.fields.titles_text import text_title
from newsclean.page.page import Page
from newsclean.text import key

BUILT_IN = frozenset({"structured", "labeller", "segment", "trafilatura"})
"""Extractors whose titles come from the sources that are read here anyway."""
_MAX_REJECTED = 12
# under this sum nothing is a title: a lone line near the body has 0 to 1
_LEAST = 1.5


def choose_title(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> Choice:
    """Choose the title among what profile, plug-ins, metadata and visible lines propose.

    What a profile or a plug-in says wins unless it is empty or far too long. `None` where nothing
    on the page is a title; a sentence of the body is never one.
    """
    special = list(_special(candidates))
    if special:
        return Choice("title", special[0], tuple(special[1:]))
    if page.kind == "text":
        return text_title(page, body)
    return _html_title(page, body)


def _special(candidates: Sequence[Candidate]) -> Iterator[Value]:
    """Give the titles that site-specific extractors state, profiles first."""
    own = [c for c in candidates if c.extractor not in BUILT_IN]
    for candidate in sorted(own, key=lambda c: c.extractor != "profile"):
        title = candidate.fields.get("title")
        if isinstance(title, str) and 0 < len(title.strip()) <= MAX_TITLE:
            yield Value(clean_title(title), candidate.extractor, "site-specific")


def _html_title(page: Page, body: Candidate | None) -> Choice:
    start = body.blocks[0] if body is not None and body.blocks else None
    sites = page.shared("site names", site_names)
    groups = group(proposals(page, start or 0, sites))
    around = surroundings(page, groups, start, sites)
    rated = [(entry, evidence(entry, around)) for entry in groups]
    rated.sort(key=lambda item: -score(item[1]))
    values = tuple(
        Value(entry.text, entry.source, f"{score(found):.1f}: {', '.join(found)}")
        for entry, found in rated[:_MAX_REJECTED]
    )
    if not rated or score(rated[0][1]) < _LEAST:
        return Choice("title", None, values)
    return Choice("title", values[0], values[1:])


def title_blocks(page: Page, title: str) -> frozenset[int]:
    """Give the indices of the blocks that merely repeat the title, a site's name aside.

    >>> from newsclean.page.read import read_page
    >>> page = read_page("A bridge reopens today\\nA bridge reopens today | The Herald\\nIt reopened.")
    >>> sorted(title_blocks(page, "A bridge reopens today"))
    [0, 1]
    """
    wanted = key(title)
    if not wanted:
        return frozenset()
    head = wanted.split(" ", 1)[0]
    longest = 2 * len(title) + 40
    return frozenset(
        block.index
        for block in page.blocks
        if len(block.text) <= longest
        and head in block.text.lower()
        and _repeats(key(block.text), wanted)
    )


def _repeats(line: str, title: str) -> bool:
    if line == title:
        return True
    # a kicker before or a site's name behind it: a few words beside a title of several
    if len(title) < 20:
        return False
    extra = len(line) - len(title)
    return 0 < extra <= min(30, len(title) // 2) and (line.startswith(title + " ") or line.endswith(" " + title))
