"""Where a title may stand in HTML: everything that could be one, as proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean.fields.stated import stated
from newsclean.fields.titles_clean import SiteNames, clean_title, ranges
from newsclean.page.landmarks import landmarks
from newsclean.page.metadata.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.page.page import Page

MAX_TITLE = 300
_META = (
    "title headline dc.title dcterms.title parsely-title sailthru.title fb_title cxenseparse:title"
    " mrf:title citation_title bt:headline article:title hdl"
).split()
_NAMES = ("apple-mobile-web-app-title", "al:ios:app_name", "twitter:site")
_MAX_H1 = 40
# blocks above the body among which a headline without h1 is looked for
_ABOVE = 12
# blocks below an h1 among which the headline stands where the h1 is one for search engines
_BELOW_H1 = 3
# a headline of more blocks than this is a container
_MAX_PARTS = 4


class Proposal(NamedTuple):
    """One text that may be the title."""

    text: str
    source: str
    """`jsonld`, `microdata`, `og`, `twitter`, `meta`, `title`, `h1`, `heading`; or what is
    left of one that metadata states: `cut site` (the site's name is cut off), `cut other`."""
    block: int = -1
    """Index of the block that shows it, -1 for what the page only says."""


def site_names(page: Page) -> SiteNames:
    """Give the names of the page's site: as it calls itself, and as its host says."""
    names = [name for name, _ in stated(page).sites]
    names += (name for source in _NAMES for name in page.metadata.meta.get(source, ()))
    if page.profile is not None and page.profile.site:
        names.append(page.profile.site)
    return SiteNames(names, host_of(page.url or page.metadata.canonical))


def said(page: Page) -> Iterator[Proposal]:
    """Give the titles that metadata states, whole."""
    metadata = page.metadata
    article = metadata.article or {}
    for name in ("headline", "name", "alternativeHeadline"):
        if isinstance(article.get(name), str):
            is_main = name == "headline" or (name == "name" and not article.get("headline"))
            yield Proposal(article[name], "jsonld" if is_main else "meta")
    yield from (Proposal(text, "microdata") for text in metadata.microdata.get("headline", ())[:3])
    for source in ("og", "twitter"):
        texts = metadata.meta.get(source + ":title", ())
        yield from (Proposal(text, source) for text in texts[:2])
    for name in _META:
        yield from (Proposal(text, "meta") for text in metadata.meta.get(name, ())[:2])
    if metadata.title:
        yield Proposal(metadata.title, "title")


def shown(page: Page, start: int) -> Iterator[Proposal]:
    """Give the headings that may be the title; `start` is where the body begins."""
    inside: set[int] = set()
    headlines = 0
    for element in landmarks(page).headlines:
        blocks = page.blocks[element.first : element.end]
        if not 0 < len(blocks) <= _MAX_PARTS or element.first in inside:
            continue
        inside.update(range(element.first, element.end))
        if len(blocks) > 1:
            yield Proposal(" ".join(b.text for b in blocks), "h1", element.first)
        yield from (Proposal(b.text, "h1", b.index) for b in blocks)
        headlines += 1
        if headlines >= _MAX_H1:
            break
    for index in _near(page, start, inside):
        block = page.blocks[index]
        if block.index not in inside and len(block.text) <= MAX_TITLE:
            names = page.elements[block.element].names if block.element >= 0 else ""
            if block.tag in {"h2", "h3"} or "title" in names or "headline" in names:
                yield Proposal(block.text, "heading", block.index)


def _near(page: Page, start: int, h1s: Iterable[int]) -> list[int]:
    """Give the blocks above the body's first one and below the h1s before it."""
    below = (i for h1 in h1s if h1 < start for i in range(h1 + 1, h1 + 1 + _BELOW_H1))
    near = {*range(max(0, start - _ABOVE), start + 3), *below}
    return sorted(i for i in near if i < len(page.blocks))


class Whole(NamedTuple):
    """The texts that a page states and shows, cleaned."""

    stated: tuple[Proposal, ...]
    shown: tuple[Proposal, ...]


def whole_proposals(page: Page, start: int) -> Whole:
    """Give every text that may be the title as it stands; `start` is where the body begins."""
    cleaned: dict[str, str] = {}  # most sources give the same text
    return Whole(_cleaned(said(page), cleaned), _cleaned(shown(page, start), cleaned))


def proposals(whole: Whole, sites: SiteNames) -> tuple[Proposal, ...]:
    """Give every proposal; those of metadata also without segments at their ends."""
    return (*whole.stated, *_parts(whole.stated, sites), *whole.shown)


def _parts(stated: Iterable[Proposal], sites: SiteNames) -> Iterator[Proposal]:
    for text in dict.fromkeys(proposal.text for proposal in stated):
        for part in ranges(text):
            cut = f"{part.before}{part.after}".strip(" |-–—:»›·•_")
            if 0 < len(part.text) <= MAX_TITLE:
                yield Proposal(part.text, "cut site" if sites.has(cut) else "cut other")


def _cleaned(found: Iterable[Proposal], known: dict[str, str]) -> tuple[Proposal, ...]:
    cleaned = []
    for proposal in found:
        raw = proposal.text[: 2 * MAX_TITLE]
        if raw not in known:
            known[raw] = clean_title(raw)
        if 0 < len(known[raw]) <= MAX_TITLE:
            cleaned.append(proposal._replace(text=known[raw]))
    return tuple(cleaned)
