"""Print what the scorer is worth: predictions for pages of sites that its models never saw.

Run: python -m newsclean_workshop.scorer.report READINGS CORPORA ROLES [--cache FOLDER]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from numpy.typing import NDArray

from newsclean_workshop.scorer.dataset import judged_pages
from newsclean_workshop.scorer.fit import fit_scorer
from newsclean_workshop.scorer.settings import ScorerSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.body.scorer.model import Kind
    from newsclean_workshop.scorer.fit import HeldOut, Race

Array = NDArray[Any]

_BINS = 10
Picks = list[tuple["Race", int]]


def single(races: Iterable[Race], name: str) -> Picks:
    """Return what one extractor alone would give; the leader's body if it finds none."""
    return [
        (race, names.index(name) if name in names else race.view.leader)
        for race in races
        for names in [race.view.extractors]
    ]


def oracle(races: Iterable[Race], without: str = "") -> Picks:
    """Return the best candidate of each page."""
    return [
        (race, int(np.where(allowed, race.view.f1, -1).argmax()))
        for race in races
        for allowed in [np.array([name != without for name in race.view.extractors])]
    ]


def f1_of(picks: Picks) -> Array:
    """Return the true F1 of each pick."""
    return np.array([race.view.overlaps[place].f1 for race, place in picks])


def reliability(predicted: Array, true: Array) -> tuple[float, list[tuple[float, float, int]]]:
    """Return the expected calibration error; for ten equal bins, prediction, truth and pages."""
    bins = np.minimum((predicted * _BINS).astype(int), _BINS - 1)
    rows = [
        (float(predicted[bins == b].mean()), float(true[bins == b].mean()), int((bins == b).sum()))
        for b in np.unique(bins)
    ]
    error = sum(abs(said - came) * number for said, came, number in rows) / len(predicted)
    return error, rows


def auroc(low: Array, alarm: Array) -> float:
    """Return the chance that a page with `low` has a greater `alarm` than one without.

    >>> auroc(np.array([True, False, False]), np.array([0.9, 0.1, 0.2]))
    1.0
    """
    _, inverse, counts = np.unique(alarm, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    ones = int(low.sum())
    pairs = max(ones * (len(low) - ones), 1)
    return float((ranks[low].sum() - ones * (ones + 1) / 2) / pairs)


def report(settings: ScorerSettings, kind: Kind) -> Iterator[str]:
    """Yield the lines of the report on one kind of capture."""
    pages = judged_pages(settings, kind)
    model, held = fit_scorer(pages, settings)
    races = held.races
    yield f"### {kind}: {len(races)} articles, {len(pages)} pages; margin {model.margin}\n"
    picks = [(race, race.winner(model.margin)) for race in races]
    yield from _pick_lines(races, picks)
    yield from _confidence_lines(picks)
    yield from _article_lines(held)


def _pick_lines(races: Sequence[Race], picks: Picks) -> Iterator[str]:
    names = sorted({name for race in races for name in race.view.extractors})
    yield "| | F1 | exact | the oracle loses without it |\n| --- | ---: | ---: | ---: |"
    best = oracle(races)
    for name in names:
        loss = f1_of(best).mean() - f1_of(oracle(races, name)).mean()
        yield f"{_row(name, single(races, name))} {loss:.4f} |"
    yield f"{_row('pick', picks)} |"
    yield f"{_row('oracle', best)} |"


def _row(label: str, picks: Picks) -> str:
    exact = np.mean([race.view.exact[place] for race, place in picks])
    return f"| {label} | {f1_of(picks).mean():.4f} | {exact:.3f} |"


def _confidence_lines(picks: Picks) -> Iterator[str]:
    said = np.array([race.predicted[place] for race, place in picks])
    true = f1_of(picks)
    error, rows = reliability(said, true)
    poor = said[true < 0.8]
    yield (
        f"\nConfidence: calibration error {error:.4f}; AUROC of F1 < .9 "
        f"{auroc(true < 0.9, -said):.3f}, of F1 < .8 {auroc(true < 0.8, -said):.3f}; mean on the "
        f"{len(poor)} pages with F1 < .8 {poor.mean() if len(poor) else 0:.3f}\n"
    )
    yield "| predicted | true | pages |\n| ---: | ---: | ---: |"
    for row in rows:
        yield "| {:.3f} | {:.3f} | {} |".format(*row)
    yield "\n| confidence at least | share of pages | mean F1 | F1 < .9 | F1 < .8 |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    for least in (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.0):
        kept = true[said >= least]
        if len(kept):
            shares = len(kept) / len(true), kept.mean(), (kept < 0.9).mean(), (kept < 0.8).mean()
            yield f"| {least} | " + " | ".join(f"{share:.3f}" for share in shares) + " |"


def _article_lines(held: HeldOut) -> Iterator[str]:
    labels = np.array([page.is_article for page in held.pages])
    one = np.array([page.corpus == "wcxb_dev" for page in held.pages])
    error, rows = reliability(held.chances, labels.astype(float))
    yield (
        f"\n`article_chance`: AUROC in wcxb_dev {auroc(labels[one], held.chances[one]):.4f}, "
        f"in all {auroc(labels, held.chances):.4f}, error {error:.4f}\n"
    )
    yield "| predicted | articles | pages |\n| ---: | ---: | ---: |"
    for row in rows:
        yield "| {:.3f} | {:.3f} | {} |".format(*row)


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("readings", type=_FILE)
@click.argument("corpora", type=_FOLDER)
@click.argument("roles", type=_FOLDER)
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), default=None)
@click.option("--kind", "kinds", type=click.Choice(["html", "text"]), multiple=True)
def main(
    readings: Path, corpora: Path, roles: Path, cache: Path | None, kinds: tuple[Kind, ...]
) -> None:
    """Print the tables of docs/scorer.md."""
    settings = ScorerSettings(readings, corpora, roles, Path(), cache=cache)
    for kind in kinds or settings.kinds:
        for row in report(settings, kind):
            click.echo(row)


if __name__ == "__main__":
    main()
