"""One walk over the nodes of a page: its blocks, and the elements that hold them.

The nodes are selectolax's; `page.html` says which tags are what.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from selectolax.lexbor import LexborNode

KINDS = ("inline", "block", "skip", "break", "link", "strong", "text", "media", "unknown")
"""What a node is to the walk, by number."""
# plain numbers: an enumeration's members cost a tenth of the walk
_INLINE, _BLOCK, _SKIP, _BREAK, _LINK, _STRONG, _TEXT, _MEDIA, _UNKNOWN = range(9)
_INLINES = frozenset({_INLINE, _LINK, _STRONG, _TEXT})
# text this long in an element of the page's own is a paragraph
_PARAGRAPH_CHARS, _FEW_CHILDREN = 60, 10
# a table row whose cells are all this short is data, and reads as one line
_CELL_CHARS = 300
# and so long is a paragraph among them
_PROSE_CHARS = 100
_NAMES_CHARS = 300
# attributes beside the class that say what an element is
_TELLING = frozenset({"id", "role", "itemprop", "style", "hidden", "aria-hidden"})


class Means(NamedTuple):
    """What the walk needs to know of tags and texts, and what it makes."""

    kinds: dict[int, int]
    """Lexbor's number of a tag -> what its nodes are, as in `KINDS`."""
    names: Mapping[int, str]
    """The names of the block elements by the same numbers."""
    normalise: Callable[[str], str]
    paragraph_starts: Callable[[Sequence[str]], Sequence[bool]]
    make_block: Callable[[tuple[Any, ...]], Any]
    most: int
    """Blocks at most."""


class Full(Exception):
    """The walk has as many blocks as a page may have."""


class Walk:
    """The state of one walk: the open element, and the inline text gathered for the next block.

    The loop calls a method only where there is something to do: calls cost half of a walk.
    """

    def __init__(self, means: Means, styles: dict[int, int]) -> None:
        self.means = means
        self.kinds = means.kinds
        self.styles = styles
        self.passed: list[LexborNode] = []
        self.blocks: list[Any] = []
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
        """Walk over all below `root`; `Full` says that it ended early."""
        kinds, records, parts, styles = self.kinds, self.records, self.parts, self.styles
        stack: list[tuple[LexborNode, int, int]] = []
        self._open(root)
        node = root.first_child
        while node is not None or stack:
            if node is None:
                above, kind, opened = stack.pop()
                if kind != _BLOCK and parts and len(records) > opened:
                    self._flush()  # a block inside an inline element parts the text around it
                if kind != _INLINE:
                    self._leave(kind)
                node = above.next
                continue
            kind = kinds.get(node.tag_id, _UNKNOWN)
            if kind == _TEXT:
                text = node.text_content
                if text and not text.isspace():
                    self._add_text(text)
                elif parts:
                    parts.append(" ")
            elif kind == _MEDIA:
                self.media += 1
            elif kind != _SKIP:
                if styles and node.mem_id in styles:
                    kind = styles[node.mem_id]
                    if kind == _SKIP:
                        self.passed.append(node)
                        node = node.next
                        continue
                elif kind == _UNKNOWN:
                    kind = _INLINE
                    if "-" in (node.tag or ""):
                        kind = self._kind_of_own(node, stack[-1][1] if stack else _BLOCK)
                if kind == _BLOCK:
                    self._open(node)
                elif kind != _INLINE:
                    self._enter(kind)
                below = node.first_child
                if below is not None:
                    stack.append((node, kind, len(records)))
                    node = below
                    continue
                if kind != _INLINE:
                    self._leave(kind)
            node = node.next
        self._close()

    def stop(self) -> None:
        """Close what is open."""
        self.parts.clear()
        while self.element >= 0:
            self._close()

    def _add_text(self, text: str) -> None:
        self.broken = False
        self.parts.append(text)
        if self.link_depth:
            self.link_chars += len(text.strip())
        if self.strong_depth:
            self.strong_chars += len(text.strip())

    def _enter(self, kind: int) -> None:
        if kind == _LINK:
            self.link_depth += 1
            self.links += 1
        elif kind == _STRONG:
            self.strong_depth += 1
        elif self.broken:  # the second <br> in a row parts paragraphs
            self._flush()
        else:
            self.broken = True
            self.breaks.append((len(self.parts), self.link_chars, self.strong_chars))
            self.parts.append(" ")

    def _kind_of_own(self, node: LexborNode, within: int) -> int:
        """What an element of the page's own is: a block where only elements stand beside it.

        It has to hold much text itself, or to stand beside another of its kind.
        """
        beside = [_beside(node, "prev"), _beside(node, "next")]
        kinds = [self.kinds.get(near.tag_id, _BLOCK) if near else _BLOCK for near in beside]
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

    def _leave(self, kind: int) -> None:
        if kind == _BLOCK:
            self._close()
        elif kind == _LINK:
            self.link_depth -= 1
        elif kind == _STRONG:
            self.strong_depth -= 1

    def _open(self, node: LexborNode) -> None:
        attributes = node.attributes
        names, hidden = _describe(attributes) if attributes else ("", False)
        self._add_record(node.mem_id, node.tag_id, names, hidden)

    def _add_record(self, address: int, tag: int, names: str, hidden: bool) -> None:
        if self.parts:
            self._flush()
        records = self.records
        self.ids[address] = number = len(records)
        name = self.means.names[tag] or ("div" if records else "")
        records.append([self.element, name, names, hidden, len(self.blocks), 0])
        self.element = number

    def _close(self) -> None:
        if self.parts:
            self._flush()
        record = self.records[self.element]
        if record[1] == "tr":
            self._join_cells(record[4])
        record[5] = len(self.blocks)
        self.element = record[0]

    def _flush(self) -> None:
        parts = self.parts
        self.broken = False
        if self.breaks:
            self._flush_lines()
        else:
            self._add_block(parts[0] if len(parts) == 1 else "".join(parts))
        parts.clear()
        self.link_chars = self.strong_chars = 0

    def _flush_lines(self) -> None:
        """Part the text at those of its single breaks that part paragraphs."""
        ends = [*self.breaks, (len(self.parts), self.link_chars, self.strong_chars)]
        self.breaks = []
        firsts = [0, *(end for end, _, _ in ends)]
        lines = ["".join(self.parts[a:b]) for a, b in pairwise(firsts)]
        starts = [*self.means.paragraph_starts(lines), True]
        begun = links = strong = 0
        for number, ((_, all_links, all_strong), parted) in enumerate(
            zip(ends, starts, strict=True), start=1
        ):
            if parted:
                self.link_chars, self.strong_chars = all_links - links, all_strong - strong
                self._add_block("".join(lines[begun:number]))
                begun, links, strong = number, all_links, all_strong

    def _add_block(self, text: str) -> None:
        text = self.means.normalise(text)
        if text:
            links, strong = self.link_chars, self.strong_chars
            if links or strong:
                links, strong = min(links, len(text)), min(strong, len(text))
            blocks, element = self.blocks, self.element
            if len(blocks) >= self.means.most:
                raise Full
            tag = self.records[element][1]
            found = (len(blocks), text, tag, element, links, strong, tag == "li", 0, 0)
            blocks.append(self.means.make_block((*found, self.links, self.media)))
            self.links = self.media = 0

    def _join_cells(self, first: int) -> None:
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
        found = (first, text, "tr", self.element, links, strong, False, 0, 0)
        beside = (sum(b.links for b in cells), sum(b.media for b in cells))
        self.blocks.append(self.means.make_block((*found, *beside)))
        for record in self.records[self.element + 1 :]:
            # the cells end where the row ends, but own no block any more
            record[4] = record[5] = first


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
