"""JSON-LD: all nodes of a page, and the one that describes its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsclean.page.metadata.entities import decode_entities
from newsclean.page.metadata.loose_json import MAX_CHARS, read_json
from newsclean.page.metadata.main_item import Clues, Item, main_items, rank_type
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Node = dict[str, Any]

_MAX_NODES = 1000
_MAX_DEPTH = 12
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where one node holds others that may be the page's article; what is listed in it is not."""
_ENTITY = late_pattern(r"(?:&|\\u0026)#?\w{2,8};", re.I)
_REFERRING = ("author", "creator", "publisher", "image", "isPartOf")


def read_nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Return the typed nodes in the texts of a page's JSON-LD scripts, inner ones after outer ones.

    >>> [n["@type"] for n in read_nodes(['{"@graph": [{"@type": "Article"}]} {"@type": "Person"}'])]
    ['Article', 'Person']
    """
    nodes: list[Node] = []
    budget = 2 * MAX_CHARS
    for script in scripts:
        budget -= len(script)
        if budget < 0:
            break
        encoded = _ENTITY.search(script) is not None
        for value in read_json(script):
            decoded = _decoded(value, 0) if encoded else value
            nodes.extend(_flattened(decoded, 0))
    return tuple(nodes[:_MAX_NODES])


def types_of(node: Mapping[str, Any]) -> frozenset[str]:
    """Return a node's types in lower case, without prefix or address.

    >>> types_of({"@type": ["http://schema.org/NewsArticle", "schema:Article"]}) == {
    ...     "newsarticle", "article"}
    True
    """
    types = node.get("@type")
    if isinstance(types, str):
        return frozenset({_bare_type(types)})
    names = types if isinstance(types, list) else ()
    return frozenset(_bare_type(name) for name in names if isinstance(name, str))


def _bare_type(name: str) -> str:
    if not name.isalnum():
        name = name.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2].strip()
    return name.lower()


def main_article(nodes: Sequence[Node], clues: Clues) -> Node | None:
    """Return the node of the page's own article, `None` if there is none or no telling which.

    Where several nodes describe the page, the best one is completed from the others; references
    to other nodes by `@id` are replaced by those nodes.
    """
    chosen = [node for node in nodes if rank_type(types_of(node))]
    if len(chosen) > 1:
        items = [Item(types_of(n), tuple(_urls_of(n)), _headline_of(n)) for n in chosen]
        chosen = [chosen[i] for i in main_items(items, clues)]
    if not chosen:
        return None
    article: Node = {}
    for node in chosen:
        article.update(
            {k: v for k, v in node.items() if k not in article and v not in ("", [], None)}
        )
    return _resolved(article, nodes)


def _flattened(value: Any, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:_MAX_NODES]:
            yield from _flattened(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in _INNER:
            if isinstance(value.get(name), dict | list):
                yield from _flattened(value[name], depth + 1)


def _decoded(value: Any, depth: int) -> Any:
    """Decode HTML entities, which do not belong in JSON but stand there."""
    if isinstance(value, str):
        return decode_entities(value)
    if depth > _MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [item if _is_clear(item) else _decoded(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {
            name: item if _is_clear(item) else _decoded(item, depth + 1)
            for name, item in value.items()
        }
    return value


def _is_clear(value: Any) -> bool:
    return isinstance(value, str) and "&" not in value


def _urls_of(node: Node) -> Iterator[str]:
    for name in ("url", "mainEntityOfPage", "@id"):
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _headline_of(node: Node) -> str:
    headline = node.get("headline") or node.get("name")
    return headline if isinstance(headline, str) else ""


def _resolved(article: Node, nodes: Sequence[Node]) -> Node:
    by_id: dict[str, Node] = {}
    for name in _REFERRING:
        value = article.get(name)
        if value is not None and _refers(value):
            by_id = by_id or _index(nodes)
            article[name] = _looked_up(value, by_id)
    return article


def _refers(value: Any) -> bool:
    """Return whether a value is a bare reference, or a list with one."""
    if isinstance(value, list):
        return any(_refers(item) for item in value if isinstance(item, dict))
    return isinstance(value, dict) and "@id" in value and len(value) <= 2


def _looked_up(value: Any, by_id: Mapping[str, Node]) -> Any:
    if isinstance(value, list):
        return [_looked_up(item, by_id) for item in value]
    return by_id.get(str(value.get("@id")), value) if _refers(value) else value


def _index(nodes: Sequence[Node]) -> dict[str, Node]:
    """Return the fullest node of each `@id`, those one level inside others included."""
    by_id: dict[str, Node] = {}
    for node in nodes:
        for value in (node, *node.values()):
            for inner in value if isinstance(value, list) else (value,):
                if isinstance(inner, dict) and isinstance(inner.get("@id"), str):
                    known = by_id.get(inner["@id"])
                    if known is None or len(inner) > len(known):
                        by_id[inner["@id"]] = inner
    return by_id
