"""How forests are grown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoostSettings:
    """How a forest is grown."""

    trees: int = 150
    rate: float = 0.18
    depth: int = 6
    bins: int = 64
    seed: int = 0
    threads: int = 1
