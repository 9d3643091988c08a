"""What the model of roles sees of a page, by what it looks at."""

from newsclean.roles.features.buffer import Hasher, buckets, find_words, join, lowered
from newsclean.roles.features.keys import WORD_BITS
from newsclean.roles.features.observe import Columns, matrix, observe

__all__ = [
    "WORD_BITS",
    "Columns",
    "Hasher",
    "buckets",
    "find_words",
    "join",
    "lowered",
    "matrix",
    "observe",
]
