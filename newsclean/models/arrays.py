"""Arithmetic that the learned models share."""

from __future__ import annotations

import os
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# OpenBLAS computes products of up to 2**18 multiplications in the calling thread, and all where it
# may have no other, as in the processes of a batch: whole ones take two thirds of the time there
_IS_ALONE = "1" in map(os.environ.get, ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"))
_THREADLESS = sys.maxsize if _IS_ALONE else 1 << 18


def squash(rows: Array) -> Array:
    """Bring values of any size together: the logarithm of one plus the size, with the sign kept.

    >>> squash(np.array([0.0, -1.0])).round(3).tolist()
    [0.0, -0.693]
    """
    result: Array = np.abs(rows)
    result += 1
    np.log(result, out=result)
    return np.copysign(result, rows, out=result)


def multiply(left: Array, right: Array) -> Array:
    """Return the product of matrices or stacks of them, if need be in pieces.

    The BLAS starts no threads for these, which spin while they wait: with more processes than cores
    that took ten times the time.
    """
    rows, inner, columns = left.shape[-2], *right.shape[-2:]
    step = max(1, _THREADLESS // (inner * columns))
    if rows <= step:
        return left @ right
    product = np.empty((*left.shape[:-1], columns), dtype=left.dtype)
    for start in range(0, rows, step):
        part = slice(start, start + step)
        np.matmul(left[..., part, :], right, out=product[..., part, :])
    return product
