"""Reading of single elements at bounded cost, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_MAX_NODES = 200
_MAX_CLIMB = 60


def text_of(node: LexborNode, limit: int) -> str:
    """Return an element's text, normalised, from its first 200 nodes and at
    most `limit` characters.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> text_of(LexborHTMLParser("<p>A <b>bridge</b> reopens").css_first("p"), 8)
    'A bridge'
    """
    parts: list[str] = []
    size = 0
    for inner in _descendants(node):
        if inner.is_text_node:
            part = (inner.text_content or "")[: 2 * limit]
            parts.append(part)
            size += len(part)
            if size > 2 * limit:
                break
    return normalise("".join(parts))[:limit].rstrip()


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the nearest 60 elements around an element, from inside out."""
    above = node.parent
    for _ in range(_MAX_CLIMB):
        if above is None:
            return
        yield above
        above = above.parent


def _descendants(node: LexborNode) -> Iterator[LexborNode]:
    stack = [node.first_child]
    seen = 0
    while stack and seen < _MAX_NODES:
        inner = stack.pop()
        if inner is not None:
            seen += 1
            yield inner
            stack.append(inner.next)
            stack.append(inner.first_child)
