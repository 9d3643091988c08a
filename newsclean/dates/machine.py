"""Reading one date as machines write it: in JSON-LD, meta elements and `time[datetime]`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern

from .clock import fixed_zone, read_zone
from .moment import Moment, gregorian
from .visible import find_dates, plain
from .vocabulary import month_number

if TYPE_CHECKING:
    import re

# No machine date is longer; a longer string holds something else as well.
_MAX_LENGTH = 100
_ISO = late_pattern(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))"
    r"(?:(?:\s*[Tt]\s*|[\s_]+|(?<=\d{8}))(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,:]\d{1,9})?)?"
    r"(?P<zone>\s*(?:[Zz]|[A-Z]{3,5}|(?:UTC|GMT)?\s?[+\-−]\d\d?:?(?:\d\d)?))?)?"
    r"\s*(?:\[[^\]]{1,40}\]|\([^)]{1,40}\))?"
)
_OFFSET = late_pattern(r"(?:UTC|GMT)?\s?([+\-−])(\d\d?):?(\d\d)?")
# Tue Jul 01 17:36:00 EDT 2025
_CTIME = late_pattern(
    r"(?:[^\W\d_]{3}\s+)?([^\W\d_]{3})\s+(\d\d?)\s+(\d\d?):(\d\d):(\d\d)"
    r"(?P<zone>\s+(?:[A-Z]{3,5}|[+-]\d{4}|GMT[+-]\d\d:?\d\d))?\s+(\d{4})"
)
_QUOTES = " \t\r\n\"'\u00a0\u200e\ufeff"
# up to 2033; 2025070117 is rather a day with an hour
_EPOCH = late_pattern(r"[01]\d{9}(?:\d{3})?")


def parse_iso(
    text: str, language: str | None = None, day_first: bool | None = None
) -> Moment | None:
    """Return the moment that a machine-readable string states, or None.

    Reads ISO 8601 with its usual slips, RFC 2822, the dates of C and Java, seconds and milliseconds
    since 1970 (10 or 13 digits), and whatever `find_dates` reads, if that is one day only. `day` is
    the day as written, in the zone as written. An impossible value is None, never a neighbour.

    >>> parse_iso("2025-07-01T17:36:00.000+0300").at.isoformat()
    '2025-07-01T17:36:00+03:00'
    >>> parse_iso("Tue, 01 Jul 2025 17:36:00 GMT").at.isoformat()
    '2025-07-01T17:36:00+00:00'
    >>> parse_iso("20250701").day, parse_iso("2025-02-30T10:00Z"), parse_iso("07/08/2025")
    (datetime.date(2025, 7, 1), None, None)
    """
    return _parsed(text, language, day_first) if len(text) <= _MAX_LENGTH else None


@lru_cache(maxsize=64)  # a page states one date in several places
def _parsed(text: str, language: str | None, day_first: bool | None) -> Moment | None:
    bare = text.strip(_QUOTES)
    start = text.find(bare)
    span, stripped = (start, start + len(bare)), plain(bare)
    for form, read in ((_EPOCH, _from_epoch), (_ISO, _from_iso), (_CTIME, _from_ctime)):
        if found := form.fullmatch(stripped):
            return read(found, span)
    moments = find_dates(text, language, day_first) if bare else ()
    return moments[0] if len({moment.day for moment in moments}) == 1 else None


def _from_iso(found: re.Match[str], span: tuple[int, int]) -> Moment | None:
    year, _, month, day, month2, day2, hour, minute, second = found.groups()[:9]
    date = gregorian(int(year), int(month or month2), int(day or day2))
    if date is None:
        return None
    if hour is None:
        return Moment(date, None, span)
    return _moment(date, (hour, minute, second or "0"), found["zone"], span)


def _from_ctime(found: re.Match[str], span: tuple[int, int]) -> Moment | None:
    month = month_number(found[1])
    date = month and gregorian(int(found[7]), month, int(found[2]))
    return _moment(date, (found[3], found[4], found[5]), found["zone"], span) if date else None


def _from_epoch(found: re.Match[str], span: tuple[int, int]) -> Moment | None:
    at = dt.datetime.fromtimestamp(int(found[0][:10]), dt.UTC)
    return Moment(at.date(), at, span) if gregorian(at.year, at.month, at.day) else None


def _moment(
    day: dt.date, clock: tuple[str, str, str], zone: str | None, span: tuple[int, int]
) -> Moment | None:
    try:
        time = dt.time(int(clock[0]), int(clock[1]), int(clock[2]))
    except ValueError:
        return None
    name = (zone or "").strip()
    if offset := _OFFSET.fullmatch(name):
        fixed = fixed_zone(offset[1].replace("−", "-"), int(offset[2]), int(offset[3] or 0))
        return fixed and Moment(day, dt.datetime.combine(day, time, fixed), span)
    return Moment(day, dt.datetime.combine(day, time, read_zone(name.upper(), 0)[0]), span)
