"""The standfirst in captured text: the line after the title, which belongs to the body.

No page declares its summary there. What tells it is its place: right below a line that is a
headline of this story, above byline and date, and a sentence in the words of the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from newsclean.body.rules.captions import is_credit, is_credited

if TYPE_CHECKING:
    from newsclean.body.rules.rule import Draft
    from newsclean.page import Page

Array = NDArray[Any]

_NEAR = 12
"""Blocks at most between the standfirst and the story: byline, date, share buttons, picture."""
_LEAST, _LONGEST = 7, 450
"""Words and characters of a standfirst."""
_HEADLINE = range(3, 31)
"""Words of a headline."""
_KIN_HEADLINE, _KIN = 0.4, 0.2
"""Shares of the longer words that headline and doubtful standfirst have from the story."""
_SAME = 0.5
"""Share of a line's longer words from which on it only repeats the headline."""
_POSSIBLE, _OPEN = 0.03, 0.15
"""What the labeller has to give it at least; the latter where it does not end a sentence."""
_SAMPLE = 3000
"""Characters of the story that show its words."""
_ENDS = (".", "!", "?", "…", "”", "“", "»", "«", '"')
_STEM = 6
_LONGER = re.compile(r"[^\W\d_]{4,}")
# on English pages references leave the deck out more often than not (docs/decisions/0022, 0024)
_ENGLISH = re.compile(r"\b(?:the|and|of|to)\b", re.I)
_ENGLISH_SHARE = 0.08


def add_standfirst_in_text(page: Page, draft: Draft) -> dict[int, str]:
    """Add the line below the headline that sums the story up; captured text only.

    Where held-out models had left such a line out, it was in the reference on 27 of 29 captures
    of pages of fundus_tests that are not English.
    """
    chances, kept = draft.probabilities, draft.blocks
    first = kept[0]
    texts = [block.text for block in page.blocks]
    places = [
        place
        for place in range(max(1, first - _NEAR), first)
        if _may_be(texts[place], float(chances[place])) and _may_lead(texts[place - 1])
    ]
    story = "\n".join(texts[place] for place in kept)[:_SAMPLE] if places else ""
    if not places or _is_english(story):
        return {}
    place = _most_akin(texts, places, _longer(story), chances)
    return {} if place is None else {place: "the line below the headline, in the story's words"}


def _may_be(text: str, chance: float) -> bool:
    least = _POSSIBLE if text.endswith(_ENDS) else _OPEN
    if chance < least or len(text) > _LONGEST or len(text.split()) < _LEAST:
        return False
    return not is_credited(text)


def _may_lead(text: str) -> bool:
    """Whether a line may be the headline above a standfirst."""
    return (
        len(text.split()) in _HEADLINE and not text.endswith((".", ":")) and not is_credited(text)
    )


def _is_english(text: str) -> bool:
    return len(_ENGLISH.findall(text)) >= _ENGLISH_SHARE * len(text.split())


def _most_akin(
    texts: list[str], places: list[int], story: frozenset[str], chances: Array
) -> int | None:
    """The place below the headline that says most of the story; the last of two alike."""
    best, found = 0.0, None
    for place in places:
        headline, line = _longer(texts[place - 1]), _longer(texts[place])
        told = len(headline & story)
        score = told * told / max(1, len(headline))
        if (
            score >= best
            and told >= max(2, _KIN_HEADLINE * len(headline))
            and (chances[place] >= _OPEN or len(line & story) >= max(2, _KIN * len(line)))
            and len(line & headline) < _SAME * len(line)
            and not is_credit(texts[place + 1])
        ):
            best, found = score, place
    return found


def _longer(text: str) -> frozenset[str]:
    """The beginnings of the longer words, since many languages decline by endings."""
    return frozenset(word[:_STEM] for word in _LONGER.findall(text.lower()))
