"""Measure a training recipe on sites that it has not seen: cross-validation split by site.

Run: python -m newsclean_workshop.validate CORPUS... --kind html [--fold 0 --fold 1] [--by language]
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click
import numpy as np

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.bench.flatten import FORMS, flatten
from newsclean.bench.metrics import Overlap, is_exact, mean_quality, shingle_overlap
from newsclean.body.labelling import label_by
from newsclean.fields.tell_language import tell_language
from newsclean.page.read import read_page
from newsclean_workshop.settings import TrainSettings
from newsclean_workshop.train import fit_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.bench.corpus import CorpusPage
    from newsclean.labeller.model import Kind, Model
    from newsclean.page.page import Page

Grouping = Literal["corpus", "language"]

# enough to tell a language by
_SAMPLE_CHARS = 2000


class Result(NamedTuple):
    """The score of one page of a held-out site.

    `form` is "html" or the form of captured text, `language` that of the reference body.
    """

    corpus: str
    id: str
    language: str | None
    form: str
    overlap: Overlap
    exact: bool


def fold_of(site: str, folds: int) -> int:
    """Give the fold of a site, the same in every run."""
    return zlib.crc32(site.encode("utf-8")) % folds


def cross_validate(
    settings: TrainSettings, kind: Kind, folds: int = 5, chosen: Iterable[int] | None = None
) -> Iterator[Result]:
    """Train on all folds but one and give the results on that one, for each fold (or the chosen).

    Corpora that are held out from training are measured, too, each page with the model that has
    not seen its site.
    """
    every = [(corpus_name(path), page) for path in settings.corpora for page in read_corpus(path)]
    for fold in chosen if chosen is not None else range(folds):
        apart = [fold_of(page.site or page.id, folds) == fold for _, page in every]
        seen = [found for found, away in zip(every, apart, strict=True) if not away]
        model = fit_on(seen, kind, settings)
        for (name, page), away in zip(every, apart, strict=True):
            if away and page.kind == "article" and page.body:
                yield from _results(model, name, page, kind)


def _results(model: Model, corpus: str, source: CorpusPage, kind: Kind) -> Iterator[Result]:
    for form in ("html",) if kind == "html" else tuple(FORMS):
        yield score_page(model, corpus, source, form)


def score_page(model: Model, corpus: str, source: CorpusPage, form: str) -> Result:
    """Score a model on one page, in HTML or in one form of captured text."""
    body = source.body or ""
    is_html = form == "html"
    content = source.html if is_html else flatten(source.html, form)
    text = body_of(read_page(content, kind="html" if is_html else "text"), model)
    overlap = shingle_overlap(body, text)
    language = tell_language(body[:_SAMPLE_CHARS], ()).code
    return Result(corpus, source.id, language, form, overlap, is_exact(body, text))


def body_of(page: Page, model: Model) -> str:
    """Give the body that a model finds on a page, a block a line."""
    chances, threshold, *_ = label_by(model, page)
    return "\n".join(page.blocks[i].text for i in np.flatnonzero(chances > threshold))


def summary(
    results: Iterable[Result], by: Grouping = "corpus"
) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Give pages, F1 and share of exact matches for each form and corpus or language."""
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        group = result.corpus if by == "corpus" else result.language or "none"
        groups.setdefault((result.form, group), []).append(result)
    table = {}
    for key, members in sorted(groups.items()):
        quality = mean_quality([member.overlap for member in members])
        assert quality is not None
        exact = sum(member.exact for member in members) / len(members)
        table[key] = (len(members), quality.f1, exact)
    return table


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--kind", type=click.Choice(["html", "text"]), default="html", show_default=True)
@click.option("--folds", type=click.IntRange(2), default=5, show_default=True)
@click.option("--fold", "chosen", type=int, multiple=True, help="Only this fold; repeatable.")
@click.option(
    "--by", type=click.Choice(["corpus", "language"]), multiple=True, default=["corpus", "language"]
)
@click.option("--captures", type=click.IntRange(1), default=4, show_default=True)
def main(corpora, kind, folds, chosen, by, captures):  # type: ignore[no-untyped-def]
    """Print pages, F1 and share of exact matches on sites that were not trained on."""
    settings = TrainSettings(corpora=corpora, out=Path(), captures=captures)
    results = list(cross_validate(settings, kind, folds, chosen or None))
    for grouping in by:
        for (form, group), (pages, f1, exact) in summary(results, grouping).items():
            click.echo(f"{form:12} {group:16} {pages:5} {f1:.3f} {exact:.2f}")


if __name__ == "__main__":
    main()
