"""The summary that a page gives of itself to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import choose_first, site_values
from newsclean.fields.stated import stated
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

FIELD = "description"
_CUT = ("…", "...", "[…]", "[...]")


def choose_description(
    page: Page, candidates: Sequence[Candidate], _body: Candidate | None
) -> Choice:
    """Choose one that is more than the title or the site's name, and uncut where there is one."""
    metadata, told = page.metadata, stated(page)
    said = [Value(s.value, "structured", s.where) for s in told.descriptions]
    taken = {key(s.value) for s in (*told.headlines, *told.sites)}
    taken |= {key(t) for t in (metadata.title or "", *metadata.meta.get("og:title", ())) if t}
    values = [value for value in said if key(str(value.value)) not in taken]
    return choose_first(FIELD, [*site_values(candidates, FIELD), *_uncut_first(values)])


def _uncut_first(values: list[Value]) -> list[Value]:
    """Put before a description that is cut off the fuller one that begins like it."""
    if not values:
        return values
    start = str(values[0].value)
    for mark in _CUT:
        if start.endswith(mark):
            start = start.removesuffix(mark).rstrip()
            fuller = [v for v in values[1:] if str(v.value).startswith(start)]
            fuller.sort(key=lambda v: -len(str(v.value)))
            if fuller and not str(fuller[0].value).endswith(_CUT):
                return [fuller[0], *(v for v in values if v is not fuller[0])]
    return values
