"""Print what the scorer is worth: predictions for pages of sites that its models never saw.

Run: python -m newsclean_workshop.scorer_report CORPUS... [--cache FOLDER] [--kind html|text]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from newsclean.bench.metrics import mean_quality
from newsclean_workshop.scorer_dataset import judged_pages, part_of
from newsclean_workshop.scorer_fit import HeldOut, cross_calibrate, fit_scorer, pick
from newsclean_workshop.scorer_settings import ScorerSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.body.scorer.model import Kind
    from newsclean_workshop.scorer_dataset import View

Array = NDArray[Any]
Budget = Literal["fast", "balanced", "best"]

_BINS = 10
_ENOUGH = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Picked(NamedTuple):
    """The winner of one page: its view, its place there, and its predicted F1."""

    corpus: str
    view: View
    place: int
    predicted: float

    @property
    def f1(self) -> float:
        """The true F1 of the winner."""
        return self.view.overlaps[self.place].f1


class Race(NamedTuple):
    """The views of one page with the predictions for all candidates."""

    corpus: str
    views: tuple[View, ...]
    predictions: tuple[Array, ...]
    gains: tuple[Array, ...]


def races(held: HeldOut, margin: float, settings: ScorerSettings) -> list[Race]:
    """Put the held-out predictions together page by page, calibrated on other sites."""
    leaders = np.array(
        [float(q[v.leader]) for q, v in zip(held.qualities, held.views, strict=True)]
    )
    true = np.array([view.overlaps[view.leader].f1 for view in held.views])
    pages = [held.pages[owner] for owner in held.owners]
    used = np.array([page.corpus not in settings.held_out for page in pages])
    parts = np.array([part_of(f"fit {page.site}", settings.parts) for page in pages])
    calibrated = cross_calibrate(leaders, true, used, parts)
    grouped: dict[int, list[int]] = {}
    for place, owner in enumerate(held.owners):
        grouped.setdefault(owner, []).append(place)
    return [
        Race(
            held.pages[owner].corpus,
            tuple(held.views[i] for i in places),
            tuple(_predictions(held, i, calibrated[i], margin) for i in places),
            tuple(held.gains[i] for i in places),
        )
        for owner, places in grouped.items()
    ]


def _predictions(held: HeldOut, place: int, leader: float, margin: float) -> Array:
    view, gains = held.views[place], held.gains[place]
    above = np.where(np.arange(len(gains)) == view.leader, 0.0, gains - margin)
    return np.clip(leader + above, 0.0, 1.0)


def run(race: Race, enough: float, margin: float) -> Picked:
    """Pick as the pipeline does: the costly candidates come in where the cheap look poor."""
    number = 0
    for number, (view, predicted) in enumerate(zip(race.views, race.predictions, strict=True)):
        place = pick(view, race.gains[number], margin)
        if predicted[place] >= enough:
            break
    return Picked(race.corpus, view, place, float(predicted[place]))


def single(races: Iterable[Race], name: str) -> list[Picked]:
    """Give what one extractor alone would give; the leader's body where it finds none."""
    return [
        Picked(race.corpus, view, names.index(name) if name in names else view.leader, 0.0)
        for race in races
        for view in [race.views[-1]]
        for names in [view.extractors]
    ]


def oracle(races: Iterable[Race], without: str = "") -> list[Picked]:
    """Give the best candidate of each page."""
    return [
        Picked(race.corpus, view, int(np.where(allowed, view.f1, -1).argmax()), 0.0)
        for race in races
        for view in [race.views[-1]]
        for allowed in [np.array([name != without for name in view.extractors])]
    ]


def line(label: str, picks: Sequence[Picked]) -> str:
    """Give one row of the table: F1 and exact match of each corpus, then of all pages."""
    by_corpus: dict[str, list[Picked]] = {}
    for picked in picks:
        by_corpus.setdefault(picked.corpus, []).append(picked)
    cells = [_cell(by_corpus[corpus]) for corpus in sorted(by_corpus)]
    return f"| {label} | " + " | ".join([*cells, _cell(picks)]) + f" | {mean_f1(picks):.4f} |"


def mean_f1(picks: Sequence[Picked]) -> float:
    """Give the mean of the pages' own F1."""
    return float(np.mean([picked.f1 for picked in picks]))


def _cell(picks: Sequence[Picked]) -> str:
    quality = mean_quality([picked.view.overlaps[picked.place] for picked in picks])
    assert quality is not None
    exact = np.mean([picked.view.exact[picked.place] for picked in picks])
    return f"{quality.f1:.4f} {exact:.3f}"


def reliability(predicted: Array, true: Array) -> tuple[float, list[tuple[float, float, int]]]:
    """Give the expected calibration error and, for ten equal bins, prediction, truth and pages."""
    bins = np.minimum((predicted * _BINS).astype(int), _BINS - 1)
    rows = [
        (float(predicted[bins == b].mean()), float(true[bins == b].mean()), int((bins == b).sum()))
        for b in np.unique(bins)
    ]
    error = sum(abs(said - came) * number for said, came, number in rows) / len(predicted)
    return error, rows


def auroc(low: Array, alarm: Array) -> float:
    """Give the chance that a page with `low` has a greater `alarm` than one without.

    >>> auroc(np.array([True, False, False]), np.array([0.9, 0.1, 0.2]))
    1.0
    """
    _, inverse, counts = np.unique(alarm, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    ones = int(low.sum())
    pairs = max(ones * (len(low) - ones), 1)
    return float((ranks[low].sum() - ones * (ones + 1) / 2) / pairs)


def report(settings: ScorerSettings, kind: Kind) -> Iterator[str]:
    """Give the lines of the report on one kind of capture."""
    pages = judged_pages(settings, kind)
    model, held = fit_scorer(pages, settings)
    found = races(held, model.margin, settings)
    corpora = sorted({race.corpus for race in found})
    yield f"## {kind}: {len(found)} articles, {len(pages)} pages; margin {model.margin}\n"
    yield "| F1, exact | " + " | ".join([*corpora, "all", "mean page F1"]) + " |"
    yield "| --- |" + " ---: |" * (len(corpora) + 2)
    names = sorted({name for race in found for name in race.views[-1].extractors})
    for name in names:
        yield line(name, single(found, name))
    for enough in _ENOUGH if kind == "html" else (0.0,):
        picks = [run(race, enough, model.margin) for race in found]
        costly = np.mean([p.view is not r.views[0] for p, r in zip(picks, found, strict=True)])
        yield line(f"pick, enough {enough:g}, costly on {costly:.2f}", picks)
    best = oracle(found)
    yield line("oracle", best)
    yield "\n| without | the oracle loses |\n| --- | ---: |"
    for name in names:
        yield f"| {name} | {mean_f1(best) - mean_f1(oracle(found, name)):.4f} |"
    yield from _alarm_lines(found, model.margin)
    yield from _article_lines(held)


def _alarm_lines(found: Sequence[Race], margin: float) -> Iterator[str]:
    for enough in (0.0, 1.0):
        picks = [run(race, enough, margin) for race in found]
        said = np.array([picked.predicted for picked in picks])
        true = np.array([picked.f1 for picked in picks])
        error, rows = reliability(said, true)
        yield (
            f"\nconfidence, enough {enough:g}: error {error:.4f}, AUROC of F1 < .9 "
            f"{auroc(true < 0.9, -said):.3f}, of F1 < .7 {auroc(true < 0.7, -said):.3f}\n"
        )
        yield "| predicted | true | pages |\n| ---: | ---: | ---: |"
        for row in rows:
            yield "| {:.3f} | {:.3f} | {} |".format(*row)
        yield from _threshold_lines(said, true)


def _threshold_lines(said: Array, true: Array) -> Iterator[str]:
    yield "\n| confidence at least | share of pages | mean F1 | F1 < .9 | F1 < .7 |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    for least in (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.0):
        kept = true[said >= least]
        if len(kept):
            shares = len(kept) / len(true), kept.mean(), (kept < 0.9).mean(), (kept < 0.7).mean()
            yield f"| {least} | " + " | ".join(f"{share:.3f}" for share in shares) + " |"


def _article_lines(held: HeldOut) -> Iterator[str]:
    labels = np.array([page.is_article for page in held.pages])
    chances = held.article_chances
    one = np.array([page.corpus == "wcxb_dev" for page in held.pages])
    error, rows = reliability(chances, labels.astype(float))
    yield (
        f"\narticle_chance: AUROC in wcxb_dev {auroc(labels[one], chances[one]):.4f}, "
        f"in all {auroc(labels, chances):.4f}, error {error:.4f}\n"
    )
    yield "| predicted | articles | pages |\n| ---: | ---: | ---: |"
    for row in rows:
        yield "| {:.3f} | {:.3f} | {} |".format(*row)


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), default=None)
@click.option("--kind", "kinds", type=click.Choice(["html", "text"]), multiple=True)
def main(corpora: tuple[Path, ...], cache: Path | None, kinds: tuple[Kind, ...]) -> None:
    """Print the tables of docs/scorer.md for CORPORA."""
    settings = ScorerSettings(corpora, Path(), cache=cache)
    for kind in kinds or settings.kinds:
        for row in report(settings, kind):
            click.echo(row)


if __name__ == "__main__":
    main()
