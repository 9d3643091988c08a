"""Grow a forest with CatBoost and bring it into the form that the run time evaluates."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.errors import MissingExtra
from newsclean.models import Forest

if TYPE_CHECKING:
    from newsclean_workshop.settings import BoostSettings

Array = NDArray[Any]


def grow(rows: Array, labels: Array, weights: Array, settings: BoostSettings) -> Forest:
    """Grow a forest on blocks by features; `weights` are scaled to a mean of 1.

    A label may be a chance.
    """
    model = catboost().CatBoostClassifier(
        iterations=settings.trees,
        depth=settings.depth,
        learning_rate=settings.rate,
        border_count=settings.bins,
        loss_function="Logloss" if np.isin(labels, (0, 1)).all() else "CrossEntropy",
        # one Newton step a leaf: half the time, the same quality
        leaf_estimation_iterations=1,
        random_seed=settings.seed,
        thread_count=settings.threads,
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(rows, labels, sample_weight=weights / weights.mean())
    return forest_of(model, settings.depth)


def catboost() -> Any:
    """Return the library that grows forests; `MissingExtra` where it is not installed."""
    try:
        import catboost as library
    except ImportError as error:
        raise MissingExtra("catboost is not installed; run: pip install ./workshop") from error
    return library


def forest_of(model: Any, depth: int) -> Forest:
    """Bring a model that CatBoost has fitted into the form that the run time evaluates."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.json")
        model.save_model(str(path), format="json")
        return read_forest(json.loads(path.read_text("utf-8")), depth)


def asked_only(forest: Forest) -> tuple[Forest, Array]:
    """Return a forest that numbers only the features it asks for, and their numbers before."""
    asked, places = np.unique(forest.features, return_inverse=True)
    return replace(forest, features=places.reshape(forest.features.shape)), asked


def read_forest(model: dict[str, Any], depth: int) -> Forest:
    """Read a forest from CatBoost's JSON form; levels that a tree lacks never answer yes."""
    grown = model["oblivious_trees"]
    features = np.zeros((depth, len(grown)), dtype=np.intp)
    borders = np.full((depth, len(grown)), np.inf, dtype=np.float32)
    leaves = np.zeros((len(grown), 1 << depth), dtype=np.float32)
    for number, tree in enumerate(grown):
        for level, split in enumerate(tree["splits"] or ()):  # a tree may find nothing to ask
            features[level, number] = split["float_feature_index"]
            borders[level, number] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, (bias,) = model["scale_and_bias"]
    return Forest(features, borders, leaves * np.float32(scale), float(bias))
