"""The extractor "structured": what a page says of its article in JSON-LD, microdata and meta."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from newsclean.candidate import Candidate, FieldValue
from newsclean.dates import parse_iso
from newsclean.extractors.article_body import body_of
from newsclean.fields.bylines import clean_names
from newsclean.metadata import said
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.dates.moment import Moment
    from newsclean.metadata.record import Metadata
    from newsclean.page.page import Page


@dataclass(frozen=True, slots=True)
class Structured:
    """Fields, and where it is given the body, from the page's structured data."""

    name: str = "structured"
    cost: float = 1.0

    def __call__(self, page: Page) -> Candidate | None:
        """Give what the page declares; `None` for captured text, and where nothing is declared."""
        if page.kind != "html":
            return None
        fields = dict(_fields(page))
        blocks, paragraphs = body_of(page)
        if blocks:
            return Candidate.of_blocks(page, blocks, fields)
        if not fields and not paragraphs:
            return None
        return Candidate(paragraphs=paragraphs, fields=fields)


def _fields(page: Page) -> Iterator[tuple[str, FieldValue]]:
    metadata = page.metadata
    tags = next((tags for tags, _ in said.tag_lists(metadata) if tags), ())
    values: tuple[tuple[str, FieldValue | None], ...] = (
        ("title", _first(said.headlines(metadata))),
        ("authors", _authors(metadata)),
        ("description", _first(said.descriptions(metadata))),
        ("image", _first(said.images(metadata))),
        ("tags", tags),
        ("site", _first(said.sites(metadata))),
        ("language", _first(said.languages(metadata))),
        ("canonical_url", _first(said.canonicals(metadata, page.url))),
    )
    for name, value in chain(_dates(metadata), values):
        if value:
            yield name, value


def _first(values: Iterable[said.Said]) -> str | None:
    return next((value for value, _ in values), None)


def _dates(metadata: Metadata) -> Iterator[tuple[str, dt.date | dt.datetime | None]]:
    published = _moment(said.published(metadata))
    modified = _moment(said.modified(metadata))
    if published is not None:
        yield "date", published.day
        yield "published", published.at
    if modified is not None:
        yield "modified", modified.at


def _moment(values: Iterable[said.Said]) -> Moment | None:
    """The first value that reads as a date, told more fully by another value where one does."""
    moments = [moment for moment in map(parse_iso, (value for value, _ in values)) if moment]
    if not moments:
        return None
    return next((moment for moment in moments if _tells_more(moment, moments[0])), moments[0])


def _tells_more(moment: Moment, first: Moment) -> bool:
    """Tell whether one moment is another with its time, or in the site's zone instead of UTC."""
    if first.at is None:
        return moment.at is not None and moment.day == first.day
    if moment.at is None or moment.at.tzinfo is None or first.at.utcoffset() != dt.timedelta():
        return False
    return moment.at == first.at and moment.at.utcoffset() != dt.timedelta()


def _authors(metadata: Metadata) -> tuple[str, ...]:
    """The names from the first source that names a person who is not the site itself."""
    sites = {key(site.value) for site in said.sites(metadata)}
    for raw, _ in said.bylines(metadata):
        names = dict.fromkeys(chain.from_iterable(map(clean_names, raw)))
        people = tuple(name for name in names if key(name) not in sites)
        if people:
            return people
    return ()
