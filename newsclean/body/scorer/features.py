"""The features of each candidate's body: what its blocks are, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import multiply
from newsclean.roles import ROLES

if TYPE_CHECKING:
    from newsclean.body.scorer.bodies import Bodies

Array = NDArray[Any]
Columns = dict[str, Array]

# roles that are taken for story by mistake, or stand where a story ends
_INSIDE, _AFTER, _BETWEEN = (
    tuple((name + role.value, i) for i, role in enumerate(ROLES) if role.value in letters)
    for name, letters in (("in_", "TKDSHCQEGAPROU-"), ("after_", "SDROU-"), ("between_", "SDROU-"))
)
_NEAR = 4
_FAR = 16


def body_columns(bodies: Bodies) -> Columns:
    """Return the features of all candidates: a name and one value a candidate.

    Those of a candidate are the same whichever others but the leader there are.
    """
    masks = bodies.masks.astype(np.float64)
    size = np.maximum(masks @ bodies.blocks.words, 1e-9)
    return _content(bodies, masks, size) | _edges(bodies, size) | _differences(bodies, masks)


def _content(bodies: Bodies, masks: Array, size: Array) -> Columns:
    blocks = bodies.blocks
    words, chances = blocks.words, blocks.chances
    likely = words * chances
    spread = words * likely * (1 - chances)
    safe = np.clip(chances, 1e-4, 1 - 1e-4)
    odds = np.log(safe) - np.log(1 - safe)
    counted = np.stack(
        [
            likely,
            np.ones(len(words)),
            spread,
            odds,
            words * (chances > 0.9),
            words * (chances < 0.3),
            words * blocks.doubts,
            words * blocks.linked,
        ],
        axis=1,
    )
    both = multiply(masks, np.concatenate((counted, words[:, None] * blocks.roles), axis=1))
    right, count, inner, surprise, sure, unlikely, doubt, linked = both[:, :8].T
    count = np.maximum(count, 1.0)
    whole = max(float(likely.sum()), 1e-9)
    roles = (both[:, 8:] / size[:, None]).T
    return {
        "expected": 2 * right / (size + whole),
        "spread": np.sqrt(spread.sum()) / (size + whole),
        "spread_inside": np.sqrt(inner) / size,
        "purity": right / size,
        "recall": right / whole,
        "exact": np.maximum(np.log(1 - safe).sum() + surprise, -50.0),
        "sure": sure / size,
        "unlikely": unlikely / size,
        "doubt": doubt / size,
        "doubt_outside": (float((words * blocks.doubts).sum()) - doubt) / size,
        "linked": linked / size,
        "size": np.log1p(size),
        "share": size / max(float(words.sum()), 1.0),
        "count": np.log1p(count),
        "block_size": np.log1p(size / count),
        "unseen": 1 - np.minimum(size / np.maximum(bodies.said, 1.0), 1.0),
        **{name: roles[column] for name, column in _INSIDE},
    }


def _edges(bodies: Bodies, size: Array) -> Columns:
    """What the first and last blocks look like, what stands just before and after, and the gaps."""
    blocks, masks = bodies.blocks, bodies.masks
    number = masks.shape[1]
    first = masks.argmax(axis=1)
    last = number - 1 - masks[:, ::-1].argmax(axis=1)
    before, after = np.maximum(first - _NEAR, 0), np.minimum(last + 1 + _NEAR, number)
    far = np.minimum(last + 1 + _FAR, number)
    words, mass = _sums(blocks.words), _sums(blocks.words * blocks.chances)
    headline, beside = _sums(blocks.role("T")), _sums(blocks.role("BWM"))
    columns = {
        "first_chance": blocks.chances[first],
        "last_chance": blocks.chances[last],
        "first_words": np.log1p(blocks.words[first]),
        "last_words": np.log1p(blocks.words[last]),
        "near_before": (mass[first] - mass[before]) / size,
        "near_after": (mass[after] - mass[last + 1]) / size,
        "mass_before": mass[first] / size,
        "mass_after": (mass[-1] - mass[last + 1]) / size,
        "headline_before": headline[first] - headline[before],
        "headline_after": headline[-1] - headline[last + 1],
        "headline_inside": headline[last + 1] - headline[first],
        "byline_before": beside[first] - beside[before],
        "holes": (words[last + 1] - words[first] - size) / size,
        "longest_hole": _longest_holes(masks, words) / size,
        "likely_holes": (mass[last + 1] - mass[first]) / size,
    }
    sums = _sums(blocks.words[:, None] * blocks.roles)
    after, between = (sums[far] - sums[last + 1]).T / size, (sums[last + 1] - sums[first]).T / size
    columns |= {name: after[column] for name, column in _AFTER}
    return columns | {name: between[column] for name, column in _BETWEEN}


def _sums(values: Array) -> Array:
    """Prefix sums of values, or of each column of a table, with a leading zero."""
    sums = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=sums[1:])
    return sums


def _longest_holes(masks: Array, sums: Array) -> Array:
    """Words of the longest stretch that a candidate leaves out between two of its blocks."""
    longest = np.zeros(len(masks))
    for row, mask in enumerate(masks):
        kept = mask.nonzero()[0]
        if len(kept) > 1:
            longest[row] = (sums[kept[1:]] - sums[kept[:-1] + 1]).max()
    return longest


def _differences(bodies: Bodies, masks: Array) -> Columns:
    """What a candidate adds to the leader and what it leaves out; zeros without a leader."""
    blocks, leader = bodies.blocks, bodies.leader
    # without a leader nothing is added and nothing left out
    own = masks[leader] if leader is not None else masks
    size = max(float((own * blocks.words).sum(axis=-1).max()), 1.0)
    counted = blocks.words[:, None] * np.stack(
        (blocks.chances, blocks.linked, blocks.role("ROU"), blocks.role("C-")), axis=1
    )
    columns = {}
    for side, part in (("added", masks * (1 - own)), ("left", (1 - masks) * own)):
        total = multiply(part, blocks.words[:, None])[:, 0]
        sums = multiply(part, counted).T / np.maximum(total, 1e-9)
        columns[f"{side}_words"] = total / size
        names = ("chance", "linked", "others", "rest")
        columns |= {f"{side}_{name}": values for name, values in zip(names, sums, strict=True)}
    return columns
