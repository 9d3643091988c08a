"""The features of each candidate: what it holds, how it ends, who agrees, where it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import multiply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.body.scorer.sight import Sight

Array = NDArray[Any]
Columns = dict[str, Array]

# the extractors that the models know by name: who agrees with them is a feature each
_NAMES = (
    "labeller", "structured", "segment", "trafilatura", "labeller-precise", "labeller-generous",
    "labeller-cut", "labeller-container", "labeller-forest", "labeller-network",
    "readability", "resiliparse",
)  # fmt: skip
_NEAR = 5
# of the words that a candidate adds or leaves out: their mean probability, links and place
_DIFFERENCES = ("chance", "linked", "bullets", "before", "after")
_MISSING = -1.0


def candidate_columns(sight: Sight) -> Columns:
    """Give the features of all candidates: a name and one value a candidate."""
    masks, weighted, size = _weighed(sight)
    columns = _content(sight, masks, size) | _edges(sight, size)
    columns |= _voices(sight, _agreement(masks, weighted, size))
    columns |= _differences(sight, masks)
    codes = {name: code for code, name in enumerate(_NAMES)}
    columns["extractor"] = np.array([float(codes.get(n, _MISSING)) for n in sight.extractors])
    return columns


def shape(sight: Sight) -> Mapping[str, float]:
    """Give the features of the first candidate alone: what it holds, how it begins and ends."""
    masks, _, size = _weighed(sight)
    columns = _content(sight, masks, size) | _edges(sight, size)
    return {name: float(values[0]) for name, values in columns.items()}


def _weighed(sight: Sight) -> tuple[Array, Array, Array]:
    """The masks as numbers, the words in them, and the words of each candidate."""
    masks = sight.masks.astype(np.float64)
    weighted = masks * sight.blocks.words
    return masks, weighted, np.maximum(weighted.sum(axis=1), 1e-9)


def _content(sight: Sight, masks: Array, size: Array) -> Columns:
    blocks = sight.blocks
    words, likely = blocks.words, blocks.words * blocks.chances
    shares = (
        blocks.doubts, blocks.split, blocks.linked, blocks.bullets, blocks.headings,
        blocks.chances < 0.3,
    )  # fmt: skip
    counted = np.stack([likely, np.ones(len(words)), blocks.stops, *(words * s for s in shares)], 1)
    right, count, stops, *sums = multiply(masks, counted).T
    count = np.maximum(count, 1.0)
    whole = max(float(likely.sum()), 1e-9)
    names = ("doubt", "split", "linked", "bullets", "headings", "unlikely")
    return {
        "expected": 2 * right / (size + whole),
        "purity": right / size,
        "recall": right / whole,
        "size": np.log1p(size),
        "share": size / max(float(words.sum()), 1.0),
        "count": np.log1p(count),
        "block_size": np.log1p(size / count),
        "stops_inside": stops,
        "unseen": 1 - np.minimum(size / np.maximum(sight.said, 1.0), 1.0),
        **{name: total / size for name, total in zip(names, sums, strict=True)},
    }


def _edges(sight: Sight, size: Array) -> Columns:
    """What the first and last blocks look like, what stands just before and after, and the gaps."""
    blocks, masks = sight.blocks, sight.masks
    number = masks.shape[1]
    first = masks.argmax(axis=1)
    last = number - 1 - masks[:, ::-1].argmax(axis=1)
    words, mass = _sums(blocks.words), _sums(blocks.words * blocks.chances)
    stops = _sums(blocks.stops)
    before, after = np.maximum(first - _NEAR, 0), np.minimum(last + 1 + _NEAR, number)
    whole = max(float(mass[-1]), 1e-9)
    out = words[last + 1] - words[first] - size
    return {
        "first_chance": blocks.chances[first],
        "last_chance": blocks.chances[last],
        "last_words": np.log1p(blocks.words[last]),
        "near_before": (mass[first] - mass[before]) / size,
        "near_after": (mass[after] - mass[last + 1]) / size,
        "stops_before": stops[first] - stops[before],
        "stops_after": stops[after] - stops[last + 1],
        "mass_before": mass[first] / whole,
        "mass_after": (whole - mass[last + 1]) / whole,
        "words_after": np.log1p(words[-1] - words[last + 1]),
        "holes": out / size,
        "longest_hole": _longest_holes(masks, words) / size,
        "from_title": np.where(blocks.title < 0, -99.0, np.clip(first - blocks.title, -50, 50)),
        "description": _holds(masks, blocks.description),
    }


def _sums(values: Array) -> Array:
    return np.append(0.0, np.cumsum(values))


def _longest_holes(masks: Array, sums: Array) -> Array:
    """Words of the longest stretch that a candidate leaves out between two of its blocks."""
    longest = np.zeros(len(masks))
    for row, mask in enumerate(masks):
        kept = mask.nonzero()[0]
        if len(kept) > 1:
            longest[row] = (sums[kept[1:]] - sums[kept[:-1] + 1]).max()
    return longest


def _holds(masks: Array, block: int) -> Array:
    return np.full(len(masks), _MISSING) if block < 0 else masks[:, block].astype(np.float64)


def _agreement(masks: Array, weighted: Array, size: Array) -> Array:
    """F1 over words of each pair of candidates; 0 where one of them holds no block."""
    agreement: Array = 2 * multiply(weighted, masks.T) / (size[:, None] + size[None, :])
    return agreement


def _voices(sight: Sight, agreement: Array) -> Columns:
    """Agreement with each named candidate, and the mean over all others that hold a block."""
    number = len(sight.extractors)
    held = sight.held
    others = np.where(held, 1.0, 0.0)[None, :] * (1 - np.eye(number))
    count = others.sum(axis=1)
    mean = (agreement * others).sum(axis=1) / np.maximum(count, 1.0)
    columns = {"agreement": np.where(count > 0, mean, 1.0)}
    places = {name: place for place, name in enumerate(sight.extractors)}
    for name in _NAMES:
        place = places.get(name)
        known = place is not None and held[place]
        columns[f"like_{name}"] = agreement[:, place] if known else np.full(number, _MISSING)
    columns["voices"] = np.full(number, float(held.sum()))
    return columns


def _differences(sight: Sight, masks: Array) -> Columns:
    """What a candidate adds to the leader and what it leaves out; zeros without a leader."""
    blocks = sight.blocks
    leads = [place for place, family in enumerate(sight.families) if family == "labeller"]
    if not leads:
        names = (*_DIFFERENCES, "words", "votes")
        return {f"{side}_{n}": np.zeros(len(masks)) for side in ("added", "left") for n in names}
    own = masks[leads[0]]
    size = max(float((own * blocks.words).sum()), 1.0)
    votes, voices = _votes(sight)
    likely = (blocks.chances > 0.5).nonzero()[0]
    begin, end = (int(likely[0]), int(likely[-1])) if len(likely) else (0, 0)
    places = np.arange(len(own))
    shares = (blocks.chances, blocks.linked, blocks.bullets, places <= begin, places >= end, votes)
    counted = np.stack([s * blocks.words for s in shares], 1)
    columns = {}
    for side, part in (("added", masks * (1 - own)), ("left", (1 - masks) * own)):
        total = (part * blocks.words).sum(axis=1)
        *sums, agreeing = multiply(part, counted).T / np.maximum(total, 1e-9)
        columns[f"{side}_words"] = total / size
        columns |= {f"{side}_{n}": v for n, v in zip(_DIFFERENCES, sums, strict=True)}
        # a candidate's own vote, for all that it adds and nothing that it leaves out, is none
        mine = voices * (total > 0) if side == "added" else 0.0
        columns[f"{side}_votes"] = (agreeing - mine) / np.maximum(voices.sum() - voices, 1.0)
    return columns


def _votes(sight: Sight) -> tuple[Array, Array]:
    """How many independent candidates hold each block, and which candidates are independent."""
    independent = np.array([family == "independent" for family in sight.families])
    voices = independent & sight.held
    return sight.masks[voices].sum(axis=0), voices.astype(np.float64)
