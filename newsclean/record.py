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
from newsclean.fields.date import choose_date
from newsclean.fields.language import choose_language
from newsclean.fields.simple import (
    choose_canonical_url,
    choose_description,
    choose_image,
    choose_site,
    choose_tags,
)
from newsclean.fields.title import choose_title, title_blocks
from newsclean.scorer.kind import article_chance
from newsclean.sweep import swept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsclean.candidate import Candidate
    from newsclean.cascade import Outcome
    from newsclean.fields.proposal import Choice
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
        confidence=_confidence(outcome) if kept else 0.0,
        article_chance=article_chance(page, candidates, kept),
        sources=_sources(choices, outcome, kept),
        version=f"newsclean {__version__}",
        **_typed(values),
    )
    every = outcome.failures + failures
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
        except Exception as error:  # noqa: BLE001 - recorded, and the other fields go on
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
        "authors": lambda *seen: list(choose_authors(*seen)),
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


def _confidence(outcome: Outcome) -> float:
    return round(outcome.winner.estimate.quality, 4) if outcome.winner else 0.0


def _sources(choices: Sequence[Choice], outcome: Outcome, kept: Candidate | None) -> Sources:
    sources = {c.field: c.best.source for c in choices if c.best is not None}
    if kept is not None:
        sources["body"] = kept.extractor
    if outcome.profile_note:
        sources["profile"] = outcome.profile_note
    return Sources(sources)
