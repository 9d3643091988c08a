"""HTML to blocks: one walk over the Lexbor tree, which is never changed.

Reading by `first_child` and `next` with tag ids is the cheapest way to see every node once; see
docs/decisions/0002-one-walk.md.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.page.block import Block, Element
from newsclean.text import normalise

# What a node is to the walk. Plain numbers: an enumeration's members cost a tenth of the walk.
_INLINE, _BLOCK, _SKIP, _BREAK, _LINK, _STRONG, _TEXT = range(7)

_TAGS = {
    _BLOCK: (
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main "
        "menu nav ol p pre search section summary table tbody td tfoot th thead tr ul"
    ),
    # never shown as text, or controls and not prose
    _SKIP: (
        "script style noscript template svg math iframe embed video audio canvas map select "
        "option datalist button textarea head title meta link input"
    ),
    _BREAK: "br",
    _LINK: "a",
    _STRONG: "b strong em i",
}
# a table row whose cells are all this short is data, and reads as one line
_CELL_CHARS = 300
_NAMES_CHARS = 300


class Reading(NamedTuple):
    """What the walk gives: the blocks, their elements, and the elements' places in the tree."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    element_ids: dict[int, int]
    """`LexborNode.mem_id` -> index in `elements`."""


def read_html(tree: LexborHTMLParser) -> Reading:
    """Read the blocks of a parsed page in document order.

    >>> tree = LexborHTMLParser("<p>One<br><br>two <b>three</b><p>four")
    >>> [block.text for block in read_html(tree).blocks]
    ['One', 'two three', 'four']
    """
    walk = _Walk()
    root = tree.body or tree.root
    if root is not None:
        walk.run(root)
    return walk.reading()


@cache
def _tag_kinds() -> dict[int, int]:
    """Lexbor numbers the tags it knows; the numbers are asked for, since releases may move them."""
    tree = LexborHTMLParser("<body>text")
    kinds: dict[int, int] = {}
    for kind, names in _TAGS.items():
        for name in names.split():
            kinds[tree.create_node(name).tag_id] = kind
    assert tree.body is not None
    text = tree.body.first_child
    assert text is not None
    kinds[text.tag_id] = _TEXT
    return kinds


@cache
def _tag_names() -> defaultdict[int, str]:
    """Names of the block elements by Lexbor's number; the root may be any other."""
    tree = LexborHTMLParser("")
    names = _TAGS[_BLOCK].split()
    return defaultdict(str, {tree.create_node(name).tag_id: name for name in names})


class _Walk:
    """The state of one walk: the open element, and the inline text gathered for the next block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        # the columns of Element
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.names: list[str] = []
        self.hidden: list[bool] = []
        self.firsts: list[int] = []
        self.ends: list[int] = []
        self.ids: dict[int, int] = {}
        self.element = -1
        self.tag = ""
        self.parts: list[str] = []
        self.link_chars = self.strong_chars = 0
        self.link_depth = self.strong_depth = 0
        self.broken = False

    def run(self, root: LexborNode) -> None:
        kinds = _tag_kinds()
        stack: list[tuple[LexborNode, int, int]] = []
        self.enter(root, _BLOCK)
        node = root.first_child
        while node is not None or (node := self.climb(stack)) is not None:
            kind = kinds.get(node.tag_id, _INLINE)
            if kind == _TEXT:
                self.add_text(node.text_content or "")
            elif kind != _SKIP:
                if kind != _INLINE:
                    self.enter(node, kind)
                below = node.first_child
                if below is not None:
                    stack.append((node, kind, len(self.ends)))
                    node = below
                    continue
                if kind != _INLINE:
                    self.leave(kind)
            node = node.next

    def climb(self, stack: list[tuple[LexborNode, int, int]]) -> LexborNode | None:
        """Leave what is finished, up to the first element that another node follows."""
        while stack:
            above, kind, opened = stack.pop()
            if kind != _BLOCK and len(self.ends) > opened:
                self.flush()  # a block inside an inline element parts the text around it
            if kind != _INLINE:
                self.leave(kind)
            if (following := above.next) is not None:
                return following
        self.leave(_BLOCK)
        return None

    def add_text(self, text: str) -> None:
        if text.isspace():
            if self.parts:
                self.parts.append(" ")
            return
        self.broken = False
        self.parts.append(text)
        if self.link_depth:
            self.link_chars += len(text.strip())
        if self.strong_depth:
            self.strong_chars += len(text.strip())

    def enter(self, node: LexborNode, kind: int) -> None:
        if kind == _BLOCK:
            self.flush()
            self.open(node)
        elif kind == _LINK:
            self.link_depth += 1
        elif kind == _STRONG:
            self.strong_depth += 1
        elif self.broken:  # the second <br> in a row parts paragraphs
            self.flush()
        else:
            self.broken = True
            self.parts.append(" ")

    def leave(self, kind: int) -> None:
        if kind == _BLOCK:
            self.flush()
            self.close()
        elif kind == _LINK:
            self.link_depth -= 1
        elif kind == _STRONG:
            self.strong_depth -= 1

    def open(self, node: LexborNode) -> None:
        names, hidden = _describe(node.attributes)
        self.tag = _tag_names()[node.tag_id]
        self.parents.append(self.element)
        self.tags.append(self.tag)
        self.names.append(names)
        self.hidden.append(hidden)
        self.firsts.append(len(self.blocks))
        self.element = len(self.ends)
        self.ends.append(0)
        self.ids[node.mem_id] = self.element

    def close(self) -> None:
        if self.tag == "tr":
            self.join_cells(self.firsts[self.element])
        self.ends[self.element] = len(self.blocks)
        self.element = self.parents[self.element]
        self.tag = self.tags[self.element] if self.element >= 0 else ""

    def flush(self) -> None:
        self.broken = False
        if not self.parts:
            return
        text = normalise("".join(self.parts))
        if text:
            size = len(text)
            links, strong = min(self.link_chars, size), min(self.strong_chars, size)
            tag = self.tag
            index = len(self.blocks)
            self.blocks.append(Block(index, text, tag, self.element, links, strong, tag == "li"))
        self.parts.clear()
        self.link_chars = self.strong_chars = 0

    def join_cells(self, first: int) -> None:
        """Make one block of a data row; a row of layout cells keeps its blocks."""
        cells = self.blocks[first:]
        if len(cells) < 2 or any(
            b.tag not in {"td", "th"} or len(b.text) > _CELL_CHARS for b in cells
        ):
            return
        if len({b.element for b in cells}) < len(cells):
            return  # a cell of several paragraphs is layout
        del self.blocks[first:]
        text = " ".join(b.text for b in cells)
        links, strong = sum(b.link_chars for b in cells), sum(b.strong_chars for b in cells)
        self.blocks.append(Block(first, text, "tr", self.element, links, strong))
        for cell in range(self.element + 1, len(self.ends)):
            # the cells end where the row ends, but own no block any more
            self.firsts[cell] = self.ends[cell] = first

    def reading(self) -> Reading:
        columns = zip(
            self.parents, self.tags, self.names, self.hidden, self.firsts, self.ends, strict=True
        )
        return Reading(tuple(self.blocks), tuple(map(Element._make, columns)), self.ids)


def _describe(attributes: dict[str, str | None]) -> tuple[str, bool]:
    """Class and id words, role and itemprop of an element, and whether it is marked hidden."""
    if not attributes:
        return "", False
    names = attributes.get("class") or ""
    if "id" in attributes:
        names += f" {attributes['id']}"
    for key in ("role", "itemprop"):
        if key in attributes:
            names += f" {key}:{attributes[key]}"
    style = (attributes.get("style") or "").lower()
    hidden = (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("none" in style and "display:none" in style.replace(" ", ""))
    )
    return names[:_NAMES_CHARS].lower(), hidden
