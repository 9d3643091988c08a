"""The address of the article's lead image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import choose_first, site_values
from newsclean.fields.stated import stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

FIELD = "image"

# what a site shows where a story has no picture: its own sign, or nothing at all
_STAND_IN = re.compile(r"(?:^|[_.-])(?:logo|placeholder|default|fallback)(?:[_.-]|\d|$)", re.I)
_NO_PICTURE = re.compile(
    r"(?:^|[_.-])(?:favicon|blank|spacer|pixel|transparent|1x1|no-?image)(?:[_.-]|$)", re.I
)


def choose_image(page: Page, candidates: Sequence[Candidate], _body: Candidate | None) -> Choice:
    """Choose an absolute http(s) address; one that names a logo only where there is no other."""
    values = [Value(s.value, "structured", s.where) for s in stated(page).images]
    values = [value for value in values if not _NO_PICTURE.search(_file_name(value))]
    values.sort(key=lambda value: _STAND_IN.search(_file_name(value)) is not None)
    return choose_first(FIELD, [*site_values(candidates, FIELD), *values])


def _file_name(value: Value) -> str:
    return str(value.value).partition("?")[0].rpartition("/")[2]
