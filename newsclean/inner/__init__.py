"""The inner loops: plain Python over arrays, compiled by Cython where that could be done.

Each loop is a `.py` file with the types of its variables in the `.pxd` file beside it. Compiled or
not they give the same results; `compiled` says which are in use. The environment variable
NEWSCLEAN_PURE keeps binaries from being used.
"""

from newsclean.inner.binaries import state
from newsclean.inner.forest import sum_leaves
from newsclean.inner.network import add_positive, fill_means, sum_vectors
from newsclean.inner.text import (
    classify_codes,
    count_classes,
    find_spans,
    fold_codes,
    hash_spans,
)
from newsclean.inner.walk import KINDS, Full, Means, Walk

__all__ = [
    "KINDS",
    "Full",
    "Means",
    "Walk",
    "add_positive",
    "classify_codes",
    "compiled",
    "count_classes",
    "fill_means",
    "find_spans",
    "fold_codes",
    "hash_spans",
    "state",
    "sum_leaves",
    "sum_vectors",
]

compiled = state.compiled
"""Whether the loops are compiled."""
