"""The pages on which a peer does worst, and what it missed and kept too much there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsclean.bench.metrics import Verdict, shingles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean.bench.corpus import CorpusPage
    from newsclean.bench.records import Record
    from newsclean.bench.summary import PageResult

# a line counts as missed or surplus where at least this share of its shingles is in one text only
_FOREIGN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line in one text only: "-" missed, "+" surplus; `number` and `count` say where it stood."""

    mark: Literal["-", "+"]
    number: int
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field that was judged: its reference and what was found."""

    field: str
    verdict: Verdict
    reference: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of one peer with all that went wrong on it."""

    result: PageResult
    url: str | None
    fields: tuple[FieldView, ...]
    lines: tuple[DiffLine, ...]


def worst_pages(results: Iterable[PageResult], peer: str, count: int) -> list[PageResult]:
    """Return the `count` pages with the lowest body F1 of a peer, the worst first."""
    scored = [
        (result.scores.body.f1, result.corpus, result.id, result)
        for result in results
        if result.peer == peer and result.scores.body is not None
    ]
    return [entry[-1] for entry in sorted(scored, key=lambda entry: entry[:-1])[:count]]


def diff_lines(reference: str, found: str) -> tuple[DiffLine, ...]:
    """Return the lines of the reference that were missed, then the found lines that are surplus.

    Lines are compared by their 4-word shingles wherever they stand, so that texts that part their
    paragraphs differently compare well.

    >>> [(d.mark, d.text) for d in diff_lines("One is kept.\\nTwo went.", "One is kept.\\nAdvert")]
    [('-', 'Two went.'), ('+', 'Advert')]
    """
    return (*_foreign(reference, found, "-"), *_foreign(found, reference, "+"))


def _foreign(text: str, other: str, mark: Literal["-", "+"]) -> list[DiffLine]:
    lines = [line for line in text.splitlines() if line.strip()]
    # single lines and the whole: a short line is a shingle of its own, a long one runs on
    known = set(shingles(other)).union(*(shingles(line) for line in other.splitlines()))
    marked = []
    for number, line in enumerate(lines, start=1):
        own = shingles(line)
        if own and sum(s not in known for s in own) / len(own) >= _FOREIGN_SHARE:
            marked.append(DiffLine(mark, number, len(lines), line.strip()))
    return marked


def view_page(page: CorpusPage, record: Record, result: PageResult) -> PageView:
    """Put a record beside the references of its page."""
    fields: Sequence[tuple[str, Verdict | None, object, object]] = (
        ("title", result.scores.title, page.title, record.title),
        ("date", result.scores.date, page.date, record.date),
    )
    views = (
        FieldView(name, verdict, _text(reference), _text(found))
        for name, verdict, reference, found in fields
        if verdict is not None
    )
    return PageView(result, page.url, tuple(views), diff_lines(page.body or "", record.body))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
