"""The values that a page's scripts hold: JSON, assigned objects, calls with escaped strings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsclean.page.metadata.loose_json import read_json
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_FEWEST_CHARS, _MOST_CHARS = 400, 5_000_000
_MOST_DEPTH, _MOST_VALUES = 40, 200_000
_STRING = r'"(?:[^"\\]|\\.)*+"'
_PARSED = late_pattern(rf"JSON\.parse\(\s{{0,9}}({_STRING})")
_PUSHED = late_pattern(rf"__next_f\.push\(\[\d,\s{{0,9}}({_STRING})\]\)")
_ROW = late_pattern(r"[0-9a-f]{1,6}:(?:T[0-9a-f]{1,8},|[A-Z]{0,2})")
_CALLED = late_pattern(r"\(?function\s{0,3}\(([\w$,\s]{0,20000})\)\s{0,3}\{\s{0,9}return\b")
_REFERENCE = ("__ref", "id")


def state_values(scripts: Iterable[str]) -> Iterator[Any]:
    """Return the values in the texts of scripts, references between their parts resolved.

    >>> list(state_values(['window.S = {"story": {"title": "Rain", "of": [1]}}' + " " * 400]))
    [{'story': {'title': 'Rain', 'of': [1]}}]
    """
    pushed: list[str] = []
    left = _MOST_CHARS
    for script in scripts:
        left -= len(script)
        if left < 0:
            break
        if "__next_f.push" in script:
            pushed += filter(None, map(_literal, _PUSHED.findall(script)))
        elif len(script) >= _FEWEST_CHARS:
            for value in _values(script):
                yield _resolved(value)
    if pushed:
        yield list(_rows("".join(pushed)))


def _values(script: str) -> list[Any]:
    parsed = [_literal(found) for found in _PARSED.findall(script)]
    if parsed:
        return [value for text in parsed for value in read_json(text)]
    try:
        return [json.loads(script)]
    except (ValueError, RecursionError):
        values = read_json(script)
    called = _CALLED.search(script)
    known = _arguments(called[1], script) if called else {}
    return [_replaced(value, known, 0) for value in values] if known else values


def _literal(text: str) -> str:
    try:
        value = json.loads(text, strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def _rows(text: str) -> Iterator[Any]:
    """The rows of a page that is sent in parts: JSON each, or a text of its own."""
    for line in text.split("\n"):
        row = _ROW.match(line)
        rest = line[row.end() :] if row else line
        if rest[:1] in {"{", "["}:
            yield from read_json(rest)
        elif len(rest) >= _FEWEST_CHARS:
            yield rest


def _arguments(names: str, script: str) -> Mapping[str, Any]:
    """What the function that a script ends with is called with, by the names of its parameters."""
    at = script.rfind("}(")
    arguments = read_json("[" + script[at + 2 :].rstrip("; \n)") + "]") if at > 0 else []
    if not arguments or not isinstance(arguments[0], list):
        return {}
    return dict(zip((name.strip() for name in names.split(",")), arguments[0], strict=False))


def _replaced(value: Any, known: Mapping[str, Any], depth: int) -> Any:
    if isinstance(value, str):
        return known.get(value, value)
    if depth > _MOST_DEPTH:
        return value
    if isinstance(value, list):
        return [_replaced(item, known, depth + 1) for item in value]
    if isinstance(value, dict):
        return {name: _replaced(item, known, depth + 1) for name, item in value.items()}
    return value


def _resolved(value: Any) -> Any:
    """A store of parts that name each other, or a list of numbered parts, as one value."""
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict | list):
        numbers = [item for item in _items(value[0]) if not isinstance(item, bool)]
        if numbers and all(isinstance(item, int) for item in numbers):
            return _hydrated(value, 0, [_MOST_VALUES], 0)
    stores = [value, *value.values()] if isinstance(value, dict) else []
    for store in stores:
        if isinstance(store, dict) and any(":" in name for name in list(store)[:50]):
            left = [_MOST_VALUES]
            return {name: _followed(item, store, left, 0) for name, item in store.items()}
    return value


def _items(value: Any) -> Sequence[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _hydrated(parts: Sequence[Any], place: Any, left: list[int], depth: int) -> Any:
    left[0] -= 1
    known = isinstance(place, int) and 0 <= place < len(parts)
    if not known or left[0] < 0 or depth > _MOST_DEPTH:
        return None
    value = parts[place]
    if isinstance(value, dict):
        return {name: _hydrated(parts, at, left, depth + 1) for name, at in value.items()}
    if isinstance(value, list):
        if len(value) == 2 and isinstance(value[0], str):  # ["Reactive", 3]: a wrapper
            return _hydrated(parts, value[1], left, depth + 1)
        return [_hydrated(parts, at, left, depth + 1) for at in value]
    return value


def _followed(value: Any, store: Mapping[str, Any], left: list[int], depth: int) -> Any:
    left[0] -= 1
    if left[0] < 0 or depth > _MOST_DEPTH:
        return None
    if isinstance(value, list):
        return [_followed(item, store, left, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    for name in _REFERENCE:
        of = value.get(name)
        part = store.get(of) if isinstance(of, str) and len(value) <= 4 else None
        if isinstance(part, dict) and part is not value:
            return _followed(part, store, left, depth + 1)
    return {name: _followed(item, store, left, depth + 1) for name, item in value.items()}
