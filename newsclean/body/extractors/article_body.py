"""The body that a page's structured data gives: `articleBody` of JSON-LD or microdata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from newsclean.page import landmarks, limit_depth, read_html
from newsclean.page.metadata import strings, types_of
from newsclean.text import align, clean, key, normalise, word_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.page import Page

_MAX_CHARS = 300_000
_MIN_CHARS = 250
"""A shorter body is a teaser: on the corpora's pages 6 of the 8 under it were."""
# of a thread the page's structured data describes the first post alone
_THREADS = frozenset({"discussionforumposting", "socialmediaposting"})
_CUT = ("...", "…", "[…]", "[...]")
# where a page counts its words, a body that has fewer than this share of them is cut
_COUNTED = 0.6
# share of the text's characters that the blocks under it must come to, before they replace it
_COVERED = 0.85
_MARKUP = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|strong|em|b|i|a|span|figure)\b", re.I
)
_ASIDE = frozenset({"aside", "figure", "figcaption", "nav", "form", "footer", "header"})

Body = tuple[tuple[int, ...], tuple[str, ...]]


def body_of(page: Page) -> Body:
    """Return the declared body as blocks of the page or, where it shows none of it, as paragraphs.

    One of the two is empty, or both where no body is declared.
    """
    text = _declared(page.metadata.article or {})
    if not text:
        return _marked(page), ()
    paragraphs = split_paragraphs(text)
    blocks = _shown(page, paragraphs)
    return (blocks, ()) if blocks else ((), paragraphs)


def _declared(article: Mapping[str, Any]) -> str:
    """The longest body that JSON-LD gives, empty if it is only the beginning of one."""
    texts = strings([article.get("articleBody"), article.get("text")])
    text = max(texts, key=len, default="")[:_MAX_CHARS].strip()
    if len(text) < _MIN_CHARS or text.endswith(_CUT) or types_of(article) & _THREADS:
        return ""
    summary = key(next(strings(article.get("description")), ""))
    if summary and len(text) < 2 * len(summary) and key(text).startswith(summary):
        return ""
    counted = str(article.get("wordCount") or "")
    if counted.isdecimal() and word_count(text) < _COUNTED * int(counted[:7]):
        return ""
    return text


def split_paragraphs(text: str) -> tuple[str, ...]:
    r"""Return the paragraphs of an articleBody, which may be plain text or HTML.

    >>> split_paragraphs("<p>One &amp; two.</p><p>Three.</p>")
    ('One & two.', 'Three.')
    >>> split_paragraphs("One.\n\n Two.")
    ('One.', 'Two.')
    """
    if _MARKUP.search(text):
        # line breaks are white space in HTML, but such texts often mix both kinds of paragraph
        text = re.sub(r"\n\s*\n", "<br><br>", text)
        tree = LexborHTMLParser(limit_depth(clean(text)))
        return tuple(block.text for block in read_html(tree).blocks)
    return tuple(filter(None, map(normalise, text.splitlines())))


def _shown(page: Page, paragraphs: Sequence[str]) -> tuple[int, ...]:
    """The blocks in which the page shows the declared text, each part of it once."""
    seen: set[str] = set()
    blocks: list[int] = []
    for index in align(page.texts, paragraphs):
        said = page.key_of(index)
        if said not in seen:
            seen.add(said)
            blocks.append(index)
    shown = sum(len(page.blocks[i].text) for i in blocks)
    return tuple(blocks) if shown >= _COVERED * sum(map(len, paragraphs)) else ()


def _marked(page: Page) -> tuple[int, ...]:
    """The blocks of the first element marked as the body that holds more than a teaser."""
    for element in landmarks(page).bodies:
        blocks = tuple(i for i in range(element.first, element.end) if not _is_aside(page, i))
        if sum(len(page.blocks[i].text) for i in blocks) >= _MIN_CHARS:
            return blocks
    return ()


def _is_aside(page: Page, block: int) -> bool:
    """Return whether a block of a marked body stands in a picture or box within it."""
    number = page.blocks[block].element
    while number >= 0:
        element = page.elements[number]
        if "itemprop:articlebody" in element.names:
            return False
        if element.hidden or element.tag in _ASIDE:
            return True
        number = element.parent
    return False
