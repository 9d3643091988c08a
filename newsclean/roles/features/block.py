"""What each block shows by itself: its size, its characters, its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.buffer import Buffer, Words, class_counts
from newsclean.roles.features.characters import Class
from newsclean.roles.features.spans import share

if TYPE_CHECKING:
    from newsclean.page import Block

Array = NDArray[Any]
Columns = dict[str, Array]

# a block of this many words with the end of a sentence in it is prose; headlines and links with
# so many words seldom end in a stop
_PROSE_WORDS = 8


def own_columns(blocks: tuple[Block, ...], buffer: Buffer, words: Words) -> Columns:
    """Return the columns that need nothing but the block."""
    counts = class_counts(buffer)
    chars = (buffer.ends - buffer.starts).astype(np.float32)
    number = len(blocks)
    count = np.bincount(words.owners, minlength=number).astype(np.float32)
    # a pair of letters stands for a word in `words`: half as many as there are letters
    count -= counts[:, Class.SPACELESS] * 0.5
    links = np.array([b.link_chars for b in blocks], dtype=np.float32)
    strong = np.array([b.strong_chars for b in blocks], dtype=np.float32)
    letters = counts[:, Class.LETTER] + counts[:, Class.UPPER] + counts[:, Class.SPACELESS]
    ends = counts[:, Class.END]
    edges = _edges(buffer)
    closed = edges["last"] == Class.END
    closed |= (edges["last"] == Class.QUOTE) & (edges["last_but_one"] == Class.END)
    link_share = share(links, chars)
    prose = np.where((count >= _PROSE_WORDS) & (ends > 0), chars * (1 - link_share), 0)
    return {
        "chars": chars,
        "words": count,
        "link": link_share,
        "strong": share(strong, chars),
        "upper": share(counts[:, Class.UPPER], letters),
        "digits": share(counts[:, Class.DIGIT], chars),
        "letters": share(letters, chars),
        "spaceless": share(counts[:, Class.SPACELESS], chars),
        "commas": share(counts[:, Class.COMMA], count),
        "ends": share(ends, count),
        "quotes": counts[:, Class.QUOTE],
        "bars": counts[:, Class.BAR],
        "word_size": share(letters, count),
        "capitals": share(_capital_starts(buffer, words, number), count),
        "closed": closed.astype(np.float32),
        "prose": prose.astype(np.float32),
        **edges,
    }


def _edges(buffer: Buffer) -> Columns:
    classes = buffer.classes
    last = np.maximum(buffer.ends - 1, buffer.starts)
    return {
        "first": classes[buffer.starts],
        "last": classes[last],
        "last_but_one": classes[np.maximum(buffer.ends - 2, buffer.starts)],
        "last_code": np.minimum(buffer.codes[last], 0x2100),
    }


def _capital_starts(buffer: Buffer, words: Words, number: int) -> Array:
    capital = (buffer.classes[words.starts] == Class.UPPER).astype(np.float32)
    return np.bincount(words.owners, weights=capital, minlength=number)
