"""Codes of languages: whatever a page writes, as ISO 639-1."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from newsclean.patterns import late_pattern

_FIRST_PART = late_pattern(r"[^\W\d_]{2,12}")


def language_code(raw: str) -> str | None:
    """Return the ISO 639-1 code that a declaration means, `None` if it means none.

    >>> [language_code(raw) for raw in ("pt_BR", "EN", "zh-Hans-CN", "deu", "French", "x-klingon")]
    ['pt', 'en', 'zh', 'de', 'fr', None]
    """
    match = _FIRST_PART.match(raw.strip()[:40].lower())
    return _codes().get(match.group()) if match else None


@cache
def _codes() -> dict[str, str]:
    text = (files(__package__) / "languages.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    other: dict[str, str] = tables["other"]
    return {code: code for code in tables["iso_639_1"].split()} | other
