"""Finding a site's story among the visible lines of a page, by the rules of its profile."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsclean.profiles.marked import NEAR, MarkedLines
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


# lines among which the first is looked for that is no furniture
_TOP = 50
# headlines that stand between the story and the line that closes them
_LIST = 15


class Story(NamedTuple):
    """Where the parts of a story stand, as indices of lines; `None` or empty if not found."""

    title: int | None
    body: tuple[int, ...]
    top: range
    """The lines around the title, above the body, where a byline may stand."""
    date: int | None
    closed: bool
    """Whether a line below the story was found."""


def find_story(marked: MarkedLines, title: int | None = None) -> Story:
    """Find title, date line and body; `title` is given where it is known already.

    >>> from newsclean.profiles.marked import Line
    >>> from newsclean.profiles.schema import TextRules
    >>> rules = TextRules(title=("first line",), stop=("Comments",))
    >>> lines = [Line("Bridge opens"), Line("It is open."), Line("Comments")]
    >>> find_story(MarkedLines(lines, rules))[:2]
    (0, (1,))
    """
    date = marked.first("date")
    if title is None:
        title = _find_title(marked, date)
    anchor = marked.head if title is None else title
    start = _first_below(marked, anchor)
    if start is None:
        return Story(title, (), range(0), date, closed=False)
    standfirst, start = _opening(marked, start, title, date)
    end = next((i for i in range(start, len(marked)) if marked.plays(i, "stop", "below")), None)
    last = len(marked) if end is None else _above(marked, start, end)
    body = _keep(marked, [*standfirst, *range(start, last)], title, captions_above=True)
    highest = min(anchor or 0, len(marked) if date is None else date)
    return Story(title, body, range(max(0, highest - 2), start), date, end is not None)


def trim_body(marked: MarkedLines, body: Sequence[int], title: int | None) -> tuple[int, ...]:
    """Take out of a body what the rules say is no part of it, and what follows its end.

    >>> from newsclean.profiles.marked import Line
    >>> from newsclean.profiles.schema import TextRules
    >>> lines = [Line("It rained."), Line("Advertisement"), Line("Hard.")]
    >>> trim_body(MarkedLines(lines, TextRules(drop=("Advertisement",))), (0, 1, 2), None)
    (0, 2)
    """
    within = list(takewhile(lambda i: not marked.plays(i, "stop", "below"), body))
    return _keep(marked, within, title, captions_above=False)


def _find_title(marked: MarkedLines, date: int | None) -> int | None:
    """The title's line by the first rule that finds one."""
    places = (place for rule in marked.rules.title for place in _places(marked, rule, date))
    return next(filter(marked.is_title, places), None)


def _places(marked: MarkedLines, rule: str, date: int | None) -> Iterator[int]:
    """The one line where a rule of `TITLE_RULES` says that the title stands, if there is one."""
    candidates: Sequence[int] = ()
    if rule == "first line" and marked.head is None:
        candidates = [i for i in range(min(_TOP, len(marked))) if not marked.roles(i) - {"authors"}]
    elif rule == "after head" and marked.head is not None:
        candidates = [marked.head + 1]
    elif rule == "before date" and date is not None:
        candidates = range(date - 1, max(-1, date - 1 - NEAR), -1)
    elif rule == "after date" and date is not None:
        candidates = [date + 1]
    yield from [i for i in candidates if not marked.is_byline(i)][:1]


def _first_below(marked: MarkedLines, anchor: int | None) -> int | None:
    """The first line below the title; `None` if nothing tells."""
    at, after = marked.first("start_at"), marked.first("start_after")
    if at is not None:
        return at
    if after is not None:
        return after + 1
    if anchor is None:
        return 0 if marked.rules.title else None
    return anchor + 1


def _opening(
    marked: MarkedLines, start: int, title: int | None, date: int | None
) -> tuple[list[int], int]:
    """Standfirsts between the title and a date line close below, and the line after the top."""
    standfirst: list[int] = []
    near = range(start, min(start + NEAR, len(marked)))
    if date is not None and date in near and not marked.plays(date, "stop", "below"):
        standfirst = [i for i in range(start, date) if marked.is_prose(i)]
        start = date + 1
    while start < len(marked) and _is_top(marked, start, title):
        start += 1
    return standfirst, start


def _is_top(marked: MarkedLines, i: int, title: int | None) -> bool:
    """Whether a line belongs to the top of the story: date, byline, the title once more."""
    if marked.plays(i, "stop", "below"):
        return False
    if marked.plays(i, "head", "date") or marked.is_same(i, title):
        return True
    return marked.plays(i, "authors") and (title == i - 1 or marked.is_same(i + 1, title))


def _above(marked: MarkedLines, start: int, end: int) -> int:
    """The line after the story's last, where line `end` closes it or the headlines below it."""
    if marked.plays(end, "stop"):
        return end
    above = range(end - 1, max(start, end - _LIST) - 1, -1)
    label = next((i for i in above if marked.plays(i, "drop")), None)
    # a list of headlines holds few sentences
    if label is not None and 3 * sum(map(marked.is_prose, range(label, end))) <= end - label:
        return label - 1 if label > start and marked.is_tags(label - 1) else label
    while end > start and not marked.is_prose(end - 1):
        end -= 1
    return end


def _keep(
    marked: MarkedLines, body: Sequence[int], title: int | None, *, captions_above: bool
) -> tuple[int, ...]:
    """The lines of a body less furniture, captions wherever they stand, and the title."""
    captions = dict(_captions(marked, body, above=captions_above))
    texts = {key(text) for text in captions.values()} - {""}
    longest = 2 * max(map(len, texts), default=0)
    return tuple(
        i
        for i in body
        if i not in captions
        and not marked.plays(i, "drop", "credit", "date", "head")
        and not marked.is_same(i, title)
        and not (len(marked.text(i)) <= longest and key(marked.text(i)) in texts)
    )


def _captions(
    marked: MarkedLines, body: Sequence[int], *, above: bool
) -> Iterator[tuple[int, str]]:
    """The lines that hold captions, with the captions."""
    within = set(body)
    for i in body:
        start = marked.credit_start(i)
        if start:
            yield i, marked.text(i)[:start]
        elif start == 0 and above and i - 1 in within and marked.is_captioned(i - 1):
            yield i - 1, marked.text(i - 1)
