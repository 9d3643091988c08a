"""The labeller's models: from a page to the probability that each block belongs to the story."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.labeller.decide import decide
from newsclean.labeller.features import Observation, learned_columns, matrix, observe
from newsclean.labeller.forest import Forest, probabilities
from newsclean.labeller.hashed import Tables
from newsclean.labeller.network import Network
from newsclean.labeller.second import own_story
from newsclean.labeller.standfirst import with_standfirst

if TYPE_CHECKING:
    from newsclean.page.page import Page

Array = NDArray[Any]
Kind = Literal["html", "text"]

_NETWORK = ("mean", "scale", "enter", "enter_bias", "convolutions", "biases", "leave")


@dataclass(frozen=True, slots=True)
class Model:
    """What is shipped for one kind of capture.

    The forest weighs the features of each block with sharp questions, the network reads them over
    the sequence. The answer is the mean of their log-odds, in which the network's count `share`.
    `factor` is that of `decide`.
    """

    tables: Tables
    features: tuple[str, ...]
    forest: Forest
    network: Network
    share: float
    factor: float

    def probabilities(self, seen: Observation) -> Array:
        """Give the probability that each block of an observed page belongs to the story."""
        columns = seen.columns | learned_columns(seen, self.tables)
        rows = matrix(columns, self.features)
        forest, network = self.forest.scores(rows), self.network.scores(rows)
        return probabilities((1 - self.share) * forest + self.share * network)


@cache
def load_model(kind: Kind) -> Model:
    """Load the model shipped for pages of this kind; each is read once in a process."""
    path = resources.files("newsclean.labeller").joinpath(f"{kind}.npz")
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        return unpack(dict(arrays))


def pack(model: Model) -> dict[str, Array]:
    """Give a model as named arrays, ready to be written.

    The network's weights are kept in 16 bits, which changes no probability by more than 0.01.
    """
    arrays = {name: getattr(model.tables, name) for name in Tables.__slots__}
    for name in _NETWORK:
        arrays[f"network_{name}"] = getattr(model.network, name).astype(np.float16)
    return arrays | {
        "features": np.array(model.features),
        "forest_features": model.forest.features.astype(np.uint8),
        "forest_borders": model.forest.borders.astype(np.float32),
        "forest_leaves": model.forest.leaves.astype(np.float16),
        "forest_bias": np.array(model.forest.bias),
        "network_leave_bias": np.array(model.network.leave_bias),
        "network_dilations": np.array(model.network.dilations),
        "share": np.array(model.share),
        "factor": np.array(model.factor),
    }


def unpack(arrays: dict[str, Array]) -> Model:
    """Make the model that `pack` was called on."""
    forest = Forest(
        features=arrays["forest_features"].astype(np.intp),
        borders=arrays["forest_borders"],
        leaves=arrays["forest_leaves"].astype(np.float32),
        bias=float(arrays["forest_bias"]),
    )
    network = Network(
        **{name: arrays[f"network_{name}"].astype(np.float32) for name in _NETWORK},
        leave_bias=float(arrays["network_leave_bias"]),
        dilations=tuple(int(reach) for reach in arrays["network_dilations"]),
    )
    return Model(
        tables=Tables(**{name: arrays[name] for name in Tables.__slots__}),
        features=tuple(str(name) for name in arrays["features"]),
        forest=forest,
        network=network,
        share=float(arrays["share"]),
        factor=float(arrays["factor"]),
    )


class Labelling(NamedTuple):
    """What the model says of a page.

    `chances` are the probabilities of its blocks, `threshold` is the one over which they are kept,
    `expected_f1` the F1 that the model expects of them.
    """

    chances: Array
    threshold: float
    expected_f1: float


def page_labelling(page: Page) -> Labelling:
    """Give the labelling of a page, computed once a page."""
    return page.shared("labeller", _label)


def page_probabilities(page: Page) -> Array:
    """Give the probability that each block of a page belongs to the story, computed once a page."""
    return page_labelling(page).chances


def _label(page: Page) -> Labelling:
    return labelling_by(load_model(page.kind), page)


def labelling_by(model: Model, page: Page) -> Labelling:
    """Give the labelling of a page by any model, such as one that has not seen its site."""
    seen = observe(page)
    if seen is None:
        return Labelling(np.zeros(0), 1.0, 0.0)
    chances = model.probabilities(seen)
    threshold, expected = decide(chances, seen.columns["words"] + 1.0, model.factor)
    own = own_story(page, chances, threshold)
    return Labelling(with_standfirst(page, own, threshold), threshold, expected)
