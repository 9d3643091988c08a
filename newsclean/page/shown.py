"""What a page shows: its blocks without those that its styles hide, where a story is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.page.html import HIDDEN, Reading, read_html, read_node
from newsclean.page.styles import find_styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from newsclean.page.block import Block

# a block of prose has so many characters, less than half of them in links
_PROSE = 60


def read_shown(tree: LexborHTMLParser) -> Reading:
    """Read what a page shows; what is hidden, too, if that holds more prose than the rest.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> html = "<p>" + "A story. " * 20 + "<p hidden>Not shown.</p>"
    >>> [block.text[:8] for block in read_shown(LexborHTMLParser(html)).blocks]
    ['A story.']
    """
    styles = find_styles(tree)
    reading = read_html(tree, styles)
    if not reading.passed:
        return reading
    shown = {block.text for block in _prose(reading.blocks)}
    size = sum(map(len, shown))
    # to read what is hidden costs as much as the rest; its bare length mostly tells
    if sum(len(node.text()) for node in reading.passed) <= size:
        return reading
    held = [(node, _hidden_prose(node, shown)) for node in reading.passed]
    if sum(prose for _, prose in held) <= size:
        return reading
    revealed = {node.mem_id for node, prose in held if prose}
    return read_html(tree, {k: v for k, v in styles.items() if k not in revealed or v != HIDDEN})


def prose_size(blocks: Iterable[Block]) -> int:
    """Return the characters in those blocks that are prose by their length and their links."""
    return sum(len(block.text) for block in _prose(blocks))


def _prose(blocks: Iterable[Block]) -> Iterable[Block]:
    return (b for b in blocks if len(b.text) >= _PROSE and 2 * b.link_chars < len(b.text))


def _hidden_prose(node: LexborNode, shown: set[str]) -> int:
    """Characters of prose in a hidden element, those left out that the page shows elsewhere."""
    if node.first_child is None:
        return 0
    return sum(len(b.text) for b in _prose(read_node(node).blocks) if b.text not in shown)
