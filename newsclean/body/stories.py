"""The stories of a capture that holds several whole ones: a digest, a newsletter.

An ordinary page has one story, whatever teasers stand below it, and its sections have subheadings
that look like headlines. So stories are parted only where each of them shows by itself that it is
one, all in the same way, and none of them outweighs the rest as a page's own story does its
teasers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from numpy.typing import NDArray

from newsclean.body.rules.signed_story import is_headline, is_sign
from newsclean.boilerplate import Mark, block_words, is_pointer_line, page_marks
from newsclean.dates import find_dates
from newsclean.names import is_byline
from newsclean.roles import BODY, page_roles
from newsclean.text import is_spaceless, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsclean.page import Block, Page

Array = NDArray[Any]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_PARAGRAPH = 12
"""Words of a line that is prose, if it ends a sentence."""
_STORY = 25
"""Words of prose that make a story."""
_SIGNS = 3
"""Lines at most that stand between a headline and its prose."""
_LEAST_MAIL, _LEAST = 2, 3
"""Stories that a message or a page must have, to be one of several stories."""
_MOST_SHARE = {2: 0.75, 3: 0.65}
"""Share of all prose that the longest of two, or of three and more stories may have."""
_LEAST_HELD = 0.6
"""Share of what the model takes for the body that must lie in the stories."""
_ALIKE = 0.8
"""Share of the stories that must show in the same way that they are such."""
_LIKELY = 0.5
_LINKED = 0.8
_MOST_POINTER = 60
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "”", '"', "»", "」", ")")
_NAME = re.compile(r"(?<=[^\W\d_] )(?-i:[^\W\d_a-z])[^\W\d_]{2,}")
_LEAVE = re.compile(
    r"\b(?:un-?subscribe|abmelden|abbestellen|d[ée]sabonner|désinscri\w+|darse de baja|odhlásit)\b",
    re.I,
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?\b", re.I)
_MOST_LEAVE = 80


class Story(NamedTuple):
    """One story of several: the block of its headline, the block behind its last, its words.

    `held` are those of its words that the model takes for the body of the page.
    """

    headline: int
    end: int
    words: float
    held: float = 0.0


def find_stories(page: Page) -> tuple[Story, ...]:
    """Return the stories of a digest or a newsletter, nothing for a page with one story.

    >>> from newsclean.page.read import read_page
    >>> find_stories(read_page("<h1>Bridge reopens</h1><p>It opened on Monday, the city said."))
    ()
    """
    stories = [story for story in _parted(page) if story.words >= _STORY]
    if sum(_is_entry(page, story) for story in stories) >= _LEAST_MAIL:
        return ()  # of a live blog
    is_mail = _is_newsletter(page)
    for signs in (_has_own_line, _has_linked_headline, _has_pointer, _has_own_article):
        told = [signs(page, story) for story in stories]
        found = [story for story, is_told in zip(stories, told, strict=True) if is_told]
        # what introduces a digest looks like a story before the first
        rest = stories[1:] if told and not told[0] else stories
        if len(found) >= _ALIKE * len(rest) and _is_several(page, stories, found, is_mail=is_mail):
            return tuple(found)
    if is_mail and len(stories) >= _LEAST and _are_apart(page, stories):
        return tuple(stories)
    return ()


def _is_several(
    page: Page, stories: Sequence[Story], found: Sequence[Story], *, is_mail: bool
) -> bool:
    """Whether so many stories are a page of several, and no page with a story of its own."""
    if len(found) < (_LEAST_MAIL if is_mail else _LEAST):
        return False
    most = _MOST_SHARE[min(len(found), 3)]
    if any(_longest(stories, by) > most for by in (_words, _held)):
        return False
    held = float((block_words(page) * _is_held(page)).sum())
    if sum(map(_held, found)) < _LEAST_HELD * held:
        return False
    return is_mail or not any(_is_of_page(page, story) for story in stories)


def _longest(stories: Sequence[Story], by: Callable[[Story], float]) -> float:
    """The share that the longest of the stories has of all."""
    return max(map(by, stories)) / max(sum(map(by, stories)), 1.0)


def _words(story: Story) -> float:
    return story.words


def _held(story: Story) -> float:
    return story.held


def _is_held(page: Page) -> Array:
    held: Array = page_roles(page).of(*BODY) > _LIKELY
    return held


def _is_of_page(page: Page, story: Story) -> bool:
    """Whether the page bears a story's headline as its title: the story is the page's own."""
    own, title = key(page.texts[story.headline]), key(page.metadata.title or "")
    return bool(own) and own in title


def _parted(page: Page) -> Iterator[Story]:
    """Return what each headline leads, up to the next one."""
    words = block_words(page)
    prose = [_is_prose(block.text, float(words[block.index])) for block in page.blocks]
    held = words * _is_held(page)
    heads = [i for i in range(len(prose)) if _leads(page, prose, i)]
    marks = page_marks(page)
    for place, end in pairwise([*heads, len(prose)]):
        stop = next((i for i in range(place + 1, end) if marks[i] is Mark.STOP), end)
        told = [i for i in range(place + 1, stop) if prose[i]]
        if told:
            # a kicker or a headline of the next story stands behind the last paragraph
            last = min(stop, told[-1] + 2) if _points(page.blocks, told[-1] + 1) else told[-1] + 1
            yield Story(place, last, float(words[told].sum()), float(held[place:last].sum()))


def _leads(page: Page, prose: Sequence[bool], place: int) -> bool:
    """Whether a block is a headline right above prose, but for a byline and a date."""
    block = page.blocks[place]
    if prose[place] or not is_headline(block.text) or is_sign(block.text):
        return False
    if page.kind == "html" and not _stands_out(block):
        return False
    for below in range(place + 1, min(place + 2 + _SIGNS, len(prose))):
        if prose[below]:
            return True
        if not is_sign(page.texts[below]):
            return False
    return False


def _stands_out(block: Block) -> bool:
    shown = max(block.link_chars, block.strong_chars)
    return block.tag in _HEADINGS or shown >= _LINKED * len(block.text)


def _is_prose(text: str, words: float) -> bool:
    return words >= _PARAGRAPH and text.rstrip().endswith(_ENDS)


def _points(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block is nothing but words such as "Read more"."""
    if place >= len(blocks) or len(blocks[place].text) > _MOST_POINTER:
        return False
    text = blocks[place].text
    linked = blocks[place].link_chars >= _LINKED * len(text)
    return linked or is_pointer_line(text) or key(text).startswith(_POINTERS)


_POINTERS = (
    "read more", "read on", "read the", "continue reading", "full story", "more", "weiterlesen",
    "mehr", "lire", "leer", "seguir leyendo", "leggi", "lees", "ler mais", "leia", "czytaj",
    "читать", "читати", "阅读", "続きを読む", "자세히",
)  # fmt: skip


def _has_own_line(page: Page, story: Story) -> bool:
    """Whether a byline or a day stands below a headline; a time stands below entries, too."""
    line = page.texts[story.headline + 1] if story.headline + 1 < len(page.texts) else ""
    return is_sign(line) and (is_byline(line) or bool(find_dates(line)))


def _is_entry(page: Page, story: Story) -> bool:
    """Whether a line with a time of the day and no more stands right above or below a headline."""
    above, below = max(0, story.headline - _SIGNS), story.headline + _SIGNS
    near = (*range(above, story.headline), *range(story.headline + 1, min(below, story.end)))
    return any(_is_time(page.texts[i]) for i in near)


def _is_time(text: str) -> bool:
    return (
        len(text) <= _MOST_POINTER
        and _CLOCK.search(text) is not None
        and not (find_dates(text) or text.endswith(_ENDS))
    )


def _has_linked_headline(page: Page, story: Story) -> bool:
    """Whether a headline leads to another page, of the same site where the site is known."""
    block = page.blocks[story.headline]
    if block.link_chars < _LINKED * len(block.text):
        return False
    own = urlsplit(page.url or "")
    other = urlsplit(urljoin(page.url or "", page.cached(_addresses).get(block.element, "#")))
    return (own.path, own.query) != (other.path, other.query) and own.netloc in {"", other.netloc}


def _addresses(page: Page) -> dict[int, str]:
    """Where the first link in each block element leads."""
    found: dict[int, str] = {}
    for link in page.tree.css("a[href]") if page.tree is not None else ():
        node: Any = link
        while node is not None and (element := page.element_index(node)) is None:
            node = node.parent
        if node is not None and element is not None:
            found.setdefault(element, link.attributes.get("href") or "#")
    return found


def _has_pointer(page: Page, story: Story) -> bool:
    return _points(page.blocks, story.end - 1)


def _has_own_article(page: Page, story: Story) -> bool:
    """Whether an `article` element holds the story and nothing else of weight."""
    place = page.blocks[story.headline].element
    while place >= 0:
        element = page.elements[place]
        if element.tag == "article":
            return element.first <= story.headline and element.end <= story.end + _SIGNS
        place = element.parent
    return False


def _is_newsletter(page: Page) -> bool:
    """Whether a capture is a message, or offers its reader to receive no more of it."""
    if "subject" in page.labels:
        return True
    return any(len(t) <= _MOST_LEAVE and _LEAVE.search(t) for t in page.texts[-20:])


def _are_apart(page: Page, stories: Sequence[Story]) -> bool:
    """Whether stories tell of different people and places: names of one are in no other."""
    if is_spaceless(" ".join(page.texts[story.headline] for story in stories)):
        return False
    texts = [" ".join(page.texts[story.headline + 1 : story.end]) for story in stories]
    named = [frozenset(_NAME.findall(text)) for text in texts]
    alone = sum(
        bool(own) and not any(own & other for other in named if other is not own) for own in named
    )
    return alone >= _ALIKE * len(stories)
