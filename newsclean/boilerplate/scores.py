"""Block scores: above zero for prose, below for furniture, in words; no model.

Each block is worth what it adds to a story: prose counts for its words, furniture (short lines,
link lists, times, adverts) against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.boilerplate.marks import Mark, page_marks
from newsclean.boilerplate.words import block_words

if TYPE_CHECKING:
    from newsclean.page import Block, Page

_SENTENCE_ENDS = (
    ".",
    "!",
    "?",
    "…",
    "。",
    "！",
    "？",
    "؟",
    "।",
    "۔",
    "»",
    "”",
    '"',
    "」",
    ":",
    ";",
    ")",
)
# containers that hold furniture on nearly every site; a story stands in none of them
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "menu", "figcaption", "dialog"})
# words per block: the reach of one long paragraph, so that no block outweighs all others
_MOST_WORDS = 120
# what a furniture line costs; a heading between two paragraphs must not part them
LINE_COST = 7.0
_STOP_COST = 150.0


def block_scores(page: Page) -> tuple[float, ...]:
    r"""Score each block: above zero for prose, below for furniture; computed once per page.

    >>> from newsclean.page.read import read_page
    >>> page = read_page("Home\nThe bridge over the river reopened on Monday after two years.")
    >>> [score > 0 for score in block_scores(page)]
    [False, True]
    """
    return page.cached(_scores)


def _scores(page: Page) -> tuple[float, ...]:
    buried = _buried_elements(page)
    return tuple(
        -LINE_COST if block.element >= 0 and buried[block.element] else _score(block, mark, words)
        for block, mark, words in zip(
            page.blocks, page_marks(page), block_words(page).tolist(), strict=True
        )
    )


def _buried_elements(page: Page) -> list[bool]:
    """For each element, whether it stands in a container of furniture or is hidden."""
    buried: list[bool] = []
    for element in page.elements:
        inherited = element.parent >= 0 and buried[element.parent]
        buried.append(inherited or element.hidden or element.tag in _FURNITURE_TAGS)
    return buried


def _score(block: Block, mark: Mark | None, words: float) -> float:
    text = block.text
    if mark is Mark.STOP:
        return -_STOP_COST
    if mark is Mark.DROP:
        return -LINE_COST
    count = min(words, _MOST_WORDS)
    linked = block.link_chars / len(text)
    if linked > 0.5:
        return -LINE_COST - 0.5 * count * linked
    if block.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return -0.3 * LINE_COST
    if text.endswith(_SENTENCE_ENDS) and count >= 5:
        return count * (1 - 2 * linked)
    # headlines reach 20 words; a paragraph that lacks its full stop is longer
    return count * (1 - 2 * linked) if count > 25 else -LINE_COST
