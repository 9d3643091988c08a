"""Reading relative ages such as "3 hours ago", which mean something only for a time of capture."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsclean.patterns import late_pattern

from .clock import clock_after
from .labels import label_words
from .moment import Moment
from .visible import plain
from .vocabulary import NAME, fold, language_code, read_json, read_toml, vocabulary

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

# Ages stand in short lines; the rest of a long one is not looked at.
_MAX_LENGTH = 200
_NUMBER = late_pattern(r"\d{1,3}(?![\d.,:/%]|\s?[-–]\s?\d)")
_PART_OF_NUMBER = frozenset("0123456789.,:/+-")
_WORD = late_pattern(NAME)
_NEXT_WORD = late_pattern(rf"[\s.]{{0,2}}({NAME})")
_FIRST_WORDS = late_pattern(r"(([^\s,.:;|(]{2,16})(?:\s[^\s,.:;|(]{2,10})?)")
# The words of the longest wordings: "{0} minutes ago" and "menit yang lalu" after the number,
# "il y a {0}" before it; CJK wordings are parts of one word.
_WORDS = 4
_LENGTHS = {
    "now": dt.timedelta(0),
    "second": dt.timedelta(seconds=1),
    "minute": dt.timedelta(minutes=1),
    "hour": dt.timedelta(hours=1),
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(weeks=1),
}


class Age(NamedTuple):
    """So many units back, printed at `start` to `end`."""

    number: int
    unit: str
    start: int
    end: int


class Wordings(NamedTuple):
    """The tables of ages, folded.

    `counted`: the words after a number -> what may stand before it, with the unit; `whole`: the
    first word of a wording without number -> such wordings (not folded) and units; `words`: all.
    """

    counted: Mapping[str, list[tuple[str, str]]]
    whole: Mapping[str, list[tuple[str, str]]]
    words: frozenset[str]


def find_age(text: str, language: str | None = None) -> dt.timedelta | None:
    """Return the first age that a line prints, up to weeks; months and years are too vague.

    "yesterday" is one day in a line that begins with the word or has only a label before it;
    "today" is none, if a label or a time stands by it.

    >>> find_age("Updated 3 hours ago"), find_age("3日前")
    (datetime.timedelta(seconds=10800), datetime.timedelta(days=3))
    >>> find_age("2 months ago"), find_age("3 hours of talks")
    (None, None)
    """
    age = first_age(text, language)
    length = _LENGTHS.get(age.unit) if age else None
    return None if age is None or length is None else age.number * length


def resolve_age(text: str, captured_at: dt.datetime, language: str | None = None) -> Moment | None:
    """Return the moment that an age means for a page captured at `captured_at`, as far as
    it is sure.

    Seconds and minutes give a time (to the minute, with the zone of `captured_at`). Hours give a
    day without time, and nothing where the hour that the age leaves open contains midnight: the age
    is taken as rounded down. Days give the day so many before; a time printed after it
    ("Yesterday, 17:36") is read as local. Weeks and more give None.

    >>> captured = dt.datetime(2025, 7, 2, 9, 30)
    >>> resolve_age("20 minutes ago", captured).at
    datetime.datetime(2025, 7, 2, 9, 10)
    >>> resolve_age("12 hours ago", captured).day, resolve_age("9 hours ago", captured)
    (datetime.date(2025, 7, 1), None)
    >>> resolve_age("gestern, 17:36 Uhr", captured).at
    datetime.datetime(2025, 7, 1, 17, 36)
    """
    age = first_age(text, language)
    if age is None or age.unit not in _LENGTHS or age.unit == "week":
        return None
    try:
        return _resolved(age, text, captured_at, language_code(language))
    except OverflowError:  # a capture in the first years of the calendar
        return None


def _resolved(age: Age, text: str, captured_at: dt.datetime, code: str) -> Moment | None:
    then = captured_at - age.number * _LENGTHS[age.unit]
    if age.unit == "day":
        clock = clock_after(plain(text), age.end, code)
        at = dt.datetime.combine(then.date(), clock.time, clock.zone) if clock else None
        return Moment(then.date(), at, (age.start, clock.end if clock else age.end))
    if age.unit == "hour":
        sure = (then - _LENGTHS["hour"]).date() == then.date()
        return Moment(then.date(), None, (age.start, age.end)) if sure else None
    return Moment(then.date(), then.replace(second=0, microsecond=0), (age.start, age.end))


def first_age(text: str, language: str | None = None) -> Age | None:
    """Return the first age of a line with its unit, months and years included.

    >>> first_age("il y a 2 mois")
    Age(number=2, unit='month', start=0, end=13)
    """
    line = plain(text[:_MAX_LENGTH])
    return next(_counted(line), None) or _whole(line) or _day_word(line, language_code(language))


def _counted(line: str) -> Iterator[Age]:
    """Yield the ages with a number in them."""
    for number in _NUMBER.finditer(line):
        if line[max(0, number.start() - 1) : number.start()] in _PART_OF_NUMBER:
            continue
        words = list(_WORD.finditer(line, max(0, number.start() - 40), number.start()))
        for key, end in _followers(line, number.end()):
            for before, unit in wordings().counted.get(key, ()):
                start = _start(line, number.start(), words, before)
                if start is not None:
                    yield Age(int(number[0]), unit, start, end)
                    return


def _followers(line: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield what follows a number and where it ends, longest first: words, or
    parts of the first.
    """
    words: list[tuple[str, int]] = []
    end = start
    for _ in range(_WORDS):
        found = _NEXT_WORD.match(line, end)
        if not found:
            break
        end = found.end()
        words.append((fold(found[1]), end))
    for count in range(len(words), 0, -1):
        yield " ".join(word for word, _ in words[:count]), words[count - 1][1]
    if words and _unspaced(words[0][0]):
        first, end = words[0]
        for length in range(len(first) - 1, 0, -1):
            yield first[:length], end - len(first) + length
    yield "", start


def _unspaced(word: str) -> bool:
    """Return whether a word is of a script without spaces, or with few (Korean)."""
    return "\u0e00" <= word[:1] <= "\u0eff" or word[:1] >= "\u3000"


def _start(line: str, number: int, words: list[re.Match[str]], before: str) -> int | None:
    """Return where the words `before` begin that must stand before a number; None if they do not.

    `words` are those of the line before it.
    """
    if not before:
        return number
    found = words[-before.count(" ") - 1 :]
    said = " ".join(fold(word[0]) for word in found)
    near = found and not line[found[-1].end() : number].strip()
    return found[0].start() if near and said == before else None


def _whole(line: str) -> Age | None:
    """Return the age of a wording without a number, such as "an hour ago"."""
    lower, known = line.lower(), wordings().whole
    for first in lower.split():
        for wording, unit in known.get(first, ()):
            start = lower.find(wording)
            end = start + len(wording)
            if start >= 0 and not lower[end : end + 1].isalnum() and len(lower) == len(line):
                return Age(1, unit, start, end)
    return None


def _day_word(line: str, code: str) -> Age | None:
    """Return the age of a line that begins with yesterday or today, perhaps after a label."""
    if len(line) > 60:
        return None
    for place, word in enumerate(_WORD.finditer(line)):
        if age := _day_word_at(line, word.start(), code, labelled=place > 0):
            return age
        key = fold(word[0])
        if place == 3 or (key not in label_words() and key not in vocabulary().fillers):
            break
    return None


def _day_word_at(line: str, start: int, code: str, *, labelled: bool) -> Age | None:
    """Return the age of a word or two at `start`.

    "today" alone may be a heading, so it needs a label or a time. Where the language is not known,
    short words may be others: "hier" is "here" in German.
    """
    found = _FIRST_WORDS.match(line, start)
    if found is None:
        return None
    for end in (found.end(1), found.end(2)):
        word = line[start:end]
        days, codes = day_words().get(word.casefold(), (0, frozenset()))
        cue = labelled or clock_after(line, end) is not None
        clear = code in codes or (not code and (cue or len(word) > 4 or not word.isascii()))
        if codes and clear and (days or cue):
            return Age(days, "day", start, end)
    return None


@cache
def wordings() -> Wordings:
    """Return the tables, read at the first call (about 10 ms)."""
    counted: dict[str, list[tuple[str, str]]] = {}
    whole: dict[str, list[tuple[str, str]]] = {}
    words: set[str] = set()
    for unit, pattern in _patterns():
        before, number, after = pattern.partition("{0}")
        table, key, value = counted, _key(after), _key(before)
        words.update(f"{value} {key}".split())
        if not number:
            table, key, value = whole, pattern.lower().split()[0], pattern.lower()
        if (key or value) and (value, unit) not in table.setdefault(key, []):
            table[key].append((value, unit))
    for pairs in (*counted.values(), *whole.values()):
        pairs.sort(key=lambda pair: -len(pair[0]))
    return Wordings(counted, whole, frozenset(words))


def _patterns() -> Iterator[tuple[str, str]]:
    for units in read_json("ages.json")["languages"].values():
        for unit, patterns in units.items():
            yield from ((unit, pattern) for pattern in patterns)
    for unit, patterns in read_toml("words.toml")["ages"].items():
        for line in patterns.strip().splitlines():
            yield from ((unit, pattern) for pattern in line.split("|"))


def _key(words: str) -> str:
    return " ".join(fold(word) for word in _WORD.findall(words))


@cache
def day_words() -> Mapping[str, tuple[int, frozenset[str]]]:
    """Return word for yesterday or today -> days back, and the languages that have it."""
    tables = read_toml("words.toml")
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for days, name in ((1, "yesterday"), (0, "today")):
        for code, word in tables[name].items():
            codes = found.get(word, (days, frozenset()))[1]
            found[word] = days, codes | {code}
    return found
