"""The inner loops: plain Python over arrays, compiled by Cython where that could be done.

Each loop is a `.py` file with the types of its variables in the `.pxd` file beside it. Compiled or
not they give the same results; `compiled` says which are in use. The environment variable
NEWSCLEAN_PURE keeps binaries from being used.
"""

from newsclean.inner.binaries import state
from newsclean.inner.forest import sum_leaves

__all__ = ["compiled", "state", "sum_leaves"]

compiled = state.compiled
"""Whether the loops are compiled."""
