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
    whether one may run at all, `challengers` whether the built-in extractors run whose bodies are
    only there to be chosen in place of the labeller's (subtree). `unasked` names the fields that
    nobody looks for.
    """

    enough: float
    costly: bool = True
    challengers: bool = True
    unasked: frozenset[str] = frozenset()


_UNASKED = frozenset(
    {"authors", "language", "site", "description", "image", "tags", "canonical_url"}
)
BUDGETS: Mapping[BudgetName, Budget] = MappingProxyType(
    {
        # body, title and date: the names of people take half of the time of all fields, what else
        # metadata state and the language another quarter
        "fast": Budget(0.0, costly=False, challengers=False, unasked=_UNASKED),
        # costly extractors run where hardly a word looks like a story, which no article of the
        # corpora does; on more pages they gained nothing (docs/scorer.md)
        "balanced": Budget(enough=0.5),
        # no prediction is enough
        "best": Budget(enough=2.0),
    }
)
