"""What the DOM knows of each block: its tag, and the elements that enclose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.models import Grouping, group
from newsclean.roles.features.spans import group_sums, prefix, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.page import Block, Element
    from newsclean.roles.features.keys import NameKeys

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
    """The elements of a page as arrays; the root is its own parent.

    `jumps` leads from each element 1, 2, 4, ... levels up, until all are at the root.
    """

    parents: Array
    jumps: tuple[Array, ...]
    firsts: Array
    ends: Array
    kinds: Array
    flags: Array
    depths: Array
    of_block: Array


def read_tree(blocks: tuple[Block, ...], elements: tuple[Element, ...], names: NameKeys) -> Tree:
    """Turn the elements into arrays."""
    above, _, _, hidden, firsts, ends = zip(*elements, strict=True)
    parents = np.maximum(np.array(above), 0)
    kinds = names.kinds
    flags = np.array([_FLAGS.get(tag, 0) for tag in names.tags])[kinds]
    steps = np.ones(len(parents), dtype=np.int64)
    steps[0] = 0
    jumps = tuple(jumps_of(parents))
    return Tree(
        parents=parents,
        jumps=jumps,
        firsts=np.array(firsts),
        ends=np.array(ends),
        kinds=kinds,
        flags=along_path(jumps, flags | (np.array(hidden) * _HIDDEN), np.bitwise_or),
        depths=along_path(jumps, steps, np.add),
        of_block=np.array([b.element for b in blocks]),
    )


def jumps_of(parents: Array) -> Iterator[Array]:
    """Yield for each element the one 1, 2, 4, ... levels up, until all are at the root."""
    while parents.any():
        yield parents
        parents = parents[parents]


def along_path(jumps: Sequence[Array], own: Array, combine: np.ufunc) -> Array:
    """Combine the values of each element and all that enclose it, by pointer doubling.

    `own` may hold several rows of values; `jumps` are those of the tree. `combine` must not mind
    that the root, its own parent, counts more than once: its value for `np.add` has to be 0.

    >>> along_path((np.array([0, 0, 1]),), np.array([0, 1, 1]), np.add).tolist()
    [0, 1, 2]
    """
    values = own
    for above in jumps:
        values = combine(values, values.take(above, axis=-1))
    result: Array = combine(values, values[..., :1]) if combine is not np.add else values
    return result


def tag_codes(blocks: tuple[Block, ...]) -> Array:
    """Return the number of each block's tag, as in the column `tag`."""
    last = len(_TAGS)
    return np.array([_TAG_CODES.get(b.tag, last) for b in blocks], dtype=np.float32)


def groupings_of(tree: Tree) -> tuple[Grouping, Grouping]:
    """Group the blocks by the names of their element and its parent, and by that parent itself."""
    parents = tree.parents[tree.of_block]
    styles = tree.kinds[tree.of_block] * (int(tree.kinds.max()) + 1) + tree.kinds[parents]
    return group(styles), group(parents)


def path_columns(tree: Tree, styles: Grouping, own: Columns) -> Columns:
    """Return the columns that come from the enclosing elements."""
    flags = tree.flags[tree.of_block]
    columns: Columns = {f"in_{name}": (flags & bit) > 0 for name, bit in _MARKS.items()}
    depths = tree.depths[tree.of_block]
    columns["depth"] = depths
    columns |= _containers(tree, own)
    columns |= _style(tree, styles, own)
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
    places = np.arange(len(tree.of_block))
    top = _top(tree, own)
    levels = [tree.parents[tree.of_block]]
    for _ in range(1, _LEVELS):
        levels.append(tree.parents[levels[-1]])
    columns = _top_columns(tree, top, places)
    inside = places - first[levels]
    for level, row in enumerate(share(inside, sums["blocks"][levels]), start=1):
        columns[f"place^{level}"] = row
    levels.append(np.full(len(places), top))
    return columns | _aggregates(sums, prose[-1], np.stack(levels))


def _aggregates(sums: Columns, prose: float, elements: Array) -> Columns:
    """Return what the elements hold, a row of `elements` a level; the last is the top's."""
    chars = np.maximum(sums["chars"][elements], 1e-9)
    held = sums["prose"][elements]
    rows = {
        "prose": held / chars,
        "mass": share(held, prose),
        "link": sums["links"][elements] / chars,
        "blocks": sums["blocks"][elements],
    }
    names = [*map(str, range(1, _LEVELS + 1)), "top"]
    return {
        f"{name}^{level}": row
        for name, levels in rows.items()
        for level, row in zip(names, levels, strict=True)
    }


def _top(tree: Tree, own: Columns) -> int:
    """Return the element that holds most prose near by: the parent's whole, half the grandparent's.

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


def _style(tree: Tree, styles: Grouping, own: Columns) -> Columns:
    """How much of what is marked up alike, on the whole page, is prose."""
    kinds = tree.kinds[tree.of_block]
    columns: Columns = {}
    whole = own["prose"].sum()
    for name, keys in (("style", kinds), ("styles", styles.numbers)):
        chars, prose = group_sums(keys, own["chars"], own["prose"])
        columns[f"prose:{name}"] = share(prose, chars)
        columns[f"mass:{name}"] = share(prose, whole)
        columns[f"count:{name}"] = np.bincount(keys)[keys]
    return columns
