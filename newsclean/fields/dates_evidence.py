"""What speaks for a date that a line prints: the line's words, its place and its markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsclean.dates import Moment, is_date_line

if TYPE_CHECKING:
    from newsclean.fields.dates_place import Place
    from newsclean.fields.dates_read import Reader
    from newsclean.page.block import Block
    from newsclean.page.page import Page

INSIDE = 4
"""Lines at the beginning of a body among which its date line may be."""
INSIDE_LAST = 2
"""Lines at its end."""
DEEP, UNDER_TITLE = 15, 6
"""A body that begins early or holds a box of facts has its date line deeper inside."""
_ENDS = (".", "!", "?", "。")
_OTHER_NAMES = re.compile(
    r"related|sidebar|comment|footer|widget|teaser|trending|popular|ticker|promo|recirc|recommend"
    r"|latest|weather|masthead|most-?read|newsfeed|outbrain|taboola|copyright|card|aside|nav"
)
_OTHER_TAGS = frozenset({"aside", "nav", "footer"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def looks(block: Block, moments: tuple[Moment, ...], reader: Reader) -> dict[str, float]:
    """What the line says besides its dates."""
    text = block.text
    days = len({moment.day for moment in moments})
    found: dict[str, float] = {"several": min(max(days - 2, 0), 3)}
    rest = len(text) - sum(end - start for start, end in (m.span for m in moments))
    if rest <= 3 or is_date_line(text, reader.language):
        return found | {"alone": 1.0}
    found["rest " + next((str(n) for n in (25, 60, 120) if rest <= n), "long")] = 1.0
    if rest > 40 and text.endswith(_ENDS):
        found["sentence"] = 1.0
    if moments[0].span[0] <= 1:
        found["opens"] = 1.0
    return found


def where(index: int, place: Place) -> dict[str, float]:
    """Where the line stands to the story and its headline."""
    found: dict[str, float] = {}
    if index in place.inside:
        found["in " + _depth(index, place)] = 1.0
    elif index < place.first:
        found["above " + _distance(place.first - index)] = 1.0
    else:
        found["below " + _distance(index - place.last).replace("24", "far")] = 1.0
    if place.title is None:
        return found
    under = index - place.title
    if under > 0 and index <= place.first + 3:
        found["under title"] = 1.0
        found["close under title"] = float(under <= 4)
    elif under < 0:
        found["over title" if under >= -3 else "far over title"] = 1.0
    return found


def _depth(index: int, place: Place) -> str:
    """Say where inside the body a line stands."""
    if index < place.first + INSIDE:
        return "first"
    if place.title is not None and 0 < index - place.title <= UNDER_TITLE:
        return "first"
    return "deep" if index < place.first + DEEP and index < place.last - INSIDE_LAST else "last"


def _distance(lines: int) -> str:
    return next((str(n) for n in (1, 3, 6, 12, 24) if lines <= n), "far")


def markup(page: Page, block: Block) -> dict[str, float]:
    """What only the DOM tells."""
    if block.element < 0:
        return {}
    names, element = [], block.element
    for _ in range(4):
        if element < 0:
            break
        around = page.elements[element]
        names.append(around.names)
        if around.tag in _OTHER_TAGS:
            names.append(around.tag)
        element = around.parent
    said = " ".join(names)
    return {
        "other names": float(names_others(said)),
        "heading": float(block.tag in _HEADINGS),
        "item": float(block.tag == "li"),
    }


def names_others(names: str) -> bool:
    """Whether class and id words are those of related stories, comments, bars and footers."""
    return _OTHER_NAMES.search(names) is not None
