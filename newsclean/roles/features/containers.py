"""What the DOM knows of each block: its tag, and the elements that enclose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import CONTAINERS, OWN, STEPS
from newsclean.models import Grouping, group
from newsclean.roles.features.keys import NameKeys, name_keys
from newsclean.roles.features.loops import loops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.page import Block, Element

Array = NDArray[Any]
Columns = dict[str, Array]

# order gives the value of the column `tag`; what is not listed counts as the last
_TAGS = (
    "", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li", "td", "th", "tr", "blockquote",
    "figcaption", "caption", "pre", "dt", "dd", "section", "article", "body", "header", "footer",
    "address", "legend", "center", "summary", "form", "aside",
)  # fmt: skip
_TAG_CODES = {tag: code for code, tag in enumerate(_TAGS)}
# what an enclosing element says of all that is in it
_FLAGS = {
    "article": 1, "main": 2, "aside": 4, "footer": 8, "nav": 16, "header": 32, "figure": 64,
    "li": 128, "ul": 128, "ol": 128, "form": 256, "table": 512, "blockquote": 1024,
    "section": 2048, "menu": 16, "details": 4096,
}  # fmt: skip
_HIDDEN = 8192
_MARKS = {
    "article": 1, "main": 2, "aside": 4, "footer": 8, "nav": 16, "header": 32, "figure": 64,
    "list": 128, "form": 256, "table": 512, "blockquote": 1024, "details": 4096, "hidden": 8192,
}  # fmt: skip
_STYLE = ("prose", "mass", "count", "link", "closed", "words", "media")
"""What is told of blocks that are marked up alike; see `fill_style`."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a page as arrays; the root is its own parent.

    `flags` say what encloses an element, itself included; `kinds` are the numbers of its names.
    """

    parents: Array
    firsts: Array
    ends: Array
    kinds: Array
    flags: Array
    depths: Array
    of_block: Array


def read_tree(of_block: Sequence[int], elements: tuple[Element, ...]) -> tuple[Tree, NameKeys]:
    """Turn the elements and their names into arrays; `of_block` are the elements of the blocks."""
    distinct: dict[tuple[str, str], int] = {}
    rows = np.empty((5, len(elements)), dtype=np.int64)
    loops.read_elements(elements, distinct, rows)
    parents, kinds, hidden, firsts, ends = rows
    names = name_keys(distinct, kinds)
    flags = np.array([_FLAGS.get(tag, 0) for tag in names.tags], dtype=np.int64)[kinds]
    flags |= hidden * np.int64(_HIDDEN)
    depths = np.empty_like(parents)
    loops.descend(parents, flags, depths)
    tree = Tree(
        parents=parents,
        firsts=firsts,
        ends=ends,
        kinds=kinds,
        flags=flags,
        depths=depths,
        of_block=np.array(of_block, dtype=np.int64),
    )
    return tree, names


def tag_codes(tags: Sequence[str]) -> list[int]:
    """Return the number of each tag, as in the column `tag`."""
    last = len(_TAGS)
    return [_TAG_CODES.get(tag, last) for tag in tags]


def groupings_of(tree: Tree) -> tuple[Grouping, Grouping]:
    """Group the blocks by the names of their element and its parent, and by that parent itself."""
    parents = tree.parents[tree.of_block]
    styles = tree.kinds[tree.of_block] * (int(tree.kinds.max()) + 1) + tree.kinds[parents]
    return group(styles), group(parents)


def path_columns(tree: Tree, styles: Grouping, own: Array, sums: Array, fields: Block) -> Columns:
    """Return the columns that come from the enclosing elements, and the way between blocks.

    `own` are the rows of `OWN`, `sums` their `prefix_sums`, `fields` the blocks, field by field.
    """
    size = own.shape[1]
    flags = tree.flags[tree.of_block]
    columns: Columns = {f"in_{name}": (flags & bit) > 0 for name, bit in _MARKS.items()}
    inside = np.empty((len(CONTAINERS), size), dtype=np.float32)
    top = loops.find_top(own, tree.parents, tree.of_block, np.zeros((2, len(tree.parents))))
    arrays = (tree.parents, tree.firsts, tree.ends, tree.depths, tree.of_block)
    loops.fill_containers(sums, *arrays, top, inside)
    columns |= zip(CONTAINERS, inside, strict=True)
    steps = np.zeros((len(STEPS), size), dtype=np.float32)
    loops.fill_steps(tree.parents, tree.depths, tree.of_block, steps)
    columns |= zip(STEPS, steps, strict=True)
    media, links = np.array((fields.media, fields.links), dtype=np.float32)
    linked = own[OWN.index("link")] * own[OWN.index("chars")]
    columns |= {"media": media, "links": links, "link_size": linked / np.maximum(links, 1e-9)}
    kinds = group(tree.kinds[tree.of_block])
    columns |= zip((f"{n}:style" for n in _STYLE[:3]), _style(kinds, own, media), strict=False)
    columns |= zip((f"{n}:styles" for n in _STYLE), _style(styles, own, media), strict=True)
    return columns


def _style(same: Grouping, own: Array, media: Array) -> Array:
    rows = np.empty((len(_STYLE), own.shape[1]), dtype=np.float32)
    loops.fill_style(own, same.numbers, media, np.zeros((len(_STYLE), len(same.sizes))), rows)
    return rows
