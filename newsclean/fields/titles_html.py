"""The texts that may be the title of an HTML page, and the readable evidence for each.

Proposals that read alike (`newsclean.text.key`) are one candidate. Its evidence: which sources
state it, whether it is the page's headline, how it relates to the others, and what it looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.fields.titles_clean import SiteNames
    from newsclean.fields.titles_sources import Proposal
    from newsclean.page.page import Page

_SOURCES = ("jsonld", "og", "h1", "heading", "cut site", "cut other")
# whose form of a text is taken, others after them
_RANKS = MappingProxyType({"h1": 0, "heading": 1})
_STATED = frozenset({"jsonld", "og"})
# words shared with the address count more; a short heading shares them more easily
_SLUG_WORTH, _LEAST_SHARED, _LEAST_SHORT = 3.6, 0.5, 2.5
# blocks of the body among which its headline may stand
_INTO = 3
# characters of a kicker, of those that head a headline in the same element
_MAX_KICKER = 40
# an article before the first word is no kicker
_LEAST_KICKER = 4


@dataclass(frozen=True, slots=True)
class Group:
    """The proposals that read alike."""

    key: str
    proposals: tuple[Proposal, ...]
    sources: frozenset[str]
    """Who states or shows the text."""
    text: str
    """The text as its headline prints it, unless that is in capitals throughout."""

    @property
    def source(self) -> str:
        """`structured` where metadata states the text whole, else `visible`."""
        return "structured" if self.sources - {"h1", "heading"} else "visible"

    @property
    def is_stated(self) -> bool:
        """Whether more than a mere heading near the body has the text."""
        return bool(self.sources - {"heading"})


def group(found: Sequence[Proposal]) -> tuple[Group, ...]:
    """Bring together the proposals that read alike, in order of appearance."""
    keys: dict[str, str] = {}
    groups: dict[str, list[Proposal]] = {}
    for proposal in found:
        text = proposal.text
        if text not in keys:
            keys[text] = key(text)
        groups.setdefault(keys[text], []).append(proposal)
    return tuple(_group(name, members) for name, members in groups.items() if name)


def _group(name: str, members: Sequence[Proposal]) -> Group:
    printed = min(members, key=lambda p: (p.text.isupper(), _RANKS.get(p.source, len(_RANKS))))
    return Group(name, tuple(members), frozenset(p.source for p in members), printed.text)


def agreed(page: Page, groups: Sequence[Group], start: int | None) -> Group | None:
    """Give the text of the headline where og:title and every JSON-LD headline read like it.

    That is so on half of the pages; on 446 of 457 of them it was right, the forest on 448.
    """
    nearest = _nearest_h1(groups, len(page.blocks) if start is None else start)
    for entry in groups:
        if nearest in entry.proposals and "og" in entry.sources:
            rival = any("jsonld" in g.sources for g in groups if g is not entry)
            return None if rival else entry
    return None


def _nearest_h1(groups: Sequence[Group], last: int) -> Proposal | None:
    """Give the last h1 above the body, which begins at `last`."""
    above = [p for g in groups for p in g.proposals if p.source == "h1" and p.block <= last]
    return max(above, key=lambda p: p.block, default=None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the evidence of every group is measured against."""

    sites: SiteNames
    slug: frozenset[str]
    headlines: tuple[str, ...]
    """Keys of the h1 and JSON-LD headlines."""
    stated: tuple[tuple[str, frozenset[str]], ...]
    """Keys and words of what h1 show and metadata state whole."""
    nearest_h1: str
    headings: tuple[str, ...]
    """Keys of the headings from that h1, or from the page's first block, into the body."""
    is_news: bool


def surroundings(
    page: Page, groups: Sequence[Group], start: int | None, sites: SiteNames
) -> Surroundings:
    """Gather what evidence is measured against; `start` is the body's first block."""
    last = len(page.blocks) if start is None else start
    nearest = _nearest_h1(groups, last)
    partial = {"cut site", "cut other", "heading"}
    return Surroundings(
        sites=sites,
        slug=slug_words(page.url),
        headlines=tuple(g.key for g in groups if g.sources & {"h1", "jsonld"}),
        stated=tuple((g.key, frozenset(g.key.split())) for g in groups if g.sources - partial),
        nearest_h1=key(nearest.text) if nearest else "",
        headings=tuple(
            g.key
            for g in groups
            for p in g.proposals
            if p.source == "heading" and (nearest.block if nearest else -1) < p.block < last + _INTO
        ),
        is_news="News" in str((page.metadata.article or {}).get("@type")),
    )


def slug_words(url: str | None) -> frozenset[str]:
    """Give the words of three letters and more in the path of an address."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return frozenset()
    return frozenset(word for word in key(path.replace("_", " ")).split() if len(word) > 2)


def evidence(entry: Group, around: Surroundings) -> dict[str, float]:
    """Give the readable evidence for one group; what is not given is 0."""
    words, size, text = entry.key.split(), len(entry.key), entry.proposals[0].text
    sources, whole = entry.sources, frozenset(words)
    # a script without spaces says as much in a third of the characters
    least = 5 if size > 6 * len(words) else 15
    found = {name: 1.0 for name in _SOURCES if name in sources}
    if around.is_news and found.pop("jsonld", 0.0):
        found["jsonld news"] = 1.0
    found["nearest h1"] = float("h1" in sources and around.nearest_h1 == entry.key)
    heads = [h[: -len(entry.key)] for h in around.headlines if h.endswith(" " + entry.key)]
    # a lone word is rather a section's name that ends like the headline
    tail = size >= least and any(len(head) > _LEAST_KICKER for head in heads)
    found["without kicker"] = float(tail and bool(sources & {"og", "twitter"}))
    found["stated heading"] = float(_is_stated_heading(entry, around))
    if around.slug:
        found["slug"] = len(around.slug & whole) / max(3, len(around.slug))
    found["alike"] = max(
        (len(whole & other) / len(whole | other) for k, other in around.stated if k != entry.key),
        default=0.0,
    )
    found["short"] = float(size < least)
    found["site"] = float(around.sites.has(text))
    found["bar"] = float(" | " in text)
    found["long"] = float(size > 130)
    return {name: value for name, value in found.items() if value}


def _is_stated_heading(entry: Group, around: Surroundings) -> bool:
    """Whether a heading below the h1 shows what metadata states: the h1 is one for search engines.

    German and Swiss newspapers print such an h1 small, in the line of breadcrumbs. The heading may
    begin with a kicker.
    """
    if "h1" in entry.sources or not entry.sources & _STATED or " | " in entry.text:
        return False
    tail = " " + entry.key
    return any(
        name == entry.key or (name.endswith(tail) and len(name) - len(tail) <= _MAX_KICKER)
        for name in around.headings
        if not (around.nearest_h1 and entry.key.endswith(around.nearest_h1))
    )


def is_borne_out(found: Mapping[str, float]) -> bool:
    """Whether the address or another text confirms a heading that nothing states.

    Headings near the body that are no titles share few words with either.
    """
    shared = _SLUG_WORTH * found.get("slug", 0.0) + found.get("alike", 0.0)
    return shared >= (_LEAST_SHORT if "short" in found else _LEAST_SHARED)
