"""A guard before the parser: markup nested deeper than any page of prose.

Lexbor takes time quadratic in the depth of the tree (100,000 nested tags: 13 s). Browsers cap the
depth at 512; here the tags beyond that are dropped and their text is kept. A page is first tried
with a count that can only be too high. The markup of one that it does not clear is put in order,
so that parser and count agree on what is open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from types import MappingProxyType

from newsclean.page.tokens import ATTRIBUTES, SPACE, Tag, read_tags
from newsclean.patterns import late_pattern

# what never nests in itself: void elements, and those that the parser closes before the next
_FLAT = frozenset(
    "area base br col embed hr img image input link meta param source track wbr frame keygen "
    "p tr td th tbody thead tfoot colgroup body html head".split()
)
# what closes the one before it, where that is the innermost open element
_ENDS_BEFORE = MappingProxyType(
    {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",), "a": ("a",)}
)
_ITEMS = frozenset(("li", "dd", "dt"))
_LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
# the deepest page of the corpora has 49 levels
MAX_DEPTH = 512
# fewer tags than this cannot cost more than a fifth of a second, however they nest
FEW_TAGS = 8000
# within these elements tags nest by other rules, and what is raw text elsewhere holds tags
_OTHER_RULES = frozenset(("svg", "math", "select", "frameset"))
_DRAWN = (
    "a|path|g|use|circle|rect|line|poly(?:line|gon)|ellipse|defs|clippath|mask|symbol|stop|text"
    "|tspan|(?:linear|radial)gradient|filter|fe[a-z]+|pattern|animate[a-z]*|image|switch"
)
_COMMENT = r"<!--[^<>-]*+(?:-(?!->)[^<>-]*+)*+-->"
# a script that writes a script may end elsewhere than it seems to
_WRITES_SCRIPT = late_pattern("<!--.*?<script", re.I | re.S)


# drawings and menus of usual form, in which nothing can be open at their end
_USUAL = MappingProxyType(
    {
        "svg": late_pattern(
            rf"<svg(?=[{SPACE}/>]){ATTRIBUTES}>(?:[^<]++|</?(?:{_DRAWN})(?=[{SPACE}/>]){ATTRIBUTES}>"
            rf"|<(title|desc|style)(?=[{SPACE}/>]){ATTRIBUTES}>[^<]*+</\1[{SPACE}]*+>"
            rf"|{_COMMENT}){{0,300}}+</svg[{SPACE}]*+>",
            re.I,
        ),
        "select": late_pattern(
            rf"<select(?=[{SPACE}/>]){ATTRIBUTES}>"
            rf"(?:[^<]++|</?(?:option|optgroup|hr)(?=[{SPACE}/>]){ATTRIBUTES}>|{_COMMENT})*+"
            rf"</select[{SPACE}]*+>",
            re.I,
        ),
    }
)


def limit_depth(html: str, max_depth: int = MAX_DEPTH) -> str:
    """Return `html` without the tags nested deeper than `max_depth`; usual pages unchanged.

    >>> limit_depth("<b><i><u>x</u></i></b>" * 5000, max_depth=2)[:19]
    '<b><i>x</i></b><b><'
    """
    if html.count("<") < FEW_TAGS or _is_shallow(html, max_depth):
        return html
    return _in_order(html, max_depth)


def _is_shallow(html: str, max_depth: int) -> bool:
    """Whether no tag of a page can nest deeper, whatever the parser makes of its end tags.

    An end tag counts only if its element is the innermost one, so what the parser may close stays
    open here: nothing is open to the parser that is not open here.
    """
    stack: list[str] = []
    for tag in read_tags(html, _USUAL):
        name = tag.name
        if name in _FLAT:
            continue
        if tag.closes:
            if name in _LISTS and stack and stack[-1] in _ITEMS:
                stack.pop()
            if stack and stack[-1] == name:
                stack.pop()
        elif _is_unclear(html, tag):
            return False
        elif not (stack and stack[-1] in _ENDS_BEFORE.get(name, ())) and name not in _USUAL:
            stack.append(name)
            if len(stack) > max_depth:
                return False
    return True


def _is_unclear(html: str, tag: Tag) -> bool:
    """Whether the parser may read on otherwise behind a start tag than it reads elsewhere."""
    if tag.name in _OTHER_RULES:
        return tag.whole_end == tag.end
    return tag.name == "script" and _writes_script(html, tag)


def _writes_script(html: str, tag: Tag) -> bool:
    return _WRITES_SCRIPT.search(html, tag.end, tag.whole_end) is not None


class _Ordered:
    """Markup in order: each element closed where it ends, none deeper than `max_depth`."""

    def __init__(self, max_depth: int) -> None:
        self.max_depth = max_depth
        self.kept: list[str] = []
        self.stack: list[str] = []
        self.places: defaultdict[str, list[int]] = defaultdict(list)

    def open(self, name: str, tag: str) -> bool:
        """Open an element; False if it is too deep to be kept."""
        if self.stack and self.stack[-1] in _ENDS_BEFORE.get(name, ()):
            self._close_to(len(self.stack) - 1)
        self.places[name].append(len(self.stack))
        self.stack.append(name)
        fits = len(self.stack) <= self.max_depth
        if fits:
            self.kept.append(tag)
        return fits

    def close(self, name: str) -> None:
        """Close the innermost element of that name; no end tag reaches out of its table."""
        places, tables = self.places[name], self.places["table"]
        if places and not (tables and places[-1] < tables[-1]):
            self._close_to(places[-1])

    def _close_to(self, place: int) -> None:
        while len(self.stack) > place:
            name = self.stack.pop()
            self.places[name].pop()
            if len(self.stack) < self.max_depth:
                self.kept.append(f"</{name}>")


def _in_order(html: str, max_depth: int) -> str:
    ordered = _Ordered(max_depth)
    done = 0
    for tag in read_tags(html, _USUAL):
        if tag.name in _FLAT:
            continue
        ordered.kept.append(html[done : tag.start])
        done = tag.end
        if tag.closes:
            ordered.close(tag.name)
        elif _is_left_out(html, tag) or not ordered.open(tag.name, html[tag.start : tag.end]):
            done = tag.whole_end
    ordered.kept.append(html[done:])
    return "".join(ordered.kept)


def _is_left_out(html: str, tag: Tag) -> bool:
    """Drawings and menus, which are never shown as text, and scripts that write scripts."""
    return tag.name in _OTHER_RULES or (tag.name == "script" and _writes_script(html, tag))
