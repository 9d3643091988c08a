"""From corpora to labelled pages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.metrics import shingle_overlap
from newsclean.page.read import read_page
from newsclean.roles.features.observe import observe
from newsclean_workshop.align import align
from newsclean_workshop.augment import capture, followed
from newsclean_workshop.tables import Example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsclean.bench.corpus import CorpusPage
    from newsclean.labeller.model import Kind
    from newsclean.page.page import Page
    from newsclean_workshop.augment import Material
    from newsclean_workshop.settings import TrainSettings

Array = NDArray[Any]

# a block is of the story where at least this share of its word pairs is in the reference
LEAST_SHARE = 0.5


def distinct(sources: Iterable[CorpusPage]) -> Iterator[CorpusPage]:
    """Give each page once: several corpora hold the same one."""
    taken: set[str] = set()
    for source in sources:
        name = source.url or source.id
        if name not in taken:
            taken.add(name)
            yield source


def labels_of(page: Page, body: str) -> Array:
    """Give 1 for each block of the page that the reference body holds, else 0."""
    shares = align([block.text for block in page.blocks], body.split("\n"))
    return (shares >= LEAST_SHARE).astype(np.float64)


def oracle_f1(page: Page, labels: Array, body: str) -> float:
    """Give the F1 that the labelled blocks reach against the reference: the best one can do."""
    kept = "\n".join(
        block.text for block, label in zip(page.blocks, labels, strict=True) if label > 0
    )
    return shingle_overlap(body, kept).f1


def example_of(
    page: Page, source: CorpusPage, *, weight: float, least_oracle: float
) -> Example | None:
    """Give a labelled page, or `None` where its own reference is out of reach."""
    if source.body is None or not page.blocks:
        return None
    labels = labels_of(page, source.body)
    if oracle_f1(page, labels, source.body) < least_oracle:
        return None
    return example_from(page, labels, source, weight)


def example_from(page: Page, labels: Array, source: CorpusPage, weight: float) -> Example:
    """Give a page that has blocks as it is trained on."""
    seen = observe(page)
    assert seen is not None
    for name, column in seen.columns.items():
        seen.columns[name] = np.asarray(column, dtype=np.float32)
    return Example(seen, labels, source.site or source.id, weight)


def html_pages(source: CorpusPage) -> Iterator[Page]:
    """Give the page of a corpus entry."""
    yield read_page(source.html, source.url, kind="html")


def text_pages(
    count: int, seed: int, material: Material | None = None
) -> Callable[[CorpusPage], Iterator[Page]]:
    """Give a reader that makes `count` captured texts of a corpus entry, the same for each run.

    In the last of each three foreign material follows the story, where there is any.
    """

    def read(source: CorpusPage) -> Iterator[Page]:
        rng = random.Random(f"{seed} {source.id}")  # noqa: S311 - no secret
        for number in range(count):
            text = None
            if number % 3 == 2 and material is not None:
                text = followed(source.html, source.body or "", material, rng)
            yield read_page(text or capture(source.html, rng), source.url, kind="text")

    return read


def examples(
    sources: Iterable[tuple[CorpusPage, float]],
    kind: Kind,
    settings: TrainSettings,
    material: Material | None = None,
) -> Iterator[Example]:
    """Give the labelled pages of one kind, made from corpus entries with their weights."""
    read = text_pages(settings.captures, settings.seed, material)
    pages = html_pages if kind == "html" else read
    for source, weight in sources:
        for page in pages(source):
            example = example_of(page, source, weight=weight, least_oracle=settings.least_oracle)
            if example is not None:
                yield example
