"""Captions told by their credit: a line that ends in "Foto: A. Name", "© Agency" or "Name/Reuters".

Captured text has lost the element that says so, and the words of a caption are those of its story.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features import WORD_BITS, Hasher, buckets, find_words, join, lowered, observe
from newsclean.text import is_spaceless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.rules.rule import Draft
    from newsclean.page import Page

Array = NDArray[Any]

_LONGEST = 300
"""Characters of a caption at most."""
_DENSE = 5
"""For how many each character of a script without spaces counts."""
_END = 70
"""Characters at the end of a line among which its credit stands."""
_CREDIT = 80
"""Characters at most of a line that is a credit and nothing else."""
_ABOVE = 120
"""Characters at most of a caption above such a line; a paragraph may stand above a picture, too.
With 200 and 300 more paragraphs than captions went, on all corpora but one."""
_SURE = 0.9
"""From this probability on a line of HTML is story, whatever its credit."""
_CLOSED = (".", "!", "?", "…", "。")
_APART = r"(?:^|[.,;:!?…。)（(\[\]「『【\"'«»“”/|–—-]\s?)"
"""What stands before a credit that does not follow right on a word: "tax credits: ..." is none."""
_CAPITAL = r"(?-i:[^\W\d_a-z])"


class _Signs(NamedTuple):
    """What begins a credit, what a line ends in that has one, and what if it has a stop, too."""

    start: re.Pattern[str]
    end: re.Pattern[str]
    closed: re.Pattern[str]


def take_captions(page: Page, draft: Draft) -> dict[int, str]:
    """Take lines with a photo credit of which the labeller is in doubt; HTML only."""
    doubted = (i for i in draft.blocks if draft.probabilities[i] < _SURE)
    return {i: "a caption by its credit" for i in doubted if is_credited(page.texts[i])}


def take_captions_in_text(page: Page, draft: Draft) -> dict[int, str]:
    """Take lines with a photo credit and those above one; captured text only.

    Of the lines with a credit that held-out models kept, references hold none of 123 in
    fundus_tests, one of eight in wcxb_dev, a third in mercury.
    """
    seen = page.cached(observe)
    if seen is None:
        return {}
    texts, keys = page.texts, seen.keys
    named = set(keys.owners[_known()[keys.words]].tolist())
    taken = [
        place
        for place in draft.blocks
        if (_may_credit(texts, place, named) and is_credited(texts[place]))
        or (
            _length(texts[place]) <= _ABOVE
            and _may_credit(texts, place + 1, named)
            and is_credit(texts[place + 1])
        )
    ]
    return dict.fromkeys(taken, "a caption by its credit")


def _may_credit(texts: Sequence[str], place: int, named: set[int]) -> bool:
    """Whether it is worth while to look closer: `named` are the blocks with a word of credits."""
    return place in named or (place < len(texts) and _has_sign(texts[place]))


def _has_sign(text: str) -> bool:
    return "©" in text or "：" in text or text[-2:].isupper()


@cache
def _known() -> Array:
    """Which buckets hold a word of credits."""
    buffer = join([name for names in _data().values() for name in names])
    words = find_words(buffer, Hasher(lowered(buffer)))
    known = np.zeros(1 << WORD_BITS, dtype=bool)
    known[buckets(words.hashes, WORD_BITS)] = True
    return known


def is_credited(text: str) -> bool:
    """Return whether a line is a caption with its credit, or a credit.

    >>> is_credited("Police at the bridge. Photo: Ida Brandt/AFP"), is_credited("So Reuters said.")
    (True, False)
    """
    if _length(text) > _LONGEST:
        return False
    tail = text[-_END:].rstrip()
    signs = _signs()
    # a sentence may name an agency or a picture; a credit with a stop has a colon or a sign
    pattern = signs.closed if tail.endswith(_CLOSED) else signs.end
    return pattern.search(tail) is not None


def is_credit(text: str) -> bool:
    """Return whether a line is a credit and nothing else.

    >>> is_credit("(Foto: dpa)"), is_credit("Police at the bridge. Photo: Ida Brandt")
    (True, False)
    """
    return len(text) <= _CREDIT and _signs().start.match(text) is not None


def _length(text: str) -> int:
    return len(text) * (_DENSE if is_spaceless(text) else 1)


@cache
def _signs() -> _Signs:
    any_of = {kind: f"(?:{'|'.join(map(re.escape, names))})" for kind, names in _data().items()}
    picture, stock, wire = any_of["pictures"], any_of["stocks"], any_of["wires"]
    colon = r"(?:\s(?:credit|by|courtesy))?\s?[:：]\s?"
    label = rf"(?:{picture}|{any_of['credits']}){colon}\S"
    sign = r"©\s?\S"
    photo = r"(?:photo|photograph|picture|image|illustration)"
    by = rf"(?:\scredit|\scourtesy)?\s(?:by|via|courtesy\sof)\s{_CAPITAL}"
    ends = (
        sign,
        rf"{_APART}{label}",
        # right after a word a label has a short name behind it: "The big picture: ..." has none
        rf"\b{picture}{colon}{_CAPITAL}[^.!?:]{{0,40}}$",
        rf"\b{picture}[/©]\S",
        rf"{_APART}{photo}s?{by}",
        rf"\b{photo}{by}",
        rf"\b{stock}\b",
        rf"[.!?»”]\s?/\s?{_CAPITAL}[\w’'-]+(?:\s{_CAPITAL}[\w’'-]+)?$",
        r"[.!?»”](?-i:(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'-]+){2,3})$",
        rf"\b{any_of['shortened']}\.(?:\s\S|$)",
        rf"\b{wire}\s?/\s?[^\W\d_]",
        rf"(?:^\(?|[^\W\d_]\s?[/|]|\bvia)\s?{wire}\)?$",
    )
    stock_alone = rf"{stock}\s?(?:[/|,:©(–—-]|[)\]]?$)"
    return _Signs(
        start=re.compile(rf"[(\[]?(?:{sign}|{label}|{stock_alone})", re.I),
        end=re.compile("|".join(ends), re.I),
        closed=re.compile(rf"(?:{sign}|{_APART}{label})[^.!?:]{{1,40}}[.!?…。]$", re.I),
    )


@cache
def _data() -> dict[str, list[str]]:
    text = files(__package__).joinpath("credits.json").read_text("utf-8")
    data: dict[str, list[str]] = json.loads(text)
    return data
