"""Hard-wrapped text: at which column it was wrapped, and its paragraphs put together again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsclean.page.line import SENTENCE_ENDS, Line, columns
from newsclean.patterns import late_pattern
from newsclean.text import is_spaceless

if TYPE_CHECKING:
    from collections.abc import Sequence

# newspaper columns taken from a PDF have 30 to 45 columns, mail 64 to 78, terminals up to 100;
# Chinese and Japanese are wrapped at 20 to 60 characters of two columns each
_NARROWEST, _WIDEST, _WIDEST_SPACELESS = 28, 104, 130
# below this width lists of headlines and menus abound: it takes more wrapped lines to tell
_NARROW, _MANY = 56, 8
# a few lines are longer than the width: addresses, headlines that were not wrapped
_OUTLIERS = (0.02, 0.08)
# at least this share of the long lines must be so full that the next word had no room
_FULL_SHARE = 0.8
# share of lines begun in lower case under which full lines are a list of headlines
_GOING_ON = 0.2
# text whose every line is followed by a blank one; a few lines may have lost theirs
_DOUBLE_SPACED = 0.95
# share of the joined lines that end in a hyphen, above which words were divided: wrapping
# that only breaks at the hyphens that words have ends one line of a hundred so
_DIVIDED = 0.03
# of fewer hyphens the share says little
_FEW_HYPHENS = 3
_DIVIDED_WORD = late_pattern(r"(?<!\w)\w{2,40}\Z")
_FIRST_WORD = late_pattern(r"\w{1,40}")
_WHOLE_WORD = late_pattern(r"(?<=[^\w\n-])\w{1,40}\b(?!-)")
_COMPOUND = late_pattern(r"\b\w{1,40}-\w{1,40}")
# numbers are written with their hyphen; "Haupt- und" is no divided word
_NUMBERS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_SUSPENDED = frozenset("und oder bzw en of och eller og et ou and or to sowie".split())


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with hard-wrapped ones joined to paragraphs; the same lines if none are.

    >>> [line.text for line in unwrap([Line("A story of one line."), Line("Another.")])]
    ['A story of one line.', 'Another.']
    """
    for spaced in (lines, _single_spaced(lines)):
        width = wrap_width(spaced) if spaced else None
        if width is not None:
            return _joined(spaced, width)
    return list(lines)


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the column at which the text was hard-wrapped, `None` if it was not.

    A wrapped text has hardly a line over that column, and its long lines are so full that the
    first word of the next one had no room.
    """
    if len(lines) < 4:
        return None
    sizes = sorted(map(_size, lines))
    spaceless = sum(is_spaceless(line.text) for line in lines) > len(lines) / 2
    outliers, most = (_OUTLIERS[:1], _WIDEST_SPACELESS) if spaceless else (_OUTLIERS, _WIDEST)
    tried = dict.fromkeys(sizes[-1 - int(share * len(sizes))] for share in outliers)
    widths = [width for width in tried if _NARROWEST <= width <= most]
    pairs = _neighbours(lines) if widths else []
    return next((width for width in widths if _is_wrapped_at(width, pairs)), None)


def _neighbours(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Each line with the next one, where that may go on with the paragraph."""
    margin = _margin(lines)
    return [(a, b) for a, b in pairwise(lines) if _may_go_on(a, b, margin)]


def _may_go_on(previous: Line, line: Line, margin: int | None) -> bool:
    if line.gap or line.bullet:
        return False
    if margin is None:
        return line.indent >= previous.indent
    return line.indent == margin or line.indent == previous.indent > margin + 8


def _margin(lines: Sequence[Line]) -> int | None:
    """The indent of all lines but the first ones of paragraphs; `None` if those have none."""
    plain = [line for line in lines if not line.bullet]
    if not plain:
        return None
    margin = Counter(line.indent for line in plain).most_common(1)[0][0]
    begun = sum(
        margin < a.indent <= margin + 8 and b.indent == margin and not b.gap
        for a, b in pairwise(plain)
    )
    return margin if begun >= 3 else None


def _is_wrapped_at(width: int, pairs: Sequence[tuple[Line, Line]]) -> bool:
    full = [_is_full(a, b, width) for a, b in pairs]
    broken = [pair for fits, pair in zip(full, pairs, strict=True) if fits]
    if (
        len(broken) < (3 if width >= _NARROW else _MANY)
        or _are_sentences([a for a, _ in broken])
        or _are_headlines([b for _, b in broken])
    ):
        return False
    long = [fits for fits, (a, _) in zip(full, pairs, strict=True) if _size(a) > 0.75 * width]
    # headlines are long lines that end where they like: there the lines that go on in lower
    # case tell, since an unwrapped text has none
    going_on = [fits for fits, (_, b) in zip(full, pairs, strict=True) if b.text[0].islower()]
    return _mostly(long) or _mostly(going_on)


def _are_sentences(lines: Sequence[Line]) -> bool:
    """Whether full lines mostly end a sentence each: a wrap falls inside of sentences."""
    return sum(line.text.endswith(SENTENCE_ENDS) for line in lines) > 0.4 * len(lines)


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
    return columns(line.text) + line.indent + 2 * line.bullet


def _is_full(line: Line, following: Line, width: int) -> bool:
    size = _size(line)
    if size > width:  # a headline over the column ends where its words end
        return size <= width + 2 or not following.text[0].isupper()
    if is_spaceless(line.text[-1]) and is_spaceless(following.text[0]):
        # a line keeps a punctuation mark from the head of the next; the last one of a paragraph
        # may be nearly full, too
        return size >= width - (3 if line.text.endswith(SENTENCE_ENDS) else 5)
    if size < 0.6 * width:
        return False
    if _divided_word(line.text) and following.text[0].islower():
        return True
    return size + 1 + columns(following.text.partition(" ")[0]) > width


def _single_spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines without the blank line that follows each; empty if not all have one."""
    blank = sum(line.gap > 0 for line in lines[1:])
    if len(lines) < 8 or blank < _DOUBLE_SPACED * (len(lines) - 1):
        return []
    return [line._replace(gap=max(0, line.gap - 1)) for line in lines]


def _joined(lines: Sequence[Line], width: int) -> list[Line]:
    margin = _margin(lines)
    runs: list[list[Line]] = []
    for line in lines:
        previous = runs[-1][-1] if runs else None
        goes_on = (
            previous is not None
            and _may_go_on(previous, line, margin)
            and _is_full(previous, line, width)
        )
        if goes_on:
            runs[-1].append(line)
        else:
            runs.append([line])
    words = _Words.of(lines, runs)
    return [run[0]._replace(text=_text_of(run, words)) for run in runs]


class _Words(NamedTuple):
    """What tells a divided word from one that has a hyphen."""

    divided: bool
    """Whether words were divided at line ends at all."""
    known: frozenset[str]
    """Words that may stand on either side of a hyphen of their own, and such compounds."""

    @classmethod
    def of(cls, lines: Sequence[Line], runs: Sequence[Sequence[Line]]) -> _Words:
        ends = [line for run in runs for line in run[:-1]]
        hyphens = sum(_divided_word(line.text) != "" for line in ends)
        if not hyphens:
            return cls(False, frozenset())
        text = "\n".join(line.text for line in lines).lower()
        known = set(_COMPOUND.findall(text))
        if hyphens < _FEW_HYPHENS:
            known.update(_WHOLE_WORD.findall(text))
        return cls(hyphens > _DIVIDED * len(ends), frozenset(known))


def _text_of(run: Sequence[Line], words: _Words) -> str:
    parts = [run[0].text]
    for line in run[1:]:
        parts[-1], glue = _joint(parts[-1], line.text, words)
        parts += [glue, line.text]
    return "".join(parts)


def _joint(text: str, following: str, words: _Words) -> tuple[str, str]:
    """The end of a line and what stands between it and the next one."""
    begun = _divided_word(text)
    if not begun:
        spaceless = is_spaceless(text[-1]) and is_spaceless(following[0])
        return text, "" if spaceless else " "
    first = _FIRST_WORD.match(following)
    if first is None or not following[0].islower() or first[0].lower() in _SUSPENDED:
        return text, "" if first and following[0].isalpha() and words.divided else " "
    if text[-1] == "\u2010":
        return text[:-1], ""
    whole = f"{begun}-{first[0]}".lower()
    is_compound = begun.lower() in _NUMBERS or not words.known.isdisjoint(
        {whole, begun.lower(), first[0].lower()}
    )
    return (text, "") if is_compound or not words.divided else (text[:-1], "")


def _divided_word(text: str) -> str:
    """The part of a word before the hyphen that ends `text`; empty if none does."""
    if text[-1] not in "-\u2010":
        return ""
    found = _DIVIDED_WORD.search(text[-42:-1])
    return found[0] if found else ""
