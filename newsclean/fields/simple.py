"""The fields that metadata alone states: canonical address, description, image, site, tags."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.fields.proposal import Choice, Proposal, choose_first, site_proposals
from newsclean.fields.stated import stated
from newsclean.page.metadata import host_of
from newsclean.text import key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.body import Candidate
    from newsclean.page import Page
    from newsclean.page.metadata import Said

_CUT = ("…", "...", "[…]", "[...]")
# what a site shows where a story has no picture: its own sign, or nothing at all
_STAND_IN = re.compile(r"(?:^|[_.-])(?:logo|placeholder|default|fallback)(?:[_.-]|\d|$)", re.I)
_NO_PICTURE = re.compile(
    r"(?:^|[_.-])(?:favicon|blank|spacer|pixel|transparent|1x1|no-?image)(?:[_.-]|$)", re.I
)
_LONGEST_SITE = 80
# a front page is called by its site's name, which is shorter
_LEAST_TITLE = 25
# a longer name with a separator in it carries a slogan
_LONG = 40
_HOST = re.compile(r"(?:https?://)?(?:[\w-]{1,60}\.){1,4}[a-z]{2,10}/?", re.I)
_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.I)
_SEPARATORS = re.compile(r"\s(?:[-–—|·•:»«/]|::)\s|\s?[|｜_]\s?")


def choose_canonical_url(
    page: Page, candidates: Sequence[Candidate], _body: Candidate | None
) -> Choice:
    """Choose an absolute http(s) address; a site's front page is none for a page within it."""
    declared = _declared(stated(page).canonicals)
    return _choose("canonical_url", candidates, declared)


def choose_tags(page: Page, candidates: Sequence[Candidate], _body: Candidate | None) -> Choice:
    """Choose one source's list whole: two lists name the same things in different words."""
    declared = [Proposal(tags, "structured", where) for tags, where in stated(page).tags]
    return _choose("tags", candidates, declared)


def choose_description(
    page: Page, candidates: Sequence[Candidate], _body: Candidate | None
) -> Choice:
    """Choose one that is more than the title or the site's name, and uncut if there is one."""
    metadata, told = page.metadata, stated(page)
    taken = {key(s.value) for s in (*told.headlines, *told.sites)}
    taken |= {key(t) for t in (metadata.title or "", *metadata.meta.get("og:title", ())) if t}
    declared = [p for p in _declared(told.descriptions) if key(str(p.value)) not in taken]
    return _choose("description", candidates, _uncut_first(declared))


def choose_image(page: Page, candidates: Sequence[Candidate], _body: Candidate | None) -> Choice:
    """Choose an absolute http(s) address; one that names a logo only if there is no other."""
    declared = _declared(stated(page).images)
    pictures = [p for p in declared if not _NO_PICTURE.search(_file_name(p))]
    pictures.sort(key=lambda p: _STAND_IN.search(_file_name(p)) is not None)
    return _choose("image", candidates, pictures)


def choose_site(page: Page, candidates: Sequence[Candidate], _body: Candidate | None) -> Choice:
    """Choose a name; a bare host is one only if the page itself names nothing better.

    The host of the page's address is never taken for a name: not every site is called by it.
    """
    declared = [*_declared(stated(page).sites), *_site_of_title(page)]
    named = [replace(p, value=_trimmed(str(p.value))) for p in declared]
    titles = _titles(page)
    named = [p for p in named if 0 < len(str(p.value)) <= _LONGEST_SITE and p.value not in titles]
    named.sort(key=lambda p: _HOST.fullmatch(str(p.value)) is not None)
    return _choose("site", candidates, [*_known_sites(page), *named])


def _choose(field: str, candidates: Sequence[Candidate], declared: Iterable[Proposal]) -> Choice:
    return choose_first(field, [*site_proposals(candidates, field), *declared])


def _declared(values: Iterable[Said]) -> list[Proposal]:
    return [Proposal(said.value, "structured", said.where) for said in values]


def _uncut_first(proposals: list[Proposal]) -> list[Proposal]:
    """Put before a description that is cut off the fuller one that begins like it."""
    start = str(proposals[0].value) if proposals else ""
    for mark in _CUT:
        if start.endswith(mark):
            start = start.removesuffix(mark).rstrip()
            fuller = [p for p in proposals[1:] if str(p.value).startswith(start)]
            fuller.sort(key=lambda p: -len(str(p.value)))
            if fuller and not str(fuller[0].value).endswith(_CUT):
                return [fuller[0], *(p for p in proposals if p is not fuller[0])]
    return proposals


def _file_name(proposal: Proposal) -> str:
    return str(proposal.value).partition("?")[0].rpartition("/")[2]


def _trimmed(name: str) -> str:
    """The name without quotes and separators around it, and without a slogan behind it."""
    name = _ADDRESS.sub("", name).strip(" -–—|·•:»«/\"'“”")
    return _SEPARATORS.split(name)[0].strip() if len(name) > _LONG else name


def _titles(page: Page) -> set[str]:
    """What several words of metadata call the page itself, which some sites name the site too."""
    metadata = page.metadata
    headline = (metadata.article or {}).get("headline")
    titles = [*metadata.meta.get("og:title", ()), headline if isinstance(headline, str) else ""]
    return {normalise(title) for title in titles if len(title) >= _LEAST_TITLE}


def _known_sites(page: Page) -> Iterator[Proposal]:
    if page.profile is not None and page.profile.site:
        yield Proposal(page.profile.site, "profile", "name of the site profile")
    label = normalise(page.labels.get("site", ""))
    if label:
        yield Proposal(label, "label")


def _site_of_title(page: Page) -> Iterator[Proposal]:
    """The part of the page's title that spells the host: `A story - The Town Times`."""
    host = key(host_of(page.url or page.metadata.canonical)).replace(" ", "")
    for part in _SEPARATORS.split(page.metadata.title or "")[1:]:
        spelled = key(part).replace(" ", "").removeprefix("the")
        if len(spelled) >= 3 and host and spelled in host:
            yield Proposal(normalise(part), "structured", "end of title")
