"""Cross-validate the role models by site and print how they do, by corpus, form and role.

    python -m newsclean_workshop.roles.report READINGS CORPORA --cache DIR [--kind html] [--fold 0]

F1 is that of the 4-word shingles of a page's body against the reading's (characters where words are
not spaced), exact the share of pages with the same words; the body is what the roles alone say,
without rules. `--out` writes the predictions for whoever fits on them.
"""

from __future__ import annotations

import logging
import pickle
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from newsclean.bench.metrics import character_overlap, is_exact, is_unspaced, shingle_overlap
from newsclean.body.threshold import choose_threshold
from newsclean.roles import BODY, ROLES
from newsclean_workshop.roles.material import observation_of
from newsclean_workshop.roles.train import RoleSettings, cross_validated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean_workshop.roles.material import Sample

Array = NDArray[Any]
_BODY = [ROLES.index(role) for role in BODY]


class Row(NamedTuple):
    """How one capture of a page went."""

    corpus: str
    form: str
    f1: float
    exact: bool
    surplus: float
    lost: float


def row_of(sample: Sample, probabilities: Array) -> Row:
    """Compare the body that probabilities come to with the reading's."""
    found = probabilities[:, _BODY].sum(axis=1)
    threshold = choose_threshold(found, sample.words + 1.0).value
    pairs = zip(sample.texts, found > threshold, strict=True)
    body = "\n".join(text for text, is_kept in pairs if is_kept)
    compare = character_overlap if is_unspaced(sample.body) else shingle_overlap
    overlap = compare(sample.body, body)
    exact = is_exact(sample.body, body)
    return Row(sample.corpus, sample.form, overlap.f1, exact, overlap.fp, overlap.fn)


def table(rows: Sequence[Row], by: str) -> Iterable[str]:
    """Yield a line for each value of a column, and one for all."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
        groups["all"].append(row)
    yield f"{by:16s} pages     F1  exact  surplus  lost"
    for name, group in sorted(groups.items()):
        f1, exact, surplus, lost = (
            np.mean([getattr(row, part) for row in group])
            for part in ("f1", "exact", "surplus", "lost")
        )
        yield f"{name:16s} {len(group):5d} {f1:.4f} {exact:.3f} {surplus:.4f} {lost:.4f}"


def role_scores(labels: Array, found: Array) -> Iterable[str]:
    """Yield for each role the F1 over blocks of the likeliest role."""
    for column, role in enumerate(ROLES):
        both = int(((labels == column) & (found == column)).sum())
        either = int((labels == column).sum() + (found == column).sum())
        yield f"{role.name.lower()} {2 * both / max(either, 1):.2f}"


@click.command()
@click.argument("readings", type=click.Path(exists=True, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, path_type=Path))
@click.option("--cache", type=click.Path(path_type=Path), required=True)
@click.option("--kind", type=click.Choice(["html", "text"]), default="html")
@click.option("--folds", type=int, default=4)
@click.option("--fold", "chosen", type=int, multiple=True, help="[default: all]")
@click.option("--out", type=click.Path(path_type=Path), help="A file for the predictions.")
def main(
    readings: Path,
    corpora: Path,
    cache: Path,
    kind: Any,
    folds: int,
    chosen: tuple[int, ...],
    out: Path | None,
) -> None:
    """Print the tables."""
    logging.basicConfig(level=logging.INFO)
    settings = RoleSettings(readings, corpora, cache)
    rows: list[Row] = []
    labels: list[Array] = []
    likeliest: list[Array] = []
    predicted: dict[tuple[str, str, str], tuple[Array, list[str]]] = {}
    for model, samples in cross_validated(settings, kind, folds, chosen or range(folds)):
        for sample in samples:
            seen = observation_of(sample)
            probabilities = model.read(sample.numbers.astype(np.float32), seen).probabilities
            rows.append(row_of(sample, probabilities))
            labels.append(sample.labels)
            likeliest.append(probabilities.argmax(axis=1))
            key = (sample.corpus, sample.key, sample.form)
            predicted[key] = (probabilities, sample.texts)
    for by in ("corpus", "form"):
        click.echo("\n".join(table(rows, by)))
    click.echo("  ".join(role_scores(np.concatenate(labels), np.concatenate(likeliest))))
    if out is not None:
        with out.open("wb") as stream:
            pickle.dump(predicted, stream)


if __name__ == "__main__":
    main()
