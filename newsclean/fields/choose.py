"""The fields of a record but its body, each chosen among all its sources."""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.body import Failure
from newsclean.fields.authors import choose_authors
from newsclean.fields.date import choose_date
from newsclean.fields.language import choose_language
from newsclean.fields.proposal import fill
from newsclean.fields.simple import (
    choose_canonical_url,
    choose_description,
    choose_image,
    choose_site,
    choose_tags,
)
from newsclean.fields.title import choose_title, title_blocks
from newsclean.interrupts import is_from_handler
from newsclean.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsclean.body import Candidate
    from newsclean.fields.proposal import Choice
    from newsclean.page import Page

_log = logging.getLogger("newsclean")


class Fields(NamedTuple):
    """What was chosen for each field, and what went wrong."""

    choices: tuple[Choice, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """The values that were chosen, by field."""
        return {c.field: c.best.value for c in self.choices if c.best is not None}

    @property
    def sources(self) -> dict[str, str]:
        """Who gave each value that was chosen, by field."""
        return {c.field: c.best.source for c in self.choices if c.best is not None}


def choose_fields(
    page: Page,
    candidates: Sequence[Candidate],
    body: Candidate | None,
    unasked: AbstractSet[str] = frozenset(),
) -> Fields:
    """Choose each field but the body; a chooser that raises costs its field alone.

    `body` is the one selected, which still holds date lines and bylines; `unasked` are the
    choosers that do not run.
    """
    choices: list[Choice] = []
    failures: list[Failure] = []
    for name, choose in CHOOSERS.items():
        if name in unasked:
            continue
        try:
            choices += choose(page, candidates, body)
        except Exception as error:
            if is_from_handler(error):
                raise
            _log.warning("field %s failed on %s: %r", name, shown(page.url or "a page"), error)
            failures.append(Failure(f"field {name}", f"{type(error).__name__}: {error}"))
    return Fields(tuple(fill(choices, candidates)), tuple(failures))


def blocks_of_title(page: Page, fields: Fields) -> frozenset[int]:
    """Return the blocks that only repeat the chosen title."""
    title = fields.values.get("title")
    return title_blocks(page, title) if isinstance(title, str) else frozenset()


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
