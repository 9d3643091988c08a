"""Everything that a page says about itself, from one pass over its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean.page.metadata.jsonld import Node, main_article, read_nodes
from newsclean.page.metadata.main_item import Clues
from newsclean.page.metadata.meta import read_meta
from newsclean.page.metadata.microdata import main_properties
from newsclean.page.metadata.nodes import ancestors, text_of
from newsclean.page.metadata.record import EMPTY, Metadata, TimeElement
from newsclean.page.metadata.urls import resolve
from newsclean.page.nodes import Condition, find_elements

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# asked for at once, since each pass over the tree costs the same however many elements it finds
_DATED = "datePublished"
_TELLING = (
    *map(Condition, ("html", "title", "base", "meta", "time")),
    Condition("link", "rel", "~=", "canonical", any_case=True),
    Condition("script", "type", "*=", "ld+json", any_case=True),
    Condition(attribute="itemscope"),
    Condition(attribute="itemprop", way="~=", value=_DATED),
    Condition("a", "rel", "~=", "tag", any_case=True),
)
_MAX_TIMES = 200
_MAX_TAGS = 100
_MAX_METAS = 2000


Attributes = dict[str, str | None]


class _Found(NamedTuple):
    metas: list[Attributes]
    links: list[Attributes]
    scripts: list[str]
    scopes: list[LexborNode]
    times: list[TimeElement]
    tags: list[str]
    titles: list[str]
    bases: list[str]
    languages: list[str]


def read_metadata(
    tree: LexborHTMLParser | None,
    url: str | None,
    state: Node | None = None,
    *,
    with_jsonld: bool = True,
) -> Metadata:
    """Read a parsed page's metadata; `EMPTY` for captured text, which has no tree.

    `url` is the page's address: relative ones resolve against it, and it tells the page's own
    article from others that are described on the page. `state` is what its scripts say of a
    story that it does not show. Without `with_jsonld` the page's JSON-LD is passed over.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> tree = LexborHTMLParser('<title> A  story</title><meta name="Author" content="Ann Lee">')
    >>> metadata = read_metadata(tree, None)
    >>> metadata.title, metadata.meta["author"]
    ('A story', ('Ann Lee',))
    """
    if tree is None:
        return EMPTY
    found = _find(tree)
    base = resolve(found.bases[0], url) if found.bases else url
    meta = read_meta(found.metas)
    title = next(iter(found.titles), None)
    canonical = _canonical(found.links, base)
    clues = Clues.of(
        (url, canonical, *meta.get("og:url", ())),
        (title, *meta.get("og:title", ()), *meta.get("twitter:title", ())),
    )
    nodes = read_nodes(found.scripts) if with_jsonld else ()
    nodes = (*nodes, state) if state else nodes
    return Metadata(
        jsonld=nodes,
        article=main_article(nodes, clues),
        microdata=main_properties(found.scopes, clues),
        meta=meta,
        title=title,
        canonical=canonical,
        base=base,
        lang=next(iter(found.languages), None),
        times=tuple(found.times),
        tags=tuple(found.tags),
    )


def _find(tree: LexborHTMLParser) -> _Found:
    found = _Found([], [], [], [], [], [], [], [], [])
    for node in find_elements(tree, _TELLING):
        attributes = node.attributes
        if "itemscope" in attributes:
            found.scopes.append(node)
        take = _TAKERS.get(node.tag or "", _take_dated)
        take(node, attributes, found)
    return found


def _take_meta(node: LexborNode, attributes: Attributes, found: _Found) -> None:
    if len(found.metas) < _MAX_METAS:
        smaller = "itemprop" in attributes and _in_item(node)
        found.metas.append({} if smaller else attributes)


def _take_link(_: LexborNode, attributes: Attributes, found: _Found) -> None:
    found.links.append(attributes)


def _take_script(node: LexborNode, _: Attributes, found: _Found) -> None:
    found.scripts.append(node.text())


def _take_time(node: LexborNode, attributes: Attributes, found: _Found) -> None:
    if len(found.times) < _MAX_TIMES:
        found.times.append(_time_element(node, attributes))


def _take_dated(node: LexborNode, attributes: Attributes, found: _Found) -> None:
    # such a property may stand outside of any item, or in one that does not say what it is
    named = _DATED in (attributes.get("itemprop") or "").split()
    if named and len(found.times) < _MAX_TIMES:
        time = _time_element(node, attributes)
        found.times.append(time._replace(datetime=attributes.get("content") or time.datetime))


def _take_tag(node: LexborNode, _: Attributes, found: _Found) -> None:
    if len(found.tags) < _MAX_TAGS:
        found.tags.extend(filter(None, [text_of(node, 100)]))


def _take_title(node: LexborNode, _: Attributes, found: _Found) -> None:
    above = node.parent
    # a drawing has titles of its own
    if above is not None and above.tag in {"head", "body"}:
        found.titles.extend(filter(None, [text_of(node, 1000)]))


def _take_base(_: LexborNode, attributes: Attributes, found: _Found) -> None:
    found.bases.extend(filter(None, [attributes.get("href")]))


def _take_language(_: LexborNode, attributes: Attributes, found: _Found) -> None:
    found.languages.extend(filter(None, [attributes.get("lang"), attributes.get("xml:lang")]))


_TAKERS = {
    "meta": _take_meta,
    "link": _take_link,
    "script": _take_script,
    "time": _take_time,
    "a": _take_tag,
    "title": _take_title,
    "base": _take_base,
    "html": _take_language,
}


def _in_item(node: LexborNode) -> bool:
    """Return whether a meta element is a property of an item smaller than the page."""
    for above in ancestors(node):
        if above.tag in {"html", "body", "head"}:
            return False
        if "itemscope" in above.attributes:
            return True
    return True


def _time_element(node: LexborNode, attributes: Attributes) -> TimeElement:
    words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    properties = [f"itemprop:{p}" for p in (attributes.get("itemprop") or "").lower().split()]
    return TimeElement(
        datetime=(attributes.get("datetime") or "").strip() or None,
        text=text_of(node, 200),
        names=frozenset(words + properties),
        pubdate="pubdate" in attributes,
    )


def _canonical(links: list[Attributes], base: str | None) -> str | None:
    for link in links:
        if "canonical" in (link.get("rel") or "").lower().split():
            return resolve(link.get("href"), base)
    return None
