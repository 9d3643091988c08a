"""HTML to blocks: one walk over the Lexbor tree, which is never changed.

Reading by `first_child` and `next` with tag ids is the cheapest way to see every node once; see
docs/decisions/0002-one-walk.md.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.page.block import Block, Element
from newsclean.page.bounds import MAX_BLOCKS
from newsclean.text import normalise

# What a node is to the walk. Plain numbers: an enumeration's members cost a tenth of the walk.
_INLINE, _BLOCK, _SKIP, _BREAK, _LINK, _STRONG, _TEXT, _MEDIA = range(8)

_TAGS = {
    _BLOCK: (
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main "
        "menu nav ol p pre search section summary table tbody td tfoot th thead tr ul"
    ),
    # never shown as text, or controls and not prose
    _SKIP: (
        "script style noscript template svg math canvas map select option datalist button "
        "textarea head title meta link input"
    ),
    _MEDIA: "img iframe embed video audio",
    _BREAK: "br",
    _LINK: "a",
    _STRONG: "b strong em i",
}
# a table row whose cells are all this short is data, and reads as one line
_CELL_CHARS = 300
_NAMES_CHARS = 300
# attributes beside the class that say what an element is
_TELLING = frozenset({"id", "role", "itemprop", "style", "hidden", "aria-hidden"})


class Reading(NamedTuple):
    """What the walk gives: the blocks, their elements, and the elements' places in the tree."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    element_ids: dict[int, int]
    """`LexborNode.mem_id` -> index in `elements`."""
    is_cut: bool = False
    """The page has more than `MAX_BLOCKS` blocks."""


class _Full(Exception):
    """The walk has as many blocks as a page may have."""


def read_html(tree: LexborHTMLParser) -> Reading:
    """Read the blocks of a parsed page in document order.

    >>> tree = LexborHTMLParser("<p>One<br><br>two <b>three</b><p>four")
    >>> [block.text for block in read_html(tree).blocks]
    ['One', 'two three', 'four']
    """
    walk = _Walk()
    root = tree.body or tree.root
    if root is None:
        return walk.reading()
    try:
        walk.run(root)
    except _Full:
        walk.stop()
        return walk.reading()._replace(is_cut=True)
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
    """The state of one walk: the open element, and the inline text gathered for the next block.

    The loop calls a method only where there is something to do: calls cost half of a walk.
    """

    def __init__(self) -> None:
        self.tag_names = _tag_names()
        self.blocks: list[Block] = []
        # the fields of each Element; the last is set when it closes
        self.records: list[list[Any]] = []
        self.ids: dict[int, int] = {}
        self.element = -1
        self.parts: list[str] = []
        self.link_chars = self.strong_chars = 0
        self.link_depth = self.strong_depth = 0
        self.broken = False
        self.links = self.media = 0

    def run(self, root: LexborNode) -> None:  # noqa: C901, PLR0912 - parted, it takes a sixth longer
        kind_of, records, parts = _tag_kinds().get, self.records, self.parts
        stack: list[tuple[LexborNode, int, int]] = []
        self.open(root)
        node = root.first_child
        while node is not None or stack:
            if node is None:
                above, kind, opened = stack.pop()
                if kind != _BLOCK and parts and len(records) > opened:
                    self.flush()  # a block inside an inline element parts the text around it
                if kind != _INLINE:
                    self.leave(kind)
                node = above.next
                continue
            kind = kind_of(node.tag_id, _INLINE)
            if kind == _TEXT:
                text = node.text_content
                if text and not text.isspace():
                    self.add_text(text)
                elif parts:
                    parts.append(" ")
            elif kind == _MEDIA:
                self.media += 1
            elif kind != _SKIP:
                if kind == _BLOCK:
                    self.open(node)
                elif kind != _INLINE:
                    self.enter(kind)
                below = node.first_child
                if below is not None:
                    stack.append((node, kind, len(records)))
                    node = below
                    continue
                if kind != _INLINE:
                    self.leave(kind)
            node = node.next
        self.close()

    def stop(self) -> None:
        """Close what is open."""
        self.parts.clear()
        while self.element >= 0:
            self.close()

    def add_text(self, text: str) -> None:
        self.broken = False
        self.parts.append(text)
        if self.link_depth:
            self.link_chars += len(text.strip())
        if self.strong_depth:
            self.strong_chars += len(text.strip())

    def enter(self, kind: int) -> None:
        if kind == _LINK:
            self.link_depth += 1
            self.links += 1
        elif kind == _STRONG:
            self.strong_depth += 1
        elif self.broken:  # the second <br> in a row parts paragraphs
            self.flush()
        else:
            self.broken = True
            self.parts.append(" ")

    def leave(self, kind: int) -> None:
        if kind == _BLOCK:
            self.close()
        elif kind == _LINK:
            self.link_depth -= 1
        elif kind == _STRONG:
            self.strong_depth -= 1

    def open(self, node: LexborNode) -> None:
        if self.parts:
            self.flush()
        attributes = node.attributes
        names, hidden = _describe(attributes) if attributes else ("", False)
        records = self.records
        self.ids[node.mem_id] = number = len(records)
        tag = self.tag_names[node.tag_id]
        records.append([self.element, tag, names, hidden, len(self.blocks), 0])
        self.element = number

    def close(self) -> None:
        if self.parts:
            self.flush()
        record = self.records[self.element]
        if record[1] == "tr":
            self.join_cells(record[4])
        record[5] = len(self.blocks)
        self.element = record[0]

    def flush(self) -> None:
        parts = self.parts
        self.broken = False
        text = normalise(parts[0] if len(parts) == 1 else "".join(parts))
        parts.clear()
        if text:
            links, strong = self.link_chars, self.strong_chars
            if links or strong:
                links, strong = min(links, len(text)), min(strong, len(text))
            blocks, element = self.blocks, self.element
            if len(blocks) >= MAX_BLOCKS:
                raise _Full
            tag = self.records[element][1]
            found = (len(blocks), text, tag, element, links, strong, tag == "li", 0, 0)
            blocks.append(_make_block((*found, self.links, self.media)))
            self.links = self.media = 0
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
        self.blocks.append(
            Block(
                first,
                text,
                "tr",
                self.element,
                links,
                strong,
                links=sum(b.links for b in cells),
                media=sum(b.media for b in cells),
            )
        )
        for record in self.records[self.element + 1 :]:
            # the cells end where the row ends, but own no block any more
            record[4] = record[5] = first

    def reading(self) -> Reading:
        elements = tuple(map(_make_element, self.records))
        return Reading(tuple(self.blocks), elements, self.ids)


# past the constructors of the named tuples, which are Python and cost a tenth of the walk
_make_block = partial(tuple.__new__, Block)
_make_element = partial(tuple.__new__, Element)


def _describe(attributes: dict[str, str | None]) -> tuple[str, bool]:
    """Class and id words, role and itemprop of an element, and whether it is marked hidden."""
    names = attributes.get("class") or ""
    if _TELLING.isdisjoint(attributes):
        return names[:_NAMES_CHARS].lower(), False
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
