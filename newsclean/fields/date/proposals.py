"""Where the dates of a page stand: its metadata, its address, and the blocks that print them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsclean.dates import date_in_url, label_dates, parse_iso, resolve_age
from newsclean.fields.date.stamps import Stamp
from newsclean.fields.stated import stated
from newsclean.fields.story_place import find_story
from newsclean.page.metadata import strings
from newsclean.roles import BODY, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.dates import Label, Moment
    from newsclean.fields.date.reading import Reader
    from newsclean.page import Page
    from newsclean.roles import Roles

DATED = (Role.DATE, Role.AUTHORS_AND_DATE)
"""Roles of the blocks that print an article's date."""
# a block that is less likely one of them is not read; of the others so many at most
_LEAST, _MOST = 0.04, 16
# the first blocks of a story, which may begin with place and date
_STORY, _DATELINES = 0.5, 3
_LIKELY, _PIECES, _PIECE = 0.3, 4, 20
_MAX_LINE, _MAX_ITEMS, _MAX_TIMES = 400, 50, 20
# blocks below a headline, and characters of a line there, that may print its date
_BESIDE, _SHORT_LINE = 3, 80
# characters between two dates that are those of one story
_GLUED = 3
_DIGITS = re.compile(r"\d\d|[年月]")
_COPYRIGHT = re.compile(r"©|\(c\)\s|copyright|all rights reserved|alle rechte", re.I)
# characters of place and agency before the date of a dateline
_DATELINE = 40
_AFTER_DATELINE = re.compile(r"\s?[)\]]?\s?(?:[-–—:/|•·]|\([^()]{1,40}\)\s?[-–—:])|\)[.,]\s")
_DAY = r'\\?"\s{0,3}:\s{0,3}\\?"(\d{4}-\d\d-\d\d[^"\\]{0,30})'
_PUBLISHED = re.compile(
    r'"(?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date'
    r"|publishedDate|publicationDate|publication_date|pubDate|first_?[pP]ublished(?:_at|At|Date)?)"
    + _DAY
)
_CREATED = re.compile(r'"(?:dateCreated|createdAt|created_at)' + _DAY)


def find_stamps(page: Page, roles: Roles, reader: Reader) -> list[Stamp]:
    """Return every date that the page states and that its likely date lines print."""
    declared = [*page.cached(stated_stamps), *_times(page)]
    if not any(stamp.kind == "published" for stamp in declared):
        declared += _data(page)
    return [*declared, *_printed(page, roles, reader)]


def stated_stamps(page: Page) -> list[Stamp]:
    """Return the dates that metadata and address state."""
    return [*_declared(page), *_in_address(page)]


def _declared(page: Page) -> Iterator[Stamp]:
    told = stated(page)
    for moment, where in told.published:
        yield Stamp.of(moment, "structured", where, "published")
    for moment, where in told.modified:
        yield Stamp.of(moment, "structured", where, "modified")


def _in_address(page: Page) -> Iterator[Stamp]:
    """Return the day in the page's address, the captured or the canonical one."""
    for url in (page.url, page.metadata.canonical, *page.metadata.meta.get("og:url", ())[:1]):
        day = date_in_url(url) if url else None
        if day is not None:
            yield Stamp(day, None, "url", "date in the address")
            return


def _times(page: Page) -> Iterator[Stamp]:
    for time in page.metadata.times[:_MAX_TIMES]:
        moment = parse_iso(time.datetime) if time.datetime else None
        if moment is not None:
            yield Stamp.of(moment, "structured", "time element")


def _data(page: Page) -> Iterator[Stamp]:
    """Return the dates of items that are no articles, and those that the page's scripts carry."""
    for node in page.metadata.jsonld:
        for name in ("datePublished", "uploadDate"):
            yield from _parsed(strings(node.get(name), "@value"), f"JSON-LD {name} of any item")
    for pattern in (_PUBLISHED, _CREATED) if page.kind == "html" else ():
        found = [match[1] for match in pattern.finditer(page.source)]
        if found:
            yield from _parsed(found[:_MAX_ITEMS], "data of a script")
            return


def _parsed(values: Iterable[str], where: str) -> Iterator[Stamp]:
    for value in values:
        moment = parse_iso(value.strip())
        if moment is not None:
            yield Stamp.of(moment, "structured", where)


def _printed(page: Page, roles: Roles, reader: Reader) -> Iterator[Stamp]:
    """Return the dates in blocks that may be date lines, and in the story's own dateline."""
    chances = roles.of(*DATED)
    likely = {int(i) for i in chances.argsort()[::-1][:_MOST] if chances[i] >= _LEAST}
    story = (roles.of(*BODY) >= _STORY).nonzero()[0][:_DATELINES]
    for index in sorted(likely | set(story.tolist())):
        text = page.blocks[index].text
        if index in likely and len(text) <= _MAX_LINE:
            yield from _of_line(page, index, reader)
        elif _DIGITS.search(text[: 2 * _DATELINE]):
            moments = (m for m in reader.read(text[: 3 * _DATELINE]) if _is_dateline(text, m))
            yield from (_shown(moment, index, "published") for moment in moments)
    yield from _of_pieces(page, [i for i in sorted(likely) if chances[i] >= _LIKELY], reader)


def dates_of_block(page: Page, index: int, reader: Reader) -> list[Stamp]:
    """Return the dates that a line prints, none of one too long for a date line."""
    is_line = len(page.texts[index]) <= _SHORT_LINE
    return [*_of_line(page, index, reader)] if is_line else []


def find_beside_headline(page: Page, roles: Roles, reader: Reader) -> list[Stamp]:
    """Return the dates in short lines right below the headline that are taken for the story.

    In scripts that the roles have hardly seen a date line may look like a short paragraph: it
    still stands where a reader looks for it.
    """
    headline = find_story(page, roles).headline
    if headline is None:
        return []
    story = roles.of(*BODY)
    return [
        stamp
        for index in range(headline + 1, min(headline + 1 + _BESIDE, len(page.blocks)))
        if story[index] >= _STORY
        for stamp in dates_of_block(page, index, reader)
    ]


def _of_pieces(page: Page, lines: Sequence[int], reader: Reader) -> Iterator[Stamp]:
    """Return the date that stands in pieces ("18", "July", "2012") in blocks one after another."""
    for index in lines:
        after = [i for i in range(index, index + _PIECES) if i in lines]
        pieces = [page.blocks[i].text for i in after]
        if len(pieces) < 2 or any(len(piece) > _PIECE for piece in pieces):
            continue
        if not any(map(reader.read, pieces)):
            yield from (_shown(moment, index, "unsaid") for moment in reader.read(" ".join(pieces)))
            return


def _of_line(page: Page, index: int, reader: Reader) -> Iterator[Stamp]:
    text = page.blocks[index].text
    if _COPYRIGHT.search(text):
        return  # a year or day of rights is none of a story's
    moments = reader.read(text) if _DIGITS.search(text) else ()
    for moment, label in zip(moments, labels_of(text, moments), strict=True):
        yield _shown(moment, index, label or "unsaid")
    if not moments and page.captured_at is not None:
        moment_of_age = resolve_age(text, page.captured_at, reader.language)
        if moment_of_age is not None:
            yield _shown(moment_of_age, index, "unsaid")


def _shown(moment: Moment, index: int, kind: Label | str) -> Stamp:
    kinds = {"published": "published", "modified": "modified"}
    stamp = Stamp.of(moment, "visible", f"block {index}", kinds.get(kind, "unsaid"))  # type: ignore[arg-type]
    return stamp._replace(block=index, start=moment.span[0])


def _is_dateline(text: str, moment: Moment) -> bool:
    """Whether a paragraph begins with place and date, as "KYIV, July 1, 2025 (Reuters) - " does."""
    start, end = moment.span
    return start <= _DATELINE and _AFTER_DATELINE.match(text, end) is not None


def labels_of(text: str, moments: tuple[Moment, ...]) -> tuple[Label | None, ...]:
    """Return the labels of a line's dates; of two with nothing between, the later is of a change.

    >>> from newsclean.dates import find_dates
    >>> line = "2025-07-01 2025-07-03"
    >>> labels_of(line, find_dates(line))
    ('published', 'modified')
    """
    labels = label_dates(text, moments)
    if len(moments) == 2 and moments[0].day != moments[1].day and "modified" not in labels:
        first, second = moments
        if second.span[0] - first.span[1] <= _GLUED:
            is_first = first.day < second.day
            return ("published", "modified") if is_first else ("modified", "published")
    return labels
