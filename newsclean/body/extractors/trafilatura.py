"""The extractor "trafilatura": a well-kept generic extractor for HTML, one voice among others."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from newsclean.body.candidate import Candidate
from newsclean.interrupts import held_signals
from newsclean.text import align, normalise

if TYPE_CHECKING:
    from newsclean.page import Page

# over this size its time on one page is no longer bounded by anything useful (design.md: hangs of
# minutes on single pages); such pages are left to the linear extractors
MAX_CHARS = 1_500_000


@dataclass(frozen=True, slots=True)
class Trafilatura:
    """Bodies by `trafilatura` (Barbaresi 2021), in its fast mode unless `thorough`."""

    thorough: bool = False
    cost: float = 15.0

    @property
    def name(self) -> str:
        """`trafilatura`, or `trafilatura-full` where it is thorough."""
        return "trafilatura-full" if self.thorough else "trafilatura"

    def __call__(self, page: Page) -> Candidate | None:
        """Return trafilatura's paragraphs; `None` for captured text, and where it finds nothing."""
        # nor is it on markup that had to be cut or put in order
        if page.kind != "html" or len(page.source) > MAX_CHARS or page.cuts:
            return None
        document = _library().bare_extraction(
            page.source,
            url=page.url,
            fast=not self.thorough,
            include_comments=False,
            with_metadata=False,
        )
        text = (document.text or "") if document is not None else ""
        paragraphs = tuple(filter(None, map(_plain_line, text.splitlines())))
        if not paragraphs:
            return None
        blocks = align(page.texts, paragraphs)
        # the page's own blocks keep its paragraphs; foreign lines serve only where they differ
        return Candidate.of_blocks(page, blocks) if blocks else Candidate(paragraphs=paragraphs)


@cache
def _library() -> Any:
    with held_signals():
        import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def _plain_line(line: str) -> str:
    return normalise(line).removeprefix("- ").replace(" | ", " ").strip("| ")
