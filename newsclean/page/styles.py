"""What a page's styles hide, or make a block: by attributes, classes and the page's own rules.

Text for screen readers, closed boxes and copies for other screens stand in the markup beside the
story. They are no text, unless hardly anything else is left: many a page hides its whole story
until a script has run.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsclean.page.html import BLOCK, HIDDEN
from newsclean.page.nodes import Condition, find_elements
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

Styles = dict[int, int]
# what may be hidden; parts of class names, since their letters are written in many ways
_TELLING = (
    Condition("style"),
    Condition(attribute="hidden"),
    Condition(attribute="aria-hidden", way="=", value="true"),
    # what `_STYLE` and `_BLOCK_STYLE` cannot do without
    *(
        Condition(attribute="style", way="*=", value=word, any_case=True)
        for word in ("none", "hidden", "rect", "inset", "-999")
    ),
    Condition("span", "style", "*=", "display", any_case=True),
    Condition(attribute="class", way="*=", value="r-only"),
    Condition(attribute="class", way="*=", value="isually"),
    Condition(attribute="class", way="*=", value="creen"),
    Condition.of_class("element-invisible"),
    Condition.of_class("assistive-text"),
    Condition(attribute="placeholder"),
    Condition(attribute="fallback"),
)
# of styles in lower case: the engine skips to a first letter only where case counts
_STYLE = late_pattern(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden"
    r"|clip\s{0,3}:\s{0,3}rect\(\s{0,3}[01](?:px)?[\s,]{1,4}[01](?:px)?[\s,]{1,4}[01](?:px)?[\s,]"
    r"{1,4}[01](?:px)?\s{0,3}\)|clip-path\s{0,3}:\s{0,3}inset\(\s{0,3}(?:50|100)%"
    r"|(?:left|top|text-indent)\s{0,3}:\s{0,3}-999"
)
_CLASS = late_pattern(
    r"(?<![\w-])(?!not-)(?:[\w-]{0,40}[_-])?(?:u-)?(?:sr-?only|visually[_-]?hidden"
    r"|hidden-?visually|hide-?visually|screen[_-]?reader(?:[_-]?(?:text|only))?"
    r"|element-invisible|assistive-text)(?:(?:__|--)[\w-]{1,40})?(?![\w-])",
    re.I,
)
_CLASS_PARTS = ("only", "isually", "creen", "invisible", "assistive")
# blocks alone: what is inline and hidden from screen readers is an icon or a large first letter
_INLINE = frozenset("a abbr b em i mark small span strong sub sup svg time u".split())
_FRAME = frozenset({"placeholder", "fallback"})
_FIELDS = frozenset({"input", "textarea"})
_MOST = 5000

_HIDING = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")
_BLOCKS = ("display:block", "display: block")
_BLOCK_STYLE = late_pattern(r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table|list-item)")
_SHOWING = late_pattern(r"display\s{0,3}:\s{0,3}(?!none|inherit)[a-z]")
_SIMPLE = late_pattern(r"(?:[a-z][a-z0-9]{0,15})?[.#][a-zA-Z_][\w-]{0,60}\Z")
# some pages carry the rules of the whole site
_MOST_CSS, _MOST_RULES, _MOST_NAMES = 300_000, 300, 30
_MOST_SELECTORS = 500


def find_styles(tree: LexborHTMLParser) -> Styles:
    """Return the `mem_id` of each element that is hidden, or a span shown as a block.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> source = '<p>Read <span class="sr-only">aloud</span> <b hidden>x</b> <i>this</i></p>'
    >>> len(find_styles(LexborHTMLParser(source)))
    2
    """
    found: dict[int, int] = {}
    sheets, nodes = [], []
    for node in find_elements(tree, _TELLING)[:_MOST]:
        if node.tag == "style":
            sheets.append(node.text())
        else:
            nodes.append(node)
    names = ruled_names(sheets)
    if names:
        nodes += find_elements(tree, [_condition(name) for name in names])[:_MOST]
    for node in nodes:
        style = _style_of(node, names)
        if style is not None:
            found[node.mem_id] = style
    return found


def _condition(name: str) -> Condition:
    """The elements that may bear a name: `.box`, `#box`, or `span.box`, whose tag counts later."""
    _, mark, word = re.split("([.#])", name, maxsplit=1)
    return (
        Condition.of_class(word) if mark == "." else Condition(attribute="id", way="=", value=word)
    )


def _style_of(node: LexborNode, ruled: Mapping[str, int]) -> int | None:
    attributes = node.attributes
    style, classes = (attributes.get("style") or "").lower(), attributes.get("class") or ""
    if (
        "hidden" in attributes
        or (style and _STYLE.search(style))
        or (classes and _is_hidden_class(classes))
        # what AMP shows until the frame around it has loaded, or if it cannot
        or (not _FRAME.isdisjoint(attributes) and node.tag not in _FIELDS)
    ):
        return HIDDEN
    tag = node.tag or ""
    if attributes.get("aria-hidden") == "true" and tag not in _INLINE:
        return HIDDEN
    if style and _BLOCK_STYLE.search(style):
        return BLOCK if tag == "span" else None
    if not ruled:
        return None
    own = (*(f".{word}" for word in classes.split()), f"#{attributes.get('id')}")
    rules = [ruled[name] for mark in own for name in (mark, tag + mark) if name in ruled]
    if HIDDEN in rules:
        return HIDDEN
    return BLOCK if rules and tag == "span" else None


def _is_hidden_class(classes: str) -> bool:
    lowered = classes.lower()
    return any(part in lowered for part in _CLASS_PARTS) and _CLASS.search(classes) is not None


def ruled_names(sheets: Sequence[str]) -> dict[str, int]:
    """Return what the page's style elements make of a class or an id: `HIDDEN` or `BLOCK`.

    Rules for some screens only (within `@media`) and names that another rule shows again, as
    scripts make it, do not count.

    >>> ruled_names([".a, .b p{display:none} #c{visibility:hidden} .a.on{display:block}"]) == {
    ...     "#c": HIDDEN}
    True
    """
    css = list(_within(sheets, _MOST_CSS))
    hidden = dict.fromkeys(
        name
        for text in css
        if "none" in text or "hidden" in text
        for name in _simple_names(text, _HIDING)
    )
    shown = "{".join(part for text in css for part in _shown_selectors(text)) if hidden else ""
    kept = (name for name in hidden if _bare(name) not in shown)
    names = dict.fromkeys(islice(kept, _MOST_NAMES), HIDDEN)
    blocks = (name for text in css if "block" in text for name in _simple_names(text, _BLOCKS))
    for name in islice(blocks, _MOST_NAMES):
        if name.startswith((".", "span")) and name not in names:
            names["span" + name.removeprefix("span")] = BLOCK
    return names


def _bare(selector: str) -> str:
    return selector[max(selector.find("."), selector.find("#")) :]


def _within(sheets: Sequence[str], most: int) -> Iterator[str]:
    for sheet in sheets:
        most -= len(sheet)
        if most < 0:
            break
        yield sheet


def _simple_names(css: str, declarations: Sequence[str]) -> Iterator[str]:
    """The selectors of one class or id, of the rules outside of at-rules that declare this."""
    done = depth = 0
    held = [word for word in declarations if word in css]  # most sheets of a page hold none
    places = sorted(place for word in held for place in _places(css, word))
    for place in places[:_MOST_RULES]:
        opening = css.rfind("{", done, place)
        if opening < 0:
            continue
        depth += css.count("{", done, opening) - css.count("}", done, opening)
        if depth == 0:
            start = max(css.rfind(mark, done, opening) for mark in "};/") + 1
            selectors = css[start or done : opening][-_MOST_SELECTORS:].split(",")
            yield from filter(_SIMPLE.match, (selector.strip() for selector in selectors))
        done, depth = opening + 1, depth + 1


def _shown_selectors(css: str) -> Iterator[str]:
    """The selectors of rules that show what they are for, as they do once a script has run.

    What stands before a rule within another, as within `@media`, is given with it.
    """
    done = tried = 0
    last = css.rfind("}")
    for found in _SHOWING.finditer(css):
        place = found.start()
        opening = css.rfind("{", tried, place)
        tried = place
        if opening < 0 or place > last:  # told with the one before, or never closed
            continue
        closing = css.rfind("}", done, place)
        if closing < opening:
            yield css[max(done, closing + 1) : opening]
        done = max(opening, closing)


def _places(css: str, word: str) -> Iterator[int]:
    at = -1
    for _ in range(_MOST_RULES):
        at = css.find(word, at + 1)
        if at < 0:
            return
        yield at
