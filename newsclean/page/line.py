"""One line of a captured text, and what the readers of lines share."""

from __future__ import annotations

import re
from typing import NamedTuple

SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "”", "」", '"', "»")
# characters that take two columns: Hangul jamo, kana, Han, Hangul, full-width forms
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)


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
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
