"""Finding the dates that a line of a page prints for its readers."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern

from .clock import Clock, clock_after, clock_before
from .moment import Moment, Sighting, UnclearDate
from .named import find_named
from .numeric import find_numeric
from .vocabulary import NAME, day_order, fold, language_code, last_capitalised, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What is longer is not a line of a page; the rest of it is not looked at.
MAX_LINE = 4000
# Four digits, a year or month in Chinese characters, 01.07.25, '25 or Jul-25: no date is without
# one of them, and most lines are. Begins with a digit, by which the engine skips.
_HINT = late_pattern(
    r"\d(?:\d{3}|\d?\s?[年년月월]|\d[./-]\d\d[./-]\d\d|\d(?<=['’]\d\d)|\d(?<=[^\W\d_]-\d\d))"
    # 16 มิ.ย. 68: a Buddhist year of two digits
    r"|\d\s?[ก-ฮ][\u0e01-\u0e4e.]{2,14}\s?[5-7]\d(?!\d)"
)
# "30 Jun 25" counts only at the start of a line, 1.7.25 only as a whole line.
_SHORT_START = late_pattern(r"\d\d?(?:[\s.]{1,3}[^\W\d_]|\.\d\d?\.\d\d$)")
# "8:00 AM EDT" is printed in the United States, the other zones where nobody puts the month first.
_TELLING_ZONE = late_pattern(
    r"(?P<us>[AaPp]\.?[Mm]\.?\s\(?[ECMP][SD]?T\b)|\b(?:CES?T|MES?Z|BST|IST|MSK|EES?T|SAST|AE[SD]T)\b"
)
_ZONE_REACH = 24
# A numeric date that may show which order a page keeps.
# It looks back behind its first digit, by which the engine skips.
_TELLING = late_pattern(r"(\d(?<![\d/.-]\d)\d?)[/-](\d\d?)[/-](?:20)?\d\d(?![\d/-])", re.ASCII)
# The longest date before its year ("Wednesday the 30th of September, 2025" from its day on).
_BEFORE_YEAR = 48
_WORD = late_pattern(NAME)
_WORD_BEFORE = late_pattern(rf"({NAME})[\s,.:]{{1,3}}(?:the\s)?$")
_DIGIT_ZEROS = (
    *(0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66),
    *(0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0xFF10),
)
# Digits of all scripts, odd spaces, marks of direction and wide punctuation, each as one plain
# character, so that positions stay.
_PLAIN = {
    **{zero + n: str(n) for zero in _DIGIT_ZEROS for n in range(10)},
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x200E, 0x200F, 0x202F, 0x3000, 0xFEFF), " "),
    **dict.fromkeys((*range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A)), " "),
    **dict(zip((0xFF0F, 0xFF0E, 0xFF0D, 0xFF1A, 0x2010, 0x2011), "/.-:--", strict=True)),
}
_NOT_PLAIN = late_pattern(f"[{''.join(map(chr, _PLAIN))}]")
_PERSIAN_DIGIT = late_pattern("[\u06f0-\u06f9]")


def find_dates(
    text: str, language: str | None = None, day_first: bool | None = None
) -> tuple[Moment, ...]:
    """Return the dates that a line prints, in order, with time; spans take in weekday and time.

    Months are known by name in all the languages of the tables; `language` (a tag such as `en-GB`)
    settles names on which languages differ and, where `day_first` is not given, the order of
    01/07/2025. What stays unclear is left out (see `find_unclear_dates`), as are dates without a
    year, impossible ones, and years outside 1990 to 2100. Only the first 4,000 characters count.

    >>> moment = find_dates("By Ann LeeMonday, 30 June 2025, 19:53")[0]
    >>> str(moment.at), moment.span
    ('2025-06-30 19:53:00', (10, 37))
    >>> [str(moment.day) for moment in find_dates("Опубликовано 1 июля 2025 | ١ يوليو ٢٠٢٤")]
    ['2025-07-01', '2024-07-01']
    >>> find_dates("01/07/2025"), str(find_dates("01/07/2025", "fr")[0].day)
    ((), '2025-07-01')
    """
    return tuple(moments[0] for moments in dated(text, language, day_first) if len(moments) == 1)


def find_unclear_dates(text: str, language: str | None = None) -> tuple[UnclearDate, ...]:
    """Return the numeric dates of a line of which nothing says whether day or month comes first.

    What the caller knows besides (other dates of the page, the address) may settle them.

    >>> for date in find_unclear_dates("01/07/2025 17:36"): print(date.day_first.at)
    2025-07-01 17:36:00
    """
    found = dated(text, language, None)
    return tuple(UnclearDate(moments[0], moments[1]) for moments in found if len(moments) == 2)


def order_shown(texts: Iterable[str]) -> bool | None:
    """Say which order lines of one page show: True day first, False month first, None neither.

    Only dates with slashes or hyphens that can be read in one way tell; if they tell both, None.

    >>> order_shown(["31/12/2024", "01/07/2025"]), order_shown(["12/31/24", "31/12/2024"])
    (True, None)
    """
    shown = {
        int(found[1]) > 12
        for text in texts
        for found in _TELLING.finditer(text[:MAX_LINE])
        if (int(found[1]) > 12) != (int(found[2]) > 12)
    }
    return shown.pop() if len(shown) == 1 else None


def dated(
    text: str, language: str | None = None, day_first: bool | None = None
) -> Iterator[tuple[Moment, ...]]:
    """Yield each date of a line as the moments that it can mean: one, or day and month first."""
    hint = _hint(text)
    if not hint:
        return
    line, start = plain(text[:MAX_LINE]), max(0, hint.start() - _BEFORE_YEAR)
    code = language_code(language)
    order = day_order(language) if day_first is None else day_first
    persian = line is not text and bool(_PERSIAN_DIGIT.search(text))
    found = [
        *find_numeric(line, start, order, code, persian=persian),
        *find_named(line, start, code),
    ]
    yield from _with_clocks(line, _apart(found), code)


def may_hold_date(text: str) -> bool:
    """Whether a line holds what every date does, a year before all; most lines do not.

    >>> may_hold_date("Read more (5)"), may_hold_date("30 June 2025")
    (False, True)
    """
    return _hint(text) is not None


def _hint(text: str) -> re.Match[str] | None:
    return _HINT.search(text, 0, MAX_LINE) or _SHORT_START.match(text)


def plain(text: str) -> str:
    """Return a text of the same length with the digits 0 to 9 and plain spaces only.

    >>> plain("٣٠\u00a0يونيو")
    '30 يونيو'
    """
    return text.translate(_PLAIN) if _NOT_PLAIN.search(text) else text


def _apart(found: list[Sighting]) -> list[Sighting]:
    """Return the sightings in order, of overlapping ones the first and longest."""
    kept: list[Sighting] = []
    for sighting in sorted(found, key=lambda s: (s.start, -s.end)):
        if sighting.readings and (not kept or sighting.start >= kept[-1].end):
            kept.append(sighting)
    return kept


def _with_clocks(line: str, found: list[Sighting], code: str) -> Iterator[tuple[Moment, ...]]:
    floor = 0
    for i, sighting in enumerate(found):
        ceiling = found[i + 1].start if i + 1 < len(found) else len(line)
        clock = clock_after(line, sighting.end, code)
        if clock is None or clock.end > ceiling:
            clock = clock_before(line, sighting.start, floor, code)
        start, days = _weekday_start(line, sighting.start, floor), _settled(line, sighting)
        floor = max(sighting.end, clock.end if clock else 0)
        yield tuple(_moment(day, start, sighting.end, clock) for day in days)


def _moment(day: dt.date, start: int, end: int, clock: Clock | None) -> Moment:
    if clock is None:
        return Moment(day, None, (start, end))
    span = min(start, clock.start), max(end, clock.end)
    return Moment(day, dt.datetime.combine(day, clock.time, clock.zone), span)


def _weekday_start(line: str, start: int, floor: int) -> int:
    """Return where a date begins with its weekday, which may be glued to a name ("LeeMonday, ")."""
    before = _WORD_BEFORE.search(line, max(floor, start - 26), start)
    if not before:
        return start
    name = before[1] if fold(before[1]) in vocabulary().weekdays else last_capitalised(before[1])
    # two letters are too often another word ("on" is a Wednesday in Swedish)
    known = (len(name) > 2 or not name.isascii()) and fold(name) in vocabulary().weekdays
    return before.end(1) - len(name) if known else start


def _settled(line: str, sighting: Sighting) -> tuple[dt.date, ...]:
    """Return the readings that agree with the weekday or the zone printed beside them, else all."""
    if len(sighting.readings) == 1:
        return sighting.readings
    if zone := _TELLING_ZONE.search(line, sighting.end, sighting.end + _ZONE_REACH):
        return (sighting.readings[1 if zone["us"] else 0],)
    before = _WORD.findall(line[max(0, sighting.start - 24) : sighting.start])[-1:]
    after = _WORD.findall(line[sighting.end : sighting.end + 24])[:1]
    weekdays = vocabulary().weekdays
    # one Latin letter is an hour's mark or an initial ("15h30"), never a weekday by itself
    words = [word for word in (*before, *after) if len(word) > 1 or not word.isascii()]
    printed = {weekdays.get(fold(word)) for word in words} - {None}
    agreeing = tuple(day for day in sighting.readings if day.weekday() in printed)
    return agreeing or sighting.readings
