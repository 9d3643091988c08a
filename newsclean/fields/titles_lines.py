"""The lines above the story of a captured text, and the evidence that one of them is its title.

Each has readable evidence: where it stands, whether it is repeated, whether its words come back in
the story, and what it looks like.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsclean.boilerplate.marks import page_marks
from newsclean.dates.lines import is_date_line
from newsclean.fields.titles_clean import title_words
from newsclean.names.bylines import is_byline
from newsclean.text import key, word_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.boilerplate.marks import Mark
    from newsclean.page.block import Block
    from newsclean.page.page import Page

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "words often": 2.6,
        "words known": 2.5,
        "within another": 2.1,
        "before date": 1.4,
        "above summary": 1.5,
        "before prose": 0.9,
        "after short": 0.9,
        "gap": 0.9,
        "above line": 0.6,
        "gap below": 0.7,
        "most known": 0.6,
        "repeated": 0.4,
        "wide": -0.5,
        "distance": -0.6,
        "medium": -0.9,
        "lower": -1.0,
        "bar": -1.2,
        "long": -2.4,
        "short": -2.4,
        "bullet": -2.5,
        "pause": -3.5,
        "credit": -4.3,
    }
)
"""A conditional logit's weights on flattened pages of four public corpora, with their titles and
with them removed, rounded."""
# how far above the story its headline may stand: social buttons, captions, a summary box
_REACH = 30
MAX_CHARS = 250
# a line of fewer words is a menu's, a section's or a button's
_LEAST_WORDS = 3
_STORY_CHARS = 2000
_STOPS = (".", "。", "।", "۔", ".”", '."', ".»", "…")
_PAUSES = (*_STOPS, ";", ",", ":", "؟")
_ENDS = (*_STOPS, "!", "?", "”", '"', "»", "！", "？", "」", ")", "’", "'", ":", ";", "؟")
_SHORT_WORD = 3
# written as what it is not, so that vowel signs belong to it
_LETTER = r"[^\s.,;:!?\"'()\[\]«»“”„‘’–—…/|।。、，？！：；「」『』（）・]"
_WORD = re.compile(_LETTER + "{2,}")
_LONG_WORD = re.compile(_LETTER + "{4,}")
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TRAIL = re.compile(r"\s[>›»→]\s|^[>›»]")
Kind = Literal["line", "date", "byline", "trail", "furniture", "prose"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the story, with what is asked of it more than once."""

    block: Block
    kind: Kind
    name: str
    """`newsclean.text.key` of the line."""
    count: float
    """Words, by `newsclean.text.word_count`."""
    stems: tuple[str, ...]
    known: int
    """How many of its stems the story uses."""


class Rated(NamedTuple):
    """A line that may be the title, the evidence for it, and its weighted sum."""

    line: Line
    found: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Story:
    """What the lines above the story are measured against."""

    first: int
    """Index of the first sentence of the story; the number of blocks where there is none."""
    stems: Counter[str]
    """How often the story's first lines use each longer word."""
    counts: Counter[str]
    """How often each line occurs in the capture."""
    bulleted: bool = False
    """Its own lines have bullets, too, so that they tell nothing."""


def read_story(page: Page, story: Sequence[int] | None) -> Story:
    """Find where the story of these blocks, or of all, begins and what it speaks of."""
    blocks = page.blocks
    indices = story or range(len(blocks))
    first = next((i for i in indices if is_sentence(blocks[i].text)), None)
    if first is None:
        first = indices[0] if story else len(blocks)
    told: list[str] = []
    size = 0
    for i in indices:
        if i >= first and size < _STORY_CHARS:
            told.append(blocks[i].text[:_STORY_CHARS])
            size += len(told[-1])
    return Story(
        first=first,
        stems=Counter(stems(" ".join(told))),
        counts=Counter(b.text for b in blocks),
        bulleted=first < len(blocks) and blocks[first].bullet,
    )


@cache
def _credit() -> re.Pattern[str]:
    words = "|".join(title_words()["credits"])
    # the last forms are those of Japanese captions: taken on the 30th, given by, taken by
    return re.compile(
        rf"©|\b(?:{words})\s?[:/)\]]|[/(](?:{words})\b|＝\d{{1,2}}日|提供[）)]|撮影[）)]", re.I
    )


def is_sentence(text: str) -> bool:
    """Whether a line reads like prose: several words and a sentence's end.

    >>> is_sentence("Who pays for the bridge?")
    False
    >>> is_sentence("It reopened on Monday, two years too late.")
    True
    """
    count = word_count(text)
    # headlines end with a question or a quotation, and reach twenty words
    return (count >= 7 and text.endswith(_STOPS)) or (count >= 25 and text.endswith(_ENDS))


def stems(text: str) -> tuple[str, ...]:
    """Give the longer words of a text, cut where inflection begins.

    Of scripts whose words are short or run together it gives the pairs of characters.

    >>> stems("The bridges reopened.")
    ('bridge', 'reopen')
    """
    if text.isascii() or not _DENSE.search(text):
        return tuple([word[:6] for word in _LONG_WORD.findall(text.lower())])
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        if _DENSE.search(word):
            found += _pairs(word)
        elif len(word) > _SHORT_WORD:
            found.append(word[:6])
    return tuple(found)


def _pairs(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(len(word) - 1)]


def rate(page: Page, story: Story) -> list[Rated]:
    """Give the lines above the story with their evidence, best first."""
    blocks = page.blocks[max(0, story.first - _REACH) : story.first]
    marks = page_marks(page)
    lines = [_read(block, marks[block.index], story) for block in blocks]
    names = [line.name for line in lines]
    most = max((line.known for line in lines if line.kind == "line"), default=0)
    rated = []
    for position, line in enumerate(lines):
        if line.kind == "line":
            traits = {**_place(position, lines), **_looks(line, story)}
            traits["most known"] = float(line.known > 1 and line.known == most)
            # a trail or the page's own title holds the headline with something beside it
            held = len(line.name) > 15 and any(line.name in n and line.name != n for n in names)
            traits["within another"] = float(held)
            found = {trait: value for trait, value in traits.items() if value}
            rated.append(Rated(line, found, sum(WEIGHTS[t] * v for t, v in found.items())))
    return sorted(rated, key=lambda item: -item.score)


def _read(block: Block, mark: Mark | None, story: Story) -> Line:
    text = block.text
    count = word_count(text)
    kind = _kind(text, count, mark)
    if kind != "line":
        return Line(block, kind, "", count, (), 0)
    found = stems(text)
    known = sum(stem in story.stems for stem in found)
    return Line(block, kind, key(text), count, found, known)


def _kind(text: str, count: float, mark: Mark | None) -> Kind:
    """Tell dates, bylines, furniture and trails from lines that may be a title."""
    if len(text) > MAX_CHARS or is_sentence(text):
        return "prose"
    if any(map(str.isdigit, text)) and is_date_line(text):
        return "date"
    if count < _LEAST_WORDS or mark is not None or not key(text):
        return "furniture"
    if _TRAIL.search(text):
        return "trail"
    return "byline" if is_byline(text) else "line"


def _place(position: int, lines: Sequence[Line]) -> dict[str, float]:
    """Where the line stands among the others."""
    line = lines[position]
    previous = lines[position - 1] if position else None
    following = lines[position + 1] if position + 1 < len(lines) else None
    below = {other.kind for other in lines[position + 1 : position + 4]}
    return {
        "before date": float(bool(below & {"date", "byline"})),
        "distance": (len(lines) - position) / 10,
        "before prose": float(following is not None and following.kind == "prose"),
        "above summary": float(
            line.block.index == 0
            and following is not None
            and following.kind == "line"
            and following.count >= 5
        ),
        "above line": float(
            following is not None
            and following.kind == "line"
            and following.count >= 6
            and line.count >= 4
            and line.known > 1
        ),
        "after short": float(previous is None or previous.count < 4 or previous.kind != "line"),
        "gap": float(line.block.gap > 0),
        "gap below": float(following is not None and following.block.gap > 0),
    }


def _looks(line: Line, story: Story) -> dict[str, float]:
    """What the line itself says."""
    text, count = line.block.text, line.count
    often = sum(story.stems[stem] > 1 for stem in line.stems)
    return {
        "words known": line.known / max(3, len(line.stems)),
        "words often": often / max(3, len(line.stems)),
        "short": float(count < 5),
        "medium": float(5 <= count < 8),
        "long": float(count > 20),
        "wide": float(15 < count <= 20),
        "pause": float(text.endswith(_PAUSES)),
        "repeated": float(story.counts[text] > 1),
        "bullet": float(line.block.bullet and not story.bulleted),
        "lower": float(text[0].islower()),
        "bar": float(" | " in text),
        "credit": float(_credit().search(text) is not None),
    }
