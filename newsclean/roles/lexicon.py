"""What words mean to the model: small vectors by hash, of words, of lines, of class names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import compiled, sum_vectors
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.roles.features.containers import Tree
    from newsclean.roles.features.keys import NameKeys
    from newsclean.roles.features.observe import Columns, Observation

Array = NDArray[Any]

CODES: tuple[str, ...] = ("tag", "first", "last", "last_but_one")
"""The columns that hold a number of a kind and no size: each number has a vector."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors as 8-bit integers (entries x size), each entry times `unit`."""

    values: Array
    unit: float

    def take(self, places: Array) -> Array:
        """Return the vectors at `places`, a row each, as 32-bit floats."""
        return self.sums(places, np.arange(len(places)), len(places))

    def sums(self, places: Array, owners: Array, number: int) -> Array:
        """Return the sum of the vectors of each of `number` owners; `owners` ascend."""
        total = np.zeros((number, self.values.shape[1]), dtype=np.float32)
        if compiled:
            sum_vectors(self.values, self.unit, places, owners, total)
        elif len(places):
            found = self.values.take(places, axis=0, mode="clip").astype(np.float32)
            found *= np.float32(self.unit)
            starts = np.flatnonzero(np.diff(owners, prepend=-1))
            total[owners[starts]] = np.add.reduceat(found, starts, axis=0)
        return total


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vectors of one model, by what they are looked up with.

    `words` are the words of a block; `lines` by name those of its first word, its first two, its
    last two, and the whole block; `codes` by column those of `CODES`; `names` and `phrases` those
    of class words and whole class names, `None` for captured text.
    """

    words: Vectors
    lines: Mapping[str, Vectors]
    codes: Mapping[str, Vectors]
    names: Vectors | None
    phrases: Vectors | None

    def rows(self, seen: Observation) -> Array:
        """Return what the words of an observed page come to: blocks x inputs."""
        keys, number = seen.keys, len(seen.keys.lines)
        total = self.words.sums(keys.words, keys.owners, number)
        count = np.maximum(np.asarray(seen.columns["words"], dtype=np.float32), 0)[:, None] + 1
        parts = [total / count, total / np.sqrt(count)]
        parts += [vectors.take(getattr(keys, name)) for name, vectors in self.lines.items()]
        parts += [vectors.take(_codes(seen.columns, name)) for name, vectors in self.codes.items()]
        if self.names is not None and seen.names is not None and seen.tree is not None:
            parts += self._paths(seen.names, seen.tree)
        return np.concatenate(parts, axis=1)

    def _paths(self, names: NameKeys, tree: Tree) -> list[Array]:
        """The class names of each block's element, of its parent, and of all that enclose it."""
        assert self.names is not None
        assert self.phrases is not None
        distinct = self.names.sums(names.words, names.owners, names.number)
        distinct += self.phrases.sums(names.phrases, names.phrase_owners, names.number)
        own = distinct.take(tree.kinds, axis=0)
        own[0] = 0  # the root, which every block has above it, says nothing
        element, parent = tree.of_block, tree.parents[tree.of_block]
        near = [own.take(element, axis=0), own.take(parent, axis=0)]
        loops.add_parents(tree.parents, own)
        return [*near, own.take(element, axis=0)]


def _codes(columns: Columns, name: str) -> Array:
    return np.asarray(columns[name]).astype(np.int64)
