"""Train the chooser of titles from corpora, or measure its recipe on sites kept back.

Run: python -m newsclean_workshop.titles_train CORPUS... [--by-site]
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click
import numpy as np
from newsclean.fields.titles_html import evidence
from newsclean.fields.titles_model import Chooser, features, matrix, pack, prior
from newsclean.fields.titles_sources import whole_proposals

import newsclean.fields
from newsclean.bench.corpus import corpus_hash, corpus_name
from newsclean.bench.metrics import title_key
from newsclean.bench.run import chosen_pages
from newsclean.bench.settings import BenchSettings
from newsclean.body.select import select
from newsclean.fields.title import proposed
from newsclean.page.read import read_page
from newsclean.pipeline import DEFAULT
from newsclean_workshop.boost import asked_only, catboost, forest_of
from newsclean_workshop.scorer.dataset import part_of
from newsclean_workshop.settings import HELD_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsclean.bench.corpus import CorpusPage

# fundus_tests' references are its newspapers' own headlines; most pages of wcxb_dev are no news
_WEIGHTS: Mapping[str, float] = MappingProxyType({"fundus_tests": 1.5, "wcxb_dev": 0.5})
_TREES, _DEPTH, _RATE, _PENALTY = 150, 3, 0.1, 10.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The texts proposed for a page's title, and which of them are its reference."""

    corpus: str
    site: str
    rows: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def sample(page: CorpusPage, corpus: str) -> Sample | None:
    """Propose titles for a page as extraction does; `None` where there is nothing to choose."""
    read = read_page(page.html, page.url)
    body = select(DEFAULT.propose(read)).body
    story = (body.blocks or ()) if body else ()
    start = story[0] if story else None
    found = proposed(read, whole_proposals(read, start or 0), start)
    if page.title is None or not found.groups:
        return None
    seen = [evidence(group, found.around) for group in found.groups]
    rows = features(read, found.groups, seen, found.around, found.start)
    wanted = title_key(page.title)
    right = tuple(title_key(group.text) == wanted for group in found.groups)
    return Sample(corpus, page.site or page.id, tuple(rows), right)


def fit(samples: Sequence[Sample]) -> Chooser:
    """Fit a forest on the pages for which the right title is proposed."""
    library = catboost()
    used = [one for one in samples if any(one.right)]
    names = tuple(sorted({name for one in used for row in one.rows for name in row}))
    sizes = [len(one.rows) for one in used]
    pool = library.Pool(
        np.concatenate([matrix(one.rows, names).T for one in used]),
        np.concatenate([np.array(one.right, dtype=np.float64) for one in used]),
        baseline=np.array([prior(row) for one in used for row in one.rows]),
        group_id=np.repeat(np.arange(len(used)), sizes),
        group_weight=np.repeat([_WEIGHTS.get(one.corpus, 1.0) for one in used], sizes),
    )
    model = library.CatBoost(
        {
            "loss_function": "QuerySoftMax",
            "iterations": _TREES,
            "depth": _DEPTH,
            "learning_rate": _RATE,
            "l2_leaf_reg": _PENALTY,
            "random_seed": 0,
            "thread_count": 1,  # sums in a fixed order: the same bytes each time
            "verbose": False,
            "allow_writing_files": False,
        }
    )
    model.fit(pool)
    forest, asked = asked_only(forest_of(model, _DEPTH))
    return Chooser(forest, tuple(names[i] for i in asked))


def right_by_site(samples: Sequence[Sample], parts: int) -> dict[str, list[bool]]:
    """Say for each corpus which pages get the right title from forests fitted on other sites."""
    found: dict[str, list[bool]] = defaultdict(list)
    for part in range(parts):
        kept = [part_of(f"titles {one.site}", parts) == part for one in samples]
        others = [o for o, k in zip(samples, kept, strict=True) if not k]
        chooser = fit([one for one in others if one.corpus not in HELD_OUT])
        for one in (o for o, k in zip(samples, kept, strict=True) if k):
            best = int(np.argmax(chooser.scores(one.rows)))
            found[one.corpus].append(one.right[best])
    return found


def _samples(corpora: Iterable[Path]) -> list[Sample]:
    settings = BenchSettings(tuple(corpora))
    return [
        found
        for path in settings.corpora
        for page in chosen_pages(path, settings)
        if page.title is not None and (found := sample(page, corpus_name(path))) is not None
    ]


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--by-site", is_flag=True, help="Write nothing; measure on sites kept back.")
@click.option("--parts", type=click.IntRange(2), default=5, show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=None)
def main(corpora: tuple[Path, ...], by_site: bool, parts: int, out: Path | None) -> None:
    """Fit the chooser of titles on CORPORA and write it into the package."""
    samples = _samples(corpora)
    if by_site:
        for corpus, right in right_by_site(samples, parts).items():
            click.echo(f"{corpus}: {sum(right) / len(right):.3f} of {len(right)}")
        return
    used = [one for one in samples if one.corpus not in HELD_OUT]
    folder = out or Path(newsclean.fields.__file__).parent
    with (folder / "titles.npz").open("wb") as stream:
        np.savez_compressed(stream, **pack(fit(used)))  # type: ignore[arg-type]
    facts = {
        "pages": len(used),
        "sites": len({one.site for one in used}),
        "corpora": {corpus_name(path): corpus_hash(path) for path in corpora},
        "held_out": sorted(HELD_OUT),
        "versions": {name: version(name) for name in ("catboost", "numpy")},
    }
    card = folder / "titles.json"
    card.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", "utf-8")
    click.echo(folder / "titles.npz")


if __name__ == "__main__":
    main()
