"""What the scorer and the labeller's variants measure of each block, computed once a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.text import word_count

if TYPE_CHECKING:
    from newsclean.page.page import Page

Array = NDArray[Any]


def block_words(page: Page) -> Array:
    """Give the number of words of each block; two characters of a script without spaces are one."""
    return page.shared("scorer.words", _count_words)


def _count_words(page: Page) -> Array:
    blocks = page.blocks
    return np.fromiter((word_count(b.text) for b in blocks), np.float64, len(blocks))
