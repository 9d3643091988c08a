"""Cross-validate the role models by site and print how they do, by corpus, language, form and role.

    python -m newsclean_workshop.roles.report READINGS CORPORA --cache DIR [--kind html] [--fold 0]

F1 is that of the 4-word shingles of a page's body against the reading's (characters where words are
not spaced), exact the share of pages with the same words; the body is what the roles alone say,
without rules. Of each role the last table says how many words of all that should be kept were lost
with it, or kept beside them. `--out` writes the predictions for whoever fits on them, `--models`
the model of each fold.
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
from newsclean.fields.tell_language import tell_language
from newsclean.roles import BODY, ROLES
from newsclean_workshop.roles.material import observation_of
from newsclean_workshop.roles.train import RoleSettings, cross_validated, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean_workshop.roles.material import Sample

Array = NDArray[Any]
_BODY = [ROLES.index(role) for role in BODY]
_SAMPLE_CHARS = 2000
_FOLDS = 4


class Row(NamedTuple):
    """How one capture of a page went."""

    corpus: str
    language: str
    form: str
    f1: float
    exact: bool
    surplus: float
    lost: float


def kept_blocks(sample: Sample, probabilities: Array) -> Array:
    """Return which blocks the probabilities come to, by the threshold that the page asks for."""
    found = probabilities[:, _BODY].sum(axis=1)
    kept: Array = found > choose_threshold(found, sample.words + 1.0).value
    return kept


def row_of(sample: Sample, kept: Array) -> Row:
    """Compare the body of the blocks that are kept with the reading's."""
    body = "\n".join(text for text, is_kept in zip(sample.texts, kept, strict=True) if is_kept)
    compare = character_overlap if is_unspaced(sample.body) else shingle_overlap
    overlap = compare(sample.body, body)
    exact = is_exact(sample.body, body)
    language = tell_language(sample.body[:_SAMPLE_CHARS]).code or "?"
    return Row(sample.corpus, language, sample.form, overlap.f1, exact, overlap.fp, overlap.fn)


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


def words_by_role(samples: Sequence[Sample], kept: Sequence[Array]) -> Iterable[str]:
    """Yield for each role the words that went wrong, and on how many captures."""
    labels = np.concatenate([sample.labels for sample in samples])
    words = np.concatenate([sample.words for sample in samples])
    captures = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    found, inside = np.concatenate(kept), np.isin(labels, _BODY)
    lost, surplus = (
        100 * np.bincount(labels[wrong], words[wrong], len(ROLES)) / max(words[inside].sum(), 1)
        for wrong in (inside & ~found, ~inside & found)
    )
    yield "role             captures   lost  surplus  (% of the words to keep)"
    for column in np.argsort(-(lost + surplus)):
        number = len(np.unique(captures[(labels == column) & (inside != found)]))
        name = ROLES[column].name.lower()
        yield f"{name:16s} {number:8d} {lost[column]:6.2f} {surplus[column]:8.2f}"


@click.command()
@click.argument("readings", type=click.Path(exists=True, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--more",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Further readings to learn from, of sites of the other folds.",
)
@click.option("--cache", type=click.Path(path_type=Path), required=True)
@click.option("--kind", type=click.Choice(["html", "text"]), default="html")
@click.option("--fold", "chosen", type=int, multiple=True, help="[default: all]")
@click.option("--part", default=1.0, help="Share of the read pages to learn from.")
@click.option("--out", type=click.Path(path_type=Path), help="A file for the predictions.")
@click.option("--models", type=click.Path(path_type=Path), help="A folder for the models.")
def main(  # noqa: PLR0913 - arguments and options, each by its name
    *,
    readings: Path,
    corpora: Path,
    more: tuple[Path, ...],
    cache: Path,
    kind: Any,
    chosen: tuple[int, ...],
    part: float,
    out: Path | None,
    models: Path | None,
) -> None:
    """Print the tables."""
    logging.basicConfig(level=logging.INFO)
    settings = RoleSettings(readings, corpora, cache, more)
    measured: list[Sample] = []
    kept: list[Array] = []
    likeliest: list[Array] = []
    predicted: dict[tuple[str, str, str], tuple[Array, list[str]]] = {}
    folds = chosen or range(_FOLDS)
    trained = cross_validated(settings, kind, _FOLDS, folds, part)
    for fold, (model, samples) in zip(folds, trained, strict=True):
        if models is not None:
            models.mkdir(parents=True, exist_ok=True)
            save(model, models / f"{kind}-{fold}.npz")
        for sample in samples:
            seen = observation_of(sample)
            probabilities = model.read(sample.numbers.astype(np.float32).T, seen).probabilities
            measured.append(sample)
            kept.append(kept_blocks(sample, probabilities))
            likeliest.append(probabilities.argmax(axis=1))
            key = (sample.corpus, sample.key, sample.form)
            predicted[key] = (probabilities, sample.texts)
    rows = list(map(row_of, measured, kept))
    for by in ("corpus", "language", "form"):
        click.echo("\n".join(table(rows, by)))
    click.echo("\n".join(words_by_role(measured, kept)))
    labels = np.concatenate([sample.labels for sample in measured])
    click.echo("  ".join(role_scores(labels, np.concatenate(likeliest))))
    if out is not None:
        with out.open("wb") as stream:
            pickle.dump(predicted, stream)


if __name__ == "__main__":
    main()
