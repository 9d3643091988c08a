"""The records that dates are handed on in, and the calendars that they are printed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

# News before the web is not captured from it, and a year beyond 2100 is a misprint or an
# identifier. There is no look at the clock: the same line reads the same on any day.
FIRST_YEAR, LAST_YEAR = 1990, 2100
_JALALI_EPOCH = 226894  # proleptic ordinal of the day before 1 Farvardin 1


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and perhaps a time, as printed at `span` (start, end) of a string.

    `day` is the day as printed, whatever the zone. `at` is given only where a time was printed, to
    the second; it is aware only where a zone or an offset was printed with it.
    """

    day: dt.date
    at: dt.datetime | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnclearDate:
    """A date like 01/07/2025 that nothing in its line settles: both days that it can mean."""

    day_first: Moment
    month_first: Moment


class Sighting(NamedTuple):
    """Where a line prints a date, and the days it can mean: one, or day first and month first."""

    start: int
    end: int
    readings: tuple[dt.date, ...]


def gregorian(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, or None if there is no such day or its year is outside 1990 to 2100.

    >>> gregorian(2025, 6, 30)
    datetime.date(2025, 6, 30)
    >>> gregorian(2025, 6, 31), gregorian(1066, 10, 14)
    (None, None)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def buddhist(year: int, month: int, day: int) -> dt.date | None:
    """Return the day of a Thai date, whose year counts from 543 BC; a Gregorian year
    stands as it is.

    >>> buddhist(2568, 7, 1)
    datetime.date(2025, 7, 1)
    """
    return gregorian(year if year <= LAST_YEAR else year - 543, month, day)


def jalali(year: int, month: int, day: int) -> dt.date | None:
    """Return the day of a Persian (solar Hijri) date.

    Leap years follow the 33-year cycle (8 leap years each), which gives the official first day of
    the year for all of 1370 to 1405.

    >>> jalali(1404, 4, 10)
    datetime.date(2025, 7, 1)
    >>> jalali(1403, 12, 30), jalali(1404, 12, 30)
    (datetime.date(2025, 3, 20), None)
    """
    if not (1369 <= year <= 1479 and 1 <= month <= 12):
        return None
    leap = (8 * year + 29) // 33 > (8 * year + 21) // 33
    longest = 31 if month <= 6 else 30 if month <= 11 or leap else 29
    if not 1 <= day <= longest:
        return None
    before = 365 * (year - 1) + (8 * year + 21) // 33
    return dt.date.fromordinal(_JALALI_EPOCH + before + 31 * (month - 1) - max(0, month - 7) + day)


def full_year(digits: str) -> int:
    """Return the year of two or four digits: 90 to 99 are of the last century, 00 to 69
    of this one.

    >>> full_year("25"), full_year("99"), full_year("2025")
    (2025, 1999, 2025)
    """
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)
