"""HTML to blocks: one walk over the Lexbor tree, which is never changed.

Reading by `first_child` and `next` with tag ids is the cheapest way to see every node once; see
docs/decisions/0002-one-walk.md.
"""

from __future__ import annotations

from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from newsclean.inner import KINDS, Full, Means
from newsclean.page.block import Block, Element
from newsclean.page.bounds import MAX_BLOCKS
from newsclean.page.breaks import paragraph_starts
from newsclean.page.nodes import make_walk
from newsclean.page.tags import tag_kinds, tag_names
from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCK, HIDDEN = KINDS.index("block"), KINDS.index("skip")
"""What a page's styles make of an element, whatever its tag: a block, or nothing at all."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINK_MARKS = frozenset("#¶§∞🔗")
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

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> tree = LexborHTMLParser("<p>One<br><br>two <b>three</b><p>four")
    >>> [block.text for block in read_html(tree).blocks]
    ['One', 'two three', 'four']
    """
    root = tree.body or tree.root
    return read_node(root, styles) if root is not None else Reading((), (), {})


def read_node(node: LexborNode, styles: Mapping[int, int] = _NO_STYLES) -> Reading:
    """Read the blocks of one element; see `read_html`."""
    walk, is_cut = make_walk(_means(), dict(styles)), False
    try:
        walk.run(node)
    except Full:
        walk.stop()
        is_cut = True
    elements = tuple(map(_make_element, walk.records))
    blocks = [_unmarked(b) if b.link_chars == 1 else b for b in walk.blocks]
    return Reading(tuple(blocks), elements, walk.ids, tuple(walk.passed), is_cut)


def _unmarked(block: Block) -> Block:
    """Return a heading without the mark that links to it."""
    if block.tag not in _HEADINGS or block.text[-1] not in _LINK_MARKS or len(block.text) < 2:
        return block
    return block._replace(text=block.text[:-1].rstrip(), link_chars=0)


@cache
def _means() -> Means:
    return Means(tag_kinds(), tag_names(), normalise, paragraph_starts, _make_block, MAX_BLOCKS)


# past the constructors of the named tuples, which are Python and cost a tenth of the walk
_make_block = partial(tuple.__new__, Block)
_make_element = partial(tuple.__new__, Element)
