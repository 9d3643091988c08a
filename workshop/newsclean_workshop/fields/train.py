"""Train the scorers of title, date, authors and agencies, and measure them on sites kept back.

Run: python -m newsclean_workshop.fields.train ROLES CORPORA PREDICTIONS [--by-site]

PREDICTIONS are what the role model says of the pages of ROLES, each by a model that has not seen
its site: see `newsclean_workshop.fields.predictions`.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import click
import numpy as np

import newsclean.fields
from newsclean_workshop.fields.learn import Recipe, fit, fit_least
from newsclean_workshop.fields.predictions import read_predictions
from newsclean_workshop.fields.readings import (
    fold_of,
    later_readings,
    read_pages,
    read_readings,
)
from newsclean_workshop.fields.report import Table
from newsclean_workshop.fields.samples import FIELDS, Proposed, propose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsclean.fields.scorer import FieldScorer
    from newsclean.page.page import Kind
    from newsclean_workshop.fields.learn import Sample

RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "title": Recipe(trees=200, depth=4, rate=0.08),
        "date": Recipe(trees=120, depth=4, rate=0.08),
        "authors": Recipe(trees=400, depth=5, rate=0.06),
        "agencies": Recipe(trees=120, depth=4, rate=0.08),
    }
)
WORTH: Mapping[str, float] = MappingProxyType(
    {"title": 0.5, "date": 0.4, "authors": 1.6, "agencies": 1.5}
)
"""How many right answers a wrong one costs: a wrong date or name is worse than none."""
_Made = TypeVar("_Made")
KINDS: tuple[Kind, ...] = ("html", "text")


def read_proposed(roles: Path, corpora: Path, predictions: Path) -> Iterator[Proposed]:
    """Return the proposals for every page that readers read and the role model has judged."""
    readings = [*read_readings(roles), *later_readings(corpora)]
    for kind in KINDS:
        known = read_predictions(predictions, kind)
        for read in read_pages(readings, corpora, kind):
            found = known.of(read.reading, read.page)
            if found is not None:
                yield propose(read.page, found, read.reading, read.site)


def train(pages: Sequence[Proposed], field: str, least: float = 0.5) -> FieldScorer:
    """Fit the scorer of one field."""
    return fit([s for page in pages if (s := page.sample(field))], RECIPES[field], least)


def thresholds(pages: Sequence[Proposed], folds: int) -> dict[str, float]:
    """Return the least probability to trust for each field, by scorers fitted on other sites."""
    return {field: fit_least(list(_answers(pages, field, folds)), WORTH[field]) for field in FIELDS}


def _answers(pages: Sequence[Proposed], field: str, folds: int) -> Iterator[tuple[float, bool]]:
    """Return for each answer its probability and whether it is right."""
    for kept, scorer in _crossed(pages, folds, lambda part: train(part, field)):
        for page in kept:
            sample = page.sample(field)
            if sample is not None:
                yield from _of_page(sample, scorer, several=field in {"authors", "agencies"})


def _of_page(sample: Sample, scorer: FieldScorer, *, several: bool) -> list[tuple[float, bool]]:
    found = list(zip(scorer.score(sample.rows), sample.right, strict=True))
    return found if several else [max(found)]


def _crossed(
    pages: Sequence[Proposed], folds: int, make: Callable[[Sequence[Proposed]], _Made]
) -> Iterator[tuple[list[Proposed], _Made]]:
    """Return the pages of each fold with what is made of the pages of all others."""
    for fold in range(folds):
        kept = [page for page in pages if fold_of(page.site, folds) == fold]
        yield kept, make([page for page in pages if fold_of(page.site, folds) != fold])


def measure(pages: Sequence[Proposed], folds: int, least: Mapping[str, float]) -> dict[Kind, Table]:
    """Return the tables of what scorers choose on sites that they were not fitted on."""
    tables: dict[Kind, Table] = {kind: Table() for kind in KINDS}
    for kept, scorers in _crossed(
        pages, folds, lambda part: {field: train(part, field, least[field]) for field in FIELDS}
    ):
        for page in kept:
            kind: Kind = "html" if page.is_html else "text"
            tables[kind].add(page.reading, page.choose(scorers), kind)
    return tables


def write(scorers: Mapping[str, FieldScorer], pages: Sequence[Proposed], folder: Path) -> None:
    """Write the scorers, and a card that says what they were fitted on."""
    folder.mkdir(exist_ok=True)
    for field, scorer in scorers.items():
        with (folder / f"{field}.npz").open("wb") as stream:
            np.savez_compressed(stream, **scorer.to_arrays())  # type: ignore[arg-type]
    facts = {
        "captures": len(pages),
        "sites": len({page.site for page in pages}),
        "corpora": sorted({page.reading.corpus for page in pages}),
        "thresholds": {field: round(scorer.least, 3) for field, scorer in scorers.items()},
        "versions": {name: version(name) for name in ("catboost", "numpy")},
    }
    text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
    (folder / "card.json").write_text(text, "utf-8")


@click.command()
@click.argument("roles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("predictions", type=click.Path(exists=True, path_type=Path))
@click.option("--by-site", is_flag=True, help="Write nothing; measure on sites kept back.")
@click.option("--folds", type=click.IntRange(2), default=4, show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None)
def main(
    roles: Path, corpora: Path, predictions: Path, by_site: bool, folds: int, out: Path | None
) -> None:
    """Fit the scorers of the fields and write them into the package, or measure the recipe."""
    pages = list(read_proposed(roles, corpora, predictions))
    least = thresholds(pages, folds)
    if by_site:
        for kind, table in measure(pages, folds, least).items():
            click.echo("\n".join([kind, *table.lines()]))
        return
    folder = out or Path(newsclean.fields.__file__).parent / "scorers"
    write({field: train(pages, field, least[field]) for field in FIELDS}, pages, folder)
    click.echo(folder)


if __name__ == "__main__":
    main()
