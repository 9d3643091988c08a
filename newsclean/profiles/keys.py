"""The keys of a profile: for each, what it may hold and what is wrong with a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from newsclean.profiles.patterns import compile_pattern, is_pattern
from newsclean.profiles.schema import TITLE_RULES

Faults = Callable[[Any], Iterator[str]]
DATE_GROUPS = ("date", "year", "month", "day", "hour", "minute", "authors")
ABSENT_FIELDS = ("title", "date", "authors", "tags")

_HOST = re.compile(r"(?:[^\s/\\:@?#.]{1,63}\.){1,20}[^\s/\\:@?#.]{1,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


class Key(NamedTuple):
    """What one key may hold: its kind, the faults of one value of that kind, what is allowed."""

    kind: Literal["text", "list", "flag", "count"]
    faults: Faults
    allowed: str


def _none(_: Any) -> Iterator[str]:
    return iter(())


def _blank(value: str) -> Iterator[str]:
    if not value.strip():
        yield "empty"


def is_host(value: str) -> bool:
    """Whether a host is written as profiles name it; so a file may bear its name.

    >>> is_host("courier.example"), is_host("../courier.example")
    (True, False)
    """
    return _HOST.fullmatch(value) is not None and value == value.lower() and value.isprintable()


def _host(value: str) -> Iterator[str]:
    if not is_host(value):
        yield f"{value!r} is no host name"


def _path(value: str) -> Iterator[str]:
    if not value.startswith("/"):
        yield f"{value!r} does not begin with a slash"


def _language(value: str) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(value):
        yield f"{value!r} is no language code"


def _zone(value: str) -> Iterator[str]:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # not found, a directory, a path outside
        yield f"{value!r} is no time zone"


def _count(value: int) -> Iterator[str]:
    if value < 1:
        yield f"{value} is less than 1"


def _line(value: str) -> Iterator[str]:
    yield from _blank(value)
    if is_pattern(value):
        yield f"{value!r} is a pattern"


def _entry(value: str) -> Iterator[str]:
    yield from _pattern(value) if is_pattern(value) else _blank(value)


def _pattern(value: str, groups: tuple[str, ...] = (), needed: str | None = None) -> Iterator[str]:
    if not is_pattern(value):
        yield f"{value!r} is not written between slashes"
        return
    try:
        compiled = compile_pattern(value)
    except ValueError as error:
        yield f"{value!r} is no RE2 pattern ({error})"
        return
    for name in compiled.groupindex:
        if name not in groups:
            yield f"{value!r} has a group {name!r}"
    if needed and needed not in compiled.groupindex:
        yield f"{value!r} has no group {needed!r}"


def _date(value: str) -> Iterator[str]:
    yield from _pattern(value, DATE_GROUPS)


def _authors(value: str) -> Iterator[str]:
    yield from _pattern(value, ("authors",), "authors")


def _tags(value: str) -> Iterator[str]:
    yield from _pattern(value, ("tags",), "tags")


@cache
def _empty_tree() -> Any:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser("<p>")


def _selector(value: str) -> Iterator[str]:
    from selectolax.lexbor import SelectolaxError

    try:
        _empty_tree().css(value)
    except SelectolaxError:
        yield f"{value!r} is no CSS selector"


def _one_of(names: tuple[str, ...]) -> Faults:
    def faults(value: str) -> Iterator[str]:
        if value not in names:
            yield f"{value!r} is unknown"

    return faults


_EXACT = Key("list", _line, "whole lines as strings; patterns stand in [text] only")
_ENTRIES = Key("list", _entry, "whole lines, or RE2 patterns between slashes such as '/^Photo: /'")
_SELECTORS = Key("list", _selector, "CSS selectors, newest layout first")

RECOGNISE: Mapping[str, Key] = {
    "sure": _EXACT,
    "lines": _EXACT,
    "at_least": Key("count", _count, "a whole number from 1 up"),
}
HTML: Mapping[str, Key] = dict.fromkeys(
    ("title", "body", "date", "authors", "tags", "drop"), _SELECTORS
)
TEXT: Mapping[str, Key] = {
    "title": Key("list", _one_of(TITLE_RULES), ", ".join(map(repr, TITLE_RULES))),
    **dict.fromkeys(
        ("head", "start_at", "start_after", "stop", "below", "drop", "credit"), _ENTRIES
    ),
    "date": Key(
        "list",
        _date,
        f"RE2 patterns between slashes, named groups only {', '.join(DATE_GROUPS)}",
    ),
    "authors": Key("list", _authors, "RE2 patterns between slashes with the named group 'authors'"),
    "tags": Key("list", _tags, "RE2 patterns between slashes with the named group 'tags'"),
    "absent": Key("list", _one_of(ABSENT_FIELDS), ", ".join(map(repr, ABSENT_FIELDS))),
}
EDITION: Mapping[str, Key] = {
    "language": Key("text", _language, "a language code such as 'uk'"),
    "zone": Key("text", _zone, "an IANA time zone such as 'Europe/Kyiv'"),
    "day_first": Key("flag", _none, "true or false"),
}
SITE: Mapping[str, Key] = {
    "site": Key("text", _blank, "the site's name as a string"),
    "hosts": Key("list", _host, "host names such as 'www.example.org', no scheme, port or path"),
    **EDITION,
    "on_trial": Key("flag", _none, "true or false"),
}
EDITION_ONLY: Mapping[str, Key] = {
    "name": Key("text", _blank, "the edition's name as a string"),
    "path": Key("text", _path, "the beginning of URL paths such as '/eng/'"),
}
TABLES: Mapping[str, Mapping[str, Key]] = {"recognise": RECOGNISE, "html": HTML, "text": TEXT}
