"""Finding dates whose month is written as a word, in any language of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern

from .moment import Sighting, buddhist, full_year, gregorian, jalali
from .numeric import SHORT_END, begins_here
from .vocabulary import NAME, jalali_month, month_number

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Iterator

_ORDINAL = r"(?:st|nd|rd|th|er|re|ère|[ºª°]|\.º|\.|-?го|-?е|-?ше|η|ης)?"
# Arabic prints both names of a month ("يوليو/تموز") and has names of two words.
_MONTH = rf"((?:tháng|thg)\s?\d{{1,2}}|{NAME}(?:\s(?:الثاني|الأول|الاول))?)(?:\s?/\s?{NAME})?"
# What may stand between month and year: prepositions, the Thai words for the era.
_LINK = r"(?:พ\.ศ\.|ค\.ศ\.|de|del|of|năm|ماه|m\.|d['’])"
_DAY_AND_MONTH = (
    rf"(\d\d?){_ORDINAL}([\s\-/,.،]{{0,3}})(?:(?:de|del|of|di)\s|d['’]\s?)?"
    rf"{_MONTH}([\s.,،\-/]{{0,4}})(?:{_LINK}\s?)?"
)
_DAY_FIRST = late_pattern(rf"{_DAY_AND_MONTH}(\d{{4}})(?!/\d)")
_SHORT_YEAR = late_pattern(rf"{_DAY_AND_MONTH}(['’]?\d\d){SHORT_END}")
_DAY_YEAR = late_pattern(
    rf"(\d\d?)(?:st|nd|rd|th|\.|º)?(?:\s{{0,2}},\s{{0,2}}|\s{{1,3}}|-)(?:{_LINK}\s?)?"
    rf"(\d{{4}}|['’]\d\d(?!\d))(?!/\d)"
)
_DIGITS = late_pattern(r"\d{1,5}")
_NAME_BEFORE = late_pattern(rf"({NAME})\.?[\s\-,]{{1,2}}(?:the\s)?$")
_YEAR_FIRST = late_pattern(
    rf"(\d{{4}})(\.\s|-|/|,\s|\s(?:m\.|թ\.)\s|\(?e\)?ko\s|\s){_MONTH}[\s.\-/]{{1,2}}"
    r"(\d{1,2})(?!\d)"
)
# Latvian and Kazakh: 2025. gada 1. jūlijs, 2025 ж. 1 шілде
_YEAR_DAY = late_pattern(rf"(\d{{4}})\.?\s(?:gada|ж\.)\s(\d\d?)\.?\s({NAME})")
_THAI = late_pattern("[\u0e01-\u0e4e]")
# How far before its day a month's name may begin.
_REACH = 26
_CLOCK_CHARS = frozenset(" ,|:0123456789apmAPM")
# Languages that write the year, the month's name and the day with nothing but spaces between.
_PLAIN_YEAR_FIRST = frozenset(
    {"hu", "lt", "lv", "sv", "eu", "hy", "zh", "ko", "ja", "ne", "si", "my"}
)


def find_named(text: str, start: int, language: str) -> Iterator[Sighting]:
    """Yield the dates with month names of a line from `start` on; `language` as its code.

    >>> [s.readings for s in find_named("1er juillet 2025", 0, "")]
    [(datetime.date(2025, 7, 1),)]
    """
    for found in _DAY_FIRST.finditer(text, start):
        if begins_here(text, found.start()) and _year_ends(found):
            yield from _sighting(found.span(), found[3], found[1], found[5], language)
    may_be_short = text[:1].isdigit() or any(mark in text for mark in "'’-") or _is_thai(text)
    for found in _SHORT_YEAR.finditer(text, start) if may_be_short else ():
        if begins_here(text, found.start()) and _trusted_year(found):
            yield from _sighting(found.span(), found[3], found[1], found[5], language)
    for found in _DAY_YEAR.finditer(text, start):
        name = _NAME_BEFORE.search(text, max(0, found.start() - _REACH), found.start())
        if name and _year_ends(found):
            span = name.start(1), found.end()
            yield from _sighting(span, name[1], found[1], found[2], language)
    has_link = "gada" in text or "ж." in text
    for found in _YEAR_DAY.finditer(text, start) if has_link else ():
        yield from _sighting(found.span(), found[3], found[2], found[1], language)
    for found in _YEAR_FIRST.finditer(text, start):
        known = found[2] != " " or language in _PLAIN_YEAR_FIRST
        if known and begins_here(text, found.start()):
            yield from _sighting(found.span(), found[3], found[4], found[1], language)


def _is_thai(text: str) -> bool:
    return not text.isascii() and _THAI.search(text) is not None


def _year_ends(found: re.Match[str]) -> bool:
    """Return whether a year of four digits ends where it was found to.

    A time, a second date or a count of comments may be glued to it ("7. Januar 20223 Kommentare");
    a number in hundreds ("3. Mai 20000 Menschen") is none of these.
    """
    more = _DIGITS.match(found.string, found.end())
    glued = more[0] if more else ""
    return len(glued) < 3 and not (glued and (found[0] + glued).endswith("00"))


def _trusted_year(found: re.Match[str]) -> bool:
    """Return whether two last digits are a year.

    They are one only after an apostrophe, in "30-Jun-25", after a Thai month ("16 มิ.ย. 68", the
    Buddhist year 2568), or where a line holds little else than "30 Jun 25".
    """
    if len(found[5]) == 3 or found[2] == found[4] == "-":
        return True
    if _is_thai(found[3]) and found[5] > "50":
        return True
    rest = found.string[found.end() :]
    alone = found.start() == 0 and len(rest) < 12 and set(rest) <= _CLOCK_CHARS
    return alone and found[4].endswith(" ")


def _sighting(
    span: tuple[int, int], name: str, day: str, year: str, language: str
) -> Iterator[Sighting]:
    read = _day(name, int(day), year.strip("'’"), language)
    if read:
        yield Sighting(*span, (read,))


def _day(name: str, day: int, year: str, language: str) -> dt.date | None:
    month = _month(name, language)
    if month is None:
        month = jalali_month(name)
        return jalali(int(year), month, day) if month else None
    if len(year) == 2 and 70 <= int(year) < 90:
        return None
    thai = "\u0e00" <= name[0] <= "\u0e7f"
    if thai:
        # two digits are of the Buddhist year there: 68 is 2568
        return buddhist(int(year) + (2500 if len(year) == 2 else 0), month, day)
    return gregorian(full_year(year), month, day)


def _month(name: str, language: str) -> int | None:
    if name[-1].isdigit():
        number = int(name.rsplit("g", maxsplit=1)[-1])
        return number if 1 <= number <= 12 else None
    return month_number(name, language)
