"""The labeller's models: from a page to the probability that each block belongs to the story."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.labeller.decide import Decision, decide
from newsclean.models.forest import Forest, probabilities
from newsclean.models.network import Network
from newsclean.roles.features.keys import Tables
from newsclean.roles.features.observe import Observation, learned_columns, matrix

if TYPE_CHECKING:
    from collections.abc import Iterator


Array = NDArray[Any]
Kind = Literal["html", "text"]

_NETWORK = ("mean", "scale", "enter", "enter_bias", "convolutions", "biases", "leave")
_POOLS = ("pools", "pool_biases")


@dataclass(frozen=True, slots=True)
class Model:
    """What is shipped for one kind of capture.

    The forest weighs the features of each block with sharp questions, the networks read them over
    the sequence. The answer is the mean of their log-odds, in which those of the networks, of one
    recipe and different seeds, count `share` together.
    `factor` is that of `decide`.
    """

    tables: Tables
    features: tuple[str, ...]
    forest: Forest
    networks: tuple[Network, ...]
    share: float
    factor: float

    def probabilities(self, seen: Observation) -> Array:
        """Give the probability that each block of an observed page belongs to the story."""
        return self.join(self.votes(seen))

    def votes(self, seen: Observation) -> tuple[Array, Array]:
        """Give the log-odds of each block by the forest, and by the networks."""
        columns = seen.columns | learned_columns(seen, self.tables)
        rows = matrix(columns, self.features)
        # trained on the same pages, the networks share the scale of the features
        values = self.networks[0].standardise(rows)
        judged = [network.judge(values, seen.groupings) for network in self.networks]
        return self.forest.scores(rows), np.mean(judged, axis=0)

    def decide(self, seen: Observation, chances: Array) -> Decision:
        """Choose the threshold for a page, its blocks weighed by their words."""
        return decide(chances, seen.columns["words"] + 1.0, self.factor)

    def join(self, votes: tuple[Array, Array]) -> Array:
        """Give the probabilities that the forest and the networks come to together."""
        forest, networks = votes
        return probabilities((1 - self.share) * forest + self.share * networks)


@cache
def load_model(kind: Kind) -> Model:
    """Load the model shipped for pages of this kind; each is read once in a process."""
    path = resources.files(__package__).joinpath(f"{kind}.npz")
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        return unpack(dict(arrays))


def pack(model: Model) -> dict[str, Array]:
    """Give a model as named arrays, ready to be written.

    The networks' weights are kept in 16 bits, which changes no probability by more than 0.01.
    """
    arrays = {name: getattr(model.tables, name) for name in Tables.__slots__}
    for number, network in enumerate(model.networks):
        arrays |= _pack_network(network, _prefix(number))
    return arrays | {
        "features": np.array(model.features),
        "forest_features": model.forest.features.astype(np.uint8),
        "forest_borders": model.forest.borders.astype(np.float32),
        "forest_leaves": model.forest.leaves.astype(np.float16),
        "forest_bias": np.array(model.forest.bias),
        "share": np.array(model.share),
        "factor": np.array(model.factor),
    }


def _prefix(number: int) -> str:
    return f"network{number + 1}_" if number else "network_"


def _pack_network(network: Network, prefix: str) -> dict[str, Array]:
    names = (*_NETWORK, *_POOLS) if network.pool_places else _NETWORK
    arrays = {f"{prefix}{name}": getattr(network, name).astype(np.float16) for name in names}
    arrays[f"{prefix}leave_bias"] = np.array(network.leave_bias)
    arrays[f"{prefix}dilations"] = np.array(network.dilations)
    if network.pool_places:
        arrays[f"{prefix}pool_places"] = np.array(network.pool_places)
    return arrays


def unpack(arrays: dict[str, Array]) -> Model:
    """Make the model that `pack` was called on."""
    forest = Forest(
        features=arrays["forest_features"].astype(np.intp),
        borders=arrays["forest_borders"],
        leaves=arrays["forest_leaves"].astype(np.float32),
        bias=float(arrays["forest_bias"]),
    )
    return Model(
        tables=Tables(**{name: arrays[name] for name in Tables.__slots__}),
        features=tuple(str(name) for name in arrays["features"]),
        forest=forest,
        networks=tuple(_unpack_networks(arrays)),
        share=float(arrays["share"]),
        factor=float(arrays["factor"]),
    )


def _unpack_networks(arrays: dict[str, Array]) -> Iterator[Network]:
    number = 0
    while f"{_prefix(number)}enter" in arrays:
        prefix = _prefix(number)
        none = np.zeros((0, 0), dtype=np.float32)
        yield Network(
            **{name: arrays[prefix + name].astype(np.float32) for name in _NETWORK},
            **{name: arrays.get(prefix + name, none).astype(np.float32) for name in _POOLS},
            leave_bias=float(arrays[f"{prefix}leave_bias"]),
            dilations=tuple(int(reach) for reach in arrays[f"{prefix}dilations"]),
            pool_places=tuple(int(place) for place in arrays.get(f"{prefix}pool_places", ())),
        )
        number += 1
