"""HTML to blocks: one walk over the Lexbor tree, which is never changed.

Reading by `first_child` and `next` with tag ids is the cheapest way to see every node once; see
docs/decisions/0002-one-walk.md.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.inner import KINDS, Full, Means, Walk
from newsclean.page.block import Block, Element
from newsclean.page.bounds import MAX_BLOCKS
from newsclean.page.breaks import paragraph_starts
from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

BLOCK, HIDDEN = KINDS.index("block"), KINDS.index("skip")
"""What a page's styles make of an element, whatever its tag: a block, or nothing at all."""

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
_NO_STYLES: Mapping[int, int] = MappingProxyType({})


class Reading(NamedTuple):
    """What the walk gives: the blocks, their elements, and the elements' places in the tree."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    element_ids: dict[int, int]
    """`LexborNode.mem_id` -> index in `elements`."""
    passed: tuple[LexborNode, ...] = ()
    """The elements passed over since they are hidden, those within them left out."""
    is_cut: bool = False
    """The page has more than `MAX_BLOCKS` blocks."""


def read_html(tree: LexborHTMLParser, styles: Mapping[int, int] = _NO_STYLES) -> Reading:
    """Read the blocks of a parsed page in document order.

    `styles` maps the `mem_id` of elements to what the page's styles make of them: `BLOCK` or
    `HIDDEN`.

    >>> tree = LexborHTMLParser("<p>One<br><br>two <b>three</b><p>four")
    >>> [block.text for block in read_html(tree).blocks]
    ['One', 'two three', 'four']
    """
    root = tree.body or tree.root
    return read_node(root, styles) if root is not None else Reading((), (), {})


def read_node(node: LexborNode, styles: Mapping[int, int] = _NO_STYLES) -> Reading:
    """Read the blocks of one element; see `read_html`."""
    walk, is_cut = Walk(_means(), dict(styles)), False
    try:
        walk.run(node)
    except Full:
        walk.stop()
        is_cut = True
    elements = tuple(map(_make_element, walk.records))
    return Reading(tuple(walk.blocks), elements, walk.ids, tuple(walk.passed), is_cut)


@cache
def _means() -> Means:
    return Means(_tag_kinds(), _tag_names(), normalise, paragraph_starts, _make_block, MAX_BLOCKS)


@cache
def _tag_kinds() -> dict[int, int]:
    """Lexbor numbers the tags it knows; the numbers are asked for, since releases may move them."""
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
def _tag_names() -> defaultdict[int, str]:
    """Names of the block elements by Lexbor's number; the root may be any other."""
    tree = LexborHTMLParser("")
    names = _TAGS["block"].split()
    return defaultdict(str, {tree.create_node(name).tag_id: name for name in names})


# past the constructors of the named tuples, which are Python and cost a tenth of the walk
_make_block = partial(tuple.__new__, Block)
_make_element = partial(tuple.__new__, Element)
