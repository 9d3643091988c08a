"""Train the block labeller from corpora and write its weight files."""

from __future__ import annotations

import json
import logging
import zlib
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.corpus import CorpusPage, corpus_hash, corpus_name, read_corpus
from newsclean.errors import CorpusError, MissingExtra
from newsclean.labeller.model import Model, pack
from newsclean.roles.features.observe import learned_columns, matrix
from newsclean_workshop.augment import gather
from newsclean_workshop.boost import grow
from newsclean_workshop.dataset import examples
from newsclean_workshop.learn import learn_network, moments
from newsclean_workshop.tables import Example, cross_fit, learn_tables
from newsclean_workshop.teach import lessons, taught
from newsclean_workshop.weak import weak_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsclean.labeller.model import Kind
    from newsclean.models.forest import Forest
    from newsclean.models.network import Network
    from newsclean.roles.features.observe import Columns
    from newsclean_workshop.settings import NetworkSettings, TrainSettings

Array = NDArray[Any]

_log = logging.getLogger(__name__)
_LIBRARIES = ("catboost", "inscriptis", "resiliparse", "torch")
# a block as short as this and as far from any story is furniture beyond doubt
_FAR_BLOCKS = 4
_FAR_WORDS = 12
# a block that is as likely of the story is taken for it, where a label is a chance
_STORY = 0.5


def train(settings: TrainSettings) -> dict[Kind, Path]:
    """Train a model for each kind of capture and write it; gives the weight file of each.

    The same corpora, settings and library versions give the same bytes on the same kind of
    machine. Raises `CorpusError` for a bad corpus or one without a page to train on,
    `MissingExtra` where a library that trains is missing.
    """
    _check_extra()
    written: dict[Kind, Path] = {}
    sources = _strong(settings)
    if not sources:
        raise CorpusError(
            "no page to train on: an article with a body, in a corpus that is not held out"
        )
    settings.out.mkdir(parents=True, exist_ok=True)
    unlabelled = _unlabelled(settings)
    weak = _weak(settings, sources, unlabelled)
    material = gather(page for path in _used(settings) for page in read_corpus(path))
    for kind in settings.kinds:
        pages = list(examples([*sources, *weak], kind, settings, material))
        learned = _taught(sources, unlabelled, kind, settings)
        _log.info("%s: %d pages", kind, len(pages) + len(learned))
        model = fit(pages, kind, settings, learned)
        written[kind] = settings.out / f"{kind}.npz"
        with written[kind].open("wb") as stream:
            np.savez_compressed(stream, **pack(model))  # type: ignore[arg-type]
        _write_card(settings, kind, [*pages, *learned])
    return written


def _check_extra() -> None:
    """Say at once what is missing, not after minutes of reading pages."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise MissingExtra(f"training needs {', '.join(missing)}; run: pip install ./workshop")


def _strong(settings: TrainSettings) -> list[tuple[CorpusPage, float]]:
    """Articles with a body reference, with the weights of their corpora."""
    return [
        (page, settings.weights.get(corpus_name(path), 1.0))
        for path in _used(settings)
        for page in read_corpus(path)
        if page.kind == "article" and page.body is not None
    ]


def _unlabelled(settings: TrainSettings) -> list[CorpusPage]:
    """Articles without a body reference."""
    return [
        page
        for path in _used(settings)
        for page in read_corpus(path)
        if page.kind == "article" and page.body is None
    ]


def _weak(
    settings: TrainSettings,
    sources: Sequence[tuple[CorpusPage, float]],
    unlabelled: Sequence[CorpusPage],
) -> list[tuple[CorpusPage, float]]:
    """Pages without a body reference that get one from a first model and its agreement."""
    if not unlabelled or not settings.weak_weight:
        return []
    strong = list(examples(sources, "html", settings))
    model = fit(strong, "html", settings)
    pages = list(weak_pages(unlabelled, model))
    _log.info("weak references: %d of %d pages", len(pages), len(unlabelled))
    return [(page, settings.weak_weight) for page in pages]


def _taught(
    sources: Sequence[tuple[CorpusPage, float]],
    unlabelled: Sequence[CorpusPage],
    kind: Kind,
    settings: TrainSettings,
) -> list[Example]:
    """Pages without a reference, labelled by a first model for HTML of the others."""
    if not unlabelled or not settings.taught_weight:
        return []
    teaching = replace(settings, html=settings.teacher)
    teacher = fit(list(examples(sources, "html", settings)), "html", teaching)
    learned = list(lessons(unlabelled, teacher))
    _log.info("taught: %d of %d pages", len(learned), len(unlabelled))
    return list(taught(learned, kind, settings))


def _used(settings: TrainSettings) -> list[Path]:
    return [path for path in settings.corpora if corpus_name(path) not in settings.held_out]


def fit_on(pages: Iterable[tuple[str, CorpusPage]], kind: Kind, settings: TrainSettings) -> Model:
    """Fit a model on pages, each with the name of its corpus, as `train` does on whole corpora.

    Pages of corpora that are held out are passed over; weak labels are not made.
    """
    own = [(corpus, page) for corpus, page in pages if corpus not in settings.held_out]
    articles = [(corpus, page) for corpus, page in own if page.kind == "article"]
    seen = [(p, settings.weights.get(corpus, 1.0)) for corpus, p in articles if p.body is not None]
    material = gather(page for _, page in own)
    unlabelled = [page for _, page in articles if page.body is None]
    labelled = list(examples(seen, kind, settings, material))
    return fit(labelled, kind, settings, _taught(seen, unlabelled, kind, settings))


def fit(
    labelled: Sequence[Example],
    kind: Kind,
    settings: TrainSettings,
    learned: Sequence[Example] = (),
) -> Model:
    """Fit tables, forest and network on labelled pages, and on those that a teacher labelled.

    The tables of captured text learn from the latter, too. With those of HTML that do so the F1 of
    two folds was .002 lower.
    """
    of_kind = settings.of_kind(kind)
    pages = [*labelled, *learned]
    known = labelled if kind == "html" else pages
    tables = cross_fit(known, [_inner(page, settings) for page in known], settings.inner_folds)
    columns = [
        page.seen.columns | learned_columns(page.seen, tables[_inner(page, settings)])
        for page in pages
    ]
    names = _varying(columns)
    rows = [matrix(c, names).T for c in columns]
    del columns
    weights = [block_weights(page, settings.word_share) for page in pages]
    return Model(
        tables=learn_tables(known),
        features=names,
        forest=_grow(pages, rows, weights, settings),
        networks=tuple(_learn(pages, rows, weights, of_kind.networks)),
        share=of_kind.share,
        factor=of_kind.factor,
    )


def _learn(
    pages: Sequence[Example],
    rows: Sequence[Array],
    weights: Sequence[Array],
    networks: Sequence[NetworkSettings],
) -> Iterator[Network]:
    """Train the networks, which share the scaling of the features."""
    scaling = moments(rows)
    labels = [page.labels for page in pages]
    words = [page.seen.columns["words"] for page in pages]
    for settings in networks:
        groups = [
            np.stack([grouping.numbers for grouping in page.seen.groupings])
            for page in (pages if settings.pools else ())
        ]
        yield learn_network(rows, labels, weights, words, settings, groups, scaling)


def _varying(columns: Sequence[Columns]) -> tuple[str, ...]:
    """Names of the columns that are not the same everywhere (links, in captured text)."""
    first = columns[0]
    return tuple(
        name
        for name in sorted(first)
        if any(np.ptp(c[name].astype(np.float32)) > 0 for c in columns)
    )


def _grow(
    pages: Sequence[Example],
    rows: Sequence[Array],
    weights: Sequence[Array],
    settings: TrainSettings,
) -> Forest:
    """Grow the forest on all blocks but most of those that are furniture beyond doubt."""
    far = np.concatenate([_far(page) for page in pages])
    chance = np.random.default_rng(settings.seed).random(len(far))
    used = ~far | (chance < settings.far_share)
    scaled = np.concatenate(weights) / np.where(far, settings.far_share, 1.0)
    labels = np.concatenate([page.labels for page in pages])
    return grow(np.concatenate(rows)[used], labels[used], scaled[used], settings.forest)


def block_weights(page: Example, word_share: float) -> Array:
    """Give the weight of each block: pages count alike, blocks partly by their words.

    The metric counts words, an exact match counts blocks: `word_share` is the part of the former.
    """
    words = np.maximum(page.seen.columns["words"], 1.0)
    even = 1 / len(words)
    result: Array = page.weight * (word_share * words / words.sum() + (1 - word_share) * even)
    return result


def _far(page: Example) -> Array:
    inside = np.append(0, np.cumsum(page.labels >= _STORY))
    places = np.arange(len(page.labels))
    first = np.maximum(places - _FAR_BLOCKS, 0)
    end = np.minimum(places + _FAR_BLOCKS + 1, len(places))
    result: Array = (inside[end] == inside[first]) & (page.seen.columns["words"] < _FAR_WORDS)
    return result


def _inner(page: Example, settings: TrainSettings) -> int:
    return _fold(page.site, settings.inner_folds)


def _fold(site: str, parts: int) -> int:
    return zlib.crc32(site.encode("utf-8")) % parts


def _write_card(settings: TrainSettings, kind: Kind, pages: Sequence[Example]) -> None:
    facts = {
        "kind": kind,
        "pages": len(pages),
        "sites": len({page.site for page in pages}),
        "blocks": sum(len(page.labels) for page in pages),
        "corpora": {corpus_name(path): corpus_hash(path) for path in _used(settings)},
        "versions": {name: version(name) for name in ("catboost", "numpy", "selectolax", "torch")},
        "seed": settings.seed,
    }
    path = settings.out / f"{kind}.json"
    path.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", "utf-8")
