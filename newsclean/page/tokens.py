"""The tags of a page as the HTML standard's tokenizer finds them, before any tree is built.

Every pattern consumes what it looks at and never goes back, so that reading takes linear time.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SPACE = r"\t\n\f\r "
# a value's quotes count only behind the "=" of a name; a name may begin with "="
_VALUE = (
    rf"[{SPACE}]*+=[{SPACE}]*+"
    rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{SPACE}>"'][^{SPACE}>]*+)?"""
)
ATTRIBUTE = rf"(?:=[^{SPACE}/>=]*+|[^{SPACE}/>=]++)(?:{_VALUE})?"
ATTRIBUTES = rf"(?:[{SPACE}/]++|{ATTRIBUTE})*+"
_TOKEN = late_pattern(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?|/(?:>|[^a-zA-Z>][^>]*+>?)"
    rf"|(/?)([a-zA-Z][^{SPACE}/>]*+)({ATTRIBUTES})(?:>|\Z))",
    re.S,
)
# the tokenizer reads what stands in these as text, up to their end tag
RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_NONE: Mapping[str, re.Pattern[str]] = MappingProxyType({})


class Tag(NamedTuple):
    """One tag of a page; `html[start:end]` is the tag itself."""

    name: str
    """In lower case."""
    closes: bool
    attributes: str
    attributes_at: int
    start: int
    end: int
    whole_end: int
    """Where what the tag opens ends, if that was passed over: raw text, a drawing; else `end`."""


def read_tags(html: str, passed: Mapping[str, re.Pattern[str]] = _NONE) -> Iterator[Tag]:
    """Yield the tags of `html` in order, none from comments, attributes or raw text.

    `passed` are patterns of whole elements by their name: what they match is passed over.

    >>> [tag.name for tag in read_tags("<p a='<b>'><!-- <i> --><title><u></title>")]
    ['p', 'title', 'title']
    """
    at = 0
    while token := _TOKEN.search(html, at):
        at = token.end()
        if token[2] is None:
            continue
        name, closes = token[2].lower(), bool(token[1])
        if not closes:
            if name in RAW:
                at = _raw_end(html, name, at)
            elif name in passed and (whole := passed[name].match(html, token.start())):
                at = whole.end()
        yield Tag(name, closes, token[3], token.start(3), token.start(), token.end(), at)
        if name == "plaintext" and not closes:
            return


def _raw_end(html: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}(?=[{SPACE}/>])", re.I).search(html, at)
    return found.start() if found else len(html)
