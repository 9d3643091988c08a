"""Where in a table of vectors the words, lines and class names of a page stand, by hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.buffer import (
    Buffer,
    Hasher,
    Words,
    buckets,
    find_words,
    join,
    lowered,
    mix,
    owners_of,
    runs,
)
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from collections.abc import Mapping

Array = NDArray[Any]

WORD_BITS = 15
LINE_BITS = 14
NAME_BITS = 13

_SPACE = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """Buckets of everything on a page that has a learned vector."""

    words: Array
    owners: Array
    heads: Array
    pairs: Array
    tails: Array
    lines: Array
    line_hashes: Array


@dataclass(frozen=True, slots=True)
class NameKeys:
    """Buckets of the class words of elements: `kinds[i]` is the distinct name of element `i`.

    `tags` are the tags of the distinct names.
    """

    kinds: Array
    tags: tuple[str, ...]
    number: int
    words: Array
    owners: Array
    phrases: Array
    phrase_owners: Array


def text_keys(buffer: Buffer, hasher: Hasher, words: Words) -> Keys:
    """Return the buckets of words and lines of the blocks' texts."""
    head, second, tail, before = edges = np.zeros((4, len(buffer.starts)), dtype=np.uint64)
    loops.find_edges(words.hashes, words.owners, edges)
    lines = hasher.spans(buffer.starts, buffer.ends)
    return Keys(
        words=buckets(words.hashes, WORD_BITS),
        owners=words.owners,
        heads=buckets(head, LINE_BITS),
        pairs=buckets(mix(head * np.uint64(31) + second), LINE_BITS),
        tails=buckets(mix(tail * np.uint64(31) + before), LINE_BITS),
        lines=buckets(lines, LINE_BITS),
        line_hashes=lines,
    )


def name_keys(distinct: Mapping[tuple[str, str], int], kinds: Array) -> NameKeys:
    """Return the buckets of the words of distinct pairs of a tag and names.

    `kinds` are the numbers that the pairs of the elements have among them.
    """
    buffer = join([" ".join(pair).replace("\n", " ") for pair in distinct])
    hasher = Hasher(lowered(buffer))
    words = find_words(buffer, hasher)
    starts, ends = runs(buffer.codes > _SPACE)
    return NameKeys(
        kinds=kinds,
        tags=tuple(tag for tag, _ in distinct),
        number=len(distinct),
        words=buckets(words.hashes, NAME_BITS),
        owners=words.owners,
        phrases=buckets(hasher.spans(starts, ends), NAME_BITS),
        phrase_owners=owners_of(buffer, starts),
    )
