"""Values of JSON-LD, in which a word may be a string, a node, or a list of either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newsclean.page.metadata.jsonld import types_of
from newsclean.patterns import late_pattern
from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_DEPTH = 5
_MAX_ITEMS = 200
# seconds since 1970 of March 1973, far above any count of words or comments
_FIRST_EPOCH = 100_000_000
_INLINE_TAG = late_pattern(
    r"</?(?:a|abbr|b|em|font|i|mark|q|s|small|span|strong|su[bp]|u)(?:\s[^<>]{0,1000})?>", re.I
)
_TAG = late_pattern(r"</?[a-zA-Z!][^<>]{0,1000}>")


def strings(value: Any, *keys: str) -> Iterator[str]:
    """Yield the strings in `value`: of a node the first of `keys` that it has.

    Numbers that may be seconds or milliseconds since 1970 count as strings.

    >>> list(strings(["a", {"name": "b", "url": "c"}, None, 1750059000], "name"))
    ['a', 'b', '1750059000']
    """
    yield from _strings(value, keys, 0)


def _strings(value: Any, keys: tuple[str, ...], depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, int | float):
        if value > _FIRST_EPOCH:
            yield str(int(value))
    elif depth >= _MAX_DEPTH:
        return
    elif isinstance(value, list):
        for item in value[:_MAX_ITEMS]:
            yield from _strings(item, keys, depth + 1)
    elif isinstance(value, Mapping):
        found = next((value[key] for key in keys if value.get(key)), None)
        yield from _strings(found, keys, depth + 1)


def person_names(value: Any) -> Iterator[str]:
    """Yield the names in an `author`, as written, but those of organisations and bare addresses.

    >>> list(person_names([{"@type": "Person", "name": "Ann Lee"}, {"@type": "Organization",
    ...     "name": "News Agency"}, "https://example.com/ann"]))
    ['Ann Lee']
    """
    yield from _names(value, 0)


def _names(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if is_name(value):
            yield value
    elif depth >= _MAX_DEPTH:
        return
    elif isinstance(value, list):
        for item in value[:_MAX_ITEMS]:
            yield from _names(item, depth + 1)
    elif isinstance(value, Mapping) and not _is_organisation(value):
        parts = [value.get(f"{part}Name") for part in ("given", "additional", "family")]
        whole = value.get("name") or " ".join(strings(parts)) or value.get("alternateName")
        yield from _names(whole, depth + 1)


def is_name(text: str) -> bool:
    """Return whether a string can be a name: neither empty nor an address nor a handle."""
    text = text.strip()
    return bool(text) and "://" not in text and not text.startswith(("/", "@", "#", "www."))


def plain(text: str) -> str:
    """Return `text` normalised and without HTML tags.

    >>> plain("<p>Fish &amp; <b>chips</b></p>")
    'Fish &amp; chips'
    """
    if "<" in text:
        # a word may stand half in bold; what parts blocks parts words
        text = _TAG.sub(" ", _INLINE_TAG.sub("", text))
    return normalise(text)


def _is_organisation(node: Mapping[str, Any]) -> bool:
    return any("organi" in t or t in {"brand", "corporation"} for t in types_of(node))
