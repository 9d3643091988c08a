"""Learn the tables of scores for words, lines and class names from labelled pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.keys import LINE_BITS, NAME_BITS, WORD_BITS, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean.roles.features.observe import Observation

Array = NDArray[Any]

# pseudo-counts, in pages: a bucket seen on few pages keeps a score near 0
_PRIOR = 2.0
_LEAST_PAGES = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A page with its labels: `labels` is 0..1 for each block, `weight` what the page counts."""

    seen: Observation
    labels: Array
    site: str
    weight: float = 1.0


class _Counts:
    """Weighted page counts of buckets inside and outside the story."""

    def __init__(self, bits: int) -> None:
        self.inside = np.zeros(1 << bits)
        self.outside = np.zeros(1 << bits)

    def add(self, buckets: Array, labels: Array, weight: float) -> None:
        size = len(self.inside)
        # a word said ten times on a page is little more evidence than one said once
        inside = np.bincount(buckets, weights=labels, minlength=size)
        outside = np.bincount(buckets, weights=1 - labels, minlength=size)
        self.inside += weight * np.minimum(inside, 3.0)
        self.outside += weight * np.minimum(outside, 3.0)

    def scores(self) -> Array:
        seen = float(self.inside.sum() + self.outside.sum())
        if not seen:
            return np.zeros(len(self.inside), dtype=np.int8)
        prior = min(max(float(self.inside.sum()) / seen, 0.001), 0.999)
        odds = np.log((self.inside + _PRIOR * prior) / (self.outside + _PRIOR * (1 - prior)))
        odds -= np.log(prior / (1 - prior))
        odds[self.inside + self.outside < _LEAST_PAGES] = 0
        result: Array = np.round(odds.clip(-4, 4) * 31).astype(np.int8)
        return result


def learn_tables(examples: Iterable[Example]) -> Tables:
    """Learn all tables from labelled pages: 8-bit integers, 31 to the unit of log-odds."""
    words, heads = _Counts(WORD_BITS), _Counts(LINE_BITS)
    tails, lines = _Counts(LINE_BITS), _Counts(LINE_BITS)
    names, phrases = _Counts(NAME_BITS), _Counts(NAME_BITS)
    for example in examples:
        keys, labels = example.seen.keys, example.labels
        words.add(keys.words, labels[keys.owners], example.weight)
        heads.add(keys.heads, labels, example.weight)
        heads.add(keys.pairs, labels, example.weight)
        tails.add(keys.tails, labels, example.weight)
        lines.add(keys.lines, labels, example.weight)
        _add_names(example, names, phrases)
    return Tables(*(counts.scores() for counts in (words, heads, tails, lines, names, phrases)))


def _add_names(example: Example, names: _Counts, phrases: _Counts) -> None:
    seen = example.seen
    if seen.names is None or seen.tree is None:
        return
    tree, keys = seen.tree, seen.names
    weight = seen.columns["chars"] / max(float(seen.columns["chars"].sum()), 1.0)
    inside = np.append(0, np.cumsum(weight * example.labels))
    whole = np.append(0, np.cumsum(weight))
    mass = whole[tree.ends] - whole[tree.firsts]
    good = inside[tree.ends] - inside[tree.firsts]
    full = mass > 0
    # of each distinct name, the share of story in its elements, each counting once
    held = np.bincount(tree.kinds[full], minlength=keys.number)
    shares = np.bincount(tree.kinds[full], weights=(good[full] / mass[full]), minlength=keys.number)
    label = shares / np.maximum(held, 1)
    for counts, buckets, owners in (
        (names, keys.words, keys.owners),
        (phrases, keys.phrases, keys.phrase_owners),
    ):
        used = held[owners] > 0
        counts.add(buckets[used], label[owners[used]], example.weight)


def cross_fit(examples: Sequence[Example], folds: Sequence[int], parts: int) -> list[Tables]:
    """Learn for each of `parts` folds the tables from the pages of all the others."""
    return [
        learn_tables(e for e, fold in zip(examples, folds, strict=True) if fold != part)
        for part in range(parts)
    ]
