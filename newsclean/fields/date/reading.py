"""Reading the dates of a page's lines: in which language, and whether 01/07 is in July."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from newsclean.dates import (
    Moment,
    day_order,
    find_dates,
    find_unclear_dates,
    may_hold_date,
    order_shown,
)
from newsclean.fields.date.proposals import stated_stamps
from newsclean.fields.tell_language import tell_language
from newsclean.roles import BODY

if TYPE_CHECKING:
    import datetime as dt

    from newsclean.page import Page
    from newsclean.roles import Roles

_SAMPLE_CHARS, _SAMPLE_BLOCKS = 2000, 20
# the year in two digits, which only a known order tells from the day
_SHORT_YEAR = re.compile(r"(?<![\d./:-])\d\d?([./])\d\d?\1\d\d(?![\d./:-]|\s?%)")
_MAYBE_UNCLEAR = re.compile(r"\d[\s./-]{1,2}\d{1,2}[\s./-]{1,2}\d\d")


@dataclass(frozen=True)
class Reader:
    """How the dates of one page are read."""

    page: Page
    roles: Roles

    @cached_property
    def known(self) -> frozenset[dt.date]:
        """The days that page and address state, which settle what is unclear in lines."""
        return frozenset(stamp.day for stamp in self.page.cached(stated_stamps))

    @cached_property
    def language(self) -> str | None:
        """The page's language, with its region where the page names one."""
        profile = self.page.profile
        if profile is not None and profile.language:
            return profile.language
        if "language" in self.page.labels:
            return self.page.labels["language"]
        metadata = self.page.metadata
        declared = [metadata.lang, *metadata.meta.get("og:locale", ())]
        named = [tag.replace("_", "-") for tag in declared if tag]
        return next((tag for tag in named if "-" in tag), named[0] if named else None)

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the page puts the day first; `None` if nothing tells."""
        profile = self.page.profile
        if profile is not None and profile.day_first is not None:
            return profile.day_first
        order = day_order(self.language or self._told_language)
        return order if order is not None else order_shown(b.text for b in self.page.blocks)

    @cached_property
    def _told_language(self) -> str | None:
        """The language of the text, asked for only where a date is unclear."""
        story = (self.roles.of(*BODY) >= 0.5).nonzero()[0].tolist()
        sample = "\n".join(self.page.blocks[index].text for index in story[:_SAMPLE_BLOCKS])
        return tell_language(sample[:_SAMPLE_CHARS], ()).code

    def read(self, text: str) -> tuple[Moment, ...]:
        """Return the dates of a line, unclear ones if something known settles them.

        A page that names no language is read in that of its story, if it must be.
        """
        found = self._read(text)
        if found or not may_hold_date(text):
            return found
        return find_dates(text, self.language or self._told_language, self.day_first)

    def _read(self, text: str) -> tuple[Moment, ...]:
        if _SHORT_YEAR.search(text):
            return find_dates(text, self.language or self._told_language, self.day_first)
        # a full stop parts day and month wherever nothing says that the month comes first
        is_known = self.page.profile is not None and self.page.profile.day_first is False
        language = "en" if is_known else self.language
        found = find_dates(text, language)
        if not _MAYBE_UNCLEAR.search(text):
            return found
        unclear = find_unclear_dates(text, language)
        settled = [self._settle(u.day_first, u.month_first) for u in unclear]
        return tuple(sorted([*found, *(m for m in settled if m)], key=lambda m: m.span))

    def _settle(self, day_first: Moment, month_first: Moment) -> Moment | None:
        if self.day_first is not None:
            return day_first if self.day_first else month_first
        fitting = [m for m in (day_first, month_first) if m.day in self.known]
        return fitting[0] if len(fitting) == 1 else None
