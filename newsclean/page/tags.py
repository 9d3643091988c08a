"""What each HTML element is to the walk over a page, by Lexbor's number of its tag."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from newsclean.inner import KINDS

_TAGS = {
    "block": (
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main "
        "menu nav ol p pre search section summary table tbody td tfoot th thead tr ul"
    ),
    # never shown as text, or controls and not prose
    "skip": (
        "script style noscript template svg math canvas map select option datalist button "
        "textarea head title meta link input"
    ),
    "media": "img iframe embed video audio",
    "break": "br",
    "link": "a",
    "strong": "b strong em i",
    # all others, known by name, since what is unknown may be an element of the page's own
    "inline": (
        "abbr acronym applet base basefont bdi bdo bgsound big blink cite code col colgroup data "
        "del dfn font frame frameset html image ins kbd label mark marquee meter nobr noembed "
        "noframes object output param picture plaintext progress q rb rp rt rtc ruby s samp slot "
        "small source span strike sub sup time track tt u var wbr xmp"
    ),
}


@cache
def tag_kinds() -> dict[int, int]:
    """Return what nodes are, as in `KINDS`, by number.

    Lexbor numbers the tags it knows; the numbers are asked for, since releases may move them.
    """
    tree = LexborHTMLParser("<body>text<!---->")
    kinds: dict[int, int] = {}
    for kind, names in _TAGS.items():
        for name in names.split():
            kinds[tree.create_node(name).tag_id] = KINDS.index(kind)
    assert tree.body is not None
    text = tree.body.first_child
    assert text is not None
    kinds[text.tag_id] = KINDS.index("text")
    comment = text.next
    assert comment is not None
    kinds[comment.tag_id] = KINDS.index("inline")
    return kinds


@cache
def tag_names() -> defaultdict[int, str]:
    """Return the names of the block elements by number; the root of a walk may be any other."""
    tree = LexborHTMLParser("")
    names = _TAGS["block"].split()
    return defaultdict(str, {tree.create_node(name).tag_id: name for name in names})
