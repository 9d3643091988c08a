"""Lessons: pages that nobody read, labelled by a model for HTML within their reference.

The corpora hold articles whose reference follows another convention (which captions, subheadings
and lists count), so that it is no label of a block. It is good evidence of which part of the page
the story is, though. The model for HTML says what each block is; where the reference speaks
plainly against it, outside the stretch that the reference holds or inside of it, the reference
decides; a page on which the two do not agree at all is left out. The labels are carried over to
captured text, whose model learns from them beside the readings (distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import random
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.errors import NewscleanError
from newsclean.page.read import read_page
from newsclean.roles import BODY, ROLES, Role
from newsclean.roles.features.observe import observe
from newsclean_workshop.align import align
from newsclean_workshop.roles.captures import FORMS, disturb, letters_of, make_capture
from newsclean_workshop.roles.examples import Example, site_of
from newsclean_workshop.roles.material import sample_of
from newsclean_workshop.roles.readings import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsclean.bench.corpus import CorpusPage
    from newsclean.page.page import Page
    from newsclean.roles.model import RoleModel
    from newsclean_workshop.roles.material import Sample

Array = NDArray[Any]

HELD_OUT = frozenset({"omnivore", "spider", "turku", "europa", "newspaper"})
"""Corpora that no model learns from: measured on only, or no pages of news."""
# of corpora with a hundred pages of one site every so many pages are enough
_THINNED = {"crawlpast": 3, "xmu": 4}
_MOST_BLOCKS, _MOST_CHARS = 900, 1_500_000
_IN_BODY = np.isin(range(len(ROLES)), [ROLES.index(role) for role in BODY])
_STORY = ROLES.index(Role.STORY)
_ELSE = [
    ROLES.index(role) for role in (Role.TEASER, Role.OTHER_STORY, Role.COMMENT, Role.FURNITURE)
]
_NOTHING = np.eye(len(ROLES))[ROLES.index(Role.FURNITURE)]
# a block of which so much is in the reference is the story there, under the other nothing of it is
_INSIDE, _OUTSIDE = 0.8, 0.2
_MARGIN = 2
_WORDS_IN, _WORDS_OUT, _LEAST_WORDS = 8, 6, 40
_LEAST_AGREEMENT, _FULL_AGREEMENT, _MOST_DOUBT = 0.8, 0.9, 0.08
_SHARE = 0.35
"""The part that the forest has in the labels of a lesson: with it their worth was measured."""
WEIGHT = 0.6
"""What a lesson counts beside a reading."""


def settle(table: Array, words: Array, held: Array | None) -> tuple[Array, float] | None:
    """Return the labels of a page and how much they count, `None` if they are not to be trusted.

    `table` is what the model says (blocks x roles), `held` the share of each block that the
    reference holds, `None` if the page has none.
    """
    body = table[:, _IN_BODY].sum(axis=1)
    sizes = words + 1
    if held is None:
        doubt = (np.minimum(body, 1 - body) * sizes).sum() / max((body * sizes).sum(), 1.0)
        return (table, WEIGHT / 2) if doubt < _MOST_DOUBT else None
    inside = held > _INSIDE
    if (inside * sizes).sum() < _LEAST_WORDS:
        return None
    first, last = np.flatnonzero(inside)[[0, -1]]
    places = np.arange(len(held))
    beyond = (places < first - _MARGIN) | (places > last + _MARGIN)
    table = table.copy()
    out = (held < _OUTSIDE) & (body > 0.5) & beyond & (words > _WORDS_OUT)
    table[np.ix_(out, _IN_BODY)] *= 0.05
    table[np.ix_(out, _ELSE)] += 0.01
    missed = inside & (body < 0.5) & (words > _WORDS_IN)
    table[missed] *= 0.3
    table[missed, _STORY] += 0.7
    table /= table.sum(axis=1, keepdims=True)
    body = table[:, _IN_BODY].sum(axis=1)
    both = 2 * (np.minimum(held, body) * sizes).sum()
    agreement = both / max(((held + body) * sizes).sum(), 1.0)
    if agreement <= _LEAST_AGREEMENT:
        return None
    return table, WEIGHT if agreement > _FULL_AGREEMENT else WEIGHT / 2


def lessons(model: RoleModel, corpora: Path, read: frozenset[tuple[str, str]]) -> Iterator[Sample]:
    """Yield captured texts of the articles in `corpora` that are not among those `read`."""
    model = replace(model, share=_SHARE)
    for path in sorted(corpora.glob("*.jsonl.xz")):
        corpus = corpus_name(path)
        if corpus in HELD_OUT:
            continue
        for page in read_corpus(path):
            is_new = page.kind == "article" and (corpus, page.id) not in read
            thinned = zlib.crc32(page.id.encode()) % _THINNED.get(corpus, 1)
            if is_new and not thinned and len(page.html) <= _MOST_CHARS:
                yield from _of_page(model, corpus, page)


def _of_page(model: RoleModel, corpus: str, page: CorpusPage) -> Iterator[Sample]:
    read = read_page(page.html, page.url, kind="html")
    seen = observe(read)
    if seen is None or len(read.blocks) > _MOST_BLOCKS:
        return
    held = align(read.texts, page.body.split("\n")) if page.body else None
    words = np.maximum(seen.columns["words"], 0)
    settled = settle(model.roles(seen).probabilities.astype(np.float64), words, held)
    if settled is not None:
        yield from _captures(corpus, page, read, *settled)


def _captures(
    corpus: str, page: CorpusPage, read: Page, table: Array, weight: float
) -> Iterator[Sample]:
    """Yield two forms of a page, each as it is and with accidents."""
    rng = random.Random(page.id)  # noqa: S311 - draws forms, keeps no secret
    numbers = [str(index) for index in range(len(read.blocks))]
    for form in rng.sample(FORMS, 2):
        plain = make_capture(page.html, form, read.texts, numbers)
        for capture in (plain, disturb(plain, rng)):
            try:
                text = read_page("\n".join(line.text for line in capture), kind="text")
            except NewscleanError:  # aligned tables can be larger than any capture may be
                continue
            seen = observe(text)
            if seen is None:
                continue
            places = letters_of(capture, text.texts)
            labels = np.stack([_NOTHING if p == FURNITURE else table[int(p)] for p in places])
            texts = list(text.texts)
            example = Example(corpus, page.id, site_of(page), form, seen, texts, labels)
            sample = sample_of(example)
            sample.weight = weight
            yield sample
