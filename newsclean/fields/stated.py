"""What a page's metadata states of its fields, read once for all who choose among it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import parse_iso
from newsclean.names import clean_names
from newsclean.page.metadata import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsclean.dates import Moment
    from newsclean.page import Page
    from newsclean.page.metadata import Said


class StatedDate(NamedTuple):
    """A date that metadata states, and its place there."""

    moment: Moment
    where: str


class StatedNames(NamedTuple):
    """The people that one place of the metadata names."""

    names: tuple[str, ...]
    where: str


class Stated:
    """Every usable value for each field, best source first; see `newsclean.page.metadata.said`.

    Nothing is read before it is asked for, and nothing twice.
    """

    def __init__(self, page: Page) -> None:
        self._metadata = page.metadata
        self._url = page.url

    @cached_property
    def headlines(self) -> tuple[Said, ...]:
        """Headlines of the article, without markup."""
        return tuple(said.headlines(self._metadata))

    @cached_property
    def published(self) -> tuple[StatedDate, ...]:
        """The dates of first publication that read as dates."""
        return _dates(said.published(self._metadata))

    @cached_property
    def modified(self) -> tuple[StatedDate, ...]:
        """The dates of the last change that read as dates."""
        return _dates(said.modified(self._metadata))

    @cached_property
    def authors(self) -> tuple[StatedNames, ...]:
        """The people named as authors; a place that names none is left out."""
        read = (
            StatedNames(tuple(name for text in raw for name in clean_names(text)), where)
            for raw, where in said.bylines(self._metadata)
        )
        return tuple(found for found in read if found.names)

    @cached_property
    def sites(self) -> tuple[Said, ...]:
        """Names of the site or its publisher."""
        return tuple(said.sites(self._metadata))

    @cached_property
    def descriptions(self) -> tuple[Said, ...]:
        """Summaries of the page, without markup."""
        return tuple(said.descriptions(self._metadata))

    @cached_property
    def images(self) -> tuple[Said, ...]:
        """Absolute addresses of the lead image."""
        return tuple(said.images(self._metadata))

    @cached_property
    def canonicals(self) -> tuple[Said, ...]:
        """The page's own addresses, absolute."""
        return tuple(said.canonicals(self._metadata, self._url))

    @cached_property
    def tags(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The lists of tags that are not empty, each with its place."""
        return tuple(found for found in said.tag_lists(self._metadata) if found[0])

    @cached_property
    def languages(self) -> tuple[Said, ...]:
        """The languages declared, as ISO 639-1 codes."""
        return tuple(said.languages(self._metadata))


def stated(page: Page) -> Stated:
    """Return what the page's metadata states; the same record for all who ask.

    >>> from newsclean.page.read import read_page
    >>> page = read_page('<meta name="author" content="By Ann Lee, Staff Writer"><p>It rains.')
    >>> stated(page).authors
    (StatedNames(names=('Ann Lee',), where='author'),)
    """
    return page.cached(Stated)


def _dates(values: Iterable[Said]) -> tuple[StatedDate, ...]:
    read = ((parse_iso(value), where) for value, where in values)
    return tuple(StatedDate(moment, where) for moment, where in read if moment)
