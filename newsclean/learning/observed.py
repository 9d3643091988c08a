"""What learning looks at in one page: small enough to keep for all pages of a site."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsclean.body import page_labelling, page_recurring
from newsclean.fields import likely_headlines, printed_dates, printed_names
from newsclean.page import read_capture
from newsclean.profiles import LINE_CHARS
from newsclean.roles import Role, page_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsclean.body import Recurring
    from newsclean.capture import Capture, Kind
    from newsclean.page import Page

Array = NDArray[Any]

_EVEN = 0.5
DATED = (Role.DATE, Role.AUTHORS_AND_DATE)
_DATE = re.compile(r"\b([0-3]?\d)([./-])([0-3]?\d)\2(?:19|20)\d\d\b")
_MONTHS, _DAYS = 12, 31


class Observed(NamedTuple):
    """One page as learning sees it: a value for each block."""

    url: str | None
    """Its address, or else the one that it declares."""
    recurring: Recurring
    probabilities: Array
    """How likely the model, which knows no site, holds each block for story."""
    story: frozenset[int]
    """Checksums of the blocks that are more likely story than not."""
    dates: tuple[int, int]
    """Dates in figures that can only begin with the day, and only with the month."""
    expected_f1: float
    headlines: tuple[int, ...] = ()
    """The blocks of captured text that may be its headline, the likeliest first."""
    figures: tuple[tuple[int, int], ...] = ()
    """Day and month, in the order of the page, of date lines that may be read either way."""
    dated: Mapping[int, float] = MappingProxyType({})
    """The blocks that print a date, and how likely it is the page's."""
    signed: Mapping[int, float] = MappingProxyType({})
    """The blocks that print a person's name, and how likely it is an author's."""

    @property
    def kind(self) -> Kind:
        """The kind of the capture."""
        return self.recurring.kind

    @property
    def lines(self) -> tuple[str, ...]:
        """The blocks' texts in the form in which they recur."""
        return self.recurring.lines

    @property
    def keys(self) -> frozenset[str]:
        """What tells its layout: places of HTML, lines of captured text."""
        found = self.recurring.places if self.kind == "html" else self.lines
        return frozenset(key for key in found if key)


def observe(capture: Capture) -> Observed:
    """Return what learning sees of a capture, read without any profile."""
    return observe_page(read_capture(capture))


def observe_page(page: Page) -> Observed:
    """Return what learning sees of a page, which has to be read without a profile."""
    labelling = page_labelling(page)
    return Observed(
        url=page.url or page.metadata.canonical,
        recurring=page_recurring(page),
        probabilities=labelling.probabilities.astype(np.float32),
        story=frozenset(
            crc32(text.encode("utf-8", "replace"))
            for text, p in zip(page.texts, labelling.probabilities, strict=True)
            if p > _EVEN
        ),
        dates=_date_orders(page.texts),
        figures=_figures(page),
        expected_f1=labelling.expected_f1,
        headlines=likely_headlines(page) if page.kind == "text" else (),
        dated=printed_dates(page),
        signed=printed_names(page),
    )


def _pairs(texts: Iterable[str]) -> list[tuple[int, int]]:
    """The first two numbers of each date in figures that lines hold."""
    return [
        (int(first), int(second))
        for text in texts
        if len(text) <= LINE_CHARS
        for first, _, second in _DATE.findall(text)
    ]


def _figures(page: Page) -> tuple[tuple[int, int], ...]:
    chances = page_roles(page).of(*DATED)
    lines = (text for text, chance in zip(page.texts, chances, strict=True) if chance > _EVEN)
    return tuple(pair for pair in _pairs(lines) if max(pair) <= _MONTHS and pair[0] != pair[1])


def _date_orders(texts: Iterable[str]) -> tuple[int, int]:
    found = _pairs(texts)
    day_first = sum(_MONTHS < first <= _DAYS and second <= _MONTHS for first, second in found)
    month_first = sum(_MONTHS < second <= _DAYS and first <= _MONTHS for first, second in found)
    return day_first, month_first
