"""The texts of a page that may be its title, and where each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsclean.fields.markup import heading_parts
from newsclean.fields.stated import stated
from newsclean.fields.title.clean import SiteNames, clean_title, ranges
from newsclean.page.metadata import host_of
from newsclean.roles import Role
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.page import Page
    from newsclean.roles import Roles

MAX_TITLE = 300
# a block that is less likely a headline is asked for only if it is an h1; of so many at most
_LEAST, _MOST = 0.04, 12
# probability from which what is left of a headline without its ends is a proposal, too, and from
# which two headline blocks that follow on each other may be one headline in two lines
_CUT, _JOIN, _MAX_LINES = 0.2, 0.3, 4
_RESTS = frozenset({"cut other", "cut block"})
_META = (
    "title headline dc.title dcterms.title parsely-title sailthru.title fb_title cxenseparse:title"
    " mrf:title citation_title bt:headline article:title hdl"
).split()
_NAMES = ("apple-mobile-web-app-title", "al:ios:app_name", "twitter:site")
# what stands in brackets before or behind a headline: an update, its kind, its time
_BRACKETS = re.compile(
    r"^[\[(【《〈][^\[\]()【】《》〈〉]{1,20}[\])】》〉]\s?|\s?[\[(【][^\[\]()【】]{1,20}[\])】]$"
)


class TitleText(NamedTuple):
    """One text that may be the title."""

    text: str
    source: str
    """`jsonld`, `microdata`, `og`, `twitter`, `meta`, `title`, `block`, `joined` (blocks in a row),
    or what is left of one: `cut site` (the site's name is cut off), `cut other`, `cut block`,
    `cut bracket`, `cut element` (what stood in an inline element of the heading is cut off)."""
    block: int = -1
    """Index of the (first) block that shows it, -1 for what the page only states."""
    chance: float = 0.0
    """How likely the block, or the least likely of them, is a headline."""
    cut_names: str = ""
    """Class words of the elements cut off."""


@dataclass(frozen=True, slots=True)
class Group:
    """The texts that read alike (`newsclean.text.key`), in order of the page."""

    key: str
    texts: tuple[TitleText, ...]
    sources: frozenset[str]

    @property
    def has_chance(self) -> bool:
        """Whether it may be the title: of 1,772 on pages of the corpora none was but such a rest.

        Of all texts two in five are: what is left without segments that are no site's name.
        """
        return not self.sources <= _RESTS

    @property
    def printed(self) -> TitleText:
        """The text as its headline prints it, unless that is in capitals throughout."""
        return min(self.texts, key=lambda t: (t.text.isupper(), -t.chance))


def title_groups(page: Page, roles: Roles, sites: SiteNames) -> tuple[Group, ...]:
    """Return every text that may be the title, those that read alike together."""
    declared = _cleaned(_declared(page))
    shown = _cleaned(_shown(page, roles))
    groups: dict[str, list[TitleText]] = {}
    parts = (*_parts(declared, sites), *_parts_shown(shown), *_elements_shown(page, shown))
    for text in (*declared, *shown, *parts):
        groups.setdefault(key(text.text), []).append(text)
    return tuple(
        Group(name, tuple(texts), frozenset(text.source for text in texts))
        for name, texts in groups.items()
        if name
    )


def site_names(page: Page) -> SiteNames:
    """Return the names of the page's site: as it calls itself, and as its host says."""
    names = [name for name, _ in stated(page).sites]
    names += (name for source in _NAMES for name in page.metadata.meta.get(source, ()))
    if page.profile is not None and page.profile.site:
        names.append(page.profile.site)
    return SiteNames(names, host_of(page.url or page.metadata.canonical))


def _declared(page: Page) -> Iterator[TitleText]:
    """Return the titles that metadata states, whole."""
    metadata = page.metadata
    article = metadata.article or {}
    for name in ("headline", "name", "alternativeHeadline"):
        if isinstance(article.get(name), str):
            is_main = name == "headline" or (name == "name" and not article.get("headline"))
            yield TitleText(article[name], "jsonld" if is_main else "meta")
    yield from (TitleText(text, "microdata") for text in metadata.microdata.get("headline", ())[:3])
    for source in ("og", "twitter"):
        texts = metadata.meta.get(source + ":title", ())
        yield from (TitleText(text, source) for text in texts[:2])
    for name in _META:
        yield from (TitleText(text, "meta") for text in metadata.meta.get(name, ())[:2])
    if metadata.title:
        yield TitleText(metadata.title, "title")


def _shown(page: Page, roles: Roles) -> Iterator[TitleText]:
    """Return the blocks that may be the headline, and those that may be so together."""
    chances = roles.of(Role.HEADLINE)
    likely = [int(i) for i in chances.argsort()[::-1][:_MOST] if chances[i] >= _LEAST]
    h1s = [block.index for block in page.blocks if block.tag == "h1"][:_MOST]
    for index in sorted({*likely, *h1s}):
        yield TitleText(page.blocks[index].text, "block", index, float(chances[index]))
        lines = [page.blocks[index].text]
        for after in range(index + 1, min(index + _MAX_LINES, len(page.blocks))):
            if chances[index : after + 1].min() < _JOIN:
                break
            lines.append(page.blocks[after].text)
            chance = float(chances[index : after + 1].min())
            yield TitleText(" ".join(lines), "joined", index, chance)


def _parts(declared: Iterable[TitleText], sites: SiteNames) -> Iterator[TitleText]:
    """Return what is left of the texts of metadata without segments at their ends."""
    for text in dict.fromkeys(text.text for text in declared):
        for part in ranges(text):
            cut = f"{part.before}{part.after}".strip(" |-–—:»›·•_")
            if 0 < len(part.text) <= MAX_TITLE:
                yield TitleText(part.text, "cut site" if sites.has(cut) else "cut other")


def _parts_shown(shown: Iterable[TitleText]) -> Iterator[TitleText]:
    """Return what is left of headlines without kicker, site name or brackets at their ends."""
    for text in shown:
        if text.chance >= _CUT and text.source == "block":
            for part in ranges(text.text):
                yield text._replace(text=part.text, source="cut block")
            bare = _BRACKETS.sub("", text.text)
            if bare and bare != text.text:
                yield text._replace(text=bare, source="cut bracket")


def _elements_shown(page: Page, shown: Iterable[TitleText]) -> Iterator[TitleText]:
    """Return what is left of headings without the inline elements at one end."""
    for text in shown:
        parts = heading_parts(page, text.block) if text.source == "block" else ()
        for cut in range(1, len(parts)):
            for kept, gone in ((parts[cut:], parts[:cut]), (parts[:cut], parts[cut:])):
                left = clean_title(" ".join(part.text for part in kept))
                names = " ".join(part.names for part in gone)
                if left:
                    yield text._replace(text=left, source="cut element", cut_names=names or "-")


def _cleaned(found: Iterable[TitleText]) -> list[TitleText]:
    known: dict[str, str] = {}  # most sources give the same text
    cleaned = []
    for text in found:
        raw = text.text[: 2 * MAX_TITLE]
        if raw not in known:
            known[raw] = clean_title(raw)
        if 0 < len(known[raw]) <= MAX_TITLE:
            cleaned.append(text._replace(text=known[raw]))
    return cleaned
