"""The scorer's models: from features of candidates to predicted F1, from a page to its kind."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.models import Forest, probabilities
from newsclean.roles.features.observe import Columns, matrix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Array = NDArray[Any]
Kind = Literal["html", "text"]

PARTS = ("quality", "gain", "article")
# part of the raw answer in a chance: a curve may be flat, and likelier must stay greater; those
# that are fitted now are flat nowhere
_SLOPE = 0.02


@dataclass(frozen=True, slots=True)
class Part:
    """A forest, the names of its features in the order of its rows, and their means in training."""

    forest: Forest
    features: tuple[str, ...]
    means: Array

    def scores(self, columns: Columns) -> Array:
        """Give the forest's answer for each candidate."""
        return self.forest.scores(matrix(columns, self.features))

    def moves(
        self, columns: Columns, read: Callable[[Array], Array]
    ) -> Iterator[tuple[str, Array]]:
        """Give for each feature how far each answer lies from the one with the feature's mean.

        `read` turns the forest's log-odds into answers.
        """
        rows = matrix(columns, self.features)
        answers = read(self.forest.scores(rows))
        for row, name in enumerate(self.features):
            changed = rows.copy()
            changed[row] = self.means[row]
            yield name, answers - read(self.forest.scores(changed))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve through (`raw`, `true`), straight between its points."""

    raw: Array
    true: Array

    def __call__(self, values: Array) -> Array:
        """Give what raw predictions came to on pages of other sites."""
        curve: Array = np.interp(values, self.raw, self.true)
        return curve


@dataclass(frozen=True, slots=True)
class ScorerModel:
    """What is shipped for one kind of capture.

    `quality` predicts the F1 of any body, as the log-odds of a share. `gain` gives the log-odds
    that a challenger is better than the leader, `scale` what F1 it gains where that is certain;
    `margin` is what a predicted gain must exceed. `article` gives the log-odds that a page is an
    article. `calibration` and `article_calibration` say what the answers of `quality` and `article`
    came to.
    """

    quality: Part
    gain: Part
    article: Part
    scale: float
    margin: float
    calibration: Calibration
    article_calibration: Calibration

    def qualities(self, columns: Columns) -> Array:
        """Give the F1 that each body is predicted to have."""
        return self.calibration(probabilities(self.quality.scores(columns)))

    def gains(self, columns: Columns) -> Array:
        """Give the F1 that each challenger is predicted to gain on the leader, below 0 to lose."""
        return self.scale * certainty(self.gain.scores(columns))

    def article_chance(self, columns: Columns) -> float:
        """Give the probability that a page is an article."""
        raw = probabilities(self.article.scores(columns))
        even = (1 - _SLOPE) * self.article_calibration(raw) + _SLOPE * raw
        return float(even[0])


def certainty(scores: Array) -> Array:
    """Give from -1 (certainly not) to 1 (certainly) what log-odds say."""
    sure: Array = np.tanh(np.asarray(scores) / 2)
    return sure


@cache
def load_scorer(kind: Kind) -> ScorerModel:
    """Load the models shipped for pages of this kind; each is read once in a process."""
    path = resources.files(__package__).joinpath(f"{kind}.npz")
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        return unpack(dict(arrays))


def pack(model: ScorerModel) -> dict[str, Array]:
    """Give a model as named arrays, ready to be written."""
    arrays = {
        "scale": np.array(model.scale),
        "margin": np.array(model.margin),
        "calibration_raw": model.calibration.raw,
        "calibration_true": model.calibration.true,
        "article_raw": model.article_calibration.raw,
        "article_true": model.article_calibration.true,
    }
    for name in PARTS:
        part: Part = getattr(model, name)
        arrays[f"{name}_names"] = np.array(part.features)
        arrays[f"{name}_means"] = part.means.astype(np.float32)
        arrays[f"{name}_features"] = part.forest.features.astype(np.uint16)
        arrays[f"{name}_borders"] = part.forest.borders.astype(np.float32)
        arrays[f"{name}_leaves"] = part.forest.leaves.astype(np.float32)
        arrays[f"{name}_bias"] = np.array(part.forest.bias)
    return arrays


def unpack(arrays: dict[str, Array]) -> ScorerModel:
    """Make the model that `pack` was called on."""
    parts = {
        name: Part(
            Forest(
                features=arrays[f"{name}_features"].astype(np.intp),
                borders=arrays[f"{name}_borders"],
                leaves=arrays[f"{name}_leaves"],
                bias=float(arrays[f"{name}_bias"]),
            ),
            tuple(str(feature) for feature in arrays[f"{name}_names"]),
            arrays[f"{name}_means"],
        )
        for name in PARTS
    }
    return ScorerModel(
        **parts,
        scale=float(arrays["scale"]),
        margin=float(arrays["margin"]),
        calibration=Calibration(arrays["calibration_raw"], arrays["calibration_true"]),
        article_calibration=Calibration(arrays["article_raw"], arrays["article_true"]),
    )
