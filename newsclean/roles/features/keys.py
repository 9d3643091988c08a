"""Where in a table of vectors the words, lines and class names of a page stand, by hash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from operator import itemgetter
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
    from newsclean.page import Element

Array = NDArray[Any]

WORD_BITS = 15
LINE_BITS = 14
NAME_BITS = 13

_SPACE = 32
# tag and names of an Element
_NAMED = itemgetter(1, 2)


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


def name_keys(elements: tuple[Element, ...]) -> NameKeys:
    """Return the buckets of tags, class and id words of the elements."""
    distinct: defaultdict[tuple[str, str], int] = defaultdict(count().__next__)
    kinds = list(map(distinct.__getitem__, map(_NAMED, elements)))
    buffer = join([" ".join(pair).replace("\n", " ") for pair in distinct])
    hasher = Hasher(lowered(buffer))
    words = find_words(buffer, hasher)
    starts, ends = runs(buffer.codes > _SPACE)
    return NameKeys(
        kinds=np.array(kinds),
        tags=tuple(tag for tag, _ in distinct),
        number=len(distinct),
        words=buckets(words.hashes, NAME_BITS),
        owners=words.owners,
        phrases=buckets(hasher.spans(starts, ends), NAME_BITS),
        phrase_owners=owners_of(buffer, starts),
    )
