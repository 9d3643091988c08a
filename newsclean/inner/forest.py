# cython: boundscheck=False, cdivision=True, initializedcheck=False, wraparound=False
"""Trees of one depth, each asked for all columns before the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cython import nogil

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def sum_leaves(
    rows: Array, features: Array, borders: Array, leaves: Array, leaf: Array, scores: Array
) -> None:
    """Add to the score of each column of `rows` what its leaf of each tree says.

    `features` and `borders` are depth x trees, `leaves` trees x 2**depth (see `models.Forest`);
    `leaf` is room for a number a column.
    """
    depth, trees, columns = features.shape[0], features.shape[1], rows.shape[1]
    with nogil:
        for tree in range(trees):
            for column in range(columns):
                leaf[column] = 0
            for level in range(depth):
                feature, border = features[level, tree], borders[level, tree]
                for column in range(columns):
                    leaf[column] |= (rows[feature, column] > border) << level
            for column in range(columns):
                scores[column] += leaves[tree, leaf[column]]
