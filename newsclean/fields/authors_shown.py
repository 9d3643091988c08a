"""The bylines that a page shows: elements marked as one, and lines around the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import date_label, find_dates
from newsclean.dates.ages import first_age
from newsclean.fields.bylines import cjk_names, clean_names, is_byline
from newsclean.fields.names import fold_word, is_unspaced, name_words
from newsclean.fields.titles_lines import is_sentence
from newsclean.fields.titles_text import headline_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from newsclean.candidate import Candidate
    from newsclean.page.block import Block
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
_MAX_BYLINE = 150
# another story's or a comment's author
_OTHERS = re.compile(
    r"comment|related|recommend|sidebar|widget|teaser|footer|popular|card|list-item|archive|bio\b|about"
)
_CLIMB = 4
# a short line with a date, so many lines from a name
_NEAR, _DATE_LINE = 2, 60
_WRITTEN = re.compile(
    r"\b(?:(?:written|reported|compiled|authored) by|автор|โดย|بقلم):?\s(?=\S{2,20}\s\S{2})", re.I
)
_NUMBERS = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s")
_ABOVE, _INTO, _BELOW = 12, 3, 4
_BELOW_HEAD = 6
_MAX_ROLE_WORDS = 8
# "This article for the Herald was written by Ann Lee"
_MAX_OPENING = 90
# the last characters of a story, where its author may sign
_SIGNATURE = 16


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
        texts = dict.fromkeys(n.text(separator=" ", strip=True)[: 2 * _MAX_BYLINE] for n in nodes)
        short = (text for text in texts if 0 < len(text) <= _MAX_BYLINE)
        names = dict.fromkeys(name for text in short for name in _names(_undated(text)))
        full = tuple(filter(_is_full, names))
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


def byline_lines(page: Page, bounds: Bounds) -> Iterator[Byline]:
    """Give the bylines among the lines around the headline and below the story, surest first."""
    head, start, end = bounds
    below_head = range(head + 1, max(start + _INTO, head + _BELOW_HEAD)) if head >= 0 else ()
    near = sorted({*below_head, *range(start - _ABOVE, start + _INTO)})
    lines = [page.blocks[i] for i in (*near, *range(end - 1, end + _BELOW)) if _is_line(page, i)]
    for block in lines:
        names = _signed(block.text)
        if names:
            yield Byline(names, f"line {block.index}")
    for block in lines:
        # a section's name looks like a person's, but stands above the headline
        is_head = head < block.index <= max(start, head + _BELOW_HEAD)
        names = _of_head(page, block, head) if is_head else ()
        if names:
            yield Byline(names, f"line {block.index}")


def _is_line(page: Page, index: int) -> bool:
    return 0 <= index < len(page.blocks)


def _signed(text: str) -> tuple[str, ...]:
    """Give the names of a byline by its words: "By Ann Lee", "Ann Lee, Staff Writer"."""
    cjk = cjk_names(text[:_MAX_BYLINE]) or cjk_names(text[-_SIGNATURE:])
    if cjk:
        return cjk
    written = _WRITTEN.search(text[:_MAX_OPENING])
    if written:
        return tuple(filter(_is_full, _names(text[written.end() :][:_MAX_BYLINE])))[:1]
    if len(text) > _MAX_BYLINE:
        return ()
    undated = _undated(text)
    parts = [part for part in undated.split(" | ") if is_byline(part)]
    if parts or _has_role(undated):
        return tuple(filter(_is_full, _names(parts[0] if parts else undated)))
    return ()


def _has_role(text: str) -> bool:
    """Whether a line is a name and a role and nothing else: "Ann Lee Staff Writer"."""
    words = text.replace(",", " ").split()
    if not 3 <= len(words) <= _MAX_ROLE_WORDS:
        return False
    tables = name_words()
    said = [fold_word(word) for word in words]
    ranks = sum(word in tables.roles or word in tables.ranks for word in said)
    names = clean_names(text)
    return (
        said[-1] in tables.roles and len(names) == 1 and len(names[0].split()) + ranks == len(said)
    )


def _of_head(page: Page, block: Block, head: int) -> tuple[str, ...]:
    """Give the names in a line below the headline that holds a date, too, or stands near one."""
    text = block.text
    if len(text) > _MAX_BYLINE:
        return ()
    undated = _undated(text)
    below_summary = 0 <= head == block.index - 2 and is_sentence(page.blocks[head + 1].text)
    if undated == text and not (below_summary or _is_near_date(page.blocks, block.index)):
        return ()
    names = _names(undated)
    fits = all(_is_full(name) and len(name.split()) <= 4 for name in names)
    return names if fits and sum(map(len, names)) * 2 >= len(undated) else ()


def _is_full(name: str) -> bool:
    """Whether a name has two words, or is of a script that writes none apart."""
    return " " in name or is_unspaced(name)


def _is_near_date(blocks: Sequence[Block], index: int) -> bool:
    near = blocks[max(0, index - _NEAR) : index + _NEAR + 1]
    return any(
        len(b.text) <= _DATE_LINE and b.index != index and (find_dates(b.text) or first_age(b.text))
        for b in near
    )


def _names(text: str) -> tuple[str, ...]:
    """Give the names in visible text, where "Updated on" and words in small letters stand, too."""
    return tuple(name for name in clean_names(text) if not _is_furniture(name))


def _is_furniture(name: str) -> bool:
    if (name == name.lower() and name.isascii()) or date_label(name):
        return True
    common = name_words().common
    return any(word.casefold() in common for word in name.split())


def _undated(text: str) -> str:
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
