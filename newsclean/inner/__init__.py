"""The inner loops: plain Python over arrays, compiled by Cython where that could be done.

Each loop is a `.py` file with the types of its variables in the `.pxd` file beside it. Compiled or
not they give the same results; `compiled` says which are in use. The environment variable
NEWSCLEAN_PURE keeps binaries from being used.
"""

from newsclean.inner.binaries import state

if state.compiled:
    from newsclean.inner import lexbor, strings
else:  # what only compiled can be done, or is of any use
    lexbor = strings = None  # type: ignore[assignment]
from newsclean.inner.blocks import (
    CORE,
    OWN,
    PLACES,
    WINDOWS,
    fill_core,
    fill_flags,
    fill_kin,
    fill_own,
    fill_places,
    fill_sums,
    fill_windows,
)
from newsclean.inner.forest import sum_leaves
from newsclean.inner.network import (
    add_pairs,
    add_positive,
    fill_means,
    fill_pairs,
    sum_vectors,
)
from newsclean.inner.text import (
    classify_codes,
    count_classes,
    fill_echo,
    fill_twice,
    find_edges,
    find_spans,
    fold_codes,
    hash_spans,
    number_keys,
    sum_words,
)
from newsclean.inner.tree import (
    CONTAINERS,
    STEPS,
    add_parents,
    descend,
    fill_containers,
    fill_said,
    fill_steps,
    fill_style,
    find_top,
    read_elements,
)
from newsclean.inner.walk import (
    KINDS,
    Full,
    Means,
    Walk,
)

__all__ = [
    "CONTAINERS",
    "CORE",
    "KINDS",
    "OWN",
    "PLACES",
    "STEPS",
    "WINDOWS",
    "Full",
    "Means",
    "Walk",
    "add_pairs",
    "add_parents",
    "add_positive",
    "classify_codes",
    "compiled",
    "count_classes",
    "descend",
    "fill_containers",
    "fill_core",
    "fill_echo",
    "fill_flags",
    "fill_kin",
    "fill_means",
    "fill_own",
    "fill_pairs",
    "fill_places",
    "fill_said",
    "fill_steps",
    "fill_style",
    "fill_sums",
    "fill_twice",
    "fill_windows",
    "find_edges",
    "find_spans",
    "find_top",
    "fold_codes",
    "hash_spans",
    "lexbor",
    "number_keys",
    "read_elements",
    "state",
    "strings",
    "sum_leaves",
    "sum_vectors",
    "sum_words",
]

compiled = state.compiled
"""Whether the loops are compiled."""
