"""The date that says of itself that it is the publication's, wherever on the page it stands."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsclean.dates import label_dates
from newsclean.fields.dates_choice import Stamp, of_one_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.fields.dates_read import Reader
    from newsclean.page.page import Page

_MAX_LINE = 150
# more lines with a date are a list, and each takes a tenth of a millisecond
_MAX_LINES = 400
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d[./]\d\d[./]\d\d")


def only_published(page: Page, reader: Reader) -> list[Stamp]:
    """Give the day that short lines label as that of publication, if all such lines give one.

    For where no date near the article is found: its body may be found too late, but a list of
    other stories prints several days.
    """
    return of_one_day(_published(page, reader))


def _published(page: Page, reader: Reader) -> Iterator[Stamp]:
    dated = (b for b in page.blocks if len(b.text) <= _MAX_LINE and _YEAR.search(b.text))
    for block in islice(dated, _MAX_LINES):
        moments = reader.read(block.text)
        for moment, label in zip(moments, label_dates(block.text, moments), strict=True):
            if label == "published":
                yield Stamp.of(moment, "visible", f"label in line {block.index}", label)
