"""What CSS selectors select, as blocks and text of a page; the tree is only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

    from newsclean.page import Page

# A field is short: so much of an element's text, and so many elements of one selector, are looked
# at, lest a selector that takes in whole pages costs more than their length.
_FIELD_CHARS = 1000
_MOST_ELEMENTS = 200


def select_first(page: Page, selectors: Iterable[str], most: int | None = None) -> list[LexborNode]:
    """Return the elements, at `most` so many, of the first selector that selects one with text."""
    assert page.tree is not None
    for selector in selectors:
        nodes = [node for node in page.tree.css(selector)[:most] if _has_text(page, node)]
        if nodes:
            return nodes
    return []


def _has_text(page: Page, node: LexborNode) -> bool:
    index = page.element_index(node)
    # the text of an inline element is not kept by itself; the cells of a table row are joined
    if index is None or page.elements[index].tag in {"td", "th"}:
        return bool(_value(node) or node.text(separator=" ").strip())
    return bool(_value(node) or blocks_of(page, node))


def texts_of(page: Page, selectors: Iterable[str]) -> list[str]:
    """Return what the elements of the first selector say that selects one with text."""
    nodes = select_first(page, selectors, _MOST_ELEMENTS)
    return [text for node in nodes if (text := text_of(page, node))]


def text_of(page: Page, node: LexborNode) -> str:
    """Return what an element says: a machine-readable value, or its text."""
    if page.element_index(node) is None:
        return _value(node) or normalise(node.text(separator=" "))[:_FIELD_CHARS]
    blocks = blocks_of(page, node)[:_FIELD_CHARS]
    text = " ".join(page.blocks[i].text[:_FIELD_CHARS] for i in blocks)
    return _value(node) or text[:_FIELD_CHARS]


def _value(node: LexborNode) -> str:
    values = (node.attributes.get(name) for name in ("datetime", "content"))
    return normalise(next(filter(None, values), ""))


def blocks_of(page: Page, node: LexborNode) -> range:
    """Return the blocks of an element or, where it has none of its own, of the
    one that it fills.
    """
    own = _own_blocks(page, node)
    if own:
        return own
    size = len("".join(normalise(node.text(separator=" ")).split()))
    while size and not own and node.parent is not None:
        node = node.parent
        own = _own_blocks(page, node)
    return own if _holds(page, own, size) else range(0)


def _own_blocks(page: Page, node: LexborNode) -> range:
    index = page.element_index(node)
    if index is None:
        return range(0)
    return range(page.elements[index].first, page.elements[index].end)


def _holds(page: Page, blocks: range, size: int) -> bool:
    """Whether blocks hold just so many characters without spaces."""
    held = 0
    for i in blocks:
        text = page.blocks[i].text
        # at most every second character of a block is a space
        if len(text) > 2 * size + 1:
            return False
        held += len(text.replace(" ", ""))
        if held > size:
            return False
    return held == size
