"""Finding dates written in numbers alone, and the East Asian forms with 年, 月, 日."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern

from .moment import LAST_YEAR, Sighting, full_year, gregorian, jalali

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Iterator

# No further part of a chain of numbers after a date, nor a path that goes on. No digit, unless it
# begins a time, another date or a count ("30.06.202519:53", "30.06.20252 comments"), which captures
# glue to it.
_GLUED = r"\d?:\d\d|\d?[./\-]\d\d?[./\-]\d\d|\d?\s[^\W\d_]"
END = rf"(?!\d(?!{_GLUED}))(?![./\-–:]\d(?!\d?:\d\d))(?!/\w)"
SHORT_END = r"(?!\d(?!\d?:\d\d))(?![./\-–:]\d(?!\d?:\d\d))(?!/\w)"
# All begin with a digit, by which the engine skips through a line; what must not stand before is
# checked on each match, by `begins_here`.
# A dotted time may follow a dotted date ("2020.08.19.10.00"); the day takes both of its digits.
_YEAR_FIRST = late_pattern(
    rf"(\d{{4}})\s?([-/.•·])\s?(\d\d?)\s?\2\s?(\d\d?+)(?:(?=\.\d\d\.\d\d(?!\d|\.\d))|{END})"
)
_YEAR_LAST = late_pattern(rf"(\d\d?)\s?([-/.])\s?(\d\d?)\s?\2\s?(\d{{4}}){END}")
_SHORT_YEAR = late_pattern(rf"(\d\d)([/.])(\d\d)\2(\d\d){SHORT_END}|^(\d\d?)([.-])(\d\d?)\6(\d\d)$")
_CJK = late_pattern(
    r"(?:(\d{4})|(令和|平成|民國|民国)\s?(\d{1,3}|元))\s?[年년]"
    r"\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日号號일]"
)
# What most lines with a number lack.
_PAIR = late_pattern(r"\d\s?[-/.•·]\s?\d")
_SHORT_YEAR_FIRST = frozenset({"ja", "zh", "ko", "hu", "sv", "lt", "fa"})
_CHAIN = frozenset("./:-–,")
_PATH = frozenset("/=&_-")
# The year before the first of an era.
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}


def find_numeric(
    text: str, start: int, day_first: bool | None, language: str, *, persian: bool
) -> Iterator[Sighting]:
    """Yield the numeric dates of a line from `start` on; `persian`: its digits are Persian.

    >>> list(find_numeric("13/07/2025", 0, None, "", persian=False))
    [Sighting(start=0, end=10, readings=(datetime.date(2025, 7, 13),))]
    """
    if _PAIR.search(text, start):
        yield from _with_separators(text, start, day_first, language, persian=persian)
    if "月" in text or "월" in text:
        for found in _CJK.finditer(text, start):
            era = 1 if found[3] == "元" else int(found[3] or 0)
            year = int(found[1]) if found[1] else _ERAS[found[2]] + era
            yield from _sighting(found, gregorian(year, int(found[4]), int(found[5])))


def _with_separators(
    text: str, start: int, day_first: bool | None, language: str, *, persian: bool
) -> Iterator[Sighting]:
    for found in _YEAR_FIRST.finditer(text, start):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        read = jalali if (persian or language == "fa") and year < 1500 else gregorian
        yield from _sighting(found, read(year, month, day))
    for found in _YEAR_LAST.finditer(text, start):
        first, second, year = int(found[1]), int(found[3]), _numeric_year(found[4], language)
        order = _dotted_order(day_first, language) if found[2] == "." else day_first
        if _is_alone(found):
            yield Sighting(*found.span(), _ordered(first, second, year, order))
    for found in _SHORT_YEAR.finditer(text, start):
        if _is_alone(found):
            yield Sighting(*found.span(), _short(found, day_first, language))


def begins_here(text: str, start: int) -> bool:
    """Return whether a number begins at `start` that is no part of a longer one or of a range.

    >>> begins_here("28-30 June", 3), begins_here("on 30 June", 3)
    (False, True)
    """
    before = text[max(0, start - 2) : start]
    if before[-1:].isdigit():
        return False
    return not (len(before) == 2 and before[1] in _CHAIN and before[0].isdigit())


def _is_alone(found: re.Match[str]) -> bool:
    """Return whether a numeric date is no part of a chain of numbers or of a path."""
    text, start = found.string, found.start()
    before = text[start - 1] if start else " "
    # in "Madrid-29/05/2025" the hyphen is none of the date's own
    in_path = before in _PATH and (before != "-" or "-" in found[0])
    return not in_path and begins_here(text, start)


def _sighting(found: re.Match[str], day: dt.date | None) -> Iterator[Sighting]:
    if day and _is_alone(found):
        yield Sighting(*found.span(), (day,))


def _numeric_year(digits: str, language: str) -> int:
    year = int(digits)
    thai = language == "th" and year > LAST_YEAR
    return year - 543 if thai else year


def _dotted_order(day_first: bool | None, language: str) -> bool | None:
    """Return whether the day comes first in 01.07.2025: everywhere but in American English.

    A page in English may be American; 09.10.2024 was September on one of the pages measured.
    """
    return None if day_first is False or (language == "en" and day_first is None) else True


def _ordered(first: int, second: int, year: int, day_first: bool | None) -> tuple[dt.date, ...]:
    """Return the one day that two numbers and a year mean, or both: day first, then month first."""
    as_day, as_month = gregorian(year, second, first), gregorian(year, first, second)
    if as_day is None or as_month is None or as_day == as_month:
        day = as_day or as_month
        return (day,) if day else ()
    if day_first is None:
        return (as_day, as_month)
    return (as_day,) if day_first else (as_month,)


def _short(found: re.Match[str], day_first: bool | None, language: str) -> tuple[dt.date, ...]:
    """Read 01.07.25 and 06/30/25, unless the year could as well be the first of the numbers.

    In Japan and Korea it is. Elsewhere a known order says that it is not, and a first number up to
    12 (2001 to 2012) before a full stop hardly is.
    """
    whole = found[1] is None
    first, second, last = (int(n) for n in found.group(*((5, 7, 8) if whole else (1, 3, 4))))
    dotted = (found[6] if whole else found[2]) == "."
    if 70 <= last < 90 or language in _SHORT_YEAR_FIRST or (dotted and second > 12):
        return ()
    order = _dotted_order(day_first, language) if dotted else day_first
    known = day_first is not None or (dotted and language)
    if not known and (first > 12 or not dotted) and gregorian(2000 + first, second, last):
        return ()
    return _ordered(first, second, full_year(f"{last:02}"), order)
