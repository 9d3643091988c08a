"""What a peer gives for one page, and the peer itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

FIELDS = frozenset({"body", "title", "date", "authors"})


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one page that are measured; not found is empty or `None`.

    `source` says which part of the peer gave the body, `confidence` what body F1 the peer itself
    expects (0..1); peers that know neither leave them `None`.
    """

    body: str = ""
    title: str | None = None
    date: date | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """A library under measurement: `run` takes a page's content and URL and gives a record.

    `fields` are those that the library gives at all: the others are not scored. `distribution` is
    the installed package whose version a report names.
    """

    name: str
    run: Callable[[str, str | None], Record]
    fields: frozenset[str] = FIELDS
    distribution: str | None = None
    text_of: Callable[[str], str] | None = None
    """Text of a body that comes as markup; what it takes is no time of the library's."""
