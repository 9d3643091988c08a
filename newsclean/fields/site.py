"""The name of the site, as its readers know it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import choose_first, site_values
from newsclean.fields.stated import stated
from newsclean.page.metadata.urls import host_of
from newsclean.text import key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

FIELD = "site"

_LONGEST = 80
# a front page is called by its site's name, which is shorter
_LEAST_TITLE = 25
# a longer name with a separator in it carries a slogan
_LONG = 40
_HOST = re.compile(r"(?:https?://)?(?:[\w-]{1,60}\.){1,4}[a-z]{2,10}/?", re.I)
_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.I)
_SEPARATORS = re.compile(r"\s(?:[-–—|·•:»«/]|::)\s|\s?[|｜_]\s?")


def choose_site(page: Page, candidates: Sequence[Candidate], _body: Candidate | None) -> Choice:
    """Choose a name; a bare host is one only where the page itself names nothing better.

    The host of the page's address is never taken for a name: not every site is called by it.
    """
    values = [
        *(Value(s.value, "structured", s.where) for s in stated(page).sites),
        *_of_title(page),
    ]
    values = [replace(value, value=_trimmed(str(value.value))) for value in values]
    titles = _titles(page)
    values = [v for v in values if 0 < len(str(v.value)) <= _LONGEST and v.value not in titles]
    values.sort(key=lambda value: _HOST.fullmatch(str(value.value)) is not None)
    return choose_first(
        FIELD, [*site_values(candidates, FIELD), *_of_profile(page), *_of_label(page), *values]
    )


def _trimmed(name: str) -> str:
    """The name without quotes and separators around it, and without a slogan behind it."""
    name = _ADDRESS.sub("", name).strip(" -–—|·•:»«/\"'“”")
    return _SEPARATORS.split(name)[0].strip() if len(name) > _LONG else name


def _titles(page: Page) -> set[str]:
    """What several words of metadata call the page itself, which some sites name the site too."""
    metadata = page.metadata
    headline = (metadata.article or {}).get("headline")
    stated = [*metadata.meta.get("og:title", ()), headline if isinstance(headline, str) else ""]
    return {normalise(title) for title in stated if len(title) >= _LEAST_TITLE}


def _of_profile(page: Page) -> Iterator[Value]:
    if page.profile is not None and page.profile.site:
        yield Value(page.profile.site, "profile", "name of the site profile")


def _of_label(page: Page) -> Iterator[Value]:
    label = normalise(page.labels.get("site", ""))
    if label:
        yield Value(label, "label")


def _of_title(page: Page) -> Iterator[Value]:
    """The part of the page's title that spells the host: `A story - The Town Times`."""
    host = key(host_of(page.url or page.metadata.canonical)).replace(" ", "")
    for part in _SEPARATORS.split(page.metadata.title or "")[1:]:
        spelled = key(part).replace(" ", "").removeprefix("the")
        if len(spelled) >= 3 and host and spelled in host:
            yield Value(normalise(part), "structured", "end of title")
