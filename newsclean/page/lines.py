"""The lines of a captured text: cleaned, without bullets, joined again where hard-wrapped."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsclean.text import clean, is_spaceless

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# no dash longer than a hyphen: it begins direct speech in half the languages of Europe
_BULLET = re.compile(
    r"(?:[-*+•‣◦▪▸►●○■□·∙»]|\(?\d{1,2}[.)](?=\s))\s{1,8}(?=\S)|[•‣◦▪▸►●■]\s{0,8}(?=\S)"
)
_NUMBERED = re.compile(r"\(?\d")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "”", "」", '"', "»")

# hard wraps occur between 60 and 100 columns; a few lines may be longer (addresses)
_NARROWEST, _WIDEST = 56, 104
_OUTLIERS = 0.02
# at least this share of the long lines must be so full that the next word had no room
_FULL_SHARE = 0.8
# share of lines begun in lower case under which full lines are a list of headlines
_GOING_ON = 0.2


class Line(NamedTuple):
    """One line of a captured text, cleaned."""

    text: str
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    bullet: bool = False


def read_lines(source: str) -> list[Line]:
    r"""Give the lines of `source` that hold text, hard-wrapped ones joined to paragraphs.

    >>> [line.text for line in read_lines("- One\r\n\r\n\u2022 Two\u00a0words\u200b")]
    ['One', 'Two words']
    """
    lines = _cut(source)
    width = wrap_width(lines)
    return lines if width is None else _unwrap(lines, width)


def _cut(source: str) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    for raw in _BREAK.split(clean(source)):
        text = " ".join(raw.split())
        if not text:
            gap += 1
            continue
        indent = len(raw) - len(raw.lstrip())
        bullet = None if text.endswith(" -") else _BULLET.match(text)  # "- A subhead -"
        if bullet and not _NUMBERED.match(text):
            text = text[bullet.end() :]
        lines.append(Line(text, gap, indent, bool(bullet)))
        gap = 0
    return lines


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Give the column at which the text was hard-wrapped, `None` where it was not.

    A wrapped text has hardly a line over that column, and its long lines are so full that the
    first word of the next one had no room.
    """
    sizes = sorted(_size(line) for line in lines)
    if len(sizes) < 4:
        return None
    widest = sizes[-1 - int(_OUTLIERS * len(sizes))]
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0]
    full = [_is_full(a, b, widest) for a, b in pairs]
    broken = [pair for fits, pair in zip(full, pairs, strict=True) if fits]
    if (
        len(broken) < 3
        or _are_sentences([a for a, _ in broken])
        or _are_headlines([b for _, b in broken])
    ):
        return None
    long = [fits for fits, (a, _) in zip(full, pairs, strict=True) if _size(a) > 0.75 * widest]
    # headlines are long lines that end where they like: there the lines that go on in lower
    # case tell, since an unwrapped text has none
    going_on = [fits for fits, (_, b) in zip(full, pairs, strict=True) if b.text[0].islower()]
    return widest if _mostly(long) or _mostly(going_on) else None


def _are_sentences(lines: Sequence[Line]) -> bool:
    """Whether full lines mostly end a sentence each: a wrap falls inside of sentences."""
    return sum(line.text.endswith(_ENDS) for line in lines) > 0.4 * len(lines)


def _are_headlines(following: Sequence[Line]) -> bool:
    """Whether lines that follow full ones begin a sentence each: wrapped prose goes on in one."""
    starts = [line.text[0] for line in following]
    lower = sum(start.islower() for start in starts)
    # scripts without letter case tell nothing; German prose goes on in capitals on a third of lines
    return lower < _GOING_ON * (lower + sum(start.isupper() for start in starts))


def _mostly(flags: Sequence[bool]) -> bool:
    return len(flags) >= 3 and sum(flags) >= _FULL_SHARE * len(flags)


def _size(line: Line) -> int:
    # a bullet takes two columns
    return len(line.text) + line.indent + 2 * line.bullet


def _is_full(line: Line, following: Line, width: int) -> bool:
    size = _size(line)
    if size > width:
        return True
    if is_spaceless(line.text[-1]) and is_spaceless(following.text[0]):
        return size >= width - 3
    if size < 0.6 * width:
        return False
    return size + 1 + len(following.text.partition(" ")[0]) > width


def _unwrap(lines: Sequence[Line], width: int) -> list[Line]:
    joined: list[list[Line]] = []
    for line in lines:
        previous = joined[-1][-1] if joined else None
        goes_on = (
            previous is not None
            and line.gap == 0
            and not line.bullet
            and line.indent >= previous.indent
            and _is_full(previous, line, width)
        )
        if goes_on:
            joined[-1].append(line)
        else:
            joined.append([line])
    return [run[0]._replace(text=_join(run)) for run in joined]


def _join(run: Sequence[Line]) -> str:
    parts = [run[0].text]
    for line in run[1:]:
        spaceless = is_spaceless(parts[-1][-1]) and is_spaceless(line.text[0])
        parts.append(line.text if spaceless else " " + line.text)
    return "".join(parts)
