"""A profile as the TOML file that a person reads and edits."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from newsclean.profiles.learned import VOTES, WHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.profiles.learned import Learned
    from newsclean.profiles.schema import Profile

LEARNED = "# Learned from pages of the site: how likely what recurs on them is story."
_HEAD = f"""{LEARNED}
# 0 and 1 are yours: write them for what is wrong here, `newsclean learn --update` keeps them.
"""
_SITE = ("site", "hosts", "language", "zone", "day_first")


def to_toml(profile: Profile) -> str:
    r"""Return a profile of a site without editions as TOML.

    >>> from newsclean.profiles.schema import Profile
    >>> print(to_toml(Profile("a", hosts=("a.example",), day_first=True)), end="")
    hosts = ["a.example"]
    day_first = true
    """
    site = {name: getattr(profile, name) for name in _SITE}
    parts = ["".join(_keys(site | {"on_trial": profile.on_trial or None}))]
    parts += _tables(profile)
    if profile.learned:
        parts.append(learned_toml(profile.learned))
    return "\n".join(filter(None, parts))


def _tables(profile: Profile) -> Iterator[str]:
    for name, table in asdict(replace(profile, learned=())).items():
        keys = "".join(_keys(table)) if name in ("recognise", "html", "text") else ""
        if keys:
            yield f"[{name}]\n{keys}"


def learned_toml(layouts: tuple[Learned, ...]) -> str:
    """Return what was learned of a site's layouts as TOML."""
    return _HEAD + "\n".join("".join(_layout(layout)) for layout in layouts)


def _layout(learned: Learned) -> Iterator[str]:
    yield f"[[learned]]\npages = {learned.pages}\n"
    for name in (*VOTES, *WHERE):
        votes = getattr(learned, name)
        if votes:
            yield f"\n[learned.{name}]\n"
            yield from (f"{_text(key)} = {_value(votes[key])}\n" for key in votes)


def _keys(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if value is not None and value != ():
            yield f"{name} = {_value(value)}\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        inner = ", ".join(map(_value, value))
        is_long = len(inner) > 80 and all(isinstance(item, str) for item in value)
        lines = "".join(f"    {_value(item)},\n" for item in value)
        return f"[\n{lines}]" if is_long else f"[{inner}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(value: str) -> str:
    """A basic string: TOML's escapes are JSON's, but for DEL, which it wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
