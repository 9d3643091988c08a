"""Measure title, date and authors against readings of pages.

Run: python -m newsclean_workshop.fields.report ROLES CORPORA [--kind text] [--share 3]
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclean.bench.metrics import title_key
from newsclean.bench.names import author_names
from newsclean.pipeline import DEFAULT
from newsclean_workshop.fields.readings import read_pages, read_readings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from newsclean.page.page import Kind
    from newsclean_workshop.fields.readings import Reading

_SCRIPTS = ("waddle", "xmu", "zhcontent", "magichtml")


@dataclass(frozen=True, slots=True)
class Given:
    """The fields that are measured, as a record gives them."""

    title: str | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """Counts over pages; a row for each corpus and one for all of them."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, reading: Reading, given: Given, kind: Kind) -> None:
        """Count one page."""
        found = Counter(_counted(reading, given, kind))
        for row in ("all", reading.corpus):
            self.counts.setdefault(row, Counter()).update(found)

    def lines(self) -> Iterable[str]:
        """Return the table, a line a row: shares, and on how many pages or names they stand."""
        yield (
            f"{'':15}{'pages':>6} | title right wrong | date right wrong  false"
            " | people found wrong | agencies found wrong"
        )
        for row, count in sorted(self.counts.items(), key=lambda item: -item[1]["pages"]):
            yield (
                f"{row:15}{count['pages']:6} | {_share(count, 'title right', 'titles'):>11}"
                f"{_share(count, 'title wrong', 'titles'):>6}"
                f" | {_share(count, 'date right', 'dates'):>10}"
                f"{_share(count, 'date wrong', 'dates'):>6}"
                f"{_share(count, 'date false', 'undated'):>7}"
                f" | {_share(count, 'people found', 'people'):>12}"
                f"{_share(count, 'people wrong', 'people given'):>6}"
                f" | {_share(count, 'agencies found', 'agencies'):>14}"
                f"{_share(count, 'agencies wrong', 'agencies given'):>6}"
            )


def _share(count: Counter[str], part: str, whole: str) -> str:
    return f"{count[part] / count[whole]:.3f}" if count[whole] else "-"


def _counted(reading: Reading, given: Given, kind: Kind) -> Iterable[str]:
    """Return what one page adds to the counts, a name for each."""
    yield "pages"
    if reading.title is not None:
        wanted, got = title_key(reading.title), title_key(given.title or "")
        yield "titles"
        if wanted == got:
            yield "title right"
        elif got:
            yield "title wrong"
    if reading.date is not None:
        yield "dates"
        if given.date is not None:
            yield "date right" if given.date == reading.date else "date wrong"
    elif kind == "text":
        # metadata may know a day that the page does not show, text may not
        yield "undated"
        if given.date is not None:
            yield "date false"
    yield from _names_counted(reading, given)


def _names_counted(reading: Reading, given: Given) -> Iterable[str]:
    people, agencies = author_names(reading.authors), author_names(reading.agencies)
    for name in people:
        yield "people"
        if name in author_names(given.authors):
            yield "people found"
    for name in author_names(given.authors):
        yield "people given"
        if name not in people | agencies:
            yield "people wrong"
    for name in agencies:
        yield "agencies"
        if name in author_names(given.agencies):
            yield "agencies found"
    for name in author_names(given.agencies):
        yield "agencies given"
        if name not in people | agencies:
            yield "agencies wrong"


@click.command()
@click.argument("roles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(["html", "text"]), default="html", show_default=True)
@click.option("--share", type=click.IntRange(1), default=1, help="Every so manieth page.")
def main(roles: Path, corpora: Path, kind: Kind, share: int) -> None:
    """Measure the fields of the installed pipeline's records."""
    table = Table()
    for read in read_pages(read_readings(roles), corpora, kind):
        if zlib.crc32(read.name.encode()) % share:
            continue
        page = read.page
        article = DEFAULT.extract(page.source, page.url, kind=kind)
        given = Given(article.title, article.date, article.authors, article.agencies)
        table.add(read.reading, given, kind)
    for line in table.lines():
        click.echo(line)


if __name__ == "__main__":
    main()
