"""What only the DOM knows of the way from one block to the next, and what a block says twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import group
from newsclean.roles.features.keys import WORD_BITS
from newsclean.roles.features.spans import group_sums, share, shift

if TYPE_CHECKING:
    from newsclean.models import Grouping
    from newsclean.page import Block
    from newsclean.roles.features.containers import Tree
    from newsclean.roles.features.keys import Keys

Array = NDArray[Any]
Columns = dict[str, Array]

# words in a row that make a phrase: two blocks that share one quote each other
_PHRASE = (1, 31, 977, 30_011)


def step_columns(blocks: tuple[Block, ...], tree: Tree, styles: Grouping, own: Columns) -> Columns:
    """Return what lies between each block and its neighbours: elements, pictures, links."""
    rise, fall, passed = _steps(tree)
    media = np.array([b.media for b in blocks], dtype=np.float32)
    links = np.array([b.links for b in blocks], dtype=np.float32)
    columns = {
        "rise+1": shift(rise, 1),
        "fall": fall,
        "fall+1": shift(fall, 1),
        "passed": passed,
        "passed+1": shift(passed, 1),
        "media": media,
        "links": links,
        "link_size": share(own["link"] * own["chars"], links),
    }
    whole, linked, closed, words, shown = group_sums(
        styles.numbers, np.ones(len(blocks)), own["link"], own["closed"], own["words"], media
    )
    columns["link:styles"] = linked / whole
    columns["closed:styles"] = closed / whole
    columns["words:styles"] = words / whole
    columns["media:styles"] = shown / whole
    return columns


def _steps(tree: Tree) -> tuple[Array, Array, Array]:
    """Levels left and entered on the way from the block before, and elements passed without text.

    Elements are numbered in document order: the one that encloses both is the parent of the
    shallowest of those opened between the two.
    """
    element = tree.of_block
    depths = tree.depths
    here, before = element[1:], element[:-1]
    low, high = np.minimum(here, before), np.maximum(here, before)
    least = depths[here].copy()
    down = here > before
    if down.any():
        bounds = np.stack((low[down] + 1, high[down] + 1), axis=1).ravel()
        padded = np.append(depths, 0)
        least[down] = np.minimum(np.minimum.reduceat(padded, bounds)[::2] - 1, depths[before[down]])
    rise, fall = depths[before] - least, depths[here] - least
    passed = np.maximum(here - before, 0) - fall
    zero = np.zeros(1)
    return tuple(np.concatenate((zero, part)) for part in (rise, fall, np.maximum(passed, 0)))  # type: ignore[return-value]


def echo_columns(keys: Keys, own: Columns, inside: Array) -> Columns:
    """Return how much of each block's words the story's likely container says elsewhere.

    `inside` flags the blocks of that container. Phrases that occur twice on the page mark pull
    quotes, captions and the teasers of other stories.
    """
    number = len(inside)
    words, owners = keys.words, keys.owners
    core = inside[owners] & (own["prose"][owners] > 0)
    size = 1 << WORD_BITS
    said = np.bincount(words[core], minlength=size)
    # a word's own block does not count: twice in the core is elsewhere for most
    elsewhere = said[words] - core > 0
    count = np.bincount(owners, minlength=number)
    columns = {"echo": share(np.bincount(owners, weights=elsewhere, minlength=number), count)}
    phrases = phrases_of(words)
    of = owners[: len(phrases)]
    whole = owners[len(owners) - len(phrases) :] == of
    phrases, of = phrases[whole], of[whole]
    if not len(phrases):
        return columns | {"twice": np.zeros(number), "twice+": np.zeros(number)}
    sizes = own["chars"][of]
    same = group(phrases)
    longest = np.maximum.reduceat(sizes[same.order], same.starts)[same.numbers]
    twice = same.sizes[same.numbers] > 1
    full = np.bincount(of, minlength=number)
    columns["twice"] = share(np.bincount(of, weights=twice, minlength=number), full)
    shorter = twice & (longest > sizes)
    columns["twice+"] = share(np.bincount(of, weights=shorter, minlength=number), full)
    return columns


def phrases_of(words: Array) -> Array:
    """Return a hash of every four words in a row, from the words' buckets."""
    count = max(len(words) - len(_PHRASE) + 1, 0)
    hashes = np.zeros(count, dtype=np.int64)
    for place, factor in enumerate(_PHRASE):
        hashes += words[place : place + count] * factor
    return hashes
