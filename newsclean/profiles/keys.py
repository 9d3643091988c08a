"""The keys of a profile: for each, what it may hold and what is wrong with a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache, partial
from typing import Any, Literal, NamedTuple

from newsclean.patterns import late_pattern
from newsclean.profiles.patterns import compile_pattern, is_pattern
from newsclean.profiles.schema import TITLE_RULES, HtmlRules

Fault = Callable[[Any], str]
DATE_GROUPS = ("date", "year", "month", "day", "hour", "minute", "authors")
ABSENT_FIELDS = ("title", "date", "authors", "tags")

_HOST = late_pattern(r"(?:[^\s/\\:@?#.]{1,63}\.){1,20}[^\s/\\:@?#.]{1,63}")
_LANGUAGE = late_pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


class Key(NamedTuple):
    """What one key may hold: its kind, the fault of one value of that kind, what is allowed."""

    kind: Literal["text", "list", "flag", "count"]
    fault: Fault
    """Says what is wrong with a value; empty if nothing is."""
    allowed: str


def _unless(is_right: Callable[[Any], object], words: str) -> Fault:
    return lambda value: "" if is_right(value) else f"{value!r} {words}"


def _never(_: Any) -> str:
    return ""


def _blank(value: str) -> str:
    return "" if value.strip() else "empty"


def is_host(value: str) -> bool:
    """Whether a host is written as profiles name it; so a file may bear its name.

    >>> is_host("courier.example"), is_host("../courier.example")
    (True, False)
    """
    return _HOST.fullmatch(value) is not None and value == value.lower() and value.isprintable()


def _is_zone(value: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # not found, a directory, a path outside
        return False
    return True


def _line(value: str) -> str:
    return f"{value!r} is a pattern" if is_pattern(value) else _blank(value)


def _entry(value: str) -> str:
    return _pattern(value) if is_pattern(value) else _blank(value)


def _pattern(value: str, groups: tuple[str, ...] = (), needed: tuple[str, ...] = ()) -> str:
    if not is_pattern(value):
        return f"{value!r} is not written between slashes"
    try:
        there = compile_pattern(value).groupindex
    except ValueError as error:
        return f"{value!r} is no RE2 pattern ({error})"
    faults = [f"{value!r} has a group {name!r}" for name in there if name not in groups]
    faults += [f"{value!r} has no group {name!r}" for name in needed if name not in there]
    return next(iter(faults), "")


@cache
def _empty_tree() -> Any:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser("<p>")


def _is_selector(value: str) -> bool:
    from selectolax.lexbor import SelectolaxError

    try:
        _empty_tree().css(value)
    except SelectolaxError:
        return False
    return True


def _one_of(names: tuple[str, ...]) -> Key:
    return Key("list", _unless(names.__contains__, "is unknown"), ", ".join(map(repr, names)))


def _group(name: str) -> Key:
    fault = partial(_pattern, groups=(name,), needed=(name,))
    return Key("list", fault, f"RE2 patterns between slashes with the named group {name!r}")


_EXACT = Key("list", _line, "whole lines as strings; patterns stand in [text] only")
_ENTRIES = Key("list", _entry, "whole lines, or RE2 patterns between slashes such as '/^Photo: /'")
_SELECTORS = Key(
    "list", _unless(_is_selector, "is no CSS selector"), "CSS selectors, newest layout first"
)

RECOGNISE: Mapping[str, Key] = {
    "sure": _EXACT,
    "lines": _EXACT,
    "at_least": Key(
        "count", _unless(lambda value: value >= 1, "is less than 1"), "a whole number from 1 up"
    ),
}
HTML: Mapping[str, Key] = dict.fromkeys((f.name for f in fields(HtmlRules)), _SELECTORS)
TEXT: Mapping[str, Key] = {
    "title": _one_of(TITLE_RULES),
    **dict.fromkeys(
        ("head", "start_at", "start_after", "stop", "below", "drop", "credit"), _ENTRIES
    ),
    "date": Key(
        "list",
        partial(_pattern, groups=DATE_GROUPS),
        f"RE2 patterns between slashes, named groups only {', '.join(DATE_GROUPS)}",
    ),
    "authors": _group("authors"),
    "tags": _group("tags"),
    "absent": _one_of(ABSENT_FIELDS),
}
EDITION: Mapping[str, Key] = {
    "language": Key(
        "text", _unless(_LANGUAGE.fullmatch, "is no language code"), "a language code such as 'uk'"
    ),
    "zone": Key(
        "text", _unless(_is_zone, "is no time zone"), "an IANA time zone such as 'Europe/Kyiv'"
    ),
    "day_first": Key("flag", _never, "true or false"),
}
SITE: Mapping[str, Key] = {
    "site": Key("text", _blank, "the site's name as a string"),
    "hosts": Key(
        "list",
        _unless(is_host, "is no host name"),
        "host names such as 'www.example.org', no scheme, port or path",
    ),
    **EDITION,
    "on_trial": Key("flag", _never, "true or false"),
}
EDITION_ONLY: Mapping[str, Key] = {
    "name": Key("text", _blank, "the edition's name as a string"),
    "path": Key(
        "text",
        _unless(lambda value: value.startswith("/"), "does not begin with a slash"),
        "the beginning of URL paths such as '/eng/'",
    ),
}
TABLES: Mapping[str, Mapping[str, Key]] = {"recognise": RECOGNISE, "html": HTML, "text": TEXT}
