"""The extractor "segment": the best run of blocks by a sum of block scores; no model.

Each block has a score (`newsclean.boilerplate.scores`). The run with the greatest sum (Kadane's
algorithm) is the body; blocks inside it that are furniture are left out. The approach follows
maximum subsequence segmentation (Pasternack and Roth 2009), with scores that need no training.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from newsclean.body.candidate import Candidate, Family
from newsclean.boilerplate import LINE_COST, block_scores, page_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.page import Page


@dataclass(frozen=True, slots=True)
class Segment:
    """The run of blocks with the greatest sum of scores."""

    family: ClassVar[Family] = "challenger"
    name: str = "segment"
    cost: float = 0.5

    def __call__(self, page: Page) -> Candidate | None:
        """Return the run's prose and headings; `None` if no block scores above zero."""
        scores = block_scores(page)
        first, end = best_run(scores)
        if first == end:
            return None
        kept = tuple(
            i for i in range(first, end) if scores[i] > 0 or _is_heading(page, scores, i, end)
        )
        return Candidate.of_blocks(page, kept)


def best_run(scores: Sequence[float]) -> tuple[int, int]:
    """Return the bounds `(first, end)` of the run with the greatest sum; equal where all are <= 0.

    >>> best_run([-1, 5, -2, 4, -9, 3])
    (1, 4)
    """
    best = total = 0.0
    bounds = (0, 0)
    start = 0
    for i, score in enumerate(scores):
        total += score
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, bounds = total, (start, i + 1)
    return bounds


def _is_heading(page: Page, scores: Sequence[float], index: int, end: int) -> bool:
    """A short line that stands right before prose and is no furniture by its words or links."""
    block = page.blocks[index]
    if block.link_chars * 2 > len(block.text) or page_marks(page)[index] is not None:
        return False
    return index + 1 < end and scores[index + 1] > 0 and scores[index] > -2 * LINE_COST
