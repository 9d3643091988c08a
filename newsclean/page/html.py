"""HTML to blocks: one walk over the Lexbor tree, which is never changed.

Reading by `first_child` and `next` with tag ids is the cheapest way to see every node once; see
docs/decisions/0002-one-walk.md.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.page.block import Block, Element
from newsclean.page.bounds import MAX_BLOCKS
from newsclean.page.breaks import paragraph_starts
from newsclean.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a node is to the walk. Plain numbers: an enumeration's members cost a tenth of the walk.
_INLINE, _BLOCK, _SKIP, _BREAK, _LINK, _STRONG, _TEXT, _MEDIA, _UNKNOWN = range(9)
BLOCK, HIDDEN = _BLOCK, _SKIP
"""What a page's styles make of an element, whatever its tag: a block, or nothing at all."""

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
    # all others, known by name, since what is unknown may be an element of the page's own
    _INLINE: (
        "abbr acronym applet base basefont bdi bdo bgsound big blink cite code col colgroup data "
        "del dfn font frame frameset html image ins kbd label mark marquee meter nobr noembed "
        "noframes object output param picture plaintext progress q rb rp rt rtc ruby s samp slot "
        "small source span strike sub sup time track tt u var wbr xmp"
    ),
}
# text this long in an element of the page's own is a paragraph
_PARAGRAPH_CHARS, _FEW_CHILDREN = 60, 10
_INLINES = frozenset({_INLINE, _LINK, _STRONG, _TEXT})
# a table row whose cells are all this short is data, and reads as one line
_CELL_CHARS = 300
# and so long is a paragraph among them
_PROSE_CHARS = 100
_NAMES_CHARS = 300
# attributes beside the class that say what an element is
_TELLING = frozenset({"id", "role", "itemprop", "style", "hidden", "aria-hidden"})


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


class _Full(Exception):
    """The walk has as many blocks as a page may have."""


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
    walk = _Walk(styles)
    try:
        walk.run(node)
    except _Full:
        walk.stop()
        return walk.reading()._replace(is_cut=True)
    return walk.reading()


@cache
def _tag_kinds() -> dict[int, int]:
    """Lexbor numbers the tags it knows; the numbers are asked for, since releases may move them."""
    tree = LexborHTMLParser("<body>text<!---->")
    kinds: dict[int, int] = {}
    for kind, names in _TAGS.items():
        for name in names.split():
            kinds[tree.create_node(name).tag_id] = kind
    assert tree.body is not None
    text = tree.body.first_child
    assert text is not None
    kinds[text.tag_id] = _TEXT
    comment = text.next
    assert comment is not None
    kinds[comment.tag_id] = _INLINE
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

    def __init__(self, styles: Mapping[int, int]) -> None:
        self.styles = styles
        self.passed: list[LexborNode] = []
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
        # where single breaks stand: the number of parts, and of characters in links and in bold
        self.breaks: list[tuple[int, int, int]] = []
        self.links = self.media = 0

    def run(self, root: LexborNode) -> None:  # noqa: C901, PLR0912 - parted, it takes a sixth longer
        kind_of, records, parts = _tag_kinds().get, self.records, self.parts
        styles = self.styles
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
            kind = kind_of(node.tag_id, _UNKNOWN)
            if kind == _TEXT:
                text = node.text_content
                if text and not text.isspace():
                    self.add_text(text)
                elif parts:
                    parts.append(" ")
            elif kind == _MEDIA:
                self.media += 1
            elif kind != _SKIP:
                if styles and node.mem_id in styles:
                    kind = styles[node.mem_id]
                    if kind == HIDDEN:
                        self.passed.append(node)
                        node = node.next
                        continue
                elif kind == _UNKNOWN:
                    kind = _INLINE
                    if "-" in (node.tag or ""):
                        kind = self.kind_of_own(node, stack[-1][1] if stack else _BLOCK)
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
            self.breaks.append((len(self.parts), self.link_chars, self.strong_chars))
            self.parts.append(" ")

    def kind_of_own(self, node: LexborNode, within: int) -> int:
        """What an element of the page's own is: a block where only elements stand beside it.

        It has to hold much text itself, or to stand beside another of its kind.
        """
        beside = [_beside(node, "prev"), _beside(node, "next")]
        kinds = [_tag_kinds().get(near.tag_id, _BLOCK) if near else _BLOCK for near in beside]
        if within != _BLOCK or _TEXT in kinds:
            return _INLINE
        if _holds_text(node):
            return _BLOCK
        if not _INLINES.isdisjoint(kinds):
            return _INLINE
        if any(near is not None and near.tag == node.tag for near in beside):
            return _BLOCK
        if self.parts:
            self.parts.append(" ")
        return _INLINE

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
        tag = self.tag_names[node.tag_id] or ("div" if records else "")
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
        if self.breaks:
            self.flush_lines()
        else:
            self.add_block(parts[0] if len(parts) == 1 else "".join(parts))
        parts.clear()
        self.link_chars = self.strong_chars = 0

    def flush_lines(self) -> None:
        """Part the text at those of its single breaks that part paragraphs."""
        ends = [*self.breaks, (len(self.parts), self.link_chars, self.strong_chars)]
        self.breaks = []
        firsts = [0, *(end for end, _, _ in ends)]
        lines = ["".join(self.parts[a:b]) for a, b in pairwise(firsts)]
        starts = [*paragraph_starts(lines), True]
        begun = links = strong = 0
        for number, ((_, all_links, all_strong), parted) in enumerate(
            zip(ends, starts, strict=True), start=1
        ):
            if parted:
                self.link_chars, self.strong_chars = all_links - links, all_strong - strong
                self.add_block("".join(lines[begun:number]))
                begun, links, strong = number, all_links, all_strong

    def add_block(self, text: str) -> None:
        text = normalise(text)
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

    def join_cells(self, first: int) -> None:
        """Make one block of a data row; a row of layout cells keeps its blocks."""
        cells = self.blocks[first:]
        if len(cells) < 2 or any(
            b.tag not in {"td", "th"} or len(b.text) > _CELL_CHARS for b in cells
        ):
            return
        if len({b.element for b in cells}) < len(cells):
            return  # a cell of several paragraphs is layout
        rows = {self.records[b.element][0] for b in cells}
        if len(rows) > 1 and any(len(b.text) >= _PROSE_CHARS for b in cells):
            return  # and so is one that holds a table of several rows with a paragraph in it
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
        return Reading(tuple(self.blocks), elements, self.ids, tuple(self.passed))


# past the constructors of the named tuples, which are Python and cost a tenth of the walk
_make_block = partial(tuple.__new__, Block)
_make_element = partial(tuple.__new__, Element)


def _beside(node: LexborNode, way: str) -> LexborNode | None:
    """The nearest sibling that is neither white space nor a comment."""
    near: LexborNode | None = getattr(node, way)
    while near is not None and (
        near.is_comment_node or (near.is_text_node and (near.text_content or "").isspace())
    ):
        near = getattr(near, way)
    return near


def _holds_text(node: LexborNode) -> bool:
    """Whether a paragraph's text stands right in an element, or others of the page's own do."""
    child = node.first_child
    for _ in range(_FEW_CHILDREN):
        if child is None:
            break
        if child.is_text_node:
            if len((child.text_content or "").strip()) >= _PARAGRAPH_CHARS:
                return True
        elif "-" in (child.tag or "") and not child.is_comment_node:
            return True
        child = child.next
    return False


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
