"""The bylines that a page's markup marks as such, and what all shown bylines are read with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import date_label, find_dates
from newsclean.dates.ages import first_age
from newsclean.fields.bylines import clean_names
from newsclean.fields.names import fold_word, is_unspaced, name_words
from newsclean.fields.titles_text import headline_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from newsclean.candidate import Candidate
    from newsclean.page.page import Page

_SELECTORS = (
    '[itemprop~="author"] [itemprop~="name"]',
    '[itemprop~="author"]',
    'a[rel~="author"]',
    '[class*="author-name" i],[class*="author_name" i],[class*="authorname" i]',
    '[class*="byline" i]',
    'a[href*="/author/"],a[href*="/authors/"],a[href*="/autor/"],a[href*="/autoren/"]',
    '[class*="author" i]',
)
_MAX_NODES, _MAX_BLOCKS = 12, 8
MAX_BYLINE = 150
# another story's or a comment's author
_OTHERS = re.compile(
    r"comment|related|recommend|sidebar|widget|teaser|footer|popular|card|list-item|archive|bio\b|about"
)
_CLIMB = 4
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
        heads = [e.first for e in page.elements if e.tag == "h1" and e.first < e.end]
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
    for selector in _SELECTORS:
        found = page.tree.body.css(selector)[:_MAX_NODES]
        nodes = [n for n in found if not (_is_large(page, n) or _is_other(page, n))]
        texts = dict.fromkeys(n.text(separator=" ", strip=True)[: 2 * MAX_BYLINE] for n in nodes)
        short = (text for text in texts if 0 < len(text) <= MAX_BYLINE)
        names = dict.fromkeys(name for text in short for name in names_in(undated(text)))
        full = tuple(filter(is_full, names))
        # "author" in a class is said of many things; of a lone word only the surest marks tell
        chosen = full or (tuple(names) if selector in _SELECTORS[:4] else ())
        if chosen:
            yield Byline(chosen, selector)


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


def undated(text: str) -> str:
    """Give a line with a bar in place of each date."""
    if not any(map(str.isdigit, text)):
        return text
    age = first_age(text)
    spans = [moment.span for moment in find_dates(text)] or ([(age.start, age.end)] if age else [])
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done:start])
        done = end
    left = " | ".join((*parts, text[done:])) if parts else text
    return _NUMBERS.sub("", left).strip(" |,-–—·•/")
