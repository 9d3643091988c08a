"""The scores of one page: what was found against its references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.bench.metrics import (
    ChunkCounts,
    Overlap,
    Verdict,
    character_overlap,
    chunk_counts,
    is_exact,
    is_unspaced,
    judge_date,
    judge_title,
    shingle_overlap,
    title_key,
    word_f1,
)
from newsclean.bench.names import author_f1, people_f1
from newsclean.dates import find_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from newsclean.bench.corpus import CorpusPage
    from newsclean.bench.records import Record

# a hard-wrapped title stands on as many lines at most
_TITLE_LINES = 3
_DATE_CHARS = 500


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of the peers for one page.

    `content` is the page's HTML or its captured text; `title_shown` and `date_known` say whether
    title and date are scored.
    """

    content: str
    title_shown: bool = True
    date_known: bool = True


@dataclass(frozen=True, slots=True)
class PageScores:
    """Scores of one page; `None` if the page has no reference or the peer no such field.

    `characters` is filled only for scripts without spaces; `words`, `authors` and
    `people` are F1 (0..1).
    """

    body: Overlap | None = None
    exact: bool | None = None
    words: float | None = None
    characters: Overlap | None = None
    chunks: ChunkCounts | None = None
    title: Verdict | None = None
    date: Verdict | None = None
    authors: float | None = None
    people: float | None = None


def html_task(page: CorpusPage, *, null_dates: bool) -> Task:
    """Ask for the page's HTML; a null date counts as "has none" where `null_dates` says so."""
    return Task(page.html, page.title is not None, page.date is not None or null_dates)


def text_task(page: CorpusPage, capture: str, *, null_dates: bool) -> Task:
    """Ask for the page's captured text; title and date count only where the capture shows them."""
    title = page.title is not None and shows_title(capture, page.title)
    date = null_dates if page.date is None else shows_date(capture, page.date)
    return Task(capture, title, date)


def shows_title(capture: str, title: str) -> bool:
    """Return whether a title is a line of the text, or up to three lines of it, hard-wrapped.

    >>> shows_title("Menu\\nRain\\nin June!\\nIt fell.", "Rain in June")
    True
    """
    wanted = title_key(title)
    return bool(wanted) and any(wanted == key for key in _line_keys(capture))


def shows_date(capture: str, day: dt.date) -> bool:
    """Return whether a line of the text prints a day in words or numbers, day or month first.

    >>> import datetime as dt
    >>> shows_date("Menu\\nRain\\n1 July 2025, 17:36", dt.date(2025, 7, 1))
    True
    """
    lines = (line[:_DATE_CHARS] for line in capture.splitlines())
    return any(
        moment.day == day
        for line in lines
        for day_first in (True, False)
        for moment in find_dates(line, day_first=day_first)
    )


def _line_keys(capture: str) -> Iterator[str]:
    keys = [key for key in map(title_key, capture.splitlines()) if key]
    for start in range(len(keys)):
        for count in range(1, _TITLE_LINES + 1):
            yield " ".join(keys[start : start + count])


def score_page(page: CorpusPage, task: Task, record: Record, fields: frozenset[str]) -> PageScores:
    """Score those `fields` of a record for which the page has a reference."""
    body = page.body if "body" in fields else None
    snippets = "body" in fields and (page.with_snippets or page.without_snippets)
    author = page.author if "authors" in fields else None
    found = record.body
    return PageScores(
        body=None if body is None else shingle_overlap(body, found),
        exact=None if body is None else is_exact(body, found),
        words=None if body is None else word_f1(body, found),
        characters=character_overlap(body, found) if body and is_unspaced(body) else None,
        chunks=chunk_counts(page.with_snippets, page.without_snippets, found) if snippets else None,
        title=judge_title(page.title, record.title)
        if page.title is not None and task.title_shown and "title" in fields
        else None,
        date=judge_date(page.date, record.date) if task.date_known and "date" in fields else None,
        authors=author_f1(author, record.authors) if author else None,
        people=people_f1(author, record.authors) if author else None,
    )
