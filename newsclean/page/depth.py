"""A guard before the parser: markup nested deeper than any page of prose.

Lexbor takes time quadratic in the depth of the tree (100,000 nested tags: 13 s). Browsers cap the
depth at 512; here the tags beyond a generous cap are dropped and their text is kept.
"""

from __future__ import annotations

import re

# what does not nest in itself: void elements, and those the next of their kind closes
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th tbody thead tfoot option optgroup body html head".split()
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})[^<>]{0,5000}>")
MAX_DEPTH = 1000
# fewer tags than this cannot cost more than half a second, however they nest
FEW_TAGS = 15_000


def limit_depth(html: str, max_depth: int = MAX_DEPTH) -> str:
    """Give `html` without the tags nested deeper than `max_depth`; usual pages unchanged.

    >>> limit_depth("<b><i><u>x</u></i></b>" * 5000, max_depth=2)[:19]
    '<b><i>x</i></b><b><'
    """
    if html.count("<") < FEW_TAGS:
        return html
    kept: list[str] = []
    depth = deepest = done = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _FLAT:
            continue
        closing = bool(tag[1])
        depth = max(0, depth - 1) if closing else depth + 1
        if depth + closing > max_depth:
            kept.append(html[done : tag.start()])
            done = tag.end()
            deepest += 1
    return "".join(kept) + html[done:] if deepest else html
