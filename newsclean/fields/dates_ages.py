"""An article's age ("3 hours ago"), read against the time of capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.dates import date_label, find_age, is_date_line, resolve_age
from newsclean.fields.dates_choice import Stamp
from newsclean.fields.dates_place import place_of

if TYPE_CHECKING:
    from newsclean.body.candidate import Candidate
    from newsclean.fields.dates_read import Reader
    from newsclean.page.page import Page

_ABOVE, _INSIDE = 6, 2
# a short page's body may begin at its headline: there a line must be nothing but an age
_DEEP = 4
_MAX_LINE = 80


def age_stamp(page: Page, body: Candidate | None, reader: Reader) -> list[Stamp]:
    """Give the age printed in the article's own head; none where several lines there print one.

    Related stories print their ages in lists, so a second age tells that neither is the article's.
    """
    if page.captured_at is None or body is None or not body.blocks:
        return []
    first = place_of(page, body).first
    head = page.blocks[max(0, first - _ABOVE) : first + _DEEP]
    texts = [
        block.text
        for block in head
        if len(block.text) <= _MAX_LINE
        and find_age(block.text, reader.language)
        and (block.index < first + _INSIDE or is_date_line(block.text, reader.language))
    ]
    if len(texts) != 1:
        return []
    moment = resolve_age(texts[0], page.captured_at, reader.language)
    if moment is None or date_label(texts[0][: moment.span[0]]) == "modified":
        return []
    return [Stamp.of(moment, "visible", "age in the head of the article")]
