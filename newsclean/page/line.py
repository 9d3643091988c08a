"""One line of a captured text, and what the readers of lines share."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newsclean.inner import compiled, strings

SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "”", "」", '"', "»")


class Line(NamedTuple):
    """One line of a captured text, cleaned."""

    text: str
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    bullet: bool = False


def columns(text: str) -> int:
    """Return the columns that `text` takes where each character has the width of a typewriter's.

    >>> columns("Two"), columns("首相")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    return len(text) + (strings.count_wide(text) if compiled else len(_wide().findall(text)))


@cache
def _wide() -> re.Pattern[str]:
    """Hangul jamo, kana, Han, Hangul, and full-width forms."""
    return re.compile(
        "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
    )
