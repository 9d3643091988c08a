"""What only the markup tells of headlines and bylines: the parts of a heading, marks of authors."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsclean.page import Condition, find_elements
from newsclean.page.metadata import text_of
from newsclean.text import key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from newsclean.page import Page

_HEADINGS = frozenset({"h1", "h2", "h3"})
_MAX_HEADINGS, _MAX_PARTS, _MAX_DEPTH = 60, 5, 4
_MAX_CHARS = 300
_CLASSES = {"class": "author", "byline": "byline"}
# one query, since each pass over the tree costs the same; which mark it is tells `_marks_of`
_ASKED = (
    *map(Condition, sorted(_HEADINGS)),
    Condition("", "itemprop", "~=", "author"),
    Condition("a", "rel", "~=", "author", any_case=True),
    *(Condition("", "class", "*=", word, any_case=True) for word in _CLASSES.values()),
    Condition("a", "href", "*=", "/author"),
    Condition("a", "href", "*=", "/autor"),
)
_MAX_AUTHORS, _MAX_NAME = 60, 150


class HeadingPart(NamedTuple):
    """A run of text inside a heading: what one inline element holds, or what stands between."""

    text: str
    names: str
    """Class words of the element, lower case."""


def heading_parts(page: Page, block: int) -> tuple[HeadingPart, ...]:
    """Return the parts of a heading that has several; nothing for any other block.

    >>> from newsclean.page.read import read_page
    >>> page = read_page("<h1><span class=Kicker>Rail</span> A bridge reopens</h1>")
    >>> heading_parts(page, 0)
    (HeadingPart(text='Rail', names='kicker'), HeadingPart(text='A bridge reopens', names=''))
    """
    node = page.cached(_find_headings).get(block)
    parts = tuple(_parts(node, 0)) if node is not None else ()
    return parts if 1 < len(parts) <= _MAX_PARTS else ()


class Marked(NamedTuple):
    """A short text that the markup marks as an author's name, and how."""

    text: str
    marks: frozenset[str]
    """Of `itemprop`, `rel`, `class`, `byline`, `href`."""


def author_marks(page: Page) -> Mapping[str, Marked]:
    """Return the short texts marked as authors, by their `newsclean.text.key`.

    >>> from newsclean.page.read import read_page
    >>> author_marks(read_page("<p>By <a rel=author href=/a>Ann Lee</a>"))["ann lee"].text
    'Ann Lee'
    """
    return page.cached(_read_authors)


def _find_marked(page: Page) -> list[LexborNode]:
    body = page.tree.body if page.tree is not None else None
    return find_elements(body, _ASKED) if body is not None else []


def _find_headings(page: Page) -> dict[int, LexborNode]:
    """The headings that are one block, by its index."""
    found: dict[int, LexborNode] = {}
    headings = [node for node in page.cached(_find_marked) if node.tag in _HEADINGS]
    for node in headings[:_MAX_HEADINGS]:
        index = page.element_index(node)
        element = page.elements[index] if index is not None else None
        if element is not None and element.end - element.first == 1:
            found[element.first] = node
    return found


def _parts(node: LexborNode, depth: int) -> Iterator[HeadingPart]:
    """Return the parts of a node; those of its only child if all text is in one."""
    parts: list[tuple[str, LexborNode]] = []
    child = node.first_child
    while child is not None and len(parts) <= _MAX_PARTS:
        text = _bare_text(child) if child.is_text_node else text_of(child, _MAX_CHARS)
        if text:
            parts.append((text, child))
        child = child.next
    if len(parts) == 1 and not parts[0][1].is_text_node and depth < _MAX_DEPTH:
        yield from _parts(parts[0][1], depth + 1)
        return
    for text, part in parts:
        names = "" if part.is_text_node else part.attributes.get("class") or ""
        yield HeadingPart(text, names.lower())


def _bare_text(node: LexborNode) -> str:
    return normalise((node.text_content or "")[:_MAX_CHARS])


def _read_authors(page: Page) -> dict[str, Marked]:
    found: dict[str, Marked] = {}
    marked = ((node, marks) for node in page.cached(_find_marked) if (marks := _marks_of(node)))
    for node, marks in islice(marked, _MAX_AUTHORS):
        text = text_of(node, _MAX_NAME)
        if 0 < len(text) < _MAX_NAME:
            name = key(text)
            known = found[name].marks if name in found else frozenset()
            found[name] = Marked(text, known | marks)
    return found


def _marks_of(node: LexborNode) -> frozenset[str]:
    found, attributes = set(), node.attributes
    if "author" in (attributes.get("itemprop") or "").split():
        found.add("itemprop")
    classes = (attributes.get("class") or "").lower()
    found |= {mark for mark, word in _CLASSES.items() if word in classes}
    if node.tag == "a":
        if "author" in (attributes.get("rel") or "").lower().split():
            found.add("rel")
        href = attributes.get("href") or ""
        if "/author" in href or "/autor" in href:
            found.add("href")
    return frozenset(found)
