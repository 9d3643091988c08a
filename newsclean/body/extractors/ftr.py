"""The extractor "ftr": what the rule file of ftr-site-config for the page's site finds.

Such rules are written by many hands and grow stale, so that what they find is only proposed: the
scorer decides between it and the other bodies.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from selectolax.lexbor import LexborHTMLParser

from newsclean.body.candidate import Candidate, Family, FieldValue
from newsclean.body.extractors.selection import blocks_of
from newsclean.body.extractors.xpath import XPathTree
from newsclean.body.labelling import pruned
from newsclean.dates import find_dates, parse_iso
from newsclean.names import clean_names
from newsclean.page import Page, bound_markup, read_html
from newsclean.text import align, key, normalise, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsclean.profiles import FtrRules

_log = logging.getLogger("newsclean")
# so many elements of a title, a byline or a date are looked at, and so much of their text
_MOST_ELEMENTS, _MOST_CHARS = 20, 1000
# seconds that an expression takes on a page of its site before it is called slow
_SLOW = 0.1


@dataclass(frozen=True, slots=True)
class FtrExtractor:
    """The rules of ftr-site-config for the page's site, applied; `None` if there are none."""

    family: ClassVar[Family] = "site"
    name: str = "ftr"
    # of the few pages whose site has rules; others cost nothing
    cost: float = 1.0

    def __call__(self, page: Page) -> Candidate | None:
        """Return the body and the fields that the rules find, each where they find it."""
        rules = page.profile.ftr if page.profile is not None else None
        if rules is None or page.tree is None:
            return None
        found, notes = apply_rules(page, rules)
        for note in notes:
            _log.info("%s: %s.txt: %s", shown(page.url or "a page"), rules.name, note)
        if found is None:
            return None
        blocks = pruned(page, found.blocks or ())
        return replace(Candidate.of_blocks(page, blocks, found.fields), on_trial=True)


def apply_rules(page: Page, rules: FtrRules) -> tuple[Candidate | None, tuple[str, ...]]:
    """Return what the rules find on a page, and what is to be said of those that cannot be used."""
    shown_page = _rewritten(page, rules)
    applied = _Applied(shown_page, rules)
    if not applied.tree.is_whole:
        return None, ("the page has too many elements",)
    fields = applied.fields()
    blocks = applied.body()
    notes = tuple(applied.notes)
    if not (blocks or fields):
        return None, notes
    if shown_page is not page:
        blocks = align(page.texts, [shown_page.texts[i] for i in blocks]) if blocks else ()
    return Candidate.of_blocks(page, blocks, fields), notes


def complaints(pages: Sequence[Page], rules: FtrRules) -> Iterator[str]:
    """Yield what pages of a site say against its rules.

    Expressions that are wrong, too costly, slow or find nothing on any page, and texts of
    `test_contains` that the body of a page with the address of their `test_url` lacks.
    """
    found: set[str] = set()
    said: dict[str, None] = {}
    for page in pages:
        if page.tree is None:
            continue
        applied = _Applied(_rewritten(page, rules), rules)
        applied.fields()
        text = key(" ".join(applied.page.texts[i] for i in applied.body()))
        found.update(applied.found)
        said |= dict.fromkeys(applied.notes)
        said |= {f"slow: {name}": None for name, took in applied.seconds.items() if took > _SLOW}
        for url, wanted in rules.tests:
            missing = [words for words in wanted if url == page.url and key(words) not in text]
            said |= {f"the body of {url} lacks {words!r}": None for words in missing}
    yield from said
    for expression in (*rules.title, *rules.body, *rules.author, *rules.date, *rules.strip):
        if expression not in found:
            yield f"finds nothing: {expression}"


def _rewritten(page: Page, rules: FtrRules) -> Page:
    """The page, with its source rewritten as shown: nothing else is asked of such a one."""
    source = page.source
    for wanted, by in rules.replace:
        source = source.replace(wanted, by)
    if source == page.source:
        return page
    bounded = bound_markup(source)
    tree = LexborHTMLParser(bounded.source.encode("utf-8", "replace"))
    blocks, elements, ids, *_ = read_html(tree)
    return Page(
        kind="html",
        source=bounded.source,
        blocks=blocks,
        elements=elements,
        element_ids=ids,
        tree=tree,
    )


class _Applied:
    """The rules of a site on one page; an expression that is wrong is noted and passed over."""

    def __init__(self, page: Page, rules: FtrRules) -> None:
        self.page = page
        self.rules = rules
        self.tree = XPathTree(page)
        self.notes: list[str] = []
        self.found: set[str] = set()
        self.seconds: dict[str, float] = {}

    def fields(self) -> dict[str, FieldValue]:
        """Title, date, time and authors, each by the first expression that finds a usable one."""
        title = self._first(self.rules.title, lambda text: text)
        moment = self._first(self.rules.date, _moment)
        authors = self._first(self.rules.author, clean_names)
        values: dict[str, FieldValue | None] = {
            "title": title,
            "date": moment.day if moment else None,
            "published": moment.at if moment else None,
            "authors": tuple(authors or ()),
        }
        return {name: value for name, value in values.items() if value}

    def body(self) -> tuple[int, ...]:
        """The blocks of the body; empty if no expression finds one with text."""
        rules, tree = self.rules, self.tree
        for tag, expression in rules.wrap_in:
            for element in self._elements(expression):
                tree.wrap(element, tag)
        dropped: set[int] = set()
        for element in self._stripped():
            dropped.update(self._blocks(element))
            tree.remove(element)
        for expression in rules.dissolve:
            for element in self._elements(expression):
                tree.dissolve(element)
        for expression in rules.body:
            kept = {i for element in self._elements(expression) for i in self._blocks(element)}
            if kept - dropped:
                return tuple(sorted(kept - dropped))
        return ()

    def _stripped(self) -> Iterator[Any]:
        """The elements that are no part of any body, each while it stands in the tree."""
        rules = self.rules
        for expression in rules.strip:
            yield from self._elements(expression)
        root = self.tree.tree.getroot()
        for element in list(root.iter()) if rules.strip_id_or_class else ():
            names = element.get("class", ""), element.get("id", "")
            if any(part in name for part in rules.strip_id_or_class for name in names if name):
                yield element
        for element in list(root.iter("img")) if rules.strip_image_src else ():
            if any(part in element.get("src", "") for part in rules.strip_image_src):
                yield element

    def _blocks(self, element: Any) -> Iterable[int]:
        node = self.tree.nodes.get(element)
        return () if node is None else blocks_of(self.page, node)

    def _elements(self, expression: str) -> list[Any]:
        return [item for item in self._find(expression) if hasattr(item, "tag")]

    def _first(self, expressions: Iterable[str], read: Callable[[str], Any]) -> Any:
        for expression in expressions:
            for text in self._texts(expression):
                value = read(text)
                if value:
                    return value
        return None

    def _texts(self, expression: str) -> Iterator[str]:
        for item in self._find(expression)[:_MOST_ELEMENTS]:
            text = item if isinstance(item, str) else " ".join(item.itertext())
            yield normalise(text[: 10 * _MOST_CHARS])[:_MOST_CHARS]

    def _find(self, expression: str) -> list[Any]:
        begun = time.process_time()
        try:
            items = self.tree.find(expression)
        except ValueError as error:
            self.notes.append(f"{expression}: {error}")
            return []
        self.seconds[expression] = time.process_time() - begun
        if items:
            self.found.add(expression)
        return items


def _moment(text: str) -> Any:
    return parse_iso(text) or next(iter(find_dates(text)), None)
