"""The bylines that a page shows: elements marked as one, and lines around the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import date_label, find_dates
from newsclean.dates.ages import first_age
from newsclean.fields.bylines import clean_names, is_byline
from newsclean.fields.names import fold_word, is_unspaced, name_words
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
_MAX_NODES = 12
_MAX_BYLINE = 150
# another story's or a comment's author
_OTHERS = re.compile(
    r"comment|related|recommend|sidebar|widget|teaser|footer|popular|card|list-item|archive|bio\b|about"
)
_CLIMB = 4
# a short line with a date, so many lines from a name
_NEAR, _DATE_LINE = 2, 60
_WRITTEN = re.compile(r"\b(?:written|reported|compiled|authored) by:?\s", re.I)
_NUMBERS = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s")
_ABOVE, _BELOW = 12, 4


class Bounds(NamedTuple):
    """Where the headline stands and the story begins and ends, as indices of blocks."""

    head: int
    start: int
    end: int


class Byline(NamedTuple):
    """Names, and where the page shows them."""

    names: tuple[str, ...]
    where: str


def bounds_of(page: Page, body: Candidate | None) -> Bounds:
    """Give the bounds of the body and the headline next above it; without body, of what follows."""
    story = body.blocks or () if body is not None else ()
    if page.kind == "text":
        head = headline_line(page, body)
    else:
        heads = (e.first for e in page.elements if e.tag == "h1" and e.first < e.end)
        above = [head for head in heads if not story or head <= story[0]]
        head = (above[-1] if story else above[0]) if above else None
    if story:
        return Bounds(story[0] if head is None else head, story[0], story[-1] + 1)
    start = head or 0
    return Bounds(start, min(len(page.blocks), start + _ABOVE), len(page.blocks))


def marked_bylines(page: Page) -> Iterator[Byline]:
    """Give the bylines in elements that are marked as such, the surest marks first."""
    if page.tree is None or page.tree.body is None:
        return
    for selector in _SELECTORS:
        nodes = [n for n in page.tree.body.css(selector)[:_MAX_NODES] if not _is_other(n)]
        texts = dict.fromkeys(n.text(separator=" ", strip=True)[: 2 * _MAX_BYLINE] for n in nodes)
        short = (text for text in texts if 0 < len(text) <= _MAX_BYLINE)
        names = dict.fromkeys(name for text in short for name in _names(_undated(text)))
        full = tuple(filter(_is_full, names))
        # "author" in a class is said of many things; of a lone word only the surest marks tell
        chosen = full or (tuple(names) if selector in _SELECTORS[:4] else ())
        if chosen:
            yield Byline(chosen, selector)


def _is_other(node: LexborNode) -> bool:
    above: LexborNode | None = node
    for level in range(_CLIMB):
        if above is None or above.tag in {"body", "html"}:
            return False
        if above.tag in {"footer", "aside", "nav"}:
            return True
        attributes = above.attributes
        if level == 1 and _opens_credit(above):
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
    """Give the bylines among the lines above the story and right below it."""
    head, start, end = bounds
    indices = dict.fromkeys(
        (*range(head + 1, start), *range(start - _ABOVE, start + 3), *range(end, end + _BELOW))
    )
    for i in indices:
        if 0 <= i < len(page.blocks):
            names = _of_line(page.blocks, i, is_head=i <= start and (i > head or head == start))
            if names:
                yield Byline(names, f"line {i}")


def _of_line(blocks: Sequence[Block], index: int, *, is_head: bool) -> tuple[str, ...]:
    """Give the names in a byline, which its opening word or a date in it or near it makes one.

    `is_head`: the line stands between headline and story.
    """
    text = blocks[index].text
    written = _WRITTEN.search(text[:_MAX_BYLINE])
    if written:
        return _names(text[written.end() : written.end() + _MAX_BYLINE])[:1]
    if len(text) > _MAX_BYLINE:
        return ()
    undated = _undated(text)
    if is_byline(undated):
        return tuple(filter(_is_full, _names(undated)))
    if not is_head or not (undated != text or _is_near_date(blocks, index)):
        return ()
    names = _names(undated)
    # a section's name above a headline looks like a person's: hence only below it, and short
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
    age = first_age(text)
    spans = [moment.span for moment in find_dates(text)] or ([(age.start, age.end)] if age else [])
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done:start])
        done = end
    left = " | ".join((*parts, text[done:])) if parts else text
    return _NUMBERS.sub("", left).strip(" |,-–—·•/")
