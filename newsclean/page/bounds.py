"""What a capture may hold at most, so that time and memory stay in step with its size.

A limit on bytes alone does not bound them: 35 kB of markup can make a million nodes, and a line of
three characters costs as much as a long one. The limits are far above every page of the corpora
(1,500 pages looked at, the largest of each: 2,641 blocks, 21,646 tags, 49 levels); what they cut
is said in the page's `cuts`.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from newsclean.inner import compiled, strings
from newsclean.page.depth import FEW_TAGS, MAX_DEPTH, limit_depth
from newsclean.page.tokens import ATTRIBUTE, ATTRIBUTES, RAW, SPACE, read_tags
from newsclean.patterns import late_pattern

MAX_BLOCKS = 20_000
MAX_TAGS = 100_000
MAX_ATTRIBUTES = 500
"""Of one tag: the parser compares each attribute with all before it."""
MAX_ALL_ATTRIBUTES = 500_000
MAX_OPTIONS = 2000
"""The parser takes time quadratic in the options of a menu."""
MAX_COPIES = 300_000
"""Of bold, italic and the like: the parser opens them anew in each element until they close."""
# fewer tags cannot make that many copies
_FEW_TAGS = 1200
# shorter pages have no room for a tag whose attributes take half a second
_LONG = 60_000
# only longer pages have room for more attributes than `MAX_ALL_ATTRIBUTES`
_MANY = 2 * MAX_ALL_ATTRIBUTES
_MARKS = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_COUNTED = {b"option": 1} | dict.fromkeys(_MARKS.encode().split(b"|"), 2)
_RAW_NAMES = frozenset(name.encode() for name in RAW)
# one that is like another only if the parser finds it so, too
_PLAIN_MARK = late_pattern(
    rf"""<\w+(?:[{SPACE}]++[\w-]++=(?:"[^"<>]*+"|'[^'<>]*+'|[\w#%.+-]++))*+[{SPACE}]*+"""
)
_MARK_TAGS = late_pattern(rf"</?(?:{_MARKS})(?=[{SPACE}/>]){ATTRIBUTES}>", re.I)
# closed right behind their text, they are never opened anew
_CLOSED_MARK = late_pattern(rf"<({_MARKS})(?=[{SPACE}/>]){ATTRIBUTES}>[^<]*+</\1[{SPACE}]*+>", re.I)
# of equal ones the parser keeps three
_EQUAL = 3
_OPTION = late_pattern(r"<option(?=[\t\n\f\r />])[^<]*+", re.I)
_LINE = late_pattern("[^\\s][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*+")
_ATTRIBUTE = late_pattern(ATTRIBUTE)
_FEW_ATTRIBUTES = rf"(?:[{SPACE}/]*+{ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+[{SPACE}/]*+(?:>|\Z)"


def _any_case(name: str) -> str:
    # a third faster than a pattern that ignores case throughout
    return "".join(f"[{char}{char.upper()}]" for char in name)


_MARK = late_pattern(rf"<(?:{'|'.join(map(_any_case, _MARKS.split('|')))})(?=[{SPACE}/>])[^<>]*+")
_UNLIKE = "|".join(map(_any_case, (*sorted(RAW), "plaintext")))
_RAW_TEXT = "|".join(
    rf"{name}(?=[{SPACE}/>]){_FEW_ATTRIBUTES}(?:[^<]++|<(?!/{name}[{SPACE}/>]))*+"
    for name in map(_any_case, sorted(RAW))
)
# the tokens that `read_tags` finds, in one call, as far as no tag has too many attributes
_UNCROWDED = late_pattern(
    rf"(?:[^<]++|</[a-zA-Z0-9-]++>"
    rf"|<(?!/?(?:{_UNLIKE})[{SPACE}/>])/?[a-zA-Z][^{SPACE}/>]*+{_FEW_ATTRIBUTES}"
    rf"|<(?:{_RAW_TEXT})|</(?:{_UNLIKE})(?=[{SPACE}/>]){_FEW_ATTRIBUTES}"
    r"|<(?:!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?|/(?:>|[^a-zA-Z>][^>]*+>?|\Z)|(?![!?/a-zA-Z])))*+",
    re.S,
)


class Bounded(NamedTuple):
    """A capture within the limits, and what was cut from it."""

    source: str
    cuts: tuple[str, ...] = ()


def bound_text(source: str, most: int = MAX_BLOCKS) -> Bounded:
    r"""Return the first lines of a captured text, as many as may hold text.

    >>> bound_text("One\n\nTwo\nThree", most=2)
    Bounded(source='One\n\nTwo\n', cuts=('the text behind line 2 that holds any',))
    """
    if len(source) < 2 * most:
        return Bounded(source)
    over = next(islice(_LINE.finditer(source), most, None), None)
    if over is None:
        return Bounded(source)
    return Bounded(source[: over.start()], (f"the text behind line {most:,} that holds any",))


def bound_markup(html: str, raw: bytes | None = None) -> Bounded:
    """Return `html` so that the parser takes linear time, and no more nodes than `MAX_TAGS` allow.

    `raw` is the same in UTF-8, if it is at hand.

    >>> bound_markup("<p>One.</p>")
    Bounded(source='<p>One.</p>', cuts=())
    """
    cuts: list[str] = []
    raw = html.encode("utf-8", "replace") if raw is None else raw
    counts = _Counts.of(raw)
    for cut, least_tags, may_hold, name in (
        (
            _cut_attributes,
            0,
            _has_crowds,
            f"attributes behind the first {MAX_ATTRIBUTES:,} of a tag",
        ),
        (_cut_options, MAX_OPTIONS, _has_options, f"options behind the first {MAX_OPTIONS:,}"),
        (_cut_marks, _FEW_TAGS, _has_marks, "the tags of bold, italic and the like"),
        (limit_depth, FEW_TAGS, None, f"tags in disorder, or nested deeper than {MAX_DEPTH:,}"),
        (_cut_tags, MAX_TAGS, None, f"the page behind tag {MAX_TAGS:,}"),
    ):
        # what is cut leaves no more tags; counts of bytes are true until something was cut
        if counts.tags < least_tags or (
            compiled and may_hold and not cuts and not may_hold(counts)
        ):
            continue
        shorter = cut(html)
        if shorter is not html:
            html = shorter
            cuts.append(name)
    return Bounded(html, tuple(cuts))


class _Counts(NamedTuple):
    """What is counted in a page's bytes; without compiled loops the tags alone, by their "<"."""

    raw: bytes
    tags: int
    options: int = 0
    marks: int = 0

    @classmethod
    def of(cls, raw: bytes) -> _Counts:
        return cls(raw, *(strings.count_starts(raw, _COUNTED) if compiled else (raw.count(b"<"),)))


def _has_crowds(counts: _Counts) -> bool:
    """Whether a tag, or all of them, have more attributes than they may."""
    if len(counts.raw) < _LONG:
        return False
    most, total = strings.count_attributes(counts.raw, _RAW_NAMES)
    return most > MAX_ATTRIBUTES or total > MAX_ALL_ATTRIBUTES


def _has_options(counts: _Counts) -> bool:
    """Whether there are more options than may be."""
    return counts.options > MAX_OPTIONS


def _has_marks(counts: _Counts) -> bool:
    """Whether marks may stay open in too many tags."""
    return counts.marks * min(counts.tags, MAX_TAGS) > MAX_COPIES


def _cut_tags(html: str) -> str:
    if html.count("<") <= MAX_TAGS:
        return html
    return html[: len(html) - len(html.split("<", MAX_TAGS + 1)[-1]) - 1]


def _cut_attributes(html: str) -> str:
    if len(html) < _LONG or (len(html) < _MANY and _UNCROWDED.fullmatch(html)):
        return html
    kept: list[str] = []
    done, left = 0, MAX_ALL_ATTRIBUTES
    for tag in read_tags(html):
        most = min(MAX_ATTRIBUTES, left)
        if len(html) < _MANY and len(tag.attributes) < 2 * most:
            continue
        found = list(islice(_ATTRIBUTE.finditer(tag.attributes), most + 1))
        left -= min(most, len(found))
        if len(found) > most:
            kept.append(html[done : tag.attributes_at + found[-1].start()])
            done = tag.attributes_at + len(tag.attributes)
    return "".join(kept) + html[done:] if kept else html


def _cut_options(html: str) -> str:
    over = next(islice(_OPTION.finditer(html), MAX_OPTIONS, None), None)
    if over is None:
        return html
    return html[: over.start()] + _OPTION.sub("", html[over.start() :])


def _cut_marks(html: str) -> str:
    tags = min(html.count("<"), MAX_TAGS)
    marks = _MARK.findall(html)
    if len(marks) * tags <= MAX_COPIES or _unlike(marks) * tags <= MAX_COPIES:
        return html
    open_marks = _MARK.findall(_CLOSED_MARK.sub("", html))
    if _unlike(open_marks) * tags <= MAX_COPIES:
        return html
    return _MARK_TAGS.sub("", html)


def _unlike(marks: list[str]) -> int:
    """How many of these start tags the parser may keep open at once."""
    plain = {mark for mark in marks if _PLAIN_MARK.fullmatch(mark)}
    others = sum(mark not in plain for mark in marks)
    return _EQUAL * len(plain) + others
