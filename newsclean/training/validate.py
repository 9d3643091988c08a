"""Measure a training recipe on sites that it has not seen: cross-validation split by site."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.bench.flatten import FORMS, flatten
from newsclean.bench.metrics import Overlap, is_exact, mean_quality, shingle_overlap
from newsclean.labeller.decide import decide
from newsclean.labeller.features import observe
from newsclean.page.read import read_page
from newsclean.training.dataset import examples
from newsclean.training.train import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.bench.corpus import CorpusPage
    from newsclean.labeller.model import Kind, Model
    from newsclean.page.page import Page
    from newsclean.training.settings import TrainSettings


class Result(NamedTuple):
    """The score of one page of a held-out site; `form` is "html" or the form of captured text."""

    corpus: str
    id: str
    lang: str | None
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
    pages = [
        (corpus_name(path), page)
        for path in settings.corpora
        for page in read_corpus(path)
        if page.kind == "article" and page.body is not None
    ]
    for fold in chosen if chosen is not None else range(folds):
        seen = [
            (page, settings.weights.get(name, 1.0))
            for name, page in pages
            if fold_of(page.site or page.id, folds) != fold and name not in settings.held_out
        ]
        model = fit(list(examples(seen, kind, settings)), kind, settings)
        for name, page in pages:
            if fold_of(page.site or page.id, folds) == fold:
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
    return Result(corpus, source.id, source.lang, form, overlap, is_exact(body, text))


def body_of(page: Page, model: Model) -> str:
    """Give the body that a model finds on a page, a block a line."""
    seen = observe(page)
    if seen is None:
        return ""
    chances = model.probabilities(seen)
    threshold = decide(chances, seen.columns["words"] + 1.0, model.factor).threshold
    return "\n".join(page.blocks[i].text for i in np.flatnonzero(chances > threshold))


def summary(results: Iterable[Result]) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Give pages, F1 and share of exact matches for each form and corpus."""
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        groups.setdefault((result.form, result.corpus), []).append(result)
    table = {}
    for key, members in sorted(groups.items()):
        quality = mean_quality([member.overlap for member in members])
        assert quality is not None
        exact = sum(member.exact for member in members) / len(members)
        table[key] = (len(members), quality.f1, exact)
    return table
