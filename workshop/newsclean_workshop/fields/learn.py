"""Fitting a field's scorer: a forest on the evidence of proposals, and the probability to trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newsclean.fields.scorer import FieldScorer, matrix
from newsclean_workshop.boost import asked_only, catboost, forest_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Sample:
    """The proposals of one page for one field, and which of them are right."""

    site: str
    rows: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a forest is grown."""

    trees: int = 150
    depth: int = 4
    rate: float = 0.1
    penalty: float = 5.0


def fit(samples: Sequence[Sample], recipe: Recipe, least: float) -> FieldScorer:
    """Grow a forest on the proposals of all pages."""
    used = [one for one in samples if one.rows]
    names = tuple(sorted({name for one in used for row in one.rows for name in row}))
    model = catboost().CatBoostClassifier(
        iterations=recipe.trees,
        depth=recipe.depth,
        learning_rate=recipe.rate,
        l2_leaf_reg=recipe.penalty,
        loss_function="Logloss",
        random_seed=0,
        thread_count=1,  # sums in a fixed order: the same bytes each time
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(
        np.concatenate([matrix(one.rows, names).T for one in used]),
        np.concatenate([np.array(one.right, dtype=np.float64) for one in used]),
        sample_weight=np.repeat([one.weight for one in used], [len(one.rows) for one in used]),
    )
    forest, asked = asked_only(forest_of(model, recipe.depth))
    return FieldScorer(forest, tuple(names[i] for i in asked), least)


def fit_least(answers: Sequence[tuple[float, bool]], worth: float) -> float:
    """Return the probability from which answers pay, if a wrong one costs `worth` right ones.

    >>> fit_least([(0.9, True), (0.8, True), (0.6, False), (0.3, False)], 1.0)
    0.7
    """
    ranked = sorted(answers, reverse=True)
    best, gain, cut = 0.0, 0.0, 1
    for number, (_, right) in enumerate(ranked, 1):
        gain += 1.0 if right else -worth
        if gain > best:
            best, cut = gain, number
    below = ranked[cut][0] if cut < len(ranked) else 0.0
    return round((ranked[cut - 1][0] + below) / 2, 3)
