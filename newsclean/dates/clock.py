"""Reading the time of day and the zone that a line prints beside a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from newsclean.patterns import late_pattern

from .vocabulary import NAME, fold, half_of_day, vocabulary

if TYPE_CHECKING:
    import re

# 17:36, 17:36:05.120 | 17h36, 17 h | 17時36分, 17시 36분 | 17.36 | 5 pm
_CLOCK = late_pattern(
    r"(?P<hour>\d{1,2})"
    r"(?:\s?[:：]\s?(?P<colon>\d\d)(?:[:：](?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"|\s?[hH]\s?(?P<h>\d\d)?(?:min|m)?(?![^\W_])"
    r"|\s?[时時點点시]\s?(?:(?P<cjk>\d{1,2})\s?[分분])?"
    r"|(?P<dot>\.\d\d)(?!\.?\d|\s?%)"
    r"|(?=\s?[aApP]\.?\s?[mM]\b))"
)
_HALF = late_pattern(r"\s?([aApP])\.?\s?[mM]\b\.?")
_GAP = late_pattern(r"[\s,،;|·•∙–—\-/@()\[\]:：.．、，]{0,6}")
_WORD = late_pattern(NAME)
_NEXT_WORD = late_pattern(rf"\s{{0,2}}({NAME})")
_WORD_BEFORE = late_pattern(rf"({NAME})\s?$")
_OFFSET = late_pattern(r"[\s(,]{0,2}((?:UTC|GMT)\s?)?([+\-−])(\d\d?)(?::?(\d\d))?(?!\d)")
_ZONE = late_pattern(r"[\s(,]{0,2}([^\W\d_]{1,4})(?![^\W_])")
_DOT_CUE = late_pattern(r"\s?(?:Uhr|uhr|h|WIB|WITA|WIT|น)\b")
# A time before the date is looked for only this near.
_REACH = 45


class Clock(NamedTuple):
    """A time of day, its zone where printed, and where the line prints both."""

    time: dt.time
    zone: dt.timezone | None
    start: int
    end: int


def clock_at(text: str, start: int, language: str = "", half: str = "") -> Clock | None:
    """Return the time that begins exactly at `start`; `half` ("am", "pm") is what stands before it.

    >>> clock_at("7:53 PM EDT", 0)
    Clock(time=datetime.time(19, 53), zone=datetime.timezone(...), start=0, end=11)
    >>> clock_at("25:00", 0) is None
    True
    """
    found = _CLOCK.match(text, start)
    return found and _finish(text, found, language, half)


def _finish(text: str, found: re.Match[str], language: str, half: str) -> Clock | None:
    hour = int(found["hour"])
    minute = found["colon"] or found["h"] or found["cjk"] or (found["dot"] or "")[1:] or "0"
    after, end = _half_after(text, found.end(), language)
    try:
        time = dt.time(_full_hour(hour, after or half), int(minute), int(found["second"] or "0"))
    except ValueError:
        return None
    zone, end = read_zone(text, end, language, seconds=bool(found["second"]))
    return Clock(time, zone, found.start(), end)


def _full_hour(hour: int, half: str) -> int:
    """Return the hour of 24; a half that contradicts it ("13:36 PM", "00:10 am") adds nothing."""
    if half and hour <= 12:
        return hour % 12 + (12 if half == "pm" and hour else 0)
    return hour


def _half_after(text: str, end: int, language: str) -> tuple[str, int]:
    """Return "am", "pm" or "" for what follows a time, and where it ends."""
    if found := _HALF.match(text, end):
        return found[1].lower() + "m", found.end()
    word = _NEXT_WORD.match(text, end)
    half = half_of_day(word[1], language) if word else ""
    return (half, word.end()) if word and half else ("", end)


def read_zone(
    text: str, start: int, language: str = "", *, seconds: bool = False
) -> tuple[dt.timezone | None, int]:
    """Return the zone printed at `start` and where it ends; (None, start) where there is none.

    An abbreviation of several zones (IST, ET) is passed over, but gives None. After a time without
    seconds "-10:00" is the end of a span of time, not an offset.

    >>> read_zone("17:36 (GMT+7)", 5)
    (datetime.timezone(datetime.timedelta(seconds=25200)), 12)
    >>> read_zone("17:36 IST", 5)
    (None, 9)
    """
    if found := _OFFSET.match(text, start):
        zone = _offset(found, seconds=seconds)
        if zone is not None:
            return zone, found.end()
    found = _ZONE.match(text, start)
    if not found or (found[1] != found[1].upper() and found[1].isascii()):
        return None, start
    names, name = vocabulary(), found[1].upper()
    if name not in names.zones:
        return None, start
    if name in names.zones_unclear_in.get(language, ()):
        return None, found.end()
    return names.zones[name], found.end()


def _offset(found: re.Match[str], *, seconds: bool) -> dt.timezone | None:
    named, sign, hours, minutes = found.groups()
    if not named and (len(hours) < 2 or (not minutes and not seconds)):
        return None
    if not named and sign != "+" and not seconds and ":" in found[0]:
        return None
    return fixed_zone(sign, int(hours), int(minutes or 0))


def fixed_zone(sign: str, hours: int, minutes: int) -> dt.timezone | None:
    """Return the zone of an offset; None beyond 14 hours, where no zone is.

    >>> fixed_zone("-", 4, 30)
    datetime.timezone(datetime.timedelta(days=-1, seconds=70200))
    """
    length = dt.timedelta(hours=hours, minutes=minutes)
    if length > dt.timedelta(hours=14) or minutes > 59:
        return None
    return dt.timezone(length if sign == "+" else -length)


def clock_after(text: str, start: int, language: str = "") -> Clock | None:
    """Return the time that follows a date ending at `start`: at most four filler words between.

    >>> text = "1er juillet 2025 à 17h36"
    >>> clock_after(text, 16).time
    datetime.time(17, 36)
    """
    half, names, at = "", vocabulary(), start
    if text[at : at + 1] == "T":
        return clock_at(text, at + 1, language)
    for words in range(5):
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        found = _CLOCK.match(text, at)
        if found:
            plain = not words and set(text[start:at]) <= {" ", ","}
            return _finish(text, found, language, half) if _is_time(found, words, plain) else None
        word = _WORD.match(text, at)
        found_half = half_of_day(word[0], language) if word else ""
        if not word or not (found_half or fold(word[0]) in names.fillers):
            return None
        half, at = found_half or half, word.end()
    return None


def _is_time(found: re.Match[str], words: int, plain: bool) -> bool:
    """Return whether digits after a date are a time: "17.36" needs a cue, or to follow at once."""
    if not found["dot"]:
        return True
    told = words > 0 or _DOT_CUE.match(found.string, found.end()) is not None
    return told or (plain and len(found["hour"]) == 2)


def clock_before(text: str, end: int, floor: int = 0, language: str = "") -> Clock | None:
    """Return the time printed before a date that begins at `end`, if only fillers part the two.

    >>> clock_before("5:36 PM EDT, Tue July 1, 2025", 17).time
    datetime.time(17, 36)
    """
    floor = max(floor, end - _REACH)
    last = None
    for found in _CLOCK.finditer(text, floor, end):
        glued = found.start() > floor and text[found.start() - 1] in "0123456789.:/-"
        if not found["dot"] and not glued:
            last = found
    if last is None:
        return None
    half, start = _half_before(text, last.start(), floor, language)
    clock = _finish(text, last, language, half)
    if clock is None or clock.end > end or not _only_fillers(text[clock.end : end]):
        return None
    return clock._replace(start=start)


def _half_before(text: str, start: int, floor: int, language: str) -> tuple[str, int]:
    """Return "am", "pm" or "" for the word before a time (午後5時36分), and where both begin."""
    word = _WORD_BEFORE.search(text, max(floor, start - 12), start)
    half = half_of_day(word[1], language) if word else ""
    return (half, word.start()) if word and half else ("", start)


def _only_fillers(text: str) -> bool:
    """Return whether a short text is punctuation, fillers and weekdays only."""
    fillers = vocabulary().fillers
    return not any(c.isdigit() for c in text) and all(
        fold(word) in fillers for word in _WORD.findall(text)
    )
