"""What the DOM knows of each block: its tag, and the elements that enclose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.labeller.spans import group_sums, prefix, share

if TYPE_CHECKING:
    from newsclean.page.block import Block, Element

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
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a page as arrays; the root is its own parent."""

    parents: Array
    firsts: Array
    ends: Array
    kinds: Array
    flags: Array
    depths: Array
    of_block: Array


def read_tree(blocks: tuple[Block, ...], elements: tuple[Element, ...], kinds: Array) -> Tree:
    """Turn the elements into arrays; `kinds` is the distinct name of each."""
    above, tags, _, hidden, firsts, ends = zip(*elements, strict=True)
    parents = np.maximum(np.array(above), 0)
    flags = [_FLAGS.get(tag, 0) for tag in tags]
    steps = np.ones(len(parents), dtype=np.int64)
    steps[0] = 0
    return Tree(
        parents=parents,
        firsts=np.array(firsts),
        ends=np.array(ends),
        kinds=kinds,
        flags=along_path(parents, np.array(flags) | np.where(hidden, _HIDDEN, 0), np.bitwise_or),
        depths=along_path(parents, steps, np.add),
        of_block=np.array([b.element for b in blocks]),
    )


def along_path(parents: Array, own: Array, combine: np.ufunc) -> Array:
    """Combine the values of each element and all that enclose it, by pointer doubling.

    `combine` must not mind that the root, its own parent, counts more than once: its value for
    `np.add` has to be 0.

    >>> along_path(np.array([0, 0, 1]), np.array([0, 1, 1]), np.add).tolist()
    [0, 1, 2]
    """
    values, above = own, parents
    while above.any():
        values = combine(values, values[above])
        above = above[above]
    result: Array = combine(values, values[0]) if combine is not np.add else values
    return result


def tag_codes(blocks: tuple[Block, ...]) -> Array:
    """Give the number of each block's tag, as in the column `tag`."""
    last = len(_TAGS)
    return np.array([_TAG_CODES.get(b.tag, last) for b in blocks], dtype=np.float32)


def path_columns(tree: Tree, own: Columns) -> Columns:
    """Give the columns that come from the enclosing elements."""
    flags = tree.flags[tree.of_block]
    columns: Columns = {f"in_{name}": (flags & bit) > 0 for name, bit in _MARKS.items()}
    depths = tree.depths[tree.of_block]
    columns["depth"] = depths
    columns |= _containers(tree, own)
    columns |= _style(tree, own)
    return columns


def _containers(tree: Tree, own: Columns) -> Columns:
    chars, prose = prefix(own["chars"]), prefix(own["prose"])
    links = prefix(own["chars"] * own["link"])
    first, end = tree.firsts, tree.ends
    sums = {
        "chars": chars[end] - chars[first],
        "prose": prose[end] - prose[first],
        "links": links[end] - links[first],
        "blocks": end - first,
    }
    columns: Columns = {}
    places = np.arange(len(tree.of_block))
    element = tree.of_block
    for level in range(1, _LEVELS + 1):
        element = tree.parents[element]
        columns |= _aggregates(sums, prose[-1], element, f"^{level}")
        columns[f"place^{level}"] = share(places - first[element], sums["blocks"][element])
    top = _top(tree, own)
    columns |= _top_columns(tree, top, places)
    meeting = np.full(len(places), top)
    columns |= _aggregates(sums, prose[-1], meeting, "^top")
    return columns


def _aggregates(sums: Columns, prose: float, element: Array, name: str) -> Columns:
    chars = sums["chars"][element]
    return {
        f"prose{name}": share(sums["prose"][element], chars),
        f"mass{name}": share(sums["prose"][element], prose),
        f"link{name}": share(sums["links"][element], chars),
        f"blocks{name}": sums["blocks"][element],
    }


def _top(tree: Tree, own: Columns) -> int:
    """Give the element that holds most prose near by: the parent's whole, half the grandparent's.

    The scoring of Arc90's readability, without its words.
    """
    number = len(tree.parents)
    parent = tree.parents[tree.of_block]
    scores = np.bincount(parent, weights=own["prose"], minlength=number)
    scores = scores + 0.5 * np.bincount(
        tree.parents[parent], weights=own["prose"], minlength=number
    )
    return int(scores.argmax())


def _top_columns(tree: Tree, top: int, places: Array) -> Columns:
    first, end = int(tree.firsts[top]), int(tree.ends[top])
    above = int(tree.parents[top])
    wide_first, wide_end = int(tree.firsts[above]), int(tree.ends[above])
    element = tree.of_block
    return {
        "before_top": places - first,
        "after_top": places - end,
        "in_top": (places >= first) & (places < end),
        "in_wide_top": (places >= wide_first) & (places < wide_end),
        "depth_in_top": tree.depths[element] - tree.depths[top],
        "child_of_top": tree.parents[element] == top,
    }


def _style(tree: Tree, own: Columns) -> Columns:
    """How much of what is marked up alike, on the whole page, is prose."""
    kinds = tree.kinds[tree.of_block]
    parents = tree.kinds[tree.parents[tree.of_block]]
    most = int(tree.kinds.max()) + 1
    pairs = np.unique(kinds * most + parents, return_inverse=True)[1]
    columns: Columns = {}
    whole = own["prose"].sum()
    for name, keys in (("style", kinds), ("styles", pairs)):
        chars, prose = group_sums(keys, own["chars"], own["prose"])
        columns[f"prose:{name}"] = share(prose, chars)
        columns[f"mass:{name}"] = share(prose, whole)
        columns[f"count:{name}"] = np.bincount(keys)[keys]
    return columns
