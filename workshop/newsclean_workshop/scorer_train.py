"""Train the scorer from corpora and write its weight files.

Run: python -m newsclean_workshop.scorer_train CORPUS... [--cache FOLDER]
"""

from __future__ import annotations

import json
import logging
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

import newsclean.body.scorer
from newsclean.bench.corpus import corpus_hash, corpus_name
from newsclean.body.scorer.model import pack
from newsclean_workshop.scorer_dataset import judged_pages
from newsclean_workshop.scorer_fit import fit_scorer
from newsclean_workshop.scorer_settings import ScorerSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.scorer.model import Kind, ScorerModel
    from newsclean_workshop.scorer_dataset import Judged

_log = logging.getLogger(__name__)


def train_scorer(settings: ScorerSettings) -> dict[Kind, Path]:
    """Train the scorer for each kind of capture and write it; gives the weight file of each.

    The same corpora, settings and library versions give the same bytes on the same kind of
    machine. Raises `CorpusError` for a bad corpus, `MissingExtra` where catboost is missing.
    """
    written: dict[Kind, Path] = {}
    settings.out.mkdir(parents=True, exist_ok=True)
    for kind in settings.kinds:
        pages = judged_pages(settings, kind)
        _log.info("%s: %d pages", kind, len(pages))
        model, _ = fit_scorer(pages, settings)
        written[kind] = settings.out / f"{kind}.npz"
        with written[kind].open("wb") as stream:
            np.savez_compressed(stream, **pack(model))  # type: ignore[arg-type]
        _write_card(settings, kind, pages, model)
    return written


def _write_card(
    settings: ScorerSettings, kind: Kind, pages: Sequence[Judged], model: ScorerModel
) -> None:
    facts = {
        "kind": kind,
        "pages": len(pages),
        "articles": sum(page.is_article for page in pages),
        "sites": len({page.site for page in pages}),
        "margin": model.margin,
        "scale": round(model.scale, 4),
        "corpora": {corpus_name(path): corpus_hash(path) for path in settings.corpora},
        "held_out": sorted(settings.held_out),
        "versions": {name: version(name) for name in ("catboost", "numpy", "trafilatura")},
        "seed": settings.seed,
    }
    path = settings.out / f"{kind}.json"
    path.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", "utf-8")


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), default=None)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None)
def main(corpora: tuple[Path, ...], cache: Path | None, out: Path | None) -> None:
    """Train the scorer on CORPORA and write its weights into the package."""
    logging.basicConfig(level=logging.INFO)
    folder = out or Path(newsclean.body.scorer.__file__).parent
    for path in train_scorer(ScorerSettings(corpora, folder, cache=cache)).values():
        click.echo(path)


if __name__ == "__main__":
    main()
