"""The last resort for a visible date: dateparser, which is slow and knows many more languages."""

from __future__ import annotations

import re

from .moment import Moment, gregorian
from .visible import find_dates, plain
from .vocabulary import day_order, language_code

# dateparser takes milliseconds for a short string and far more for a long one.
_MAX_LENGTH = 80
_CLOCK = re.compile(r"\d{1,2}[:.hH]\d\d")


def parse_any(text: str, language: str | None = None) -> Moment | None:
    """Give the date of a string that is nothing but one, by the cheap readers or dateparser.

    Day, month and year must all stand in it; ages and partial dates are None. dateparser is asked
    only where `language` is known: without it, it guesses. It costs milliseconds, and some seconds
    for the first call: for a date line that nothing else reads, not for the lines of a page.

    >>> parse_any("30 June 2025").day
    datetime.date(2025, 6, 30)
    >>> parse_any("1 Iyul 2025 yil", "uz") is None
    False
    """
    stripped = text.strip()
    if not 6 <= len(stripped) <= _MAX_LENGTH:
        return None
    if moments := find_dates(stripped, language):
        return moments[0] if len({moment.day for moment in moments}) == 1 else None
    digits = sum(map(str.isdigit, stripped))
    letters = sum(map(str.isalpha, stripped))
    # numbers alone have been read, or are unclear
    return _by_dateparser(text, stripped, language) if language and letters and digits > 2 else None


def _by_dateparser(text: str, stripped: str, language: str) -> Moment | None:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": "MDY" if day_order(language) is False else "DMY",
    }
    try:
        parser = DateDataParser(languages=[language_code(language)], settings=settings)
        at = parser.get_date_data(plain(stripped)).date_obj
    except (ValueError, OverflowError, TypeError):  # a language or a string that it cannot take
        return None
    if at is None or gregorian(at.year, at.month, at.day) is None:
        return None
    start = text.find(stripped)
    timed = at.replace(microsecond=0) if _CLOCK.search(plain(stripped)) else None
    return Moment(at.date(), timed, (start, start + len(stripped)))
