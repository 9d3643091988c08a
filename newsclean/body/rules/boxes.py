"""What markup and place tell of lines that are worded like a story's: boxes, entries, lists.

A box among the paragraphs is told by its own heading and by what else of it the model leaves out,
the heading of a live blog's entry by the time above it, and that of key points by their list.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.rules.captions import is_credit
from newsclean.body.rules.signed_story import is_headline
from newsclean.boilerplate import block_words, heads_comments, heads_points
from newsclean.names import clean_names
from newsclean.patterns import late_pattern
from newsclean.roles import Role, page_roles

if TYPE_CHECKING:
    from newsclean.body.rules.rule import Draft
    from newsclean.page import Block, Element, Page

Array = NDArray[Any]

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WIDGET = late_pattern(
    r"\b(?:share-?by|e-?mail|mail-?form|player|audio|newsletter|sign-?up|captcha|poll|quiz)\b", re.I
)
_MOST_WIDGET = 0.15
"""Share of a body's words that stands in a widget at most; many a theme names all it holds so."""
_LONGEST = 200
_LIKELY, _SURE = 0.5, 0.9
_ENDS = (".", "!", "?", "…", "”", '"', "»", ")", "。")
_CLOCK = late_pattern(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?$", re.I)
_ENTRY_TIME = late_pattern(
    r"(?:\d{1,2}\s?(?:h|hours?|m|min|minutes?) ago\s?)?"
    r"\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|uhr|h|ч\.?)(?!\w))?(?:\s(?-i:[A-Z]{2,4})(?!\w))?",
    re.I,
)
_LONGEST_TIME = 60
_POINTS_ABOVE, _NEAR = 4, 12
_OFFERS = 0.2
"""How likely the lines around one promote something, if it is a part of their offer."""
_ENTRIES = 2
_STORY = 20
"""Words of the paragraph below an entry's heading."""
_POINTS = 0.25
"""How likely a list below a heading is a standfirst, if it is one of key points; and a line in a
box a promotion."""
_BOXES = 1
_PARAGRAPH, _COPIED = 12, 2
"""Words of a paragraph, and paragraphs, that make a copy of a story."""
_WHOLE_COPY = 0.8
_LAST, _MOST_LIFE = 3, 60
_LABEL = late_pattern(r"[^\W\d_a-z][^\W\d_]{2,}(?: [^\W\d_]+){0,2}: ")
_LABELLED = 4
"""Words of a line behind its label, at least."""
_TELLS = late_pattern(
    r"(?:, [^,.]{3,60},)?"
    r"\s(?:can be reached|is|was|has|covers|writes|reports|works|lives|joined|ist|schreibt"
    r"|berichtet|est|couvre|es|escribe|cubre|è|scrive|vive|vit|lebt|arbeitet|lavora|trabaja|jest|pisze|пишет|пише)\b"
)


def take_box_headings(page: Page, draft: Draft) -> dict[int, str]:
    """Take the heading of a box of which nothing else is in the body."""
    kept = frozenset(draft.blocks)
    promotions = page_roles(page).of(Role.PROMOTION) >= _POINTS
    found = [
        i
        for i in draft.blocks
        if page.blocks[i].tag in _HEADINGS
        and draft.probabilities[i] < _SURE
        and _heads_box(page, i, kept, promotions)
    ]
    # a page of offers has more
    many = len(found) > _BOXES
    return {} if many else dict.fromkeys(found, "heads a box that is no part of the story")


def _heads_box(page: Page, heading: int, kept: frozenset[int], promotions: Array) -> bool:
    """Whether a heading and what promotes something, none of it kept, fill an element."""
    place = page.elements[page.blocks[heading].element].parent
    while place >= 0:
        element = page.elements[place]
        if element.end - element.first > 1:
            inside = range(element.first, element.end)
            is_box = element.first == heading and kept.isdisjoint(inside[1:])
            return is_box and bool(promotions[heading + 1 : element.end].any())
        place = element.parent
    return False


def take_within_offers(page: Page, draft: Draft) -> dict[int, str]:
    """Take a short line between two that promote something and are not kept."""
    promotions, words = page_roles(page).of(Role.PROMOTION), block_words(page)
    kept = frozenset(draft.blocks)
    return {
        i: "between the lines of an offer"
        for i in draft.blocks[1:-1]
        if words[i] < _STORY
        and kept.isdisjoint((i - 1, i + 1))
        and min(promotions[i - 1], promotions[i + 1]) >= _OFFERS
    }


def take_last_heading(page: Page, draft: Draft) -> dict[int, str]:
    """Take a heading that ends the body, if what stands below promotes something."""
    last = draft.blocks[-1]
    below = page_roles(page).of(Role.PROMOTION)[last + 1 : last + 2]
    text = page.texts[last]
    is_heading = is_headline(text) and not text.endswith(_ENDS) and ":" not in text
    if is_heading and len(draft.blocks) > 1 and bool((below >= _LIKELY).any()):
        return {last: "heads an offer"}
    return {}


def add_list_items(page: Page, draft: Draft) -> dict[int, str]:
    """Add an item between two of its list that are in the body."""
    kept = frozenset(draft.blocks)
    found: dict[int, str] = {}
    for i in draft.blocks:
        lost = i + 1
        if lost not in kept and lost + 1 in kept:
            lists = {_list_of(page, block) for block in page.blocks[i : lost + 2]}
            if len(lists) == 1 and lists != {-1}:
                found[lost] = "an item of a list of the story"
    return found


def _list_of(page: Page, block: Block) -> int:
    return page.elements[block.element].parent if block.tag == "li" else -1


def take_widgets(page: Page, draft: Draft) -> dict[int, str]:
    """Take short lines in forms for mail, players and sign-ups, told by their names."""
    words = block_words(page)
    kept = np.zeros(len(words))
    kept[list(draft.blocks)] = words[list(draft.blocks)]
    sums = np.append(0.0, np.cumsum(kept))
    most = _MOST_WIDGET * sums[-1]
    inside = {
        i
        for e in map(page.elements.__getitem__, _enclosers(page, draft))
        if e.names and e.tag not in _HEADINGS and _held(sums, e) <= most and _WIDGET.search(e.names)
        for i in range(e.first, e.end)
    }
    return {
        i: "in a form or a player"
        for i in draft.blocks
        if i in inside and len(page.texts[i]) <= _LONGEST
    }


def _enclosers(page: Page, draft: Draft) -> set[int]:
    """The elements in which a block of the body stands."""
    found: set[int] = set()
    for i in draft.blocks:
        place = page.blocks[i].element
        while place >= 0 and place not in found:
            found.add(place)
            place = page.elements[place].parent
    return found


def _held(sums: Array, element: Element) -> float:
    return float(sums[element.end] - sums[element.first])


def take_copies(page: Page, draft: Draft) -> dict[int, str]:
    """Take the second copy of a story, as pages hold one for telephones.

    A copy is all of the story's paragraphs, or nearly all, in their order.
    """
    words, place = block_words(page), {}
    paragraphs = [i for i in draft.blocks if words[i] >= _PARAGRAPH]
    copied: list[int] = []
    for number, i in enumerate(paragraphs):
        if page.texts[i] in place:
            copied.append(number)
        else:
            place[page.texts[i]] = number
    order = [place[page.texts[paragraphs[number]]] for number in copied]
    # a part of a story may be said again in it
    is_whole = bool(order) and order[0] <= 1 and len(copied) >= _WHOLE_COPY * len(place)
    if not is_whole or len(copied) < _COPIED or any(b != a + 1 for a, b in pairwise(order)):
        return {}
    if any(b != a + 1 for a, b in pairwise(copied)):
        return {}
    first, last = paragraphs[copied[0]], paragraphs[copied[-1]]
    return dict.fromkeys((i for i in draft.blocks if first <= i <= last), "a copy of the story")


def take_biographies(page: Page, draft: Draft) -> dict[int, str]:
    """Take last lines that tell who the author is: they begin with the name in the byline."""
    roles = page_roles(page)
    lines = (roles.of(Role.AUTHORS, Role.AUTHORS_AND_DATE) >= _LIKELY).nonzero()[0].tolist()
    names = tuple(name for i in lines[:4] for name in clean_names(page.texts[i]) if " " in name)
    if not names:
        return {}
    words, last = block_words(page), draft.blocks[-_LAST:]
    return {
        i: "tells who the author is"
        for i in last[1:]
        if words[i] <= _MOST_LIFE
        and page.texts[i].startswith(names)
        and _TELLS.match(page.texts[i], _end_of_name(page.texts[i], names))
    }


def _end_of_name(text: str, names: tuple[str, ...]) -> int:
    return max(len(name) for name in names if text.startswith(name))


def add_entry_headings(page: Page, draft: Draft) -> dict[int, str]:
    """Add the headings of a live blog's entries: right below a time, right above a paragraph."""
    words = block_words(page)
    texts, kept = page.texts, frozenset(draft.blocks)
    times = [i for i, text in enumerate(texts[:-2]) if len(text) <= 12 and _CLOCK.match(text)]
    entries = [
        i + 1
        for i in times
        if is_headline(texts[i + 1]) and i + 2 in kept and words[i + 2] >= _STORY
    ]
    if len(times) < _ENTRIES or not entries:
        return {}
    return {i: "heads an entry" for i in entries if i not in kept}


def take_entry_times(page: Page, draft: Draft) -> dict[int, str]:
    """Take the lines of a live blog that hold the time of an entry, and who wrote it."""
    times = [i for i in draft.blocks if _is_entry_time(page.texts[i])]
    return dict.fromkeys(times if len(times) >= _ENTRIES else (), "the time of an entry")


def _is_entry_time(text: str) -> bool:
    found = _ENTRY_TIME.match(text) if len(text) <= _LONGEST_TIME else None
    if found is None:
        return False
    rest = text[found.end() :].strip(" |·•–—-,")
    return not rest or clean_names(rest) == (rest,)


def take_comments(page: Page, draft: Draft) -> dict[int, str]:
    """Take what is kept below a heading of comments, if the model leaves out more of it."""
    last = draft.blocks[-1]
    heads = (i for i in range(draft.blocks[0] + 1, last) if heads_comments(page.texts[i]))
    words, kept = block_words(page), np.zeros(len(page.blocks), dtype=bool)
    kept[list(draft.blocks)] = True
    for i in heads:
        below = slice(i, last + _NEAR)
        left_out = words[below][~kept[below]].sum()
        if words[:i][kept[:i]].sum() >= _STORY and left_out > words[below][kept[below]].sum():
            return {k: "below a heading of comments" for k in draft.blocks if k >= i}
    return {}


def add_points_of_text(page: Page, draft: Draft) -> dict[int, str]:
    """Add a heading of key points right above the story, and the points below it."""
    first = draft.blocks[0]
    for i in range(max(first - _POINTS_ABOVE, 0), first):
        points = range(i + 1, first)
        if heads_points(page.texts[i]) and all(" " in page.texts[k] for k in points):
            return dict.fromkeys((i, *points), "heads the key points, or is one")
    return {}


def add_point_headings(page: Page, draft: Draft) -> dict[int, str]:
    """Add a heading between headline and story, if key points stand below it."""
    first = draft.blocks[0]
    if not 0 < first < len(page.blocks) or page.blocks[first].tag != "li":
        return {}
    roles = page_roles(page)
    heading = page.blocks[first - 1]
    is_points = float(roles.of(Role.STANDFIRST)[first]) >= _POINTS
    is_below = float(roles.of(Role.HEADLINE)[: first - 1].max(initial=0.0)) >= _LIKELY
    if heading.tag in _HEADINGS and is_points and is_below and not heading.link_chars:
        return {heading.index: "heads the key points"}
    return {}


def add_labelled(page: Page, draft: Draft) -> dict[int, str]:
    """Add a line behind a label ("Source:") between two paragraphs, one of them labelled, too."""
    words, texts, kept = block_words(page), page.texts, frozenset(draft.blocks)
    found: dict[int, str] = {}
    for before, after in pairwise(draft.blocks):
        i = before + 1
        if after != i + 1 or words[i] < _LABELLED or not _LABEL.match(texts[i]):
            continue
        sides = [k for k in (before, after) if words[k] >= _PARAGRAPH and _LABEL.match(texts[k])]
        if sides and i not in kept and not is_credit(texts[i]):
            found[i] = "labelled as the paragraph beside it is"
    return found
