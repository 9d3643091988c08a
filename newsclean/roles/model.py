"""The shipped models: from a page to the probability of each role for each of its blocks."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.models import Forest, probabilities, squash
from newsclean.roles.features.observe import matrix, observe
from newsclean.roles.lexicon import CODES, Lexicon, Vectors
from newsclean.roles.network import Convolution, Layer, Network
from newsclean.roles.role import BODY, ROLES, Roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.page import Page
    from newsclean.roles.features.observe import Observation

Array = NDArray[Any]
Kind = Literal["html", "text"]

# features are clipped at this many standard deviations
_CLIP = 5.0
LINES = ("heads", "pairs", "tails", "lines")
_LEAST = 1e-6
# vectors are written in steps of a thirty-first of the largest, which an archive packs to five bits
# and a half, weights in steps of a 127th of the largest of their output
_STEPS, _FINE_STEPS = 31, 127
_IN_BODY = np.isin(range(len(ROLES)), [ROLES.index(role) for role in BODY])


@dataclass(frozen=True, slots=True)
class Reader:
    """One network with the vectors of words that it learned."""

    lexicon: Lexicon
    network: Network


@dataclass(frozen=True, slots=True)
class RoleModel:
    """What is shipped for one kind of capture.

    `columns` names the features that come in as numbers, squashed, and for the readers standardised
    by `mean` and `scale`. The readers, of one recipe and different seeds, each give all roles; the
    answer is the mean of their log-probabilities. The forest knows body or not alone, and asks
    sharper questions of single features: its log-odds count `share` of those of the body.
    """

    columns: tuple[str, ...]
    mean: Array
    scale: Array
    readers: tuple[Reader, ...]
    forest: Forest
    share: float

    def roles(self, seen: Observation) -> Roles:
        """Return the probabilities of an observed page."""
        return self.read(squash(matrix(seen.columns, self.columns)), seen)

    def read(self, numbers: Array, seen: Observation) -> Roles:
        """Return the probabilities of a page from its squashed features: columns x blocks."""
        values = (numbers - self.mean[:, None]) * self.scale[:, None]
        values = values.clip(-_CLIP, _CLIP).astype(np.float32).T
        mean = np.ones((), dtype=np.float32)
        for reader in self.readers:
            rows = np.concatenate((values, reader.lexicon.rows(seen)), axis=1)
            found = reader.network.probabilities(rows, seen.groupings) + np.float32(_LEAST)
            mean = mean * found ** np.float32(1 / len(self.readers))
        mean /= mean.sum(axis=1, keepdims=True)
        return Roles(with_body(mean, self.forest.scores(numbers), self.share))


def with_body(table: Array, odds: Array, share: float) -> Array:
    """Return blocks x roles in which the log-odds of the body are mixed with others.

    Among the roles of the body, and among the others, the proportions stay.

    >>> table = np.full((1, len(ROLES)), 1 / len(ROLES))
    >>> float(with_body(table, np.array([0.0]), 1.0)[0, _IN_BODY].sum())
    0.5
    """
    rows = table.T  # a row a role, as networks give it
    body, others = (rows[part].sum(axis=0).clip(_LEAST) for part in (_IN_BODY, ~_IN_BODY))
    mixed = (1 - share) * np.log(body / others) + share * odds
    result: Array = (rows * (probabilities(-mixed) / others)).astype(np.float32)
    result[_IN_BODY] = rows[_IN_BODY] * (probabilities(mixed) / body)
    return np.ascontiguousarray(result.T)


def page_roles(page: Page) -> Roles:
    """Return the roles of a page's blocks, computed once a page."""
    return page.cached(label_roles)


def label_roles(page: Page) -> Roles:
    """Return the roles of a page's blocks by the model that is shipped for its kind."""
    seen = page.cached(observe)
    if seen is None:
        return Roles(np.zeros((0, len(ROLES)), dtype=np.float32))
    return load_roles(page.kind).roles(seen)


@cache
def load_roles(kind: Kind) -> RoleModel:
    """Return the model shipped for pages of this kind; each is read once in a process."""
    content = files(__package__).joinpath(f"{kind}.npz").read_bytes()
    with np.load(io.BytesIO(content)) as arrays:
        return unpack(dict(arrays))


def pack(model: RoleModel) -> dict[str, Array]:
    """Return a model as named arrays, to be written: vectors in 63 steps, weights in 8 bits."""
    arrays: dict[str, Array] = {"columns": np.array(model.columns)}
    arrays |= {"mean": model.mean, "scale": model.scale, "share": np.array(model.share)}
    arrays |= {
        "forest_features": model.forest.features.astype(np.uint8),
        "forest_borders": model.forest.borders.astype(np.float32),
        "forest_leaves": model.forest.leaves.astype(np.float16),
        "forest_bias": np.array(model.forest.bias),
    }
    for number, reader in enumerate(model.readers):
        arrays |= {f"{number}_{name}": part for name, part in _pack_reader(reader).items()}
    return arrays


def _pack_reader(reader: Reader) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for name, vectors in _vectors(reader.lexicon).items():
        largest = max(int(np.abs(vectors.values.astype(np.int16)).max()), _STEPS)
        arrays[f"vectors_{name}"] = np.rint(vectors.values * (_STEPS / largest)).astype(np.int8)
        arrays[f"unit_{name}"] = np.array(vectors.unit * largest / _STEPS)
    for name, layer in _layers(reader.network).items():
        largest = np.abs(layer.weights).reshape(-1, layer.weights.shape[-1]).max(axis=0)
        units = np.maximum(largest / _FINE_STEPS, _LEAST).astype(np.float32)
        arrays[f"weights_{name}"] = np.rint(layer.weights / units).astype(np.int8)
        arrays[f"units_{name}"] = units
        arrays[f"bias_{name}"] = layer.bias.astype(np.float16)
    arrays["reaches"] = np.array([c.reach for c in reader.network.convolutions])
    return arrays


def _vectors(lexicon: Lexicon) -> dict[str, Vectors]:
    named = {"words": lexicon.words, **lexicon.lines, **lexicon.codes}
    if lexicon.names is not None and lexicon.phrases is not None:
        named |= {"names": lexicon.names, "phrases": lexicon.phrases}
    return named


def _layers(network: Network) -> dict[str, Layer | Convolution]:
    shared = {
        "groups": network.groups,
        "pages": network.pages,
        "queries": network.queries,
        "attentions": network.attentions,
    }
    return {
        "enter": network.enter,
        "leave": network.leave,
        **{f"convolution{i}": layer for i, layer in enumerate(network.convolutions)},
        **{f"{name}{i}": layer for name, layers in shared.items() for i, layer in layers.items()},
    }


def unpack(arrays: Mapping[str, Array]) -> RoleModel:
    """Return the model that `pack` was called on."""
    readers: list[Reader] = []
    while any(name.startswith(f"{len(readers)}_") for name in arrays):
        prefix = f"{len(readers)}_"
        own = {n.removeprefix(prefix): part for n, part in arrays.items() if n.startswith(prefix)}
        readers.append(_unpack_reader(own))
    return RoleModel(
        columns=tuple(map(str, arrays["columns"])),
        mean=arrays["mean"],
        scale=arrays["scale"],
        readers=tuple(readers),
        forest=Forest(
            features=arrays["forest_features"],
            borders=arrays["forest_borders"],
            leaves=arrays["forest_leaves"],
            bias=float(arrays["forest_bias"]),
        ),
        share=float(arrays["share"]),
    )


def _unpack_reader(arrays: Mapping[str, Array]) -> Reader:
    def vectors(name: str) -> Vectors:
        return Vectors(arrays[f"vectors_{name}"], float(arrays[f"unit_{name}"]))

    def layer(name: str) -> Layer:
        weights = arrays[f"weights_{name}"].astype(np.float32) * arrays[f"units_{name}"]
        return Layer(weights, arrays[f"bias_{name}"].astype(np.float32))

    def layers(name: str) -> dict[int, Layer]:
        return {i: layer(f"{name}{i}") for i in places if f"weights_{name}{i}" in arrays}

    reaches = [int(reach) for reach in arrays["reaches"]]
    places = range(len(reaches))
    convolutions = [layer(f"convolution{i}") for i in places]
    named = "vectors_names" in arrays
    lexicon = Lexicon(
        words=vectors("words"),
        lines={name: vectors(name) for name in LINES},
        codes={name: vectors(name) for name in CODES},
        names=vectors("names") if named else None,
        phrases=vectors("phrases") if named else None,
    )
    network = Network(
        enter=layer("enter"),
        convolutions=tuple(
            Convolution(part.weights, part.bias, reach)
            for part, reach in zip(convolutions, reaches, strict=True)
        ),
        groups=layers("groups"),
        pages=layers("pages"),
        queries=layers("queries"),
        attentions=layers("attentions"),
        leave=layer("leave"),
    )
    return Reader(lexicon, network)
