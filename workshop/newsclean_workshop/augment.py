"""Captured texts made from HTML, as varied as real captures are.

To the forms of `newsclean.bench.flatten` come the accidents of capturing: ends cut off, a lost
lede or title, menus kept or dropped, lines glued together, blank lines between paragraphs. And
what may follow a story, taken from other pages: comments, lists of articles, other stories.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.bench.flatten import FORMS, flatten

if TYPE_CHECKING:
    from newsclean.bench.corpus import CorpusPage

Lines = list[str]
Change = Callable[[Lines, random.Random], Lines]

# a line shorter than this is taken for a piece of furniture
_SHORT = 60


_TALK_HEADS = ("Comments", "Kommentare", "Commentaires", "Comentarios", "12 Comments")
_LIST_HEADS = ("Related Articles", "Read next", "Mehr zum Thema", "Recommended", "Más noticias")
_LIST_KINDS = ("listing", "collection")
# the last words of a story, long enough to be found and short enough to stand on one line
_LAST_CHARS = 25


@dataclass(frozen=True, slots=True)
class Material:
    """What follows stories elsewhere.

    `talks` and `lists` are pages in HTML, of forums and of lists of articles; `stories` are the
    lines of stories, the title first.
    """

    talks: tuple[str, ...]
    lists: tuple[str, ...]
    stories: tuple[tuple[str, ...], ...]


def gather(pages: Iterable[CorpusPage]) -> Material:
    """Gather what may follow a story from the pages of corpora."""
    talks, lists, stories = [], [], []
    for page in pages:
        if page.kind == "forum":
            talks.append(page.html)
        elif page.kind in _LIST_KINDS:
            lists.append(page.html)
        elif page.kind == "article" and page.body:
            lines = [page.title or "", *page.body.split("\n")]
            stories.append(tuple(line for line in lines if line.strip()))
    return Material(tuple(talks), tuple(lists), tuple(stories))


def followed(html: str, body: str, material: Material, rng: random.Random) -> str | None:
    """Make a captured text in which foreign material follows the story.

    `None` where the end of the body is not found or there is no material.
    """
    form = rng.choice(sorted(FORMS))
    lines = flatten(html, form).split("\n")
    last = next((line for line in reversed(body.split("\n")) if line.strip()), "")[-_LAST_CHARS:]
    ends = [number for number, line in enumerate(lines) if last and last in line]
    if not ends:
        return None
    end = min(ends[-1] + 1 + rng.choice((0, 0, 1, 2, 4, 8)), len(lines))
    foreign = _foreign(material, form, rng)
    return "\n".join([*lines[:end], *foreign, *lines[end:]]) if foreign else None


def _foreign(material: Material, form: str, rng: random.Random) -> Lines:
    draw = rng.random()
    if draw < 0.45:
        return _stretch(material.talks, form, 80, rng, _TALK_HEADS)
    if draw < 0.6:
        return _stretch(material.lists, form, 60, rng, _LIST_HEADS)
    if not material.stories:
        return []
    head = _head(_LIST_HEADS, rng)
    if rng.random() < 0.5:
        return head + list(rng.choice(material.stories)[: rng.randint(4, 26)])
    ledes = rng.choices(material.stories, k=3)
    return head + [line for story in ledes for line in story[: rng.randint(2, 3)]]


def _stretch(
    pages: Sequence[str], form: str, most: int, rng: random.Random, heads: Sequence[str]
) -> Lines:
    """A stretch of the lines of a page, from what is like its contents."""
    if not pages:
        return []
    lines = flatten(rng.choice(pages), form).split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > _SHORT]
    if not long:
        return []
    lines = lines[max(0, long[0] - 4) : long[-1] + 2]
    size = rng.randint(8, most)
    start = rng.randint(0, max(0, len(lines) - size))
    return _head(heads, rng) + lines[start : start + size]


def _head(heads: Sequence[str], rng: random.Random) -> Lines:
    """A heading, on half of the pages."""
    return [rng.choice(heads)] if rng.random() < 0.5 else []


def capture(html: str, rng: random.Random) -> str:
    """Make one captured text: a form and up to two accidents, all drawn from `rng`."""
    form = rng.choice(sorted(FORMS))
    lines = flatten(html, form).split("\n")
    for change in rng.sample(_CHANGES, rng.choice((0, 1, 1, 2))):
        lines = change(lines, rng)
    return "\n".join(lines)


def _longest(lines: Sequence[str]) -> int:
    return max(range(len(lines)), key=lambda i: len(lines[i]), default=0)


def _cut_end(lines: Lines, rng: random.Random) -> Lines:
    """End the capture somewhere after its longest line."""
    middle = _longest(lines)
    return lines[: rng.randint(middle, len(lines))] or lines


def _cut_start(lines: Lines, rng: random.Random) -> Lines:
    """Lose the top of the page: furniture, title, perhaps the lede."""
    first = next((i for i, line in enumerate(lines) if len(line) > _SHORT), 0)
    return lines[rng.randint(0, first + 1) :] or lines


def _thin_out(lines: Lines, rng: random.Random) -> Lines:
    """Drop a share of the short lines, as simple cleaners do."""
    chance = rng.random()
    return [line for line in lines if len(line) > _SHORT or rng.random() > chance] or lines


def _glue(lines: Lines, rng: random.Random) -> Lines:
    """Write runs of short lines as one line, as menus are often captured."""
    mark = rng.choice((" ", " | ", " · ", "  "))
    size = rng.randint(2, 12)
    glued: Lines = []
    run: Lines = []
    for line in [*lines, ""]:
        if line and len(line) <= _SHORT and len(run) < size:
            run.append(line.strip())
            continue
        if run:
            glued.append(mark.join(run))
        run = []
        glued.append(line)
    return glued


def _space_out(lines: Lines, rng: random.Random) -> Lines:
    """Put blank lines between the lines, or take those away that are there."""
    if rng.random() < 0.5:
        return [line for line in lines if line.strip()]
    gap = "\n" * rng.randint(1, 2)
    return [line + gap for line in lines if line.strip()]


_CHANGES: tuple[Change, ...] = (_cut_end, _cut_start, _thin_out, _glue, _space_out)
