"""The words of each block, counted once a page for all who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.text import word_counts

if TYPE_CHECKING:
    from newsclean.page import Page

Array = NDArray[Any]


def block_words(page: Page) -> Array:
    """Return the number of words of each block; two characters of a script
    without spaces are one.
    """
    return page.cached(_count_words)


def _count_words(page: Page) -> Array:
    return np.array(word_counts(page.texts), dtype=np.float64)
