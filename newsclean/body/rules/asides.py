"""Lines of a body that are no part of it by their place or markup besides their words.

The convention leaves them out (docs: what-belongs-to-a-body); references that differ in it taught
the labeller to keep them. docs/decisions/0025-labels-and-asides.md has what each rule gave.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newsclean.boilerplate import (
    block_words,
    furniture_lines,
    is_caption_line,
    is_furniture_line,
    is_offer_line,
    is_pointer_line,
)
from newsclean.dates import is_date_line
from newsclean.names import is_byline
from newsclean.patterns import late_pattern
from newsclean.text import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body.rules.rule import Draft
    from newsclean.page import Block, Page

# a signature is among the last lines, a byline among the first or last ones
_LAST, _EDGE = 3, 3
# a date line of the page is one of the first blocks of a body that took it along
_FIRST = 2
# from this probability on a heading that repeats the title is one of the story
_SURE = 0.9
_COPYRIGHT = late_pattern(
    r"[<\[(（【]?(?:©|ⓒ|저작권자)|copyright\s?(?:©|\(c\)|:|by\s(?-i:[A-Z])|\d)|\(c\)\s?\d{4}", re.I
)
_PRINTED = late_pattern(
    r"a version of this (?:article|story) appear|this (?:article|story) was first publ"
    r"|(?:the post|l['’]article|l['’]articolo|la entrada|der beitrag|o post) .{5,200}"
    r" (?:appeared first|est apparu en premier|proviene da|se publicó primero|erschien zuerst"
    r"|apareceu primeiro)"
    r"|dieser (?:artikel|text) erschien zuerst|cet article (?:a été publié|est paru) (?:initial|d)",
    re.I,
)
_MOST_NOTICE_WORDS = 40
# "(dpa)", "（Name）": the agency or the editor
_BRACKETED = late_pattern(r"[(\[（《][^)\]）》\d]{1,30}[)\]）》]\.?$")
_MOST_SIGN_WORDS = 4
_ADDRESS = late_pattern(r"[^\s@]@[\w-]+\.\w")
_SENTENCE_END = late_pattern(r"[.!?]\s*$")
_MOST_CONTACT_WORDS, _MOST_HEADING_WORDS = 9, 8

_QUOTED = late_pattern(
    r"blockquote|aside|pull|quote|zitat|citat|destacad|exergue|callout|highlight"
)
_ENCLOSERS = 3
_LEAST_QUOTE_WORDS, _MOST_QUOTE_WORDS = 6, 60
# where more are marked, the mark is of what holds them all
_MOST_QUOTES = 30
# what a pull quote repeats is longer than itself by so many characters
_LONGER = 20

_LONGEST_POINTER = 250
# begins sentences, too: "Read more about ..."
_NOT_ALONE = frozenset({"read more"})
# characters between the words that point and the link: a colon, an arrow
_BETWEEN = 3
_LINKED = 0.85
_ARROWS = ("»", "›", "→", "➔", "➜", "➡", "►", "▶", "▸", ">>")
_MARKS = "".join(_ARROWS) + " "


def take_signatures(page: Page, draft: Draft) -> dict[int, str]:
    """Take notices of rights, signs of agency or editor and contacts among the last lines.

    Of 1,157 pages with bodies by two labellers that had not seen their sites, the rules of this
    module and the date line made ten and eight exact, none inexact.
    """
    last = draft.blocks[-_LAST:]
    return {i: "signs the story" for i in last if is_signature(page.texts[i])}


def take_pull_quotes(page: Page, draft: Draft) -> dict[int, str]:
    """Take blocks marked up as quotes whose words another, longer block of the body has."""
    return dict.fromkeys(_pull_quotes(page, draft.blocks), "repeats a sentence of the story")


def take_pointers(page: Page, draft: Draft) -> dict[int, str]:
    """Take words such as "Leia também" with a link behind them, or a colon and a headline."""
    return {
        i: "points to another page"
        for i in draft.blocks
        if is_pointer_line(page.texts[i]) or _is_pointer(page.blocks[i])
    }


def take_adverts(page: Page, draft: Draft) -> dict[int, str]:
    """Take lines that are furniture in every newsroom by their words: adverts, offers, labels."""
    offers = [i for i in draft.blocks if is_offer_line(page.texts[i])]
    heads = (i - 1 for i in offers if i - 1 in draft.blocks and _is_heading(page.texts[i - 1]))
    furniture = (i for i in draft.blocks if is_furniture_line(page.texts[i]))
    return dict.fromkeys(sorted({*offers, *heads, *furniture}), "furniture by its words")


def _is_heading(text: str) -> bool:
    return word_count(text) <= _MOST_HEADING_WORDS and not _SENTENCE_END.search(text)


def take_captions_by_words(page: Page, draft: Draft) -> dict[int, str]:
    """Take lines that begin or end as captions do."""
    return {i: "a caption by its words" for i in draft.blocks if is_caption_line(page.texts[i])}


def take_bylines(page: Page, draft: Draft) -> dict[int, str]:
    """Take bylines among the first and last lines; "By" and a name begin subheadings, too."""
    edges = sorted({*draft.blocks[:_EDGE], *draft.blocks[-_EDGE:]})
    return {i: "a byline" for i in edges if is_byline(page.texts[i])}


def take_date_lines(page: Page, draft: Draft) -> dict[int, str]:
    """Take date lines above the story: within it the entries of a chronicle have them."""
    return {i: "a date line" for i in draft.blocks[:_FIRST] if is_date_line(page.texts[i])}


def take_repeated_title(page: Page, draft: Draft) -> dict[int, str]:
    """Take what only repeats the title; a heading that the labeller is sure of is story.

    A page that shows hardly more than its title keeps it.
    """
    words, title = block_words(page), draft.title.intersection(draft.blocks)
    if not title or words[list(draft.blocks)].sum() < 2 * words[list(title)].sum():
        return {}
    first = draft.blocks[0]
    sure = (draft.probabilities >= _SURE) if page.kind == "html" else np.zeros(len(words), bool)
    return {i: "repeats the title" for i in sorted(title) if i == first or not sure[i]}


def is_signature(text: str) -> bool:
    """Whether a last line is a notice of rights, an agency's or editor's sign, or a contact.

    >>> is_signature("© Hill News Ltd. 2024"), is_signature("(dpa)"), is_signature("a@hill.example")
    (True, True, True)
    >>> is_signature("Copyright law will change."), is_signature("Write to ann@hill.example.")
    (False, False)
    """
    number = word_count(text)
    if _COPYRIGHT.match(text) or _PRINTED.match(text):
        return number <= _MOST_NOTICE_WORDS
    if _BRACKETED.match(text):
        return number <= _MOST_SIGN_WORDS
    contact = number <= _MOST_CONTACT_WORDS and _ADDRESS.search(text)
    return bool(contact) and not _SENTENCE_END.search(text)


def _pull_quotes(page: Page, kept: Sequence[int]) -> Iterator[int]:
    """Blocks marked up as quotes whose words another, longer block of the body says, too."""
    blocks = [page.blocks[i] for i in kept] if page.elements else []
    marked = [block for block in blocks if _is_quote(page, block)]
    if not marked or len(marked) > _MOST_QUOTES:
        return
    for quote in marked:
        least = len(quote.text) + _LONGER
        longer = (block for block in blocks if len(block.text) > least)
        if any(page.key_of(quote.index) in page.key_of(block.index) for block in longer):
            yield quote.index


def _is_quote(page: Page, block: Block) -> bool:
    """Whether a block of the size of a quote is marked up as one."""
    sized = _LEAST_QUOTE_WORDS <= block_words(page)[block.index] <= _MOST_QUOTE_WORDS
    return sized and _is_marked(page, block)


def _is_marked(page: Page, block: Block) -> bool:
    place = block.element
    for _ in range(_ENCLOSERS):
        if place < 0:
            break
        element = page.elements[place]
        if _QUOTED.search(element.tag) or _QUOTED.search(element.names):
            return True
        place = element.parent
    return False


def _is_pointer(block: Block) -> bool:
    """Whether a block is words such as "Leia também", or an arrow, and a link."""
    if not block.link_chars or len(block.text) > _LONGEST_POINTER:
        return False
    if block.text.startswith(_ARROWS) and block.link_chars >= _LINKED * len(
        block.text.lstrip(_MARKS)
    ):
        return True
    lead = _lead_of(block.text.lower())
    return bool(lead) and block.link_chars >= _LINKED * (len(block.text) - lead - _BETWEEN)


def _lead_of(text: str) -> int:
    """Characters of the longest lead that begins a text, 0 without one."""
    found = (len(lead) for lead in _leads(text[:1]) if text.startswith(lead) and text != lead)
    return max(found, default=0)


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Leads of several words by their first letter; one word begins prose as often."""
    lines = furniture_lines()
    leads = {lead for name in ("lead", "stop") for lead in lines[name] if " " in lead} - _NOT_ALONE
    firsts = {lead[0] for lead in leads}
    return {f: tuple(lead for lead in leads if lead[0] == f) for f in firsts}


def _leads(first: str) -> tuple[str, ...]:
    return _by_first().get(first, ())
