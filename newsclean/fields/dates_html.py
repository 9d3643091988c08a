"""What an HTML page states of its date in structured data and in its address, and their conflicts.

The first source of `newsclean.page.metadata.said` wins, except where (gains against losses on 880
pages with structured data of five public corpora):

- the address has an earlier day: the local day of a time in UTC, or far before a date that the
  publishing system renewed (5 to 1);
- a line near the title shows another stated day (or the address's) that is the local day of the
  time in UTC (5 to 0) or later by two days and more (4 to 0); a day later alone is that of print;
- no later change is stated, and a sure line near the title shows a day far earlier (7 to 0).

What a line shows alone is otherwise as often the last change, or the day at the capturing machine.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsclean.dates import date_in_url, parse_iso
from newsclean.fields.dates_choice import Stamp
from newsclean.fields.dates_evidence import names_others

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from newsclean.fields.stated import StatedDate
    from newsclean.page.page import Page

# offsets of the zones that people live in, in hours
_WEST, _EAST = -10, 13
_DAY = dt.timedelta(days=1)
# log odds of a line's date that may overrule a stated one
SURE = 2.5


def stamps_of(dates: Iterable[StatedDate]) -> list[Stamp]:
    """Give stated dates as stamps."""
    return [Stamp.of(moment, "structured", where) for moment, where in dates]


def url_stamp(page: Page) -> Stamp | None:
    """Give the day in the page's address, the captured or the canonical one."""
    for url in (page.url, page.metadata.canonical, *page.metadata.meta.get("og:url", ())[:1]):
        day = date_in_url(url) if url else None
        if day is not None:
            return Stamp(day, None, "url", "date in the address")
    return None


def only_time(page: Page) -> list[Stamp]:
    """Give the day of the page's `time` elements, if they all give one, those of others aside."""
    own = (t for t in page.metadata.times if t.datetime and not names_others(" ".join(t.names)))
    read = [moment for time in own if (moment := parse_iso(time.datetime or ""))]
    if len({moment.day for moment in read}) != 1:
        return []
    return [Stamp.of(moment, "structured", "time element") for moment in read]


def settle(
    found: Sequence[Stamp],
    url: Stamp | None,
    modified: Sequence[Stamp],
    shown: Callable[[], Stamp | None],
) -> list[Stamp]:
    """Put the stated stamp that is right first; `shown` finds the likeliest day near the title.

    `shown` reads many lines, so it is called only where the sources leave a doubt.
    """
    best = found[0]
    best = best._replace(day=_in_own_zone(best, found).day)
    every = [*found, *([url] if url else [])]
    if url is not None and url.day != best.day and _is_earlier(url.day, best):
        return _first(every, url.day)
    others = {stamp.day for stamp in every} - {best.day}
    renewed = url is None and not any(m.day > best.day + _DAY for m in modified)
    if not others and not renewed:
        return _first(every, best.day)
    line = shown()
    if line is not None and _shows_better(line, best, others, renewed=renewed):
        return _first([line, *every] if line.day not in others else every, line.day)
    return _first(every, best.day)


def _shows_better(line: Stamp, best: Stamp, others: Collection[dt.date], *, renewed: bool) -> bool:
    if line.day in others:
        return _is_local_day(best, line.day) or line.day > best.day + _DAY
    return renewed and line.weight >= SURE and line.day < best.day - _DAY


def _is_earlier(day: dt.date, best: Stamp) -> bool:
    return day < best.day - _DAY or (day < best.day and _is_local_day(best, day))


def _first(stamps: Sequence[Stamp], day: dt.date) -> list[Stamp]:
    """Put the stamps of one day first, in their order; a time in UTC of its eve keeps its time."""
    own = [_in_own_zone(s, stamps)._replace(day=day) for s in stamps if s.day == day]
    eves = [s._replace(day=day) for s in stamps if s.day != day and _is_local_day(s, day)]
    return [*own, *eves, *(s for s in stamps if s.day != day)]


def _in_own_zone(stamp: Stamp, stamps: Sequence[Stamp]) -> Stamp:
    """Give a time in UTC the zone in which another source tells the same time."""
    if not _is_utc(stamp):
        return stamp
    same = (s for s in stamps if s.at and s.at.tzinfo and not _is_utc(s) and s.at == stamp.at)
    return next(same, stamp)


def _is_utc(stamp: Stamp) -> bool:
    return stamp.at is not None and stamp.at.utcoffset() == dt.timedelta()


def _is_local_day(stamp: Stamp, day: dt.date) -> bool:
    """Whether a time in UTC falls on that other day somewhere people live."""
    if stamp.at is None or not _is_utc(stamp):
        return False
    ends = (stamp.at + dt.timedelta(hours=hours) for hours in (_WEST, _EAST))
    return day in {end.date() for end in ends}
