"""Meta elements: what they say, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.page.metadata.entities import decode_entities
from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MAX_CONTENT = 5000
_MAX_VALUES = 100


def read_meta(elements: Iterable[Mapping[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """Return name -> contents from the attributes of a page's meta elements, in document order.

    Names are in lower case; contents are normalised, entities that were encoded twice decoded.

    >>> read_meta([{"property": "og:Title", "content": "Fish &amp; chips "}])
    {'og:title': ('Fish & chips',)}
    """
    found: dict[str, list[str]] = {}
    for attributes in elements:
        # some programs that save pages write the content as a value
        content = attributes.get("content") or attributes.get("value")
        if not content or content.isspace():
            continue
        value = _content(content)
        for name in _names(attributes):
            values = found.setdefault(name, [])
            if len(values) < _MAX_VALUES and value not in values:
                values.append(value)
    return {name: tuple(values) for name, values in found.items()}


def _content(content: str) -> str:
    content = content[: 2 * _MAX_CONTENT]
    return normalise(decode_entities(content))[:_MAX_CONTENT]


def _names(attributes: Mapping[str, str | None]) -> set[str]:
    named = (attributes.get("name") or attributes.get("http-equiv") or "").strip().lower()
    names = {named} if named else set()
    # of properties there may be several in one attribute (RDFa, microdata); a name may hold spaces
    for attribute in ("property", "itemprop"):
        properties = attributes.get(attribute)
        if properties:
            names.update(properties.lower().split())
    return names
