"""The extractor "readability": Arc90's scoring as readability-lxml ports it; an extra."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from newsclean.body.candidate import Candidate
from newsclean.errors import MissingExtra
from newsclean.page import limit_depth, read_html
from newsclean.text import align

if TYPE_CHECKING:
    from newsclean.page import Page

# it parses twice and walks the tree many times: larger pages take seconds
MAX_CHARS = 600_000


@cache
def _document() -> Any:
    try:
        from readability import Document
    except ImportError as error:
        raise MissingExtra(
            "readability-lxml is not installed; run: pip install 'newsclean[bench]'"
        ) from error
    return Document


@dataclass(frozen=True, slots=True)
class Readability:
    """Bodies by `readability-lxml`; needs the extra `bench`.

    In no budget: it takes three times as long as trafilatura for what it adds (docs/scorer.md).
    """

    name: str = "readability"
    cost: float = 60.0
    library = staticmethod(_document)

    def __call__(self, page: Page) -> Candidate | None:
        """Return the blocks of the element that readability chooses; `None` for captured text."""
        if page.kind != "html" or not 0 < len(page.source) <= MAX_CHARS:
            return None
        summary = _document()(page.source).summary()
        shown = read_html(LexborHTMLParser(limit_depth(summary))).blocks
        blocks = align(page.texts, [block.text for block in shown])
        return Candidate.of_blocks(page, blocks) if blocks else None
