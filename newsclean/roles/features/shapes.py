"""Lines of one shape: what captured text has in place of elements that are marked up alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import Grouping, group

if TYPE_CHECKING:
    from newsclean.roles.features.observe import Columns

Array = NDArray[Any]

# words up to which a line is a label, a headline, a long headline, a short paragraph
_SIZES = (3.5, 8.5, 16.5, 40.5)
_CLASSES = 16
"""More than there are classes of characters."""


def shapes_of(columns: Columns) -> tuple[Grouping, Grouping]:
    """Group lines by their size and whether a sentence ends there; then by their edges, too.

    The second grouping also asks for the classes of the first and of the last character, and
    whether a digit is in the line: bylines, dates, teasers and comments' heads come in such rows.

    >>> lines = {"words": [2.0, 30, 2], "closed": [0, 1, 0], "digits": [0, 0, 0.1]}
    >>> lines |= {"first": [1, 2, 1], "last": [1, 5, 3]}
    >>> [g.numbers.tolist() for g in shapes_of({k: np.array(v) for k, v in lines.items()})]
    [[0, 1, 0], [0, 1, 2]]
    """
    size = np.digitize(np.maximum(columns["words"], 0), _SIZES)
    coarse = size * 2 + (columns["closed"] > 0)
    first, last = columns["first"].astype(np.int64), columns["last"].astype(np.int64)
    fine = ((coarse * _CLASSES + first) * _CLASSES + last) * 2 + (columns["digits"] > 0)
    return group(coarse), group(fine)
