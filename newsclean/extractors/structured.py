"""The extractor "structured": what a page says of its article in JSON-LD, microdata and meta."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from newsclean.candidate import Candidate, FieldValue
from newsclean.extractors.article_body import body_of
from newsclean.fields.stated import stated
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.dates.moment import Moment
    from newsclean.fields.stated import Stated, StatedDate
    from newsclean.metadata.said import Said
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
        fields = declared_fields(page)
        blocks, paragraphs = body_of(page)
        if blocks:
            return Candidate.of_blocks(page, blocks, fields)
        if not fields and not paragraphs:
            return None
        return Candidate(paragraphs=paragraphs, fields=fields)


def declared_fields(page: Page) -> dict[str, FieldValue]:
    """Give for each field the first usable value that the page declares."""
    return dict(_fields(page))


def _fields(page: Page) -> Iterator[tuple[str, FieldValue]]:
    told = stated(page)
    values: tuple[tuple[str, FieldValue | None], ...] = (
        ("title", _first(told.headlines)),
        ("authors", _authors(told)),
        ("description", _first(told.descriptions)),
        ("image", _first(told.images)),
        ("tags", told.tags[0][0] if told.tags else ()),
        ("site", _first(told.sites)),
        ("language", _first(told.languages)),
        ("canonical_url", _first(told.canonicals)),
    )
    for name, value in chain(_dates(told), values):
        if value:
            yield name, value


def _first(values: Sequence[Said]) -> str | None:
    return values[0].value if values else None


def _dates(told: Stated) -> Iterator[tuple[str, dt.date | dt.datetime | None]]:
    published, modified = _moment(told.published), _moment(told.modified)
    if published is not None:
        yield "date", published.day
        yield "published", published.at
    if modified is not None:
        yield "modified", modified.at


def _moment(dates: Sequence[StatedDate]) -> Moment | None:
    """The first date, told more fully by another one where one does."""
    if not dates:
        return None
    first = dates[0].moment
    return next((date.moment for date in dates if _tells_more(date.moment, first)), first)


def _tells_more(moment: Moment, first: Moment) -> bool:
    """Tell whether one moment is another with its time, or in the site's zone instead of UTC."""
    if first.at is None:
        return moment.at is not None and moment.day == first.day
    if moment.at is None or moment.at.tzinfo is None or first.at.utcoffset() != dt.timedelta():
        return False
    return moment.at == first.at and moment.at.utcoffset() != dt.timedelta()


def _authors(told: Stated) -> tuple[str, ...]:
    """The names from the first source that names a person who is not the site itself."""
    sites = {key(site.value) for site in told.sites}
    for names, _ in told.authors:
        people = tuple(name for name in dict.fromkeys(names) if key(name) not in sites)
        if people:
            return people
    return ()
