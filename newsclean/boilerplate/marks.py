"""Lines that are furniture in every newsroom, by their words: a data file read once."""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern
from newsclean.text import is_spaceless, key

if TYPE_CHECKING:
    from newsclean.page import Page

# a mark is a short line; longer ones are prose that happens to begin alike
_LONGEST = 60
_LONGEST_CAPTION = _LONGEST_OFFER = 300
_TIME = late_pattern(
    r"(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?,?\s+)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s|$)",
    re.I,
)
_COUNT = late_pattern(r"\d[\d.,]{0,9}\s?[件条個个개]?")
_CREDIT = late_pattern(
    r"(?:photo|photograph|image|picture|foto|fotos|fotografía|photographie|crédit|credit|bild"
    r"|фото|ілюстрація|иллюстрация|zdjęcie|fot|写真|图|圖|사진|الصورة|صورة)"
    r"(?:\s(?:by|credit|de|di|von))?\s{0,2}[:：/.]\s{0,3}\S",
    re.I,
)
# the first letters of those words: without one there is no need to try them all
_CREDIT_STARTS = frozenset("pifcbzPIFCBZıİфіиФІИ写图圖사اص")

_PICTURE = (
    r"(?:photo|photos|photograph|picture|pictures|image|images|foto|fotos|bild|bilder|crédit"
    r"|fotografía|fotografia|imagen|imagem|zdjęcie|fot\.|фото|скриншот|скріншот|ілюстрація|иллюстрация"
    r"|fotoğraf|写真|撮影|图片?|圖|사진|تصوير|الصورة)"
)
# "Photo: A. Name", "Caption: ...", "▲ ..." begin a caption; ". Photograph by A. Name" ends one
_CAPTION_START = late_pattern(rf"(?:{_PICTURE}(?: credit)?\s?[:：]|caption\s?[:：]|▲)\s?\S", re.I)
# what a credit ends with, and the characters from its separator to the end
_SEPARATORS, _CREDIT_CHARS = (":", "：", " by ", " By ", " BY "), 60
_BY = rf"{_PICTURE}(?: credit)?(?:\s?[:：]| by )\s?"
# right after a word a name stands behind it: "The bigger picture: what comes next" is a subheading
_CAPTION_END = late_pattern(
    rf"(?:[.!?)»”\"'(]\s?{_BY}[^\W\d_]|\s{_BY}(?-i:[^\W\d_a-z]))[^.:!?]{{1,50}}[.)]?$", re.I
)


class Mark(Enum):
    """What a line of furniture says of its surroundings."""

    STOP = "stop"
    """The story is over: related, recent, comments, newsletter."""
    DROP = "drop"
    """The line itself is no story: an advert label, a credit, a time, a share button."""


def mark_of(text: str) -> Mark | None:
    """Return the mark that a line bears, `None` for any other line.

    >>> mark_of("Related Articles:"), mark_of("Advertisement"), mark_of("The bridge reopened.")
    (<Mark.STOP: 'stop'>, <Mark.DROP: 'drop'>, None)
    >>> mark_of("Read also: Ferry drops fares"), mark_of("Source: the council")
    (<Mark.DROP: 'drop'>, None)
    """
    return _mark_of(text, key(text)) if len(text) <= 3 * _LONGEST else None


def page_marks(page: Page) -> tuple[Mark | None, ...]:
    """Return the mark of each block, computed once a page."""
    return page.cached(_page_marks)


def _page_marks(page: Page) -> tuple[Mark | None, ...]:
    known, key_of = _marks(), page.key_of
    return tuple(
        # most lines begin as no credit or time does, and have no label: one question is enough
        mark_at(page, index)
        if text[0] in _CREDIT_STARTS or ":" in text or "：" in text or text[0].isdigit()
        else known.get(key_of(index))
        if len(text) <= _LONGEST
        else None
        for index, text in enumerate(page.texts)
    )


def mark_at(page: Page, index: int) -> Mark | None:
    """Return the mark of one block."""
    text = page.texts[index]
    if len(text) > 3 * _LONGEST:
        return None
    return _mark_of(text, page.key_of(index) if len(text) <= _LONGEST else "")


def _mark_of(text: str, words: str) -> Mark | None:
    first = text[:1]
    if (first in _CREDIT_STARTS and _CREDIT.match(text)) or (first.isdigit() and _TIME.match(text)):
        return Mark.DROP
    if len(text) <= _LONGEST and (mark := _marks().get(words)) is not None:
        return mark
    # asked here already: most lines have none, and calls cost more than all the rest
    if ":" in text or "：" in text:
        return Mark.DROP if _is_led_by(text, _keys("lead")) else None
    return None


def is_furniture_line(text: str) -> bool:
    """Whether a line in a story is furniture by its words, or tags behind their label.

    Narrower than `mark_of` in times, which begin real list items, too.

    >>> is_furniture_line("Anzeige"), is_furniture_line("0:49 The talk begins")
    (True, False)
    """
    if len(text) <= _LONGEST and key(text) in _marks():
        return True
    return len(text) <= 3 * _LONGEST and _is_led_by(text, _keys("label"))


def is_pointer_line(text: str) -> bool:
    """Whether a line points elsewhere: words such as "Read also", a colon, a headline.

    >>> is_pointer_line("Lees ook: Bruggen open")
    True
    """
    return len(text) <= 3 * _LONGEST and _is_led_by(text, _keys("lead"))


def is_offer_line(text: str) -> bool:
    """Whether a line offers a newsletter or a subscription, or asks for consent.

    >>> is_offer_line("Testen Sie alles einen Monat lang kostenlos, jederzeit kündbar.")
    True
    """
    if len(text) > _LONGEST_OFFER:
        return False
    line = key(text)
    offers, unspaced = _offers()
    telling = offers.keys() & line.split()  # few lines hold even one of their longest words
    if any(f" {offer} " in f" {line} " for word in telling for offer in offers[word]):
        return True
    return not line.isascii() and any(offer in line for offer in unspaced)


def heads_comments(text: str) -> bool:
    """Whether a line heads the comments, with or without their number.

    >>> heads_comments("4 Kommentare"), heads_comments("コメント（3件）")
    (True, True)
    """
    return len(text) <= _LONGEST and key(_COUNT.sub(" ", text)) in _keys("comments")


def heads_points(text: str) -> bool:
    """Whether a line heads the key points above a story.

    >>> heads_points("Das Wichtigste in Kürze"), heads_points("Das Wichtigste")
    (True, False)
    """
    return len(text) <= _LONGEST and key(text) in _keys("points")


def is_caption_line(text: str) -> bool:
    """Whether a line begins or ends as a caption does; wider than `mark_of`.

    >>> is_caption_line("Reed blocks before the waxing. Photograph by Ida Brandt")
    True
    """
    if len(text) > _LONGEST_CAPTION:
        return False
    return _CAPTION_START.match(text) is not None or _ends_in_credit(text)


def _ends_in_credit(text: str) -> bool:
    # the search tries every word, and few lines end so
    end = text[-_CREDIT_CHARS:]
    return any(mark in end for mark in _SEPARATORS) and _CAPTION_END.search(text) is not None


def _is_led_by(text: str, leads: frozenset[str]) -> bool:
    if ":" not in text and "：" not in text:
        return False
    lead, colon, rest = text.replace("：", ":")[: 3 * _LONGEST].partition(":")
    return bool(colon and rest) and len(lead) <= _LONGEST and key(lead) in leads


def furniture_lines() -> dict[str, tuple[str, ...]]:
    """Return the lines behind the marks: "stop" and "drop" whole lines, "lead" what
    precedes a colon.

    >>> "read also" in furniture_lines()["lead"]
    True
    """
    return {name: tuple(_data()[name]) for name in ("stop", "drop", "lead")}


@cache
def _marks() -> dict[str, Mark]:
    return {key(line): mark for mark in Mark for line in _data()[mark.value]}


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(map(key, _data()[name]))


@cache
def _offers() -> tuple[dict[str, list[str]], list[str]]:
    """The offers by their longest word; those of scripts without spaces, which stand anywhere."""
    lines = [*map(key, _data()["offer"])]
    by_word: dict[str, list[str]] = {}
    for line in lines:
        if not is_spaceless(line):
            by_word.setdefault(max(line.split(), key=len), []).append(line)
    return by_word, [*filter(is_spaceless, lines)]


@cache
def _data() -> dict[str, list[str]]:
    text = files(__package__).joinpath("marks.json").read_text("utf-8")
    data: dict[str, list[str]] = json.loads(text)
    return data
