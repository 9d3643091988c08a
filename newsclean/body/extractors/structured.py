"""The extractor "structured": the body that a page gives in JSON-LD or microdata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from newsclean.body.candidate import Candidate, Family
from newsclean.body.extractors.article_body import body_of

if TYPE_CHECKING:
    from newsclean.page import Page


@dataclass(frozen=True, slots=True)
class Structured:
    """The body from the page's structured data, where it is given."""

    family: ClassVar[Family] = "challenger"
    name: str = "structured"
    cost: float = 1.0

    def __call__(self, page: Page) -> Candidate | None:
        """Return the declared body; `None` for captured text, and if none is declared."""
        if page.kind != "html":
            return None
        blocks, paragraphs = body_of(page)
        if blocks:
            return Candidate.of_blocks(page, blocks)
        return Candidate(paragraphs=paragraphs) if paragraphs else None
