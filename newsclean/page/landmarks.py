"""The elements by which a page tells where its headline and its story are, found in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsclean.page.block import Element
    from newsclean.page.page import Page


class Landmarks(NamedTuple):
    """Elements of a page, in document order."""

    h1s: tuple[Element, ...]
    headlines: tuple[Element, ...]
    """The h1, and what microdata marks as the headline."""
    bodies: tuple[Element, ...]
    """What microdata marks as the body."""


def landmarks(page: Page) -> Landmarks:
    """Return the elements that are landmarks; looked for once in a page.

    >>> from newsclean.page.read import read_page
    >>> [e.tag for e in landmarks(read_page('<h1>A</h1><h2 itemprop="headline">B</h2>')).headlines]
    ['h1', 'h2']
    """
    return page.cached(_find)


def _find(page: Page) -> Landmarks:
    found: tuple[list[Element], list[Element], list[Element]] = ([], [], [])
    h1s, headlines, bodies = found
    for element in page.elements:
        if element.tag == "h1":
            h1s.append(element)
            headlines.append(element)
        if "itemprop:" in element.names:
            if element.tag != "h1" and "itemprop:headline" in element.names:
                headlines.append(element)
            if "itemprop:articlebody" in element.names.split():
                bodies.append(element)
    return Landmarks(*map(tuple, found))
