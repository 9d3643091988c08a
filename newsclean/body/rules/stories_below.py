"""Other stories below the furniture that ends a page's own, each with a headline of its own.

Two lines such as "Comments" and "Related articles" near each other say that a story is over; they
say so of a box in the middle of a story, too, and to cut there took 30 of 33 paragraphs of one.
So it is not what stands below that goes, but stories that their own headlines lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.boilerplate import Mark, block_words, mark_at
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body.rules.rule import Draft
    from newsclean.page import Page

# one mark may be a subheading ("Comments", "Discussion"); two near each other are furniture
_WITHIN = 6
# before that much of the story has passed, marks belong to the head of the page
_LEAST_WORDS = 80
# words of a headline, and the share of its longer ones that its story's first paragraph has, too;
# one word may be the topic that the page's stories share
_HEADLINE = range(3, 31)
_KIN, _LEAST_KIN = 0.25, 2
_LONGER = late_pattern(r"[^\W\d_]{4,}")
_STEM = 5


def take_stories_below(page: Page, draft: Draft) -> dict[int, str]:
    """Take the stories below two marks of the end of a story, if each has a headline of its own.

    Nothing is taken if any text below has none.
    """
    end = end_by_marks(page, draft.blocks)
    below = tuple(i for i in draft.blocks if i >= end)
    if not all(_has_headline(page, first) for first in _firsts(below)):
        return {}
    return dict.fromkeys(below, "another story, with a headline of its own")


def end_by_marks(page: Page, kept: Sequence[int]) -> int:
    """Return the index of the first of two marks near each other between a body's blocks.

    `kept` are the indices of its blocks, ascending. The number of blocks if there are none.
    """
    number, inside, words, sizes = len(page.blocks), set(kept), 0.0, block_words(page)
    for index in range(kept[0], kept[-1]) if kept else ():
        if words >= _LEAST_WORDS and mark_at(page, index) is Mark.STOP:
            near = range(index + 1, min(index + _WITHIN, number))
            if any(mark_at(page, place) is Mark.STOP for place in near):
                return index
        if index in inside:
            words += sizes[index]
    return number


def _firsts(blocks: Sequence[int]) -> Iterator[int]:
    """The first block of each run without gaps."""
    yield from (i for i in blocks if i - 1 not in blocks)


def _has_headline(page: Page, first: int) -> bool:
    """Whether the line above a run of blocks is a headline in the words of its first one."""
    line = page.texts[first - 1] if first else ""
    if len(line.split()) not in _HEADLINE or line.endswith((".", ":")):
        return False
    return tells_of(line, page.texts[first])


def tells_of(headline: str, paragraph: str) -> bool:
    """Whether a paragraph may be the first below a headline: it has some of its longer words.

    >>> tells_of("Mill to reopen as a bath", "The mill at Hatherley will reopen as a bath in May.")
    True
    >>> tells_of("Mill to reopen as a bath", "Pupils in Upper Quill found that a roof was theirs.")
    False
    """
    words = _stems(headline)
    return len(words & _stems(paragraph)) >= max(_LEAST_KIN, _KIN * len(words))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, since words are declined by endings."""
    return frozenset(word[:_STEM] for word in _LONGER.findall(text.lower()))
