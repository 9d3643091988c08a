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
    whether one may run at all. `unasked` names the fields that nobody looks for.
    """

    enough: float
    costly: bool = True
    unasked: frozenset[str] = frozenset()


_UNASKED = frozenset(
    {"authors", "language", "site", "description", "image", "tags", "canonical_url"}
)
BUDGETS: Mapping[BudgetName, Budget] = MappingProxyType(
    {
        # body, title and date: the names of people take half of the time of all fields, what else
        # metadata state and the language another quarter
        "fast": Budget(0.0, costly=False, unasked=_UNASKED),
        # costly extractors run where next to nothing was found: with .5 trafilatura ran on 12 of
        # 1,613 articles of sites not trained on, and had the best body of 2 (docs/scorer.md)
        "balanced": Budget(enough=0.2),
        # no prediction is enough
        "best": Budget(enough=2.0),
    }
)
