"""Telling from the words beside a date whether it is that of publication or of a later change."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from newsclean.patterns import late_pattern

from .vocabulary import NAME, fold, read_toml, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .moment import Moment

Label = Literal["published", "modified"]

# A label stands near its date.
_REACH = 80
# The words of the longest label ("zuletzt aktualisiert am").
_WORDS = 4
_WORD = late_pattern(NAME)
# What parts one statement of a line from the next.
_BREAK = late_pattern(r"[|•·;\n()\[\]]|\s[-–—]\s|,\s|\.\s|(?<=\d)\s(?=\D)")


def date_label(text_before: str) -> Label | None:
    """Return what the words before a date say of it: "published", "modified", or None.

    The label is the last of the text, with nothing but fillers and weekdays after it, or it begins
    the statement in which the date stands ("Posted by Ann Lee on").

    >>> date_label("Published: "), date_label("Zuletzt aktualisiert am "), date_label("最終更新：")
    ('published', 'modified', 'modified')
    >>> date_label("Posted in Politics on "), date_label("The law was published in 2019. It ")
    ('published', None)
    """
    tail = text_before[-_REACH:]
    said = [fold(word) for word in _WORD.findall(tail)]
    if label_words().isdisjoint(said):
        return None
    fillers = vocabulary().fillers
    while said:
        if found := _label_at_end(said):
            return found
        if said[-1] not in fillers:
            break
        said.pop()
    statement = [fold(word) for word in _WORD.findall(_BREAK.split(tail)[-1])]
    return _label_at_start(statement)


def label_dates(text: str, moments: Sequence[Moment]) -> tuple[Label | None, ...]:
    """Return the label of each date that a line prints, whether its labels stand before or after.

    >>> from newsclean.dates import find_dates
    >>> line = "2025年7月1日 10:00 公開 2025年7月2日 11:00 更新"
    >>> label_dates(line, find_dates(line))
    ('published', 'modified')
    """
    ends = [0, *(moment.span[1] for moment in moments)]
    starts = [*(moment.span[0] for moment in moments), len(text)]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    if moments and date_label(between[0]) is None and _label_after(between[-1]):
        return tuple(_label_after(words) for words in between[1:])
    return tuple(date_label(words) for words in between[:-1])


def _label_after(text: str) -> Label | None:
    """Return the label that a text begins with, if it says nothing else."""
    said = [fold(word) for word in _WORD.findall(text[:_REACH])]
    return labels().get(" ".join(said)) if said else None


def _label_at_end(said: list[str]) -> Label | None:
    for count in range(min(_WORDS, len(said)), 0, -1):
        if found := labels().get(" ".join(said[-count:])):
            return found
    return _unspaced_label(said[-1])


def _label_at_start(said: list[str]) -> Label | None:
    for count in range(min(_WORDS, len(said)), 0, -1):
        if found := labels().get(" ".join(said[:count])):
            return found
    return None


def _unspaced_label(word: str) -> Label | None:
    """Return the label that a word of a script without spaces ends with."""
    if word < "\u0e00":
        return None
    found = (labels().get(word[start:]) for start in range(max(0, len(word) - 12), len(word) - 1))
    return next((label for label in found if label), None)


@cache
def labels() -> Mapping[str, Label]:
    """Return folded wording -> label, read at the first call (about 5 ms)."""
    tables = read_toml("labels.toml")
    kinds: tuple[Label, Label] = ("published", "modified")
    return {wording: kind for kind in kinds for wording in _wordings(tables[kind])}


@cache
def label_words() -> frozenset[str]:
    """Return the single words of all labels, folded."""
    return frozenset(word for wording in labels() for word in wording.split())


def _wordings(table: Mapping[str, str]) -> Iterator[str]:
    for wordings in table.values():
        for wording in wordings.split("|"):
            yield " ".join(fold(word) for word in _WORD.findall(wording))
