"""The labeller's models: from a page to the probability that each block belongs to the story."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.labeller.credits import without_captions
from newsclean.labeller.decide import Decision, decide
from newsclean.labeller.deck import with_deck
from newsclean.labeller.features import Observation, learned_columns, matrix, observe
from newsclean.labeller.forest import Forest, probabilities
from newsclean.labeller.hashed import Tables
from newsclean.labeller.lists import even_lists
from newsclean.labeller.network import Network
from newsclean.labeller.second import own_story
from newsclean.labeller.standfirst import with_standfirst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.page.page import Page

Array = NDArray[Any]
Kind = Literal["html", "text"]

_NETWORK = ("mean", "scale", "enter", "enter_bias", "convolutions", "biases", "leave")
_POOLS = ("pools", "pool_biases")


# where JSON-LD describes a dated article and the model is sure of the page, a doubtful block is
# a caption or a box, which newsrooms mark up as such and leave out of their stories
_NEWS_THRESHOLD, _SURE = 0.6, 0.95
# captured text of which the model is sure asks for an even chance: the lower threshold that F1
# asks for is for pages of doubts
_EVEN = 0.5


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
        return self.join(self.voices(seen))

    def voices(self, seen: Observation) -> tuple[Array, Array]:
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

    def join(self, voices: tuple[Array, Array]) -> Array:
        """Give the probabilities that the forest and the networks come to together."""
        forest, networks = voices
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


class Labelling(NamedTuple):
    """What the model says of a page.

    `chances` are the probabilities of its blocks, `threshold` is the one over which they are kept,
    `expected_f1` the F1 that the model expects of them. `voices` are the probabilities by the
    forest alone, and by the network alone: where they differ the model is likelier wrong.
    """

    chances: Array
    threshold: float
    expected_f1: float
    voices: tuple[Array, ...] = ()


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
    voices = model.voices(seen)
    found = model.join(voices)
    if page.kind == "text":
        found = even_lists(seen.columns, found)
    threshold, expected = model.decide(seen, found)
    if expected >= _SURE:
        threshold = max(threshold, _least_where_sure(page))
    chances = _settled(page, seen, found, threshold)
    # where the page's structure decides there is one voice
    alone = tuple(np.where(chances == found, probabilities(v), chances) for v in voices)
    return Labelling(chances, threshold, expected, alone)


def _least_where_sure(page: Page) -> float:
    if page.metadata.is_dated:
        return _NEWS_THRESHOLD
    return _EVEN if page.kind == "text" else 0.0


def _settled(page: Page, seen: Observation, chances: Array, threshold: float) -> Array:
    """What the page's structure decides: of HTML by elements, of text by lines."""
    chances = with_standfirst(page, own_story(page, chances, threshold), threshold)
    return with_deck(page, without_captions(page, seen.keys, chances, threshold), threshold)
