"""The shipped models: from a page to the probability of each role for each of its blocks."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.models.arrays import squash
from newsclean.roles.features.observe import matrix, observe
from newsclean.roles.lexicon import CODES, Lexicon, Vectors
from newsclean.roles.network import Convolution, Layer, Network
from newsclean.roles.role import ROLES, Roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.page.page import Page
    from newsclean.roles.features.observe import Observation

Array = NDArray[Any]
Kind = Literal["html", "text"]

# features are clipped at this many standard deviations
_CLIP = 5.0
LINES = ("heads", "pairs", "tails", "lines")


@dataclass(frozen=True, slots=True)
class RoleModel:
    """What is shipped for one kind of capture.

    `columns` names the features that come in as numbers, squashed and standardised by `mean` and
    `scale`; `lexicon` adds what words and class names say; `network` reads both.
    """

    columns: tuple[str, ...]
    mean: Array
    scale: Array
    lexicon: Lexicon
    network: Network

    def roles(self, seen: Observation) -> Roles:
        """Return the probabilities of an observed page."""
        return self.read(squash(matrix(seen.columns, self.columns)).T, seen)

    def read(self, numbers: Array, seen: Observation) -> Roles:
        """Return the probabilities of a page from its squashed features: blocks x columns."""
        values = ((numbers - self.mean) * self.scale).clip(-_CLIP, _CLIP)
        rows = np.concatenate((values, self.lexicon.rows(seen)), axis=1, dtype=np.float32)
        return Roles(self.network.probabilities(rows, seen.groupings))


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
    """Return a model as named arrays, ready to be written: vectors in 8 bits, weights in 16."""
    arrays: dict[str, Array] = {"columns": np.array(model.columns)}
    arrays |= {"mean": model.mean, "scale": model.scale}
    for name, vectors in _vectors(model.lexicon).items():
        arrays[f"vectors_{name}"] = vectors.values
        arrays[f"unit_{name}"] = np.array(vectors.unit)
    for name, layer in _layers(model.network).items():
        arrays[f"weights_{name}"] = layer.weights.astype(np.float16)
        arrays[f"bias_{name}"] = layer.bias.astype(np.float16)
    arrays["reaches"] = np.array([c.reach for c in model.network.convolutions])
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

    def vectors(name: str) -> Vectors:
        return Vectors(arrays[f"vectors_{name}"], float(arrays[f"unit_{name}"]))

    def layer(name: str) -> Layer:
        return Layer(
            arrays[f"weights_{name}"].astype(np.float32), arrays[f"bias_{name}"].astype(np.float32)
        )

    def layers(name: str) -> dict[int, Layer]:
        return {i: layer(f"{name}{i}") for i in places if f"weights_{name}{i}" in arrays}

    reaches = [int(reach) for reach in arrays["reaches"]]
    places = range(len(reaches))
    convolutions = [layer(f"convolution{i}") for i in places]
    named = "vectors_names" in arrays
    return RoleModel(
        columns=tuple(map(str, arrays["columns"])),
        mean=arrays["mean"],
        scale=arrays["scale"],
        lexicon=Lexicon(
            words=vectors("words"),
            lines={name: vectors(name) for name in LINES},
            codes={name: vectors(name) for name in CODES if f"vectors_{name}" in arrays},
            names=vectors("names") if named else None,
            phrases=vectors("phrases") if named else None,
        ),
        network=Network(
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
        ),
    )
