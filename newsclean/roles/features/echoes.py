"""What a block says twice: in the words of the story's container, in phrases of other blocks.

Phrases that occur twice on the page mark pull quotes, captions and the teasers of other stories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import OWN
from newsclean.roles.features.keys import WORD_BITS
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from newsclean.roles.features.keys import Keys

Array = NDArray[Any]
Columns = dict[str, Array]


def echo_columns(keys: Keys, own: Array, inside: Array) -> Columns:
    """Return how much of each block's words the story's likely container says elsewhere.

    `own` are the rows of `OWN`, `inside` flags the blocks of that container.
    """
    words, owners, number, size = keys.words, keys.owners, len(keys.words), own.shape[1]
    core = ((inside > 0) & (own[OWN.index("prose")] > 0)).view(np.uint8)
    echo = np.zeros((2, size), dtype=np.float32)
    loops.fill_echo(words, owners, core, np.zeros(1 << WORD_BITS, dtype=np.intc), echo)
    slots = np.zeros(1 << (number + 1).bit_length(), dtype=np.intc)
    groups, found = np.empty(number, dtype=np.intc), np.empty((3, number))
    twice = np.zeros((3, size), dtype=np.float32)
    loops.fill_twice(words, owners, own[OWN.index("chars")], slots, groups, found, twice)
    return {"echo": echo[0], "twice": twice[0], "twice+": twice[1]}
