"""From the outcome of the extractors to the record: every field chosen among all its sources."""

from __future__ import annotations

import datetime as dt
import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsclean._version import __version__
from newsclean.article import Article, Sources
from newsclean.explanation import Explanation, Failure
from newsclean.fields.authors import choose_authors
from newsclean.fields.canonical import choose_canonical_url
from newsclean.fields.date import choose_date
from newsclean.fields.description import choose_description
from newsclean.fields.image import choose_image
from newsclean.fields.language import choose_language
from newsclean.fields.site import choose_site
from newsclean.fields.tags import choose_tags
from newsclean.fields.title import choose_title, title_blocks
from newsclean.interrupts import is_from_handler
from newsclean.scorer.kind import article_chance
from newsclean.sweep import swept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsclean.candidate import Candidate
    from newsclean.cascade import Outcome
    from newsclean.fields.choice import Choice
    from newsclean.page.page import Page

_log = logging.getLogger("newsclean")


def make_record(page: Page, outcome: Outcome) -> Explanation:
    """Choose every field and put the article together with all that explains it."""
    candidates = [item.candidate for item in outcome.scored]
    body = outcome.winner.candidate if outcome.winner else None
    choices, failures = choose_fields(page, candidates, body)
    values = {c.field: c.best.value for c in choices if c.best is not None}
    title = values.get("title")
    repeats = title_blocks(page, title) if isinstance(title, str) else frozenset()
    kept = swept(page, body, repeats)
    if kept is not None and not kept.paragraphs:
        kept = None  # a capture of nothing but a date line, a signature, a byline
    article = Article(
        paragraphs=kept.paragraphs if kept else (),
        url=page.url,
        confidence=_confidence(page, outcome) if kept else 0.0,
        article_chance=article_chance(page, candidates, kept),
        sources=_sources(page, choices, outcome, kept),
        version=f"newsclean {__version__}",
        **_typed(values),
    )
    cuts = tuple(Failure("capture", f"left out: {cut}") for cut in page.cuts)
    every = cuts + outcome.failures + failures
    return Explanation(article, page, outcome.scored, kept, every, choices, repeats)


def choose_fields(
    page: Page, candidates: Sequence[Candidate], body: Candidate | None
) -> tuple[tuple[Choice, ...], tuple[Failure, ...]]:
    """Choose each field but the body; a chooser that raises costs its field alone."""
    choices: list[Choice] = []
    failures: list[Failure] = []
    for name, choose in CHOOSERS.items():
        try:
            choices += choose(page, candidates, body)
        except Exception as error:
            if is_from_handler(error):
                raise
            _log.warning("field %s failed on %s: %r", name, page.url or "a page", error)
            failures.append(Failure(f"field {name}", f"{type(error).__name__}: {error}"))
    return tuple(choices), tuple(failures)


def _dates(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> list[Choice]:
    found = choose_date(page, candidates, body)
    return [found.date, found.published, found.modified]


def _one(choose: Callable[..., Choice]) -> Callable[..., list[Choice]]:
    return lambda page, candidates, body: [choose(page, candidates, body)]


CHOOSERS: Mapping[str, Callable[..., list[Choice]]] = MappingProxyType(
    {
        "title": _one(choose_title),
        "date": _dates,
        "authors": _one(choose_authors),
        "language": _one(choose_language),
        "site": _one(choose_site),
        "description": _one(choose_description),
        "image": _one(choose_image),
        "tags": _one(choose_tags),
        "canonical_url": _one(choose_canonical_url),
    }
)
"""What chooses each field, in order; each gives its choices from page, candidates and body."""


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values under the names of `Article`'s fields; a `datetime` is never left in `date`."""
    date = values.get("date")
    return {**values, "date": date.date()} if isinstance(date, dt.datetime) else values


def _confidence(page: Page, outcome: Outcome) -> float:
    quality = outcome.winner.estimate.quality if outcome.winner else 0.0
    # no corpus holds such pages: an even chance that what was left out mattered
    return round(quality / 2 if page.cuts else quality, 4)


def _sources(
    page: Page, choices: Sequence[Choice], outcome: Outcome, kept: Candidate | None
) -> Sources:
    sources = {c.field: c.best.source for c in choices if c.best is not None}
    if page.cuts:
        sources["capture"] = "cut"
    if kept is not None:
        sources["body"] = kept.extractor
    if outcome.profile_note:
        sources["profile"] = outcome.profile_note
    return Sources(sources)
