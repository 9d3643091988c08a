"""Is a page an article at all? What its blocks are to a reader, and what it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.body.scorer.model import load_scorer
from newsclean.body.scorer.whole import declared_columns, page_columns
from newsclean.boilerplate import block_words
from newsclean.text import word_count

if TYPE_CHECKING:
    from newsclean.body.candidate import Candidate
    from newsclean.page import Page

# a body shorter than this is less likely an article the shorter it is: no page of the training
# was so short
_FEW_WORDS = 40.0


def article_chance(page: Page, body: Candidate | None) -> float:
    """Return the probability (0..1) that a page is an article; 0 if no body was found."""
    if body is None or not body.paragraphs or not page.blocks:
        return 0.0
    chance = float(load_scorer(page.kind).article.answers(kind_columns(page))[0])
    if body.blocks is None:
        size = sum(map(word_count, body.paragraphs))
    else:
        size = float(block_words(page)[list(body.blocks)].sum())
    return round(chance * min(1.0, size / _FEW_WORDS), 4)


def kind_columns(page: Page) -> dict[str, float]:
    """Return the features of a page that tell articles from other kinds of pages."""
    return {**page_columns(page), **declared_columns(page)}
