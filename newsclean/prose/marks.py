"""Lines that are furniture in every newsroom, by their words: a data file read once."""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import cache
from importlib.resources import files

from newsclean.text import key

# a mark is a short line; longer ones are prose that happens to begin alike
_LONGEST = 60
_TIME = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?,?\s+)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s|$)",
    re.I,
)
_CREDIT = re.compile(
    r"(?:photo|photograph|image|picture|foto|fotos|fotografía|photographie|crédit|credit|bild"
    r"|фото|ілюстрація|иллюстрация|zdjęcie|fot|写真|图|圖|사진|الصورة|صورة)"
    r"(?:\s(?:by|credit|de|di|von))?\s{0,2}[:：/.]\s{0,3}\S",
    re.I,
)


class Mark(Enum):
    """What a line of furniture says of its surroundings."""

    STOP = "stop"
    """The story is over: related, recent, comments, newsletter."""
    DROP = "drop"
    """The line itself is no story: an advert label, a credit, a time, a share button."""


def mark_of(text: str) -> Mark | None:
    """Give the mark that a line bears, `None` for any other line.

    >>> mark_of("Related Articles:"), mark_of("Advertisement"), mark_of("The bridge reopened.")
    (<Mark.STOP: 'stop'>, <Mark.DROP: 'drop'>, None)
    >>> mark_of("Read also: Ferry drops fares"), mark_of("Source: the council")
    (<Mark.DROP: 'drop'>, None)
    """
    if len(text) > 3 * _LONGEST:
        return None
    if _CREDIT.match(text) or _TIME.match(text):
        return Mark.DROP
    if len(text) <= _LONGEST and (mark := _marks().get(key(text))) is not None:
        return mark
    return Mark.DROP if _is_pointer(text) else None


def is_insert(text: str) -> bool:
    """Whether a line in a story is no part of it by its words alone: an advert label, a pointer.

    Narrower than `mark_of`: times and credits begin real list items and paragraphs, too.

    >>> is_insert("Anzeige"), is_insert("Lees ook: Bruggen open"), is_insert("0:49 The talk begins")
    (True, True, False)
    """
    if len(text) <= _LONGEST and _marks().get(key(text)) is Mark.DROP:
        return True
    return len(text) <= 3 * _LONGEST and _is_pointer(text)


def _is_pointer(text: str) -> bool:
    """Whether a line points elsewhere: words such as "Read also", a colon, a headline."""
    lead, colon, rest = text.replace("：", ":")[: 3 * _LONGEST].partition(":")
    return bool(colon and rest) and len(lead) <= _LONGEST and key(lead) in _leads()


def furniture_lines() -> dict[str, tuple[str, ...]]:
    """Give the lines behind the marks: "stop" and "drop" whole lines, "lead" what precedes a colon.

    >>> "read also" in furniture_lines()["lead"]
    True
    """
    return {name: tuple(_data()[name]) for name in ("stop", "drop", "lead")}


@cache
def _marks() -> dict[str, Mark]:
    return {key(line): mark for mark in Mark for line in _data()[mark.value]}


@cache
def _leads() -> frozenset[str]:
    return frozenset(map(key, _data()["lead"]))


@cache
def _data() -> dict[str, list[str]]:
    text = files("newsclean.prose").joinpath("marks.json").read_text("utf-8")
    data: dict[str, list[str]] = json.loads(text)
    return data
