"""Measures the time of a page: `python -m newsclean.bench.speed CORPUS...`, all in one run.

Bodies of HTML against `trafilatura.extract`, bodies of captured text against those of the same
pages' HTML, and whole records by two budgets against
`trafilatura.bare_extraction(html, with_metadata=True)`. What is compared runs in turn on batches of
pages, another one first each time. A library sees each page once, as in a crawl, since a second
look finds lines in its caches: bodies are made of every other page, records of the rest. Other
pages are read first, for loading. Times are processor time, with parsing. Needs the extra `bench`.
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
from newsclean.body import page_labelling
from newsclean.page import read_page
from newsclean.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HTML_BODY, _TEXT_BODY = "body of HTML", "body of text"
_PEER_BODY, _PEER_RECORD = "trafilatura.extract", "trafilatura.bare_extraction"
_PAIRS = (
    (_HTML_BODY, _PEER_BODY),
    (_TEXT_BODY, _HTML_BODY),
    ("record, fast", _PEER_RECORD),
    ("record, balanced", _PEER_RECORD),
)


BATCH = 10
"""Pages that one piece of work reads in a row."""
_LOADING = 60
# asks for the language model
_RARE = """<html lang="cy"><h1>Agorwyd y bont</h1><p>14 Mehefin 2025</p>
<p>Cafodd pont Aberwen ei hailagor ddydd Llun, meddai llefarydd ar ran cyngor sir Aberwen.</p>"""


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


def _bodies() -> dict[str, Work]:
    import trafilatura

    return {
        _HTML_BODY: lambda page: page_labelling(read_page(page.html, kind="html")),
        _TEXT_BODY: lambda page: page_labelling(read_page(page.text, kind="text")),
        _PEER_BODY: lambda page: trafilatura.extract(page.html),
    }


def _records() -> dict[str, Work]:
    import trafilatura

    return {
        **{f"record, {name}": _record_by(Pipeline(budget=name)) for name in ("fast", "balanced")},
        _PEER_RECORD: lambda page: trafilatura.bare_extraction(page.html, with_metadata=True),
    }


def _record_by(pipeline: Pipeline) -> Work:
    return lambda page: pipeline.extract(page.html, page.url, kind="html")


def measure(
    samples: Sequence[Sample],
    works: Mapping[str, Callable[[Any], object]],
    loading: Sequence[Sample] = (),
) -> dict[str, Times]:
    """Return the times of each piece of work over the samples; those for `loading` do not count.

    >>> found = measure([Sample("<p>Rain.", "Rain.", None)], {"nothing": lambda page: page})
    >>> found["nothing"].mean < 1
    True
    """
    names = list(works)
    for sample in loading:
        for work in works.values():
            work(sample)
    spent: dict[str, list[float]] = {name: [] for name in names}
    for number, start in enumerate(range(0, len(samples), BATCH)):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            spent[name] += [_spent(works[name], page) for page in samples[start : start + BATCH]]
    return {
        n: Times(statistics.mean(times), statistics.median(times)) for n, times in spent.items()
    }


def _spent(work: Work, sample: Sample) -> float:
    start = time.process_time()
    work(sample)
    return 1000 * (time.process_time() - start)


def _samples(corpora: Sequence[Path], every: int, first: int) -> Iterator[Sample]:
    for path in corpora:
        articles = [page for page in read_corpus(path) if page.kind == "article"]
        for page in articles[first::every]:
            yield Sample(page.html, flatten_selectolax(page.html), page.url)


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--every", type=click.IntRange(1), default=3, show_default=True, help="Page taken.")
def main(corpora: tuple[Path, ...], every: int) -> None:
    """Measure the time of every so many articles of the CORPORA (JSON Lines, as the bench's)."""
    samples = list(_samples(corpora, every, 0))
    if len(samples) < 2:
        raise click.ClickException("the corpora hold no two articles")
    others = list(_samples(corpora, every, every // 2))[:_LOADING]
    loading = [*others, Sample(_RARE, flatten_selectolax(_RARE), None)]
    click.echo(f"{len(samples):3} pages                     mean ms  median ms")
    for works, pages in ((_bodies(), samples[::2]), (_records(), samples[1::2])):
        found = measure(pages, works, loading)
        for name, times in found.items():
            click.echo(f"{name:28} {times.mean:9.2f} {times.median:10.2f}")
        for name, other in _PAIRS:
            if name in found:
                mean, median = (b / a for a, b in zip(found[name], found[other], strict=True))
                click.echo(f"{other} over {name}: {mean:.2f} times, by medians {median:.2f}")


if __name__ == "__main__":
    main()
