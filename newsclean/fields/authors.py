"""The authors of an article: names of people, chosen among what the page says and shows.

A name is that of a person: agencies, desks, roles, sites, places and addresses are none, and the
list is empty where only such sign.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsclean.fields.authors_lines import byline_lines
from newsclean.fields.authors_shown import bounds_of, marked_bylines
from newsclean.fields.choice import Choice, Value
from newsclean.fields.ranking import site_values
from newsclean.fields.stated import stated
from newsclean.fields.titles_sources import site_names
from newsclean.names.bylines import clean_names
from newsclean.names.words import name_words
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.fields.authors_shown import Byline
    from newsclean.page.page import Page

__all__ = ["choose_authors", "clean_names"]


def choose_authors(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> Choice:
    """Choose the authors: site-specific extractors, labels, metadata, then visible bylines.

    The value is a tuple of names, each once, in the order of the page.
    """
    found = [*_special(candidates), *_labelled(page)]
    if page.kind == "html":
        found += _stated(page)
    absent = page.profile.text.absent if page.profile is not None else ()
    if not found and not (page.kind == "text" and "authors" in absent):
        found += _shown(page, body)
    return Choice("authors", found[0] if found else None, tuple(found[1:]))


def _special(candidates: Sequence[Candidate]) -> Iterator[Value]:
    for value in site_values(candidates, "authors"):
        if isinstance(value.value, tuple) and value.value:
            yield value


def _labelled(page: Page) -> Iterator[Value]:
    names = clean_names(page.labels.get("authors", ""))
    if names:
        yield Value(names, "label", "label of the capture")


def _stated(page: Page) -> Iterator[Value]:
    """Give what each source of the metadata states; the fullest list that holds the first one's."""
    found: list[Value] = []
    for people, where in stated(page).authors:
        names = _people(page, people)
        if names:
            found.append(Value(names, "structured", where))
    # an account's name ("ann-lee", "alee") only where no source has the person's
    found.sort(key=lambda value: all(name == name.lower() for name in _tuple(value)))
    if found:
        first = {key(name) for name in _tuple(found[0])}
        found.sort(key=lambda value: -len(_tuple(value)) if _holds(value, first) else 0)
    yield from found


def _holds(value: Value, names: set[str]) -> bool:
    """Whether a value has these names, too; microdata may hold those of comments."""
    is_sure = not value.reason.startswith("microdata")
    return is_sure and names <= {key(name) for name in _tuple(value)}


def _tuple(value: Value) -> tuple[str, ...]:
    return value.value if isinstance(value.value, tuple) else ()


def _shown(page: Page, body: Candidate | None) -> list[Value]:
    """Give the bylines that the markup names, else those among the lines near the story."""
    found = list(_bylines(page, marked_bylines(page)))
    return found or list(_bylines(page, byline_lines(page, bounds_of(page, body))))


def _bylines(page: Page, bylines: Iterable[Byline]) -> Iterator[Value]:
    for byline in bylines:
        names = _people(page, byline.names)
        if names:
            cased = tuple(_as_printed(page, name) if name.isupper() else name for name in names)
            yield Value(cased, "visible", byline.where)


def _as_printed(page: Page, name: str) -> str:
    """Give a name in capitals as another line of the page prints it, if one does."""
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.I)
    found = (match[0] for block in page.blocks for match in pattern.finditer(block.text))
    return next((printed for printed in found if not printed.isupper()), name)


def _people(page: Page, names: Iterable[str]) -> tuple[str, ...]:
    """Give the names once each, without those that are the site's own."""
    distinct: dict[str, str] = {}
    for name in names:
        distinct.setdefault(key(name), name)
    if page.kind == "text":
        return tuple(distinct.values())
    sites = page.shared("site names", site_names)
    return tuple(n for n in distinct.values() if not sites.is_name(n) or _may_own_site(n))


def _may_own_site(name: str) -> bool:
    """Whether a site's name may be its author's, as a weblog's is: not `Les Echos`."""
    first, *others = name.split()
    return bool(others) and first.casefold() not in name_words().particles | {"the"}
