"""What each block shows by itself: its size, its characters, its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import OWN
from newsclean.roles.features.buffer import Buffer, Words, class_counts
from newsclean.roles.features.containers import tag_codes
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from newsclean.page import Block

Array = NDArray[Any]


def own_table(fields: Block, buffer: Buffer, words: Words) -> Array:
    """Return what needs nothing but the block: a row for each of `OWN`, a column a block.

    `fields` are the blocks, field by field.
    """
    rows = np.zeros((len(OWN), len(buffer.starts)), dtype=np.float32)
    rows[OWN.index("link")], rows[OWN.index("strong")] = fields.link_chars, fields.strong_chars
    rows[OWN.index("tag")], rows[OWN.index("bullet")] = tag_codes(fields.tag), fields.bullet
    places = (buffer.starts, buffer.ends, class_counts(buffer))
    loops.fill_own(buffer.classes, buffer.codes, *places, words.starts, words.owners, rows)
    return rows


def prefix_sums(own: Array) -> Array:
    """Return sums over the blocks before each and over all, as `inner.fill_sums` has them."""
    sums = np.zeros((4, own.shape[1] + 1))
    loops.fill_sums(own, sums)
    return sums
