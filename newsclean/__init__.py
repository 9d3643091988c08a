"""Turns noisy captures of news pages, HTML or plain text, into clean title/date/body records.

>>> import newsclean
>>> newsclean.extract("<h1>Bridge reopens</h1><p>The bridge reopened on Monday, it said.").title
'Bridge reopens'
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Literal

from newsclean._version import __version__
from newsclean.article import Article, Sources
from newsclean.capture import Capture
from newsclean.errors import (
    CaptureError,
    CaptureTooLarge,
    CaptureTypeError,
    CorpusError,
    FixtureError,
    MissingExtra,
    NewscleanError,
    ProfileError,
    SettingError,
    UnknownExtractor,
)

if TYPE_CHECKING:
    import datetime as dt

    from newsclean.batch import clean
    from newsclean.body import Candidate, Extractor, extractor
    from newsclean.explanation import Explanation
    from newsclean.inner import compiled
    from newsclean.learning import learn
    from newsclean.page import Page
    from newsclean.pipeline import DEFAULT, Pipeline

__all__ = [
    "DEFAULT",
    "Article",
    "Candidate",
    "Capture",
    "CaptureError",
    "CaptureTooLarge",
    "CaptureTypeError",
    "CorpusError",
    "Explanation",
    "Extractor",
    "FixtureError",
    "MissingExtra",
    "NewscleanError",
    "Page",
    "Pipeline",
    "ProfileError",
    "SettingError",
    "Sources",
    "UnknownExtractor",
    "__version__",
    "clean",
    "compiled",
    "explain",
    "extract",
    "extract_all",
    "extractor",
    "learn",
]

logging.getLogger("newsclean").addHandler(logging.NullHandler())

# where the names live that load with the pipeline: a program that only imports newsclean pays for
# neither NumPy nor the parsers
_LAZY = {
    "DEFAULT": "newsclean.pipeline",
    "Candidate": "newsclean.body",
    "Explanation": "newsclean.explanation",
    "Extractor": "newsclean.body",
    "Page": "newsclean.page",
    "Pipeline": "newsclean.pipeline",
    "compiled": "newsclean.inner",
    "clean": "newsclean.batch.api",
    "extractor": "newsclean.body",
    "learn": "newsclean.learning",
}


def __getattr__(name: str) -> Any:
    if name in globals():
        return globals()[name]
    if name not in _LAZY:
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
    from importlib import import_module

    from newsclean.interrupts import held_signals

    with held_signals():
        value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def _usable(pipeline: Pipeline | None) -> Pipeline:
    """The pipeline that a caller wants, the default one unless given."""
    if pipeline is None:
        default: Pipeline = __getattr__("DEFAULT")
        return default
    wanted: type[Pipeline] = __getattr__("Pipeline")
    if not isinstance(pipeline, wanted):
        raise SettingError(f"pipeline must be a Pipeline or None, not {type(pipeline).__name__}")
    return pipeline


def extract(
    content: str | bytes,
    url: str | None = None,
    *,
    captured_at: dt.datetime | None = None,
    charset: str | None = None,
    kind: Literal["html", "text"] | None = None,
    pipeline: Pipeline | None = None,
) -> Article:
    """Return the record of one captured page.

    `content` is HTML or captured text, told apart by content unless `kind` says; `url` names the
    page and is never fetched; `captured_at` is the time of capture, against which relative dates
    ("3 hours ago") are read; `charset` is what HTTP declared, used where bytes are handed in.
    Always returns an `Article`, an empty one where nothing was found. Raises `CaptureTooLarge`
    over the pipeline's `max_bytes`, `CaptureTypeError` and `SettingError` for a caller's mistake.

    >>> extract("title: Bridge reopens\\n\\nThe bridge reopened on Monday, the city said.").title
    'Bridge reopens'
    """
    return _usable(pipeline).extract(
        content, url, captured_at=captured_at, charset=charset, kind=kind
    )


def extract_all(
    content: str | bytes,
    url: str | None = None,
    *,
    captured_at: dt.datetime | None = None,
    charset: str | None = None,
    kind: Literal["html", "text"] | None = None,
    pipeline: Pipeline | None = None,
) -> list[Article]:
    """Return a record for each story of a capture that holds several: a digest, a newsletter.

    Takes the arguments of `extract`, and returns its one record for any other page: teasers or a
    second story below a page's own are none of it. A story is told by a headline of its own with
    a byline or date, a link or "Read more", or an `article` element; in a newsletter also by names
    that no other story has. What a story does not say itself (date, language, site) is the
    capture's.

    >>> len(extract_all("<h1>Bridge reopens</h1><p>The bridge reopened on Monday, it said."))
    1
    """
    return _usable(pipeline).extract_all(
        content, url, captured_at=captured_at, charset=charset, kind=kind
    )


def explain(
    content: str | bytes,
    url: str | None = None,
    *,
    captured_at: dt.datetime | None = None,
    charset: str | None = None,
    kind: Literal["html", "text"] | None = None,
    pipeline: Pipeline | None = None,
) -> Explanation:
    """Return the record of one captured page with everything behind it.

    Takes the arguments of `extract`. The explanation holds the blocks with their labels, the
    candidates with their scores, the failures, and for each field the values passed over.

    >>> page = "<h1>Bridge reopens</h1><p>It opened, the city said."
    >>> [label.role for label in explain(page).labels]
    ['title', 'body']
    """
    from newsclean.explanation import with_moves

    used = _usable(pipeline)
    made = used.explain(Capture(content, url, captured_at, charset, kind))
    return with_moves(made, used.scorer)
