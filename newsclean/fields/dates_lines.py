"""Weighing the dates that lines near an article print, for HTML and for captured text.

Each date has readable evidence: how far from the story it stands, what else its line says, whether
other dates crowd around it. Its weight is the sum over the evidence: log odds that it is the
article's.
"""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from newsclean.dates import Label, Moment, label_dates
from newsclean.fields.dates_choice import Stamp
from newsclean.fields.dates_evidence import (
    DEEP,
    INSIDE,
    INSIDE_LAST,
    UNDER_TITLE,
    looks,
    markup,
    where,
)
from newsclean.fields.dates_place import place_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from newsclean.body.candidate import Candidate
    from newsclean.fields.dates_place import Place
    from newsclean.fields.dates_read import Reader
    from newsclean.page.block import Block
    from newsclean.page.page import Page

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "crowd": -2.0,
        "again": 0.7,
        "several": -0.3,
        "published": 1.0,
        "modified": -1.2,
        "time": 0.9,
        "alone": 0.9,
        "rest 25": 0.4,
        "rest 60": 0.5,
        "rest 120": -0.5,
        "rest long": -1.2,
        "sentence": -0.5,
        "opens": 0.5,
        "above 1": 1.2,
        "above 3": 1.4,
        "above 6": 1.2,
        "above 12": 0.8,
        "above 24": 0.5,
        "above far": -0.2,
        "in first": 1.1,
        "in deep": 0.0,
        "in last": -1.5,
        "below 1": 0.7,
        "below 3": -0.2,
        "below 6": -1.2,
        "below 12": -1.8,
        "below far": -1.8,
        "close under title": 0.6,
        "over title": 0.6,
        "far over title": -0.9,
        "other names": -0.7,
        "heading": 0.5,
        "item": 0.5,
    }
)
"""A logistic regression's weights, rounded: dates on 640 pages of htmldate's, mercury's, Fundus',
newspaper4k's and WCXB's sites, as HTML and flattened to text; half of the sites kept back."""
_BIAS = 0.3
LEAST = 0.0
"""Weight from which a date counts as the article's."""

_ABOVE, _ABOVE_TITLE = 40, 6
_BELOW = 15
_DEEP_LINE = 80
_NARROW = 12
_CROWD_REACH = 6
_MAX_LINE = 400
# characters between two dates that are those of one story
_GLUED = 3
_DIGITS = re.compile(r"\d\d|[年月]")
_COPYRIGHT = re.compile(r"©|\(c\)\s|copyright|all rights reserved|alle rechte", re.I)
# characters of place and agency before the date of a dateline
_DATELINE = 40
_AFTER_DATELINE = re.compile(r"\s?[)\]]?\s?(?:[-–—:/|•·]|\([^()]{1,40}\)\s?[-–—:])|\)[.,]\s")


class Sight(NamedTuple):
    """A date printed near the article, and the evidence for its being the article's."""

    moment: Moment
    label: Label | None
    block: int
    evidence: dict[str, float]

    @property
    def weight(self) -> float:
        """The log odds that the date is the article's."""
        return _BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in self.evidence.items())


def line_stamps(
    page: Page, body: Candidate | None, reader: Reader, *, narrow: bool = False
) -> list[Stamp]:
    """Give the dates that lines near the article print, likeliest first.

    `narrow` looks only at the few lines above the body and the first ones of it.
    """
    found = sights(page, place_of(page, body), reader, narrow=narrow)
    return sorted(map(_stamp, found), key=lambda s: -s.weight)


def _stamp(sight: Sight) -> Stamp:
    said = ", ".join(name for name, value in sight.evidence.items() if value)
    reason = f"line {sight.block}, {sight.weight:.1f}: {said}"
    stamp = Stamp.of(sight.moment, "visible", reason, sight.label)
    return stamp._replace(weight=sight.weight)


def sights(page: Page, place: Place, reader: Reader, *, narrow: bool = False) -> list[Sight]:
    """Give the dates that lines near the article print, in order of the lines."""
    found = [
        sight
        for i in _near(len(page.blocks), place, narrow=narrow)
        for sight in _of_line(page, page.blocks[i], place, reader)
    ]
    days = Counter(sight.moment.day for sight in found)
    for sight in found:
        near = {s.moment.day for s in found if _is_beside(s, sight)}
        sight.evidence["crowd"] = min(len(near - {sight.moment.day}), 4)
        sight.evidence["again"] = min(days[sight.moment.day] - 1, 2)
    return found


def days_near(page: Page, body: Candidate | None, reader: Reader) -> set[dt.date]:
    """Give every day that the few lines above the body and the first ones of it print."""
    near = (page.blocks[i].text for i in _near(len(page.blocks), place_of(page, body), narrow=True))
    texts = (text for text in near if len(text) <= _MAX_LINE and _DIGITS.search(text))
    return {moment.day for text in texts for moment in reader.read(text)}


def _is_beside(other: Sight, sight: Sight) -> bool:
    """Whether a line close by prints its date in the same way: a list does, the story's own not."""
    if other.block == sight.block or abs(other.block - sight.block) > _CROWD_REACH:
        return False
    return ("alone" in other.evidence) == ("alone" in sight.evidence)


def _near(count: int, place: Place, *, narrow: bool) -> Iterator[int]:
    """Give the indices of the lines that may date the article."""
    start = place.first - (_NARROW if narrow else _ABOVE)
    if place.title is not None and not narrow:
        start = min(start, place.title - _ABOVE_TITLE)
    stop = min(place.first + (INSIDE if narrow else DEEP), count)
    if place.title is not None and not narrow:
        stop = min(max(stop, place.title + UNDER_TITLE), count)
    yield from range(max(0, start), stop)
    if not narrow:
        yield from range(max(stop, place.last - INSIDE_LAST), min(place.last + _BELOW, count))


def _of_line(page: Page, block: Block, place: Place, reader: Reader) -> Iterator[Sight]:
    text = block.text
    if len(text) > _MAX_LINE or not _DIGITS.search(text):
        return
    moments = reader.read(text)
    if not moments or is_copyright(text):
        return
    common = looks(block, moments, reader) | where(block.index, place) | markup(page, block)
    told = "sentence" in common
    for moment, label in zip(moments, _labels(text, moments), strict=True):
        # the dates that a sentence tells are those of what it tells
        if told and label is None and not _is_dateline(text, moment):
            continue
        if "in deep" in common and not (label or "alone" in common or _is_head(text, moment)):
            continue
        evidence = {**common, "time": float(moment.at is not None)}
        if label:
            evidence[label] = 1.0
        yield Sight(moment, label, block.index, evidence)


def is_copyright(text: str) -> bool:
    """Whether a line is one of rights, whose year or day is none of a story's."""
    return _COPYRIGHT.search(text) is not None


def _is_head(text: str, moment: Moment) -> bool:
    """Whether a line is short and begins or ends with its date, as those with a byline are."""
    start, end = moment.span
    return len(text) <= _DEEP_LINE and (start <= 1 or end >= len(text) - 1)


def _is_dateline(text: str, moment: Moment) -> bool:
    """Whether a paragraph begins with place and date, as "KYIV, July 1, 2025 (Reuters) - " does."""
    start, end = moment.span
    return start <= _DATELINE and _AFTER_DATELINE.match(text, end) is not None


def _labels(text: str, moments: tuple[Moment, ...]) -> tuple[Label | None, ...]:
    """The labels of a line's dates; of two days with nothing between, the later is of a change."""
    labels = label_dates(text, moments)
    if len(moments) == 2 and moments[0].day != moments[1].day and "modified" not in labels:
        first, second = moments
        if second.span[0] - first.span[1] <= _GLUED:
            is_first = first.day < second.day
            return ("published", "modified") if is_first else ("modified", "published")
    return labels
