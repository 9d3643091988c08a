"""Measure whole records against readings that no model learned from.

    python -m newsclean_workshop.records CORPORA [--form html] [--marks FILE] [--json FILE]

The body's F1 is that of the 4-word shingles (characters where words are not spaced), exact the
share of bodies with the same words; AUROC tells how well the confidence parts the bodies under .9
from the rest, `doubted` is the mean confidence of those under .8. Without `--marks` the pages of
`roles/later.jsonl.xz` are read, which were marked after the models were trained; most are of sites
of which other pages were learned from. Captured text (a form other than html) is made of the HTML
as `newsclean.bench.flatten` does; real captures are taken as they are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import click
import numpy as np

from newsclean import extract
from newsclean.bench.flatten import flatten
from newsclean.bench.metrics import character_overlap, is_exact, is_unspaced, shingle_overlap
from newsclean_workshop.roles.examples import CAPTURED
from newsclean_workshop.roles.marks import shipped_readings
from newsclean_workshop.roles.readings import read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from newsclean import Article
    from newsclean.bench.corpus import CorpusPage

LATER = Path(__file__).with_name("roles") / "later.jsonl.xz"
"""Pages that were read after the shipped models were trained."""
_GOOD, _BAD = 0.9, 0.8


class Row(NamedTuple):
    """How the record of one page went."""

    corpus: str
    key: str
    f1: float
    exact: bool
    confidence: float


def rows(marks: Path, corpora: Path, form: str) -> Iterator[Row]:
    """Yield the results of the articles whose reader was sure."""
    readings = [reading for reading in shipped_readings(corpora, marks) if reading.body]
    for reading, page in read_pages(readings, corpora):
        article = _extract(page, form)
        if article is not None:
            overlap = character_overlap if is_unspaced(reading.body) else shingle_overlap
            f1 = overlap(reading.body, article.body).f1
            exact = is_exact(reading.body, article.body)
            yield Row(reading.corpus, reading.key, f1, exact, article.confidence)


def _extract(page: CorpusPage, form: str) -> Article | None:
    """Return the record of a page in a form, `None` where it does not come in that form."""
    if page.kind in CAPTURED:
        return None if form == "html" else extract(page.html, kind="text")
    if form == "html":
        return extract(page.html, url=page.url, kind="html")
    return extract(flatten(page.html, form), url=page.url, kind="text")


def auroc(positive: NDArray[np.bool_], score: NDArray[np.float64]) -> float:
    """Return the chance that a positive one scores over another; NaN where one kind is missing.

    >>> auroc(np.array([True, False]), np.array([2.0, 1.0]))
    1.0
    """
    more = score[positive][:, None] - score[~positive][None]
    return float((0.5 * (more == 0) + (more > 0)).mean()) if more.size else float("nan")


def line(name: str, found: Sequence[Row]) -> str:
    """Return one row of the table."""
    f1, confidence = np.array([(row.f1, row.confidence) for row in found]).T
    exact = np.mean([row.exact for row in found])
    doubt = confidence[f1 < _BAD].mean() if (f1 < _BAD).any() else float("nan")
    return (
        f"{name:15}{len(found):6}{f1.mean():8.4f}{exact:7.3f}{confidence.mean():12.3f}"
        f"{auroc(f1 < _GOOD, -confidence):8.3f}{doubt:9.3f}"
    )


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--form",
    type=click.Choice(("html", "selectolax", "resiliparse", "inscriptis")),
    default="html",
    show_default=True,
    help="The form of the capture.",
)
@click.option("--marks", type=click.Path(exists=True, path_type=Path), default=LATER)
@click.option(
    "--json", "out", type=click.File("w"), help="Where each page's row goes, a line each."
)
def main(corpora: Path, form: str, marks: Path, out: TextIO | None) -> None:
    """Measure records of the pages that were read."""
    by_corpus: dict[str, list[Row]] = defaultdict(list)
    for row in rows(marks, corpora, form):
        by_corpus["all"].append(row)
        by_corpus[row.corpus].append(row)
        if out:
            out.write(json.dumps(row._asdict()) + "\n")
    click.echo(
        f"{'':15}{'pages':>6}{'F1':>8}{'exact':>7}{'confidence':>12}{'AUROC':>8}{'doubted':>9}"
    )
    for name, found in sorted(by_corpus.items(), key=lambda item: -len(item[1])):
        click.echo(line(name, found))


if __name__ == "__main__":
    main()
