"""Weak references for pages that have none: bodies on which independent extractors agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.metrics import shingle_overlap
from newsclean.page.read import read_page
from newsclean.roles.features.observe import observe
from newsclean_workshop.dataset import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.bench.corpus import CorpusPage
    from newsclean.labeller.model import Model

Array = NDArray[Any]

# the labeller's own body is taken where it is long, where the labeller itself expects few errors,
# and where trafilatura's body hardly differs; docs/decisions/0013-weak-labels.md
_LEAST_CHARS = 600
_LEAST_EXPECTED = 0.93
_LEAST_AGREEMENT = 0.9
_FEWEST_BLOCKS = 5


def weak_pages(sources: Iterable[CorpusPage], model: Model) -> Iterator[CorpusPage]:
    """Give those of the pages that get a weak body, with it; a page seen twice is taken once."""
    for source in distinct(sources):
        body = weak_body(source, model)
        if body is not None:
            yield replace(source, body=body)


def weak_body(source: CorpusPage, model: Model) -> str | None:
    """Give the body on which the model and trafilatura agree and no snippet speaks against it."""
    page = read_page(source.html, kind="html")
    seen = observe(page) if len(page.blocks) >= _FEWEST_BLOCKS else None
    if seen is None:
        return None
    chances = model.probabilities(seen)
    threshold, expected = model.decide(seen, chances)
    if expected < _LEAST_EXPECTED:
        return None
    body = "\n".join(page.blocks[i].text for i in np.flatnonzero(chances > threshold))
    if len(body) < _LEAST_CHARS or not _fits_snippets(body, source):
        return None
    return body if _agreement(source.html, body) >= _LEAST_AGREEMENT else None


def _fits_snippets(body: str, source: CorpusPage) -> bool:
    text = " ".join(body.split())
    wanted = all(" ".join(s.split()) in text for s in source.with_snippets)
    return wanted and not any(" ".join(s.split()) in text for s in source.without_snippets)


def _agreement(html: str, body: str) -> float:
    import trafilatura

    bodies = (
        trafilatura.extract(html),
        trafilatura.extract(html, favor_precision=True, include_comments=False),
    )
    return max(shingle_overlap(other or "", body).f1 for other in bodies)
