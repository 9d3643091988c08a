"""Train the scorer on readings and write its weight files.

Run: python -m newsclean_workshop.scorer.train READINGS CORPORA ROLES [--cache FOLDER]

READINGS is the file of readings, CORPORA the folder of their pages, ROLES one with the predictions
of role models for sites that they never saw (`newsclean_workshop.roles.report --out`).
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

import newsclean.body.scorer
from newsclean.bench.corpus import corpus_hash
from newsclean.body.scorer.model import load_scorer, pack
from newsclean_workshop.scorer.dataset import judged_pages
from newsclean_workshop.scorer.fit import fit_scorer
from newsclean_workshop.scorer.settings import ScorerSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.scorer.model import Kind, ScorerModel
    from newsclean_workshop.scorer.dataset import Judged

_log = logging.getLogger(__name__)


def train_scorer(settings: ScorerSettings) -> dict[Kind, Path]:
    """Train the scorer for each kind of capture and write it; return the weight file of each.

    The same readings, roles, settings and library versions give the same bytes on the same kind of
    machine. Raises `CorpusError` for a bad corpus, `MissingExtra` if catboost is missing.
    """
    written: dict[Kind, Path] = {}
    settings.out.mkdir(parents=True, exist_ok=True)
    for kind in settings.kinds:
        pages = judged_pages(settings, kind)
        _log.info("%s: %d pages", kind, len(pages))
        model, _ = fit_scorer(pages, settings)
        if settings.keeps_article:
            model = replace(model, article=load_scorer(kind).article)
        written[kind] = settings.out / f"{kind}.npz"
        with written[kind].open("wb") as stream:
            np.savez_compressed(stream, **pack(model))  # type: ignore[arg-type]
        card = json.dumps(_card(settings, kind, pages, model), indent=1, sort_keys=True)
        (settings.out / f"{kind}.json").write_text(card + "\n", "utf-8")
    return written


def _card(
    settings: ScorerSettings, kind: Kind, pages: Sequence[Judged], model: ScorerModel
) -> dict[str, object]:
    return {
        "kind": kind,
        "pages": len(pages),
        "articles": sum(page.is_article for page in pages),
        "sites": len({page.site for page in pages}),
        "corpora": sorted({page.corpus for page in pages}),
        "margin": model.margin,
        "readings": corpus_hash(settings.readings),
        "versions": {name: version(name) for name in ("catboost", "numpy", "trafilatura")},
    }


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("readings", type=_FILE)
@click.argument("corpora", type=_FOLDER)
@click.argument("roles", type=_FOLDER)
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), default=None)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None)
@click.option("--kind", "kinds", type=click.Choice(["html", "text"]), multiple=True)
@click.option("--keep-article", is_flag=True, help="Leave the forest of article_chance as it is.")
def main(
    readings: Path,
    corpora: Path,
    roles: Path,
    cache: Path | None,
    out: Path | None,
    kinds: tuple[Kind, ...],
    *,
    keep_article: bool,
) -> None:
    """Train the scorer and write its weights into the package."""
    logging.basicConfig(level=logging.INFO)
    folder = out or Path(newsclean.body.scorer.__file__).parent
    settings = ScorerSettings(
        readings,
        corpora,
        roles,
        folder,
        kinds=kinds or ("html", "text"),
        cache=cache,
        keeps_article=keep_article,
    )
    for path in train_scorer(settings).values():
        click.echo(path)


if __name__ == "__main__":
    main()
