"""The record of a crawled page under the field names of zyte-common-items' `Article`."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.batch import Cleaner, clean_one
from newsclean.batch.sources import charset_of
from newsclean.capture import Capture
from newsclean.pipeline import DEFAULT

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.batch import Reason


class Cleaned(NamedTuple):
    """What became of a response: the fields of its record, or the reason why there are none."""

    fields: dict[str, Any] | None
    reason: Reason | None = None
    message: str = ""


def clean_response(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    date: str | None = None,
    pipeline: Cleaner | None = None,
) -> Cleaned:
    """Clean the body of an HTTP response; `content_type` and `date` are those of its headers.

    >>> clean_response(b"<h1>Rain falls</h1><p>It rained.", "https://a.example/1").fields["headline"]
    'Rain falls'
    """
    at = time_of(date)
    capture = Capture(body, url, at, charset_of(content_type or ""))
    outcome = clean_one((pipeline or DEFAULT).extract, capture)
    if outcome.article is None:
        return Cleaned(None, outcome.reason, outcome.message)
    return Cleaned(item_fields(outcome.article, at))


def time_of(date: str | None) -> dt.datetime:
    """When a response was made: its `Date` header, which a cache keeps, or else now.

    >>> time_of("Tue, 01 Jul 2025 10:00:00 GMT").isoformat()
    '2025-07-01T10:00:00+00:00'
    """
    try:
        found = parsedate_to_datetime(date or "")
    except ValueError:
        return dt.datetime.now(dt.UTC)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def item_fields(article: Article, captured_at: dt.datetime | None = None) -> dict[str, Any]:
    """Return the fields of an article that were found, by the names of zyte-common-items.

    Authors are `{"name": ...}`, the image is `{"url": ...}`. A date without a time is a day alone.
    `metadata` holds `probability` (that the page is an article), `dateDownloaded`, and of
    newsclean `confidence` and `version`.

    >>> from newsclean.article import Article
    >>> fields = item_fields(Article(title="Rain", date=dt.date(2025, 7, 1), authors=("A. Lee",)))
    >>> fields["headline"], fields["datePublished"], fields["authors"]
    ('Rain', '2025-07-01', [{'name': 'A. Lee'}])
    """
    fields = {
        "headline": article.title,
        "datePublished": _iso(article.published or article.date),
        "dateModified": _iso(article.modified),
        "authors": [{"name": name} for name in article.authors],
        "inLanguage": article.language,
        "mainImage": {"url": article.image} if article.image else None,
        "description": article.description,
        "articleBody": article.body,
        "canonicalUrl": article.canonical_url,
        "url": article.url,
    }
    found = {name: value for name, value in fields.items() if value}
    return {**found, "metadata": _metadata(article, captured_at)}


def _metadata(article: Article, captured_at: dt.datetime | None) -> dict[str, Any]:
    metadata = {
        "probability": article.article_chance,
        "confidence": article.confidence,
        "version": article.version,
    }
    if captured_at is not None:
        at = captured_at.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)
        metadata["dateDownloaded"] = f"{at.isoformat()}Z"
    return metadata


def _iso(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()
