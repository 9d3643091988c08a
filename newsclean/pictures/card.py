"""A record as a notebook shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.pictures.html import Html, tag
from newsclean.pictures.page import link

if TYPE_CHECKING:
    from collections.abc import Sequence

# what is shown at once, the rest on demand
_PARAGRAPHS = 4


def card(title: str, facts: Sequence[str], url: str | None, paragraphs: Sequence[str]) -> Html:
    """Return a record as a piece of HTML without style sheet, script or image.

    >>> made = card("<script>", ["2025-07-01"], None, ["It rained."])
    >>> "&lt;script&gt;" in made, "<script" in made
    (True, False)
    """
    begin, rest = paragraphs[:_PARAGRAPHS], paragraphs[_PARAGRAPHS:]
    more = tag("summary", f"{len(rest)} more paragraphs", style="cursor:pointer")
    return tag(
        "article",
        tag("h3", title, dir="auto", style="margin:0 0 .25em"),
        *(tag("p", fact, dir="auto", style="margin:0") for fact in facts),
        tag("p", link(url), style="margin:0") if url else None,
        tag("div", *map(_paragraph, begin), style="margin-top:.75em"),
        tag("details", more, *map(_paragraph, rest)) if rest else None,
        style="max-width:46em;border-inline-start:4px solid #2e8b57;padding-inline-start:1em;"
        "overflow-wrap:anywhere",
    )


def _paragraph(text: str) -> Html:
    return tag("p", text, dir="auto", style="margin:0 0 .75em")
