"""How much time a page may take: three named points, each measured in docs/scorer.md."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

BudgetName = Literal["fast", "balanced", "best"]


@dataclass(frozen=True, slots=True)
class Budget:
    """Which extractors run.

    `enough` is the predicted F1 of the leader at which no costlier extractor runs; `costly` says
    whether one may run at all.
    """

    enough: float
    costly: bool = True


BUDGETS: Mapping[BudgetName, Budget] = MappingProxyType(
    {
        "fast": Budget(enough=0.0, costly=False),
        # costly extractors run on one page in 100; more of them gained nothing (docs/scorer.md)
        "balanced": Budget(enough=0.6),
        # no prediction is enough
        "best": Budget(enough=2.0),
    }
)
