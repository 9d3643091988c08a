"""The tags under which the site files the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import choose_first, site_values
from newsclean.fields.stated import stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

FIELD = "tags"


def choose_tags(page: Page, candidates: Sequence[Candidate], _body: Candidate | None) -> Choice:
    """Choose one source's list whole: two lists name the same things in different words."""
    said = [Value(tags, "structured", where) for tags, where in stated(page).tags]
    return choose_first(FIELD, [*site_values(candidates, FIELD), *said])
