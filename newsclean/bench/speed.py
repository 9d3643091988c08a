"""Measures the time of a page: `python -m newsclean.bench.speed CORPUS...`, all in one run.

Bodies of HTML against `trafilatura.extract`, bodies of captured text against those of the same
pages' HTML, and whole records by each budget against
`trafilatura.bare_extraction(html, with_metadata=True)`. What is compared runs in turn on each page,
another one first each time; of several rounds the fastest counts. Times are processor time, with
decoding and parsing. Needs the extra `bench`.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from newsclean.bench.corpus import read_corpus
from newsclean.bench.flatten import flatten_selectolax
from newsclean.budget import BUDGETS
from newsclean.labeller.model import page_labelling
from newsclean.page.read import read_page
from newsclean.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HTML_BODY, _TEXT_BODY = "body of HTML", "body of text"
_PEER_BODY, _PEER_RECORD = "trafilatura.extract", "trafilatura.bare_extraction"


class Sample(NamedTuple):
    """One page in the two forms that are read."""

    html: str
    text: str
    url: str | None


Work = Callable[[Sample], object]


class Times(NamedTuple):
    """Milliseconds of processor time for a page."""

    mean: float
    median: float


def _works() -> dict[str, Work]:
    import trafilatura

    return {
        _HTML_BODY: lambda page: page_labelling(read_page(page.html, kind="html")),
        _TEXT_BODY: lambda page: page_labelling(read_page(page.text, kind="text")),
        _PEER_BODY: lambda page: trafilatura.extract(page.html),
        **{f"record, {name}": _record_by(Pipeline(budget=name)) for name in BUDGETS},
        _PEER_RECORD: lambda page: trafilatura.bare_extraction(page.html, with_metadata=True),
    }


def _record_by(pipeline: Pipeline) -> Work:
    return lambda page: pipeline.extract(page.html, page.url, kind="html")


def measure(
    samples: Sequence[Sample], works: Mapping[str, Callable[[Any], object]], rounds: int
) -> dict[str, Times]:
    """Give the times of each piece of work over the samples, the best of `rounds` on each page.

    >>> found = measure([Sample("<p>Rain.", "Rain.", None)], {"nothing": lambda page: page}, 2)
    >>> found["nothing"].mean < 1
    True
    """
    names = list(works)
    for sample in samples:  # loads what any page needs
        for work in works.values():
            work(sample)
    best: dict[str, list[float]] = {name: [] for name in names}
    for number, sample in enumerate(samples):
        first = number % len(names)
        spent = [
            {name: _spent(works[name], sample) for name in names[first:] + names[:first]}
            for _ in range(rounds)
        ]
        for name in names:
            best[name].append(1000 * min(times[name] for times in spent))
    return {n: Times(statistics.mean(times), statistics.median(times)) for n, times in best.items()}


def _spent(work: Work, sample: Sample) -> float:
    start = time.process_time()
    work(sample)
    return time.process_time() - start


def _samples(corpora: Sequence[Path], every: int) -> Iterator[Sample]:
    for path in corpora:
        articles = [page for page in read_corpus(path) if page.kind == "article"]
        for page in articles[::every]:
            yield Sample(page.html, flatten_selectolax(page.html), page.url)


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--every", type=click.IntRange(1), default=5, show_default=True, help="Page taken.")
@click.option("--rounds", type=click.IntRange(1), default=2, show_default=True)
def main(corpora: tuple[Path, ...], every: int, rounds: int) -> None:
    """Measure the time of every so many articles of the CORPORA (JSON Lines, as the bench's)."""
    samples = list(_samples(corpora, every))
    if not samples:
        raise click.ClickException("the corpora hold no article")
    found = measure(samples, _works(), rounds)
    click.echo(f"{len(samples)} pages          mean ms  median ms")
    for name, times in found.items():
        click.echo(f"{name:28} {times.mean:6.2f} {times.median:10.2f}")
    for name, other in _pairs():
        mean, median = (
            theirs / ours for ours, theirs in zip(found[name], found[other], strict=True)
        )
        click.echo(f"{other} over {name}: {mean:.2f} times, by medians {median:.2f}")


def _pairs() -> Iterator[tuple[str, str]]:
    yield _HTML_BODY, _PEER_BODY
    yield _TEXT_BODY, _HTML_BODY
    for name in BUDGETS:
        yield f"record, {name}", _PEER_RECORD


if __name__ == "__main__":
    main()
