"""One line of a captured text, and what the readers of lines share."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.inner import compiled, strings
from newsclean.patterns import late_pattern

# Hangul jamo, kana, Han, Hangul, and full-width forms
_WIDE = late_pattern(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)
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
    return len(text) + (strings.count_wide(text) if compiled else len(_WIDE.findall(text)))
