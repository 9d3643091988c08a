"""The extractor "resiliparse": the rules of Resiliparse's main content extraction; an extra."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from newsclean.body.candidate import Candidate
from newsclean.errors import MissingExtra
from newsclean.text import align, normalise

if TYPE_CHECKING:
    from newsclean.page import Page


@cache
def _library() -> Any:
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError as error:
        raise MissingExtra(
            "resiliparse is not installed; run: pip install 'newsclean[bench]'"
        ) from error
    return extract_plain_text


@dataclass(frozen=True, slots=True)
class Resiliparse:
    """Bodies by `resiliparse` (Bevendorff et al. 2018); needs the extra `bench`.

    In no budget: it added .0002 to the best choice per page (docs/scorer.md).
    """

    name: str = "resiliparse"
    cost: float = 6.0
    library = staticmethod(_library)

    def __call__(self, page: Page) -> Candidate | None:
        """Return the blocks that Resiliparse takes for content; `None` for captured text."""
        if page.kind != "html":
            return None
        text = _library()(page.source, main_content=True, alt_texts=False, list_bullets=False)
        blocks = align(page.texts, filter(None, map(normalise, text.splitlines())))
        return Candidate.of_blocks(page, blocks) if blocks else None
