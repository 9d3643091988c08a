"""The extractor "reduced": captured text that somebody has cleaned before, under labels.

A capture that begins with labels (`date 2025-07-01 ...`, `title: ...`) and then is nearly all
prose has lost its furniture already: what is left is the story, its standfirst and its
subheadings, which elsewhere look like headlines of other stories.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from newsclean.body.candidate import Candidate, Family
from newsclean.boilerplate import Mark, block_scores, block_words, page_marks

if TYPE_CHECKING:
    from newsclean.page import Page

_LABELS = frozenset({"title", "date", "published"})
# share of the words that stand in prose; a page with its menus and lists has .3 to .7
_PROSE = 0.8


@dataclass(frozen=True, slots=True)
class Reduced:
    """All blocks of a labelled capture but credits, adverts and pointers."""

    family: ClassVar[Family] = "site"
    name: str = "reduced"
    cost: float = 0.2

    def __call__(self, page: Page) -> Candidate | None:
        """Return the story; `None` if there are no labels or the capture is not reduced."""
        # the headers of a message are labels, too, but nobody has reduced its text
        is_message = "subject" in page.labels
        if page.kind != "text" or is_message or not _LABELS & page.labels.keys():
            return None
        marks = page_marks(page)
        if Mark.STOP in marks or _prose_share(page) < _PROSE:
            return None
        return Candidate.of_blocks(page, tuple(i for i, mark in enumerate(marks) if mark is None))


def _prose_share(page: Page) -> float:
    sizes: list[float] = block_words(page).tolist()
    prose = sum(size for size, score in zip(sizes, block_scores(page), strict=True) if score > 0)
    return prose / max(1.0, sum(sizes))
