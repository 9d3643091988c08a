"""Grow the scorer's forests: the mean of several with different seeds, as one forest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.models import Forest
from newsclean_workshop.boost import catboost, forest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean_workshop.scorer_settings import EnsembleSettings

Array = NDArray[Any]
Loss = Literal["CrossEntropy", "Logloss"]

_BINS = 64


def grow_ensemble(
    rows: Array, targets: Array, weights: Array, settings: EnsembleSettings, loss: Loss
) -> Forest:
    """Grow `settings.seeds` forests on samples by features and give their mean as one forest.

    `targets` are classes, or shares (0..1) where the loss is the cross entropy; the forest gives
    log-odds.
    """
    return mean_forest(
        [_grow(rows, targets, weights, settings, loss, seed) for seed in range(settings.seeds)]
    )


def _grow(
    rows: Array, targets: Array, weights: Array, settings: EnsembleSettings, loss: Loss, seed: int
) -> Forest:
    model = catboost().CatBoostClassifier(
        iterations=settings.trees,
        depth=settings.depth,
        learning_rate=settings.rate,
        l2_leaf_reg=settings.penalty,
        rsm=settings.share,
        border_count=_BINS,
        loss_function=loss,
        random_seed=seed,
        thread_count=1,  # sums in a fixed order: the same bytes each time
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(rows, targets, sample_weight=weights / weights.mean())
    return forest_of(model, settings.depth)


def mean_forest(forests: Sequence[Forest]) -> Forest:
    """Give one forest whose answer is the mean of the answers of several of one depth."""
    number = len(forests)
    return Forest(
        features=np.concatenate([f.features for f in forests], axis=1),
        borders=np.concatenate([f.borders for f in forests], axis=1),
        leaves=np.concatenate([f.leaves for f in forests]) / np.float32(number),
        bias=sum(f.bias for f in forests) / number,
    )
