"""The address under which a site itself files the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import choose_first, site_values
from newsclean.fields.stated import stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

FIELD = "canonical_url"


def choose_canonical_url(
    page: Page, candidates: Sequence[Candidate], _body: Candidate | None
) -> Choice:
    """Choose an absolute http(s) address; a site's front page is none for a page within it."""
    said = [Value(s.value, "structured", s.where) for s in stated(page).canonicals]
    return choose_first(FIELD, [*site_values(candidates, FIELD), *said])
