"""Blocks for a page that shows no story: from noscript, shadow roots, or its scripts' state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from newsclean.page.depth import limit_depth
from newsclean.page.embedded_story import find_story
from newsclean.page.html import BLOCK, Reading, read_html, read_node
from newsclean.page.shown import prose_size
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator

# a page that shows less prose than this shows no story, but perhaps a teaser or a notice
_STORY = 400


class Unshown(NamedTuple):
    """A reading with the story that the page does not show, and what its state says of it."""

    reading: Reading
    node: dict[str, Any] | None = None


def with_unshown(tree: LexborHTMLParser, reading: Reading) -> Unshown:
    """Return `reading`, and if it holds no story, the one that the page would show.

    >>> html = "<body><noscript><p>" + "It rains in Sète today. " * 20 + "</noscript>"
    >>> tree = LexborHTMLParser(html)
    >>> len(with_unshown(tree, read_html(tree)).reading.blocks)
    1
    """
    shown = prose_size(reading.blocks)
    if shown >= _STORY:
        return Unshown(reading)
    for other in _readings(tree):
        if prose_size(other.blocks) >= max(_STORY, 2 * shown):
            return Unshown(_joined(reading, other))
    scripts = [node.text() for node in tree.css("script:not([src])")]
    titles = [node.text() for node in tree.css("title,h1")[:5]]
    titles += [node.attributes.get("content") or "" for node in tree.css('[property="og:title"]')]
    story = find_story(scripts, titles)
    if story is None or len(story.markup) < 2 * shown:
        return Unshown(reading)
    other = _parsed(story.markup)
    known = {key(block.text) for block in reading.blocks}
    if key(other.blocks[0].text) in known:
        other = _parsed(story.markup.partition("</h1>")[2])
    return Unshown(_joined(reading, other), story.node)


def _readings(tree: LexborHTMLParser) -> Iterator[Reading]:
    for node in tree.css("noscript")[:20]:
        if node.first_child is not None:
            yield read_node(node, {node.mem_id: BLOCK})
    for node in tree.css("template")[:200]:
        yield _parsed((node.html or "").partition(">")[2])


def _parsed(markup: str) -> Reading:
    return read_html(LexborHTMLParser(limit_depth(markup).encode("utf-8", "replace")))


def _joined(first: Reading, second: Reading) -> Reading:
    """Two readings as one: the second stands at the end of the first one's root."""
    blocks, elements = len(first.blocks), len(first.elements)
    moved = tuple(
        block._replace(index=block.index + blocks, element=block.element + elements)
        for block in second.blocks
    )
    inner = tuple(
        element._replace(
            parent=max(element.parent + elements, 0)
            if element.parent >= 0
            else min(0, elements - 1),
            tag=element.tag or "div",
            first=element.first + blocks,
            end=element.end + blocks,
        )
        for element in second.elements
    )
    roots = tuple(root._replace(end=blocks + len(moved)) for root in first.elements[:1])
    return first._replace(blocks=first.blocks + moved, elements=roots + first.elements[1:] + inner)
