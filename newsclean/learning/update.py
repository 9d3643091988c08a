"""Profiles learned anew, with what a person wrote into them kept."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from newsclean.errors import ProfileError
from newsclean.profiles import BY_HAND, LEARNED, VOTES, learned_toml, read_file, to_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsclean.profiles import Learned, Profile

V = TypeVar("V", float, tuple[float, ...])


def write_profile(profile: Profile, path: Path) -> None:
    """Write a learned profile to a new file."""
    path.write_text(to_toml(profile), encoding="utf-8")


def update_profile(profile: Profile, path: Path) -> None:
    """Put what was learned anew into a profile's file; what a person wrote stays.

    All that stands above the learned part stays letter for letter, and in that part the values 0
    and 1, which learning never writes. Raises `ProfileError` if the file is not valid.
    """
    site, problems = read_file(path)
    if site is None:
        raise ProfileError("\n".join(map(str, problems)))
    text = path.read_text(encoding="utf-8")
    above, _, learned = text.partition(LEARNED)
    if not learned and site.default.learned:
        raise ProfileError(
            f"{path}: learned: the line {LEARNED!r} above it is gone; put it back, or remove the"
            " learned tables"
        )
    if "\n[" in _beside_learned(learned):
        raise ProfileError(f"{path}: write your own tables above the line {LEARNED!r}")
    kept = with_edits(profile.learned, site.default.learned)
    path.write_text(f"{above.rstrip()}\n\n{learned_toml(kept)}", encoding="utf-8")


def _beside_learned(part: str) -> str:
    """The tables of the learned part that are not learned ones."""
    data: dict[str, Any] = tomllib.loads(part.partition("\n")[2])
    return "".join(f"\n[{name}]" for name in data if name != "learned")


def with_edits(new: tuple[Learned, ...], old: tuple[Learned, ...]) -> tuple[Learned, ...]:
    """Return layouts learned anew with the values that a person wrote into the old ones."""
    if not new:
        return old
    return tuple(_with_edits(layout, old) for layout in new)


def _with_edits(layout: Learned, old: tuple[Learned, ...]) -> Learned:
    votes: dict[str, Any] = {
        name: _edited(getattr(layout, name), [getattr(part, name) for part in old])
        for name in VOTES
    }
    return replace(layout, **votes)


def _edited(new: Mapping[str, V], old: list[Mapping[str, V]]) -> dict[str, V]:
    by_hand = {key: value for part in old for key, value in part.items() if _is_by_hand(value)}
    return {**new, **by_hand}


def _is_by_hand(value: float | tuple[float, ...]) -> bool:
    values = value if isinstance(value, tuple) else (value,)
    return any(part in BY_HAND for part in values)
