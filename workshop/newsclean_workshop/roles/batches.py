"""Samples as the tensors of one step: blocks of all pages one below the other, and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.role import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean_workshop.roles.material import Sample

Array = NDArray[Any]
Batch = dict[str, Any]

_CLIP = 5.0
_CONSTANT = 0.01
# a page longer than this is trained on by a stretch drawn anew each time
LONGEST = 700


def moments(samples: Sequence[Sample]) -> tuple[Array, Array]:
    """Return the mean and the reciprocal of the standard deviation of each feature.

    The latter is 0 for a feature that hardly changes: 16 bits would make differences of nothing.
    """
    number = sum(map(len, samples))
    total = sum(sample.numbers.sum(axis=0, dtype=np.float64) for sample in samples)
    squares = sum((sample.numbers.astype(np.float64) ** 2).sum(axis=0) for sample in samples)
    mean = np.asarray(total) / number
    deviation = np.sqrt(np.maximum(np.asarray(squares) / number - mean**2, 0))
    scale = np.where(deviation < _CONSTANT, 0, 1 / (deviation + 1e-3))
    return mean.astype(np.float32), scale.astype(np.float32)


def make_batch(
    torch: Any,
    samples: Sequence[Sample],
    scaling: tuple[Array, Array],
    rng: np.random.Generator | None = None,
) -> Batch:
    """Return the tensors of a step; with `rng`, long pages by a stretch of them alone."""
    slices = [_stretch(sample, rng) for sample in samples]
    sizes = [part.stop - part.start for part in slices]
    offsets = np.cumsum([0, *sizes])
    arrays = _numbers(samples, slices, scaling) | _words(samples, slices, offsets)
    arrays |= _groups(samples, slices) | _places(sizes)
    if samples[0].tree is not None:
        arrays |= _trees(samples, slices)
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return tensors | {"sizes": sizes, "number": int(offsets[-1])}


def _stretch(sample: Sample, rng: np.random.Generator | None) -> slice:
    size = len(sample)
    if rng is None or size <= LONGEST:
        return slice(0, size)
    start = int(rng.integers(0, size - LONGEST + 1))
    return slice(start, start + LONGEST)


def _numbers(
    samples: Sequence[Sample], slices: Sequence[slice], scaling: tuple[Array, Array]
) -> dict[str, Array]:
    mean, scale = scaling
    pairs = list(zip(samples, slices, strict=True))
    rows = np.concatenate([s.numbers[part] for s, part in pairs]).astype(np.float32)
    arrays = {
        "numbers": ((rows - mean) * scale).clip(-_CLIP, _CLIP),
        "counts": np.concatenate([s.words[part] for s, part in pairs]),
        "labels": np.concatenate([distribution(s.labels[part]) for s, part in pairs]),
        "weights": np.concatenate([np.full(len(s.words[p]), s.weight) for s, p in pairs]).astype(
            np.float32
        ),
    }
    for name in samples[0].codes:
        arrays[f"code_{name}"] = np.concatenate([s.codes[name][p] for s, p in pairs]).astype(
            np.int64
        )
    for name in samples[0].line_keys:
        keys = np.concatenate([s.line_keys[name][part] for s, part in pairs])
        arrays[f"line_{name}"] = keys.astype(np.int64)
    return arrays


def distribution(labels: Array) -> Array:
    """Return labels as blocks x roles.

    >>> distribution(np.array([1]))[0, :3].tolist()
    [0.0, 1.0, 0.0]
    """
    rows = labels if labels.ndim > 1 else np.eye(len(ROLES), dtype=np.float32)[labels]
    return rows.astype(np.float32)


def _words(samples: Sequence[Sample], slices: Sequence[slice], offsets: Array) -> dict[str, Array]:
    keys, owners = [], []
    for sample, part, offset in zip(samples, slices, offsets, strict=False):
        inside = (sample.word_owners >= part.start) & (sample.word_owners < part.stop)
        keys.append(sample.word_keys[inside].astype(np.int64))
        owners.append(sample.word_owners[inside].astype(np.int64) - part.start + offset)
    return {"words": np.concatenate(keys), "owners": np.concatenate(owners)}


def _groups(samples: Sequence[Sample], slices: Sequence[slice]) -> dict[str, Array]:
    arrays = {}
    for number in range(len(samples[0].groups)):
        first, parts = 0, []
        for sample, part in zip(samples, slices, strict=True):
            parts.append(sample.groups[number][part].astype(np.int64) + first)
            first += int(sample.groups[number].max()) + 1
        arrays[f"group_{number}"] = np.concatenate(parts)
    return arrays


def _places(sizes: Sequence[int]) -> dict[str, Array]:
    """Where each block stands in a table of pages by blocks: numbers from 1, 0 for nothing."""
    places = np.zeros((len(sizes), max(sizes)), dtype=np.int64)
    first = 1
    for row, size in enumerate(sizes):
        places[row, :size] = np.arange(first, first + size)
        first += size
    return {"places": places, "mask": (places > 0).astype(np.float32)}


def _trees(samples: Sequence[Sample], slices: Sequence[slice]) -> dict[str, Array]:
    parts: dict[str, list[Array]] = {}
    elements = names = 0
    for sample, part in zip(samples, slices, strict=True):
        tree = sample.tree
        assert tree is not None
        inside = np.ones(len(tree["parents"]), dtype=np.float32)
        inside[0] = 0
        row: dict[str, Array] = {
            "kinds": tree["kinds"].astype(np.int64) + names,
            "parents": tree["parents"].astype(np.int64) + elements,
            "elements": tree["of_block"][part].astype(np.int64) + elements,
            "names": tree["words"].astype(np.int64),
            "name_owners": tree["word_owners"].astype(np.int64) + names,
            "phrases": tree["phrases"].astype(np.int64),
            "phrase_owners": tree["phrase_owners"].astype(np.int64) + names,
            "inside": inside,
        }
        for name, array in row.items():
            parts.setdefault(name, []).append(array)
        elements += len(tree["parents"])
        names += int(tree["number"])
    arrays = {name: np.concatenate(found) for name, found in parts.items()}
    return arrays | {"distinct": np.array(names)}
