"""Measures the fields: `python -m newsclean.bench.fields COMMAND CORPUS...`

    time   CPU of the fields against that of reading the page and its body
    bare   titles given to stories without one: the corpus's bodies as captured text

What the fields reach is measured by `newsclean bench`.
"""

from __future__ import annotations

import time as clock
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

import newsclean
from newsclean.bench.corpus import corpus_name
from newsclean.bench.metrics import title_key
from newsclean.bench.run import chosen_pages
from newsclean.bench.settings import BenchSettings
from newsclean.body import select
from newsclean.fields import CHOOSERS
from newsclean.page import read_page
from newsclean.pipeline import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.bench.corpus import CorpusPage

_corpora = click.argument(
    "corpora", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
_limit = click.option("--limit", type=int, help="At most so many pages of each corpus.")
_seed = click.option("--seed", type=int, help="With --limit: a sample, not the first pages.")


class Spent(NamedTuple):
    """CPU seconds of one page: of reading it and its body, and of each part of its fields."""

    body: float
    fields: dict[str, float]


@click.group()
def main() -> None:
    """Measure the fields."""


@main.command("time")
@_corpora
@_limit
@_seed
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="The least.")
def show_time(corpora: tuple[Path, ...], limit: int | None, seed: int | None, rounds: int) -> None:
    """Compare the CPU that the fields take to that of the page and its body."""
    body, count = 0.0, 0
    fields: defaultdict[str, float] = defaultdict(float)
    for page in _pages(corpora, limit, seed):
        spent = [spend(page) for _ in range(rounds + (count == 0))]
        body += min(one.body for one in spent)
        for part in spent[0].fields:
            fields[part] += min(one.fields[part] for one in spent)
        count += 1
    if not count:
        raise click.ClickException("the corpora hold no page")
    for part, seconds in (("page and body", body), *sorted(fields.items(), key=_seconds)):
        click.echo(f"{part:16}{1000 * seconds / count:7.2f} ms")
    click.echo(f"fields / page and body: {sum(fields.values()) / body:.3f}, {count:,} pages")


def _seconds(part: tuple[str, float]) -> float:
    return -part[1]


def spend(page: CorpusPage) -> Spent:
    """Extract one page, and say what its parts took.

    Metadata counts as the fields', though labeller and scorer look at it, too.
    """
    start = clock.process_time()
    read = read_page(page.html, page.url)
    first = clock.process_time()
    _ = read.metadata
    second = clock.process_time()
    proposed = DEFAULT.propose(read)
    body = select(proposed).body
    third = clock.process_time()
    fields = {"metadata": second - first}
    for name, choose in CHOOSERS.items():
        began = clock.process_time()
        choose(read, proposed.candidates, body)
        fields[name] = clock.process_time() - began
    return Spent(first - start + third - second, fields)


@main.command("bare")
@_corpora
@_limit
@_seed
def show_bare(corpora: tuple[Path, ...], limit: int | None, seed: int | None) -> None:
    """Show on how many stories without a headline no title is given, as it should be."""
    for path in corpora:
        texts = [text for page in _pages((path,), limit, seed) if (text := bare_story(page))]
        none = sum(newsclean.extract(text, kind="text").title is None for text in texts)
        click.echo(f"{corpus_name(path)}: none on {none} of {len(texts)}")


def bare_story(page: CorpusPage) -> str:
    """Return a page's reference body without the lines that are its title."""
    title = title_key(page.title or "")
    lines = (page.body or "").splitlines()
    return "\n".join(line for line in lines if line.strip() and title_key(line) != title)


def _pages(corpora: tuple[Path, ...], limit: int | None, seed: int | None) -> Iterator[CorpusPage]:
    settings = BenchSettings(corpora, limit=limit, seed=seed)
    for path in corpora:
        yield from chosen_pages(path, settings)


if __name__ == "__main__":
    main()
