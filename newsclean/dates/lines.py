"""Telling the lines that hold nothing but dates, so that a body can be rid of them."""

from __future__ import annotations

from functools import cache

from newsclean.patterns import late_pattern

from .ages import day_words, first_age, wordings
from .clock import clock_at
from .labels import label_words
from .visible import dated, plain
from .vocabulary import NAME, fold, jalali_month, language_code, month_number, read_toml, vocabulary

# A longer line says something.
_MAX_LENGTH = 160
_WORD = late_pattern(NAME)
_NUMBER = late_pattern(r"\d+")
# "12.50" alone may be a price and "5 h" a length, so they need a word beside them.
_CLOCK = late_pattern(
    r"(?<![\d.,:])\d{1,2}(?:\s?[:：時时點点시]|\s?[hH]\s?\d\d|\s?[aApP]\.?[mM]"
    r"|\.\d\d\s?(?:[Uu]hr|[aApP]\.?[mM])|(?<=klo\s\d\d)\.\d\d|(?<=kl\.\s\d\d)\.\d\d)"
)


def is_date_line(text: str, language: str | None = None) -> bool:
    """Return whether a line is nothing but dates, times, ages, weekdays and
    labels such as "Updated".

    A date without a year ("30 June") or a time alone count as dates here.

    >>> is_date_line("Published: Monday, 30 June 2025, 19:53 | Updated 3 hours ago")
    True
    >>> is_date_line("On 30 June 2025 the bridge reopened"), is_date_line("Monday")
    (False, False)
    """
    line = text.strip()
    if not 3 < len(line) <= _MAX_LENGTH:
        return False
    line = plain(line)
    if not _all_known(line, language_code(language)):
        return False
    rest = _without_ages(_without_dates(line, language), language)
    rest = _without_clocks(rest, language_code(language))
    return _says_nothing(rest, language_code(language), dated=rest != line)


def _without_dates(line: str, language: str | None) -> str:
    for moments in [*dated(line, language)]:
        line = _blank(line, *moments[0].span)
    return line


def _without_ages(line: str, language: str | None) -> str:
    for _ in range(3):
        age = first_age(line, language)
        if age is None:
            break
        line = _blank(line, age.start, age.end)
    return line


def _without_clocks(line: str, code: str) -> str:
    for found in _CLOCK.finditer(line):
        if clock := clock_at(line, found.start(), code):
            line = _blank(line, clock.start, clock.end)
    return line


def _blank(line: str, start: int, end: int) -> str:
    """Return a line with a part wiped out, so that the places of the others stay."""
    return line[:start] + " " * (end - start) + line[end:]


def _says_nothing(rest: str, code: str, *, dated: bool) -> bool:
    """Return whether what is left of a line is fillers, labels and names of dates only."""
    words = [fold(word) for word in _WORD.findall(rest)]
    months = sum(_is_month(word, code) for word in words)
    numbers = _NUMBER.findall(rest)
    if len(numbers) > 2 * months or not all(_could_be_dated(n) for n in numbers):
        return False
    return dated or (months > 0 and len(numbers) > 0)


def _all_known(line: str, code: str) -> bool:
    """Return whether each word of a line may stand in a date line: most lines fail at the first."""
    return all(_is_known(fold(found[0]), code) for found in _WORD.finditer(line))


def _could_be_dated(number: str) -> bool:
    return 1 <= int(number) <= 31 if len(number) < 3 else len(number) == 4


def _is_month(word: str, code: str) -> bool:
    return month_number(word, code) is not None or jalali_month(word) is not None


def _is_known(word: str, code: str) -> bool:
    """Return whether a word, or each part of one in a script without spaces, is part of a date."""
    known = word in date_words() or word.upper() in vocabulary().zones or _is_month(word, code)
    if known or word < "\u0e00":
        return known
    return any(
        word[:end] in date_words() and _is_known(word[end:], code)
        for end in range(len(word) - 1, 0, -1)
    )


@cache
def date_words() -> frozenset[str]:
    """Return the words of fillers, ages, labels and parts of dates, folded."""
    days = (fold(word).split() for word in day_words())
    parts = (fold(word) for word in read_toml("words.toml")["parts"]["words"].split())
    return vocabulary().fillers.union(wordings().words, parts, label_words(), *days)
