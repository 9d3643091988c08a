"""The only day that a page gives, where nothing tells that it is the article's.

Asked last: on the pages of the corpora without another date it was right on 13 and wrong on 1.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsclean.dates import label_dates, parse_iso
from newsclean.fields.dates_choice import Stamp, of_one_day
from newsclean.fields.dates_lines import is_copyright
from newsclean.fields.titles_lines import is_sentence
from newsclean.page.metadata.values import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.body.candidate import Candidate
    from newsclean.fields.dates_read import Reader
    from newsclean.page.page import Page

_MAX_LINE, _MAX_ITEMS = 150, 50
# more lines with a date are a list, and each takes a tenth of a millisecond
_MAX_LINES = 400
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d[./]\d\d[./]\d\d")
# lines above and below a story that may still be its own
_NEAR = 12
_DAY = r'\\?"\s{0,3}:\s{0,3}\\?"(\d{4}-\d\d-\d\d[^"\\]{0,30})'
_PUBLISHED = re.compile(
    r'"(?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date'
    r"|publishedDate|publicationDate|publication_date|pubDate|first_?[pP]ublished(?:_at|At|Date)?)"
    + _DAY
)
_CREATED = re.compile(r'"(?:dateCreated|createdAt|created_at)' + _DAY)


def only_day(page: Page, body: Candidate | None, reader: Reader) -> list[Stamp]:
    """Give the day of the first kind of evidence that knows one day and no other.

    Items of other types than articles (videos, recipes, questions), the data that a page's scripts
    carry, then short lines near the story.
    """
    if page.kind == "html":
        for read in (_of_nodes, _of_items, _of_scripts):
            found = list(read(page))
            if len({stamp.day for stamp in found}) == 1:
                return found
    return of_one_day(_near_story(page, body, reader))


def _of_nodes(page: Page) -> Iterator[Stamp]:
    for node in page.metadata.jsonld:
        for name in ("datePublished", "uploadDate"):
            yield from _stamps(strings(node.get(name), "@value"), f"JSON-LD {name} of any item")


def _of_items(page: Page) -> Iterator[Stamp]:
    nodes = page.tree.css('[itemprop~="datePublished"]') if page.tree is not None else ()
    for node in nodes[:_MAX_ITEMS]:
        attributes = node.attributes
        value = attributes.get("content") or attributes.get("datetime") or node.text()
        yield from _stamps(iter([value]), "datePublished of any item")


def _of_scripts(page: Page) -> Iterator[Stamp]:
    for pattern in (_PUBLISHED, _CREATED):
        found = [match[1] for match in pattern.finditer(page.source)]
        if found:
            yield from _stamps(iter(found[:_MAX_ITEMS]), "data of a script")
            return


def _stamps(values: Iterator[str], reason: str) -> Iterator[Stamp]:
    for value in values:
        moment = parse_iso(value.strip())
        if moment is not None:
            yield Stamp.of(moment, "structured", reason)


def _near_story(page: Page, body: Candidate | None, reader: Reader) -> Iterator[Stamp]:
    story = (body.blocks or ()) if body is not None else ()
    near = page.blocks[max(0, story[0] - _NEAR) : story[-1] + _NEAR] if story else ()
    dated = (b for b in near if len(b.text) <= _MAX_LINE and _YEAR.search(b.text))
    for block in islice(dated, _MAX_LINES):
        text = block.text
        if is_copyright(text) or is_sentence(text):
            continue
        moments = reader.read(text)
        for moment, label in zip(moments, label_dates(text, moments), strict=True):
            if label != "modified":
                yield Stamp.of(moment, "visible", f"only day, in line {block.index}", label)
