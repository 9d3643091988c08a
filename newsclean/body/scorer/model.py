"""The scorer's models: from features of bodies to predicted F1, from a page's to its kind."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.models import Forest, probabilities
from newsclean.roles.features import matrix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Array = NDArray[Any]
Kind = Literal["html", "text"]


@dataclass(frozen=True, slots=True)
class Part:
    """A forest, the names of its features in the order of its rows, and what its answers mean.

    `means` are those of the features in training. `said` and `true` are points of a rising curve:
    what the forest said of pages of other sites, and what that came to.
    """

    forest: Forest
    features: tuple[str, ...]
    means: Array
    said: Array
    true: Array

    def answers(self, columns: Mapping[str, Any]) -> Array:
        """Return the calibrated answer (0..1) for each candidate."""
        return self._read(matrix(columns, self.features))

    def moves(self, columns: Mapping[str, Any]) -> Iterator[tuple[str, Array]]:
        """Yield for each feature how far each answer lies from the one with the feature's mean."""
        rows = matrix(columns, self.features)
        answers = self._read(rows)
        for row, name in enumerate(self.features):
            changed = rows.copy()
            changed[row] = self.means[row]
            yield name, answers - self._read(changed)

    def _read(self, rows: Array) -> Array:
        answers: Array = np.interp(probabilities(self.forest.scores(rows)), self.said, self.true)
        return answers


@dataclass(frozen=True, slots=True)
class ScorerModel:
    """What is shipped for one kind of capture.

    `quality` predicts the F1 of any body, `article` whether a page is an article. `margin` is what
    a predicted gain on the labeller's own body must exceed to come true.
    """

    quality: Part
    article: Part
    margin: float


@cache
def load_scorer(kind: Kind) -> ScorerModel:
    """Return the models shipped for pages of this kind; each is read once in a process."""
    content = resources.files(__package__).joinpath(f"{kind}.npz").read_bytes()
    with np.load(io.BytesIO(content)) as arrays:
        return unpack(dict(arrays))


def pack(model: ScorerModel) -> dict[str, Array]:
    """Return a model as named arrays, ready to be written."""
    arrays = {"margin": np.array(model.margin)}
    for name, part in (("quality", model.quality), ("article", model.article)):
        arrays |= {
            f"{name}_names": np.array(part.features),
            f"{name}_means": part.means.astype(np.float32),
            f"{name}_features": part.forest.features.astype(np.uint16),
            f"{name}_borders": part.forest.borders.astype(np.float32),
            f"{name}_leaves": part.forest.leaves.astype(np.float32),
            f"{name}_bias": np.array(part.forest.bias),
            f"{name}_said": part.said,
            f"{name}_true": part.true,
        }
    return arrays


def unpack(arrays: Mapping[str, Array]) -> ScorerModel:
    """Return the model that `pack` was called on."""

    def part(name: str) -> Part:
        forest = Forest(
            features=arrays[f"{name}_features"].astype(np.intp),
            borders=arrays[f"{name}_borders"],
            leaves=arrays[f"{name}_leaves"],
            bias=float(arrays[f"{name}_bias"]),
        )
        names = tuple(map(str, arrays[f"{name}_names"]))
        means, said, true = (arrays[f"{name}_{of}"] for of in ("means", "said", "true"))
        return Part(forest, names, means, said, true)

    return ScorerModel(part("quality"), part("article"), float(arrays["margin"]))
