"""Where a single `<br>` parts two paragraphs, and where two verses or lines of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.page.line import SENTENCE_ENDS, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

# white space that a browser shows, put before the first word of a paragraph
_INDENTS = ("\u3000\u3000", "\u3000", "\xa0\xa0", "\u2003", "\u2002\u2002")
# a line of this many columns is a paragraph and no verse
_PARAGRAPH = 120
_VERSE = 70
# of the long lines hardly one stops within a sentence, if they are paragraphs
_MOSTLY = 0.8


def paragraph_starts(lines: Sequence[str]) -> list[bool]:
    """Return for each line after the first whether it begins a paragraph of its own.

    `lines` are the texts between the single breaks of one element, white space as written. An
    indent begins one, if the lines are none of a poem; so does each line, if at least two are as
    long as paragraphs and end their sentence.

    >>> paragraph_starts(["Shall I compare thee", "to a summer’s day?"])
    [False]
    """
    texts = [line.strip() for line in lines]
    sizes = [columns(text) for text in texts]
    if max(sizes) < _VERSE:
        return [False] * (len(lines) - 1)
    indented = [line.lstrip(" \t\r\n").startswith(_INDENTS) for line in lines]
    if sum(indented[1:]) and max(sizes) >= _VERSE:
        return indented[1:]
    ends = [text.endswith(SENTENCE_ENDS) for text in texts]
    long = [end for end, size in zip(ends, sizes, strict=True) if size >= _PARAGRAPH]
    if sum(long) < 2 or sum(long) < _MOSTLY * len(long):
        return [False] * (len(lines) - 1)
    return [end and not text[:1].islower() for end, text in zip(ends, texts[1:], strict=False)]
