"""Grow the scorer's forests, predict other sites by them, and calibrate what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.scorer.model import Part
from newsclean.models.forest import Forest, probabilities
from newsclean_workshop.boost import asked_only, catboost, forest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean_workshop.scorer.settings import EnsembleSettings

Array = NDArray[Any]

_BORDERS = 64
# points of a calibration curve: with 80 the AUROC was the same, the error on text larger
_BINS = 20


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of features (samples x `names`), each of a part of the sites.

    Forests learn `targets` (0..1) by `weights`, curves what the forests' answers come to in `true`,
    on those that `counts` flags.
    """

    names: tuple[str, ...]
    rows: Array
    targets: Array
    true: Array
    parts: Array
    counts: Array
    weights: Array


def fit_part(samples: Samples, settings: EnsembleSettings) -> tuple[Part, Array]:
    """Fit a forest and its curve; return them, and what forests and curves of other parts say."""
    everything = np.ones(len(samples.rows), dtype=bool)
    raw = np.zeros(len(samples.rows))
    for number in np.unique(samples.parts):
        within = samples.parts == number
        forest = _grow_ensemble(samples, ~within, settings)
        raw[within] = probabilities(forest.scores(samples.rows[within].T))
    said = np.zeros(len(raw))
    for number in np.unique(samples.parts):
        within = samples.parts == number
        chosen = samples.counts & ~within
        said[within] = np.interp(raw[within], *calibrate(raw[chosen], samples.true[chosen]))
    forest, asked = asked_only(_grow_ensemble(samples, everything, settings))
    part = Part(
        forest,
        tuple(samples.names[i] for i in asked),
        samples.rows.mean(axis=0, dtype=np.float64)[asked].astype(np.float32),
        *calibrate(raw[samples.counts], samples.true[samples.counts]),
    )
    return part, said


def _grow_ensemble(samples: Samples, chosen: Array, settings: EnsembleSettings) -> Forest:
    rows, targets = samples.rows[chosen], samples.targets[chosen]
    forests = []
    for seed in range(settings.seeds):
        model = catboost().CatBoostClassifier(
            iterations=settings.trees,
            depth=settings.depth,
            learning_rate=settings.rate,
            l2_leaf_reg=settings.penalty,
            rsm=settings.share,
            border_count=_BORDERS,
            # of a share: squares of its error would be those of the few worst bodies
            loss_function="CrossEntropy",
            random_seed=seed,
            thread_count=1,  # sums in a fixed order: the same bytes each time
            verbose=False,
            allow_writing_files=False,
        )
        model.fit(rows, targets, sample_weight=samples.weights[chosen])
        forests.append(forest_of(model, settings.depth))
    return mean_forest(forests)


def mean_forest(forests: Sequence[Forest]) -> Forest:
    """Return one forest whose answer is the mean of the answers of several of one depth."""
    number = len(forests)
    return Forest(
        features=np.concatenate([f.features for f in forests], axis=1),
        borders=np.concatenate([f.borders for f in forests], axis=1),
        leaves=np.concatenate([f.leaves for f in forests]) / np.float32(number),
        bias=sum(f.bias for f in forests) / number,
    )


def calibrate(raw: Array, true: Array) -> tuple[Array, Array]:
    """Return a rising curve from predictions to what they came to: means of bins, made to rise.

    Bins that would fall are pooled into one point, so that the curve is flat nowhere and
    predictions keep their order; it starts at 0 and ends at 1.

    >>> said, came = calibrate(np.linspace(0, 1, 100), np.linspace(0, 1, 100) ** 2)
    >>> bool(abs(np.interp(0.5, said, came) - 0.25) < 0.01)
    True
    """
    order = np.argsort(raw, kind="stable")
    bins = np.array_split(order, min(_BINS, max(len(order) // 10, 1)))
    pools = _rise([(float(raw[b].mean()), float(true[b].mean()), float(len(b))) for b in bins])
    inside = [(x, y) for x, y, _ in pools if 0 < x < 1 and 0 < y < 1]
    points = np.array([(0.0, 0.0), *inside, (1.0, 1.0)])
    return points[:, 0], points[:, 1]


def _rise(means: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pool neighbours that do not rise (the pool-adjacent-violators algorithm)."""
    pools: list[tuple[float, float, float]] = []
    for pool in means:
        while pools and (pools[-1][1] >= pool[1] or pools[-1][0] >= pool[0]):
            pool = _pooled(pools.pop(), pool)  # noqa: PLW2901 - it grows
        pools.append(pool)
    return pools


def _pooled(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> tuple[float, float, float]:
    weight = one[2] + other[2]
    x, y = ((one[i] * one[2] + other[i] * other[2]) / weight for i in (0, 1))
    return x, y, weight
