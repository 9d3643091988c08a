"""Stamps: the days, and perhaps times, that a page states and prints; and times of day in zones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.dates import Moment
    from newsclean.fields.proposal import Choice

# offsets of the zones that people live in, in hours
_WEST, _EAST = -10, 13
Kind = Literal["published", "modified", "unsaid"]


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The day of publication, its time, and the time of the last change."""

    date: Choice
    published: Choice
    modified: Choice


class Stamp(NamedTuple):
    """A day, and perhaps a time, that something on the page gives."""

    day: dt.date
    at: dt.datetime | None
    source: str
    """What `Article.sources` calls it: `structured`, `url`, `visible`, `label`, an extractor."""
    where: str
    kind: Kind = "unsaid"
    block: int = -1
    """Index of the block that prints it."""
    start: int = 0
    """Where in the block's text it begins."""

    @classmethod
    def of(cls, moment: Moment, source: str, where: str, kind: Kind = "unsaid") -> Stamp:
        """Make a stamp of a moment; midnight to the second is how a day without time is written.

        >>> from newsclean.dates import Moment
        >>> at = dt.datetime(2025, 7, 1)
        >>> Stamp.of(Moment(at.date(), at, (0, 0)), "structured", "JSON-LD").at is None
        True
        """
        at = None if moment.at is None or moment.at.time() == dt.time() else moment.at
        return cls(moment.day, at, source, where, kind)

    @property
    def is_utc(self) -> bool:
        """Whether it has a time in UTC, whose day may be another one where the site is."""
        return self.at is not None and self.at.utcoffset() == dt.timedelta()

    def is_local_day(self, day: dt.date) -> bool:
        """Whether its time in UTC falls on that other day somewhere people live."""
        if self.at is None or not self.is_utc or day == self.day:
            return False
        # counted from its midnight: the calendar ends, and such a sum of dates would fail there
        midnight = dt.datetime.combine(self.at.date(), dt.time(), self.at.tzinfo)
        ends = (self.at - midnight + dt.timedelta(hours=hours) for hours in (_WEST, _EAST))
        return (day - self.at.date()).days in {end.days for end in ends}


def in_own_zone(stamp: Stamp, stamps: Sequence[Stamp]) -> Stamp:
    """Return a time in UTC in the zone in which another stamp tells the same time."""
    if not stamp.is_utc:
        return stamp
    same = (s for s in stamps if s.at and s.at.tzinfo and not s.is_utc and s.at == stamp.at)
    return next(same, stamp)


def in_zone(at: dt.datetime, zone: str | None) -> dt.datetime:
    """Return a time in the zone that its site prints times in, unless it has its own."""
    if zone is None or at.tzinfo is not None:
        return at
    from zoneinfo import ZoneInfo

    return at.replace(tzinfo=ZoneInfo(zone))
