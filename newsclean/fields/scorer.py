"""A field's scorer: a small forest that tells how likely each proposal is right."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from typing import TYPE_CHECKING

from newsclean.models import Forest, probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.models import Array


@dataclass(frozen=True, slots=True)
class FieldScorer:
    """A forest, the names of the evidence that it asks for, and the least probability to trust."""

    forest: Forest
    names: tuple[str, ...]
    least: float

    def score(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability that each proposal is right; evidence not given is 0."""
        if not rows:
            return []
        found: list[float] = probabilities(self.forest.scores(matrix(rows, self.names))).tolist()
        return found

    def to_arrays(self) -> dict[str, Array]:
        """Return the scorer as named arrays, ready to be written."""
        import numpy as np

        return {
            "names": np.array(self.names),
            "features": self.forest.features.astype(np.uint16),
            "borders": self.forest.borders.astype(np.float32),
            "leaves": self.forest.leaves.astype(np.float32),
            "bias": np.array(self.forest.bias),
            "least": np.array(self.least),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> FieldScorer:
        """Make the scorer that `to_arrays` was called on."""
        import numpy as np

        forest = Forest(
            features=arrays["features"].astype(np.intp),
            borders=arrays["borders"],
            leaves=arrays["leaves"],
            bias=float(arrays["bias"]),
        )
        return cls(forest, tuple(map(str, arrays["names"])), float(arrays["least"]))


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Array:
    """Return features by proposals; what is not given is 0."""
    import numpy as np

    nothing, size = dict.fromkeys(names, 0.0), len(names)
    # what a forest does not ask for comes behind what it does
    values = chain.from_iterable(islice(({**nothing, **row}).values(), size) for row in rows)
    found: Array = np.fromiter(values, np.float32, len(rows) * size)
    return found.reshape(len(rows), size).T


@cache
def load_scorer(name: str) -> FieldScorer:
    """Load a shipped scorer, once in a process (about 2 ms)."""
    import numpy as np

    path = files(__package__) / "scorers" / f"{name}.npz"
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        return FieldScorer.from_arrays(dict(arrays))
