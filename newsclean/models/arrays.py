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
    result: Array = np.copysign(np.log(1 + np.abs(rows)), rows)
    return result


def multiply(left: Array, right: Array) -> Array:
    """Return the matrix product, if need be in pieces for which the BLAS starts no threads.

    Its threads spin while they wait: with more processes than cores that took ten times the time.
    """
    step = max(1, _THREADLESS // right.size)
    if len(left) <= step:
        return left @ right
    product = np.empty((len(left), right.shape[1]), dtype=left.dtype)
    for start in range(0, len(left), step):
        np.matmul(left[start : start + step], right, out=product[start : start + step])
    return product
