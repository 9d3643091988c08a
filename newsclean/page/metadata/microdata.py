"""Microdata: the properties of the schema.org item that the page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.page.metadata.entities import decode_entities
from newsclean.page.metadata.main_item import Clues, Item, main_items, rank_type
from newsclean.page.metadata.nodes import ancestors, text_of
from newsclean.page.nodes import Condition, find_elements
from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selectolax.lexbor import LexborNode

_MAX_ITEMS = 30
_MAX_PROPERTIES = 300
_MAX_VALUE = 2000
_BODY = "articleBody"
_PROPERTY = (Condition(attribute="itemprop"),)

_ADDRESS_OF = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("img", "audio", "video", "source", "embed", "iframe", "track"), "src"),
    **dict.fromkeys(("data", "meter"), "value"),
    "object": "data",
    "time": "datetime",
}
_NAMES = frozenset({"author", "creator", "publisher", "name", "headline", "alternativeHeadline"})
"""Properties that are words: of a link it is the text that counts, not the address."""

_TELLING = frozenset({"headline", "name", "url", "mainEntityOfPage"})
"""Properties by which one item is told from another."""

Properties = dict[str, tuple[str, ...]]


def main_properties(scopes: Sequence[LexborNode], clues: Clues) -> Properties:
    """Return the properties of the page's main article item, from all its `itemscope` elements.

    Properties of inner items stand under their path (`author/name`); of the body only the name
    `articleBody` is given, without values.
    """
    articles = [node for node in scopes if rank_type(_types(node))][:_MAX_ITEMS]
    if len(articles) > 1:
        told = [_properties(node, _TELLING) for node in articles]
        items = [
            Item(_types(node), _address(node, found), _headline(found))
            for node, found in zip(articles, told, strict=True)
        ]
        articles = [articles[i] for i in main_items(items, clues)]
    return _properties(articles[0]) if articles else {}


def _types(node: LexborNode) -> frozenset[str]:
    kinds = (node.attributes.get("itemtype") or "").split()
    return frozenset(kind.rstrip("/").rpartition("/")[2].lower() for kind in kinds)


def _address(node: LexborNode, found: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    own = node.attributes.get("itemid")
    return (*found.get("url", ()), *found.get("mainEntityOfPage", ()), *((own,) if own else ()))


def _headline(found: Mapping[str, tuple[str, ...]]) -> str:
    return next(iter(found.get("headline") or found.get("name") or ()), "")


def _properties(item: LexborNode, wanted: frozenset[str] | None = None) -> Properties:
    found: dict[str, list[str]] = {}
    for node in find_elements(item, _PROPERTY)[:_MAX_PROPERTIES]:
        attributes = node.attributes
        path = _path(node, item)
        if path is None:
            continue
        for name in (attributes.get("itemprop") or "").split():
            if wanted is not None and (path or name not in wanted):
                continue
            values = found.setdefault("/".join((*path, name)), [])
            if name != _BODY and (value := _value(node, name, attributes)):
                values.append(value)
    return {name: tuple(values) for name, values in found.items()}


def _path(node: LexborNode, item: LexborNode) -> tuple[str, ...] | None:
    """Return the properties that lead from `item` to `node`, `None` if it is another item's."""
    path: list[str] = []
    for above in ancestors(node):
        if above.mem_id == item.mem_id:
            return tuple(reversed(path))
        attributes = above.attributes
        names = (attributes.get("itemprop") or "").split()
        if "itemscope" in attributes and not names:
            return None
        # comments are often marked without being items of their own
        if "itemscope" in attributes or "comment" in names:
            path.append(names[0])
    return None


def _value(node: LexborNode, name: str, attributes: Mapping[str, str | None]) -> str:
    value = attributes.get("content")
    if not value and name not in _NAMES:
        value = attributes.get(_ADDRESS_OF.get(node.tag or "", ""))
    if not value:
        value = text_of(node, _MAX_VALUE)
    return normalise(decode_entities(value))[:_MAX_VALUE]
