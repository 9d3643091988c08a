"""From the outcome of the extractors to the record: every field chosen among all its sources."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsclean._version import __version__
from newsclean.article import Article, Sources
from newsclean.dates import is_date_line
from newsclean.explanation import Explanation, Failure
from newsclean.fields.authors import choose_authors
from newsclean.fields.bylines import is_byline
from newsclean.fields.canonical import choose_canonical_url
from newsclean.fields.date import choose_date
from newsclean.fields.description import choose_description
from newsclean.fields.image import choose_image
from newsclean.fields.language import choose_language
from newsclean.fields.site import choose_site
from newsclean.fields.tags import choose_tags
from newsclean.fields.title import choose_title, title_blocks
from newsclean.labeller.model import page_labelling
from newsclean.prose.asides import asides
from newsclean.prose.ends import story_end
from newsclean.prose.marks import is_insert
from newsclean.prose.words import block_words
from newsclean.scorer.kind import article_chance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsclean.candidate import Candidate
    from newsclean.cascade import Outcome
    from newsclean.fields.choice import Choice
    from newsclean.page.page import Page

# a box of links inside a story looks like its end by its words; where the labeller, which sees the
# markup, holds what stands below for story with at least this mean probability, it is one, and
# where most of the story stands below, too. The same for a heading that repeats the title
_SURE = 0.9
# what repeats the title is the story where no more words than these are left without it
_LEAST_WORDS = 10
# bylines stand among so many first or last lines
_EDGE = 3
# a date line of the page is one of the first blocks of a body that took it along
_FIRST = 2

_log = logging.getLogger("newsclean")


def make_record(page: Page, outcome: Outcome) -> Explanation:
    """Choose every field and put the article together with all that explains it."""
    candidates = [item.candidate for item in outcome.scored]
    body = outcome.winner.candidate if outcome.winner else None
    choices, failures = choose_fields(page, candidates, body)
    values = {c.field: c.best.value for c in choices if c.best is not None}
    title = values.get("title")
    repeats = title_blocks(page, title) if isinstance(title, str) else frozenset()
    kept = _swept(page, body, repeats)
    article = Article(
        paragraphs=kept.paragraphs if kept else (),
        url=page.url,
        confidence=_confidence(outcome),
        article_chance=article_chance(page, candidates, kept),
        sources=_sources(choices, outcome),
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


def _swept(page: Page, body: Candidate | None, repeats: frozenset[int]) -> Candidate | None:
    """The body less the blocks that only repeat the title, and less adverts and pointers in it.

    What stands below the furniture that ends a story goes, too. A site's own extractor knows
    better which lines its stories carry: there only the title goes.
    """
    if body is None or body.blocks is None:
        return body
    trusted = body.extractor == "profile"
    end = len(page.blocks) if trusted else _end(page, body.blocks)
    if not trusted:
        repeats = _no_story(page, body.blocks, repeats)
    blocks = tuple(i for i in body.blocks if i < end and i not in repeats)
    if not trusted:
        blocks = _without_asides(page, blocks)
    if len(blocks) == len(body.blocks):
        return body
    paragraphs = tuple(page.blocks[i].text for i in blocks)
    return replace(body, blocks=blocks, paragraphs=paragraphs)


def _without_asides(page: Page, blocks: tuple[int, ...]) -> tuple[int, ...]:
    """The blocks of a generic body that are no advert, pointer, caption, byline, signature, date.

    A date line is a field's only above the story: within it the entries of a chronicle have them.
    """
    edges = {*blocks[:_EDGE], *blocks[-_EDGE:]}
    story = tuple(i for i in blocks if not _is_aside(page.blocks[i].text, i in edges))
    out = asides(page, story) | {i for i in story[:_FIRST] if is_date_line(page.blocks[i].text)}
    return tuple(i for i in story if i not in out)


def _no_story(page: Page, kept: Sequence[int], repeats: frozenset[int]) -> frozenset[int]:
    """Those blocks that repeat the title and are no story: a heading within it may, too."""
    if sum(block_words(page)[i] for i in kept if i not in repeats) < _LEAST_WORDS:
        return frozenset()
    if page.kind == "text":
        return repeats
    chances = page_labelling(page).chances
    return frozenset(i for i in repeats if i == kept[0] or chances[i] < _SURE)


def _end(page: Page, kept: Sequence[int]) -> int:
    """The end of the story by its furniture; markup that speaks plainly against it wins."""
    end = story_end(page, kept)
    below = [i for i in kept if i >= end]
    if page.kind == "text" or not below:
        return end
    words = block_words(page)
    sure = float(page_labelling(page).chances[below].mean()) > _SURE
    most = 2 * words[below].sum() > words[list(kept)].sum()
    return len(page.blocks) if sure or most else end


def _is_aside(text: str, at_edge: bool) -> bool:
    """Whether a line of a generic body is an advert, a pointer, a caption or a byline.

    "By" and a name begin subheadings, too, but not those that a story begins or ends with.
    """
    return is_insert(text) or (at_edge and is_byline(text))


def _confidence(outcome: Outcome) -> float:
    return round(outcome.winner.estimate.quality, 4) if outcome.winner else 0.0


def _sources(choices: Sequence[Choice], outcome: Outcome) -> Sources:
    sources = {c.field: c.best.source for c in choices if c.best is not None}
    if outcome.winner is not None:
        sources["body"] = outcome.winner.candidate.extractor
    if outcome.profile_note:
        sources["profile"] = outcome.profile_note
    return Sources(sources)
