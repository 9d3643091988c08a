"""The bylines that a page's markup marks as such, and what all shown bylines are read with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import date_label, find_dates
from newsclean.dates.ages import first_age
from newsclean.fields.titles_text import headline_line
from newsclean.names.bylines import clean_names
from newsclean.names.words import fold_word, is_unspaced, name_words
from newsclean.page.landmarks import landmarks
from newsclean.page.metadata.nodes import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

_ITEM_NAME = '[itemprop~="author"] [itemprop~="name"]'
_MARKS = (
    _ITEM_NAME,
    "itemprop author",
    "rel author",
    "class author-name",
    "class byline",
    "href author",
    "class author",
)
"""Marks of bylines, the surest first."""
# one selector, since each pass over the tree costs the same; which mark it is tells `_marks_of`
_SELECTOR = (
    '[itemprop~="author"],a[rel~="author"],[class*="author" i],[class*="byline" i],'
    'a[href*="/author"],a[href*="/autor"]'
)
_NAME_CLASSES = ("author-name", "author_name", "authorname")
_AUTHOR_PATHS = ("/author/", "/authors/", "/autor/", "/autoren/")
# a class that means a lone word may be a name; "author" alone is said of many things
_SURE = frozenset(_MARKS[:4])
_MAX_NODES, _MAX_BLOCKS = 12, 8
MAX_BYLINE = 150
# another story's or a comment's author
_OTHERS = re.compile(
    r"comment|related|recommend|sidebar|widget|teaser|footer|popular|card|list-item|archive|bio\b|about"
)
_CLIMB = 4
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s")
_ABOVE = 12
# "Ann LeePublished", "Ann LeeIn Travel": what markup parts is glued together in captures
_GLUED_LABEL = re.compile(
    r"(?<=[a-zß-ÿ]{2})(?=(?:Published|Updated|Posted|Last updated|Reviewed|In)(?:\b|:))"
)


class Bounds(NamedTuple):
    """Indices of the blocks where the headline stands (-1: unknown), the story begins and ends."""

    head: int
    start: int
    end: int


class Byline(NamedTuple):
    """Names, and where the page shows them."""

    names: tuple[str, ...]
    where: str


def bounds_of(page: Page, body: Candidate | None) -> Bounds:
    """Give the bounds of the body and the headline next above it; without body, of what follows."""
    story = (body.blocks or ()) if body is not None else ()
    if page.kind == "text":
        head = headline_line(page, body)
    else:
        heads = [e.first for e in landmarks(page).h1s if e.first < e.end]
        above = [head for head in heads if story and head <= story[0]]
        head = next(iter(above[-1:] or heads), None)
    head = -1 if head is None else head
    if story:
        return Bounds(head, story[0], story[-1] + 1)
    return Bounds(head, min(len(page.blocks), max(head, 0) + _ABOVE), len(page.blocks))


def marked_bylines(page: Page) -> Iterator[Byline]:
    """Give the bylines in elements that are marked as such, the surest marks first."""
    if page.tree is None or page.tree.body is None:
        return
    nodes = _marked_nodes(page.tree.body)
    shown: dict[int, tuple[str, ...]] = {}
    for mark in _MARKS:
        for node in nodes[mark]:
            if node.mem_id not in shown:
                shown[node.mem_id] = _names_of(page, node)
        names = dict.fromkeys(name for node in nodes[mark] for name in shown[node.mem_id])
        full = tuple(filter(is_full, names))
        chosen = full or (tuple(names) if mark in _SURE else ())
        if chosen:
            yield Byline(chosen, mark)


def _marked_nodes(body: LexborNode) -> dict[str, list[LexborNode]]:
    """Give the first elements that bear each mark, in document order."""
    nodes: dict[str, list[LexborNode]] = {mark: [] for mark in _MARKS}
    for node in once(body.css(_SELECTOR)):
        for mark in _marks_of(node):
            if len(nodes[mark]) < _MAX_NODES:
                nodes[mark].append(node)
    if nodes["itemprop author"]:
        nodes[_ITEM_NAME] = body.css(_ITEM_NAME)[:_MAX_NODES]
    return nodes


def _marks_of(node: LexborNode) -> Iterator[str]:
    attributes = node.attributes
    if "author" in (attributes.get("itemprop") or "").split():
        yield "itemprop author"
    classes = (attributes.get("class") or "").lower()
    if "author" in classes:
        yield "class author"
        if any(name in classes for name in _NAME_CLASSES):
            yield "class author-name"
    if "byline" in classes:
        yield "class byline"
    if node.tag == "a":
        if "author" in (attributes.get("rel") or "").lower().split():
            yield "rel author"
        href = attributes.get("href") or ""
        if any(path in href for path in _AUTHOR_PATHS):
            yield "href author"


def _names_of(page: Page, node: LexborNode) -> tuple[str, ...]:
    """Give the names in an element, none where it is more than a byline or another story's."""
    if _is_large(page, node) or _is_other(page, node):
        return ()
    text = node.text(separator=" ", strip=True)
    return names_in(undated(page, text)) if 0 < len(text) <= MAX_BYLINE else ()


def _is_large(page: Page, node: LexborNode) -> bool:
    """Whether an element holds more blocks than a byline does; its text is not asked for."""
    index = page.element_index(node)
    if index is None:
        return False
    element = page.elements[index]
    return element.end - element.first > _MAX_BLOCKS


def _is_other(page: Page, node: LexborNode) -> bool:
    above: LexborNode | None = node
    for level in range(_CLIMB):
        if above is None or above.tag in {"body", "html"}:
            return False
        if above.tag in {"footer", "aside", "nav"}:
            return True
        attributes = above.attributes
        if level == 1 and not _is_large(page, above) and _opens_credit(above):
            return True
        if _OTHERS.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()):
            return True
        above = above.parent
    return False


def _opens_credit(node: LexborNode) -> bool:
    """Whether the element around a name says that it is a reviewer's, a photographer's, ..."""
    words = node.text(separator=" ", strip=True)[:40].split()
    return bool(words) and fold_word(words[0]) in name_words().credits


def is_full(name: str) -> bool:
    """Whether a name has two words, or is of a script that writes none apart."""
    return " " in name or is_unspaced(name)


def names_in(text: str) -> tuple[str, ...]:
    """Give the names in visible text, where "Updated on" and words in small letters stand, too."""
    found = clean_names(_GLUED_LABEL.sub(" | ", text))
    return tuple(_once(name) for name in map(_cut, found) if not _is_furniture(name))


def _cut(name: str) -> str:
    """Give a name without the button behind it: "Ann Lee Follow"."""
    words = name.split()
    common = name_words().common
    end = next((i for i, w in enumerate(words) if i > 1 and w.casefold() in common), len(words))
    return " ".join(words[:end])


def _once(name: str) -> str:
    """Give a name once that is printed twice, as a link and beside it."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _is_furniture(name: str) -> bool:
    if (name == name.lower() and name.isascii()) or date_label(name):
        return True
    tables = name_words()
    words = [word.casefold() for word in name.split()]
    # "Kommentar von": the name itself stands on the next line
    is_open = len(words) > 1 and words[-1] in tables.bylines
    return is_open or any(word in tables.common for word in words)


def undated(page: Page, text: str) -> str:
    """Give a line with a bar in place of each date; read once for a page."""
    if not _DIGIT.search(text):
        return text
    known = page.shared("undated lines", _no_lines)
    if text not in known:
        known[text] = _undated(text)
    return known[text]


def _no_lines(_: Page) -> dict[str, str]:
    return {}


def _undated(text: str) -> str:
    spans = [moment.span for moment in find_dates(text)]
    if not spans and (age := first_age(text)):
        spans = [(age.start, age.end)]
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done:start])
        done = end
    left = " | ".join((*parts, text[done:])) if parts else text
    return _NUMBERS.sub("", left).strip(" |,-–—·•/")
