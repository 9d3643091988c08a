"""From a page to a matrix of features: one row a feature, one column a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.inner import OWN
from newsclean.page import Block
from newsclean.roles.features.block import own_table, prefix_sums
from newsclean.roles.features.buffer import (
    Hasher,
    Words,
    find_words,
    join,
    leading,
    leading_words,
    lowered,
)
from newsclean.roles.features.containers import (
    Tree,
    groupings_of,
    path_columns,
    read_tree,
)
from newsclean.roles.features.echoes import echo_columns
from newsclean.roles.features.furniture import find_marks
from newsclean.roles.features.head import head_texts, told_columns
from newsclean.roles.features.keys import (
    Keys,
    NameKeys,
    text_keys,
)
from newsclean.roles.features.neighbours import around_columns
from newsclean.roles.features.shapes import shapes_of
from newsclean.roles.features.text import core_columns
from newsclean.roles.features.vocabulary import vocabulary_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.models import Grouping
    from newsclean.page import Page

Array = NDArray[Any]
Columns = dict[str, Array]


@dataclass(frozen=True, slots=True)
class Observation:
    """All that is seen of a page before anything learned comes in.

    `columns` are the features that are numbers; `keys` and `names` say where in the tables the
    vectors of its words, lines and class names stand. `groupings` are those over which the network
    shares: blocks marked up alike and children of one element, or lines of one shape. `tree` and
    `names` are `None` for text.
    """

    columns: Columns
    keys: Keys
    names: NameKeys | None
    tree: Tree | None
    groupings: tuple[Grouping, ...] = ()


def observe(page: Page) -> Observation | None:
    """Look at a page once; `None` for a page without blocks."""
    blocks = page.blocks
    if not blocks:
        return None
    number = len(blocks)
    fields: Any = Block._make(zip(*blocks, strict=True))  # field by field
    # the texts of the head go along with those of the blocks: every call on arrays costs
    whole = join([*page.texts, *head_texts(page.tree)])
    hasher = Hasher(lowered(whole))
    every = find_words(whole, hasher)
    buffer, words = leading(whole, number), leading_words(every, number)
    keys = text_keys(buffer, hasher, words)
    own = own_table(fields, buffer, words)
    sums = prefix_sums(own)
    columns: Columns = dict(zip(OWN, own, strict=True))
    columns |= around_columns(own, sums, keys.line_hashes, few=bool(page.elements))
    if not page.elements:
        columns |= _layout(fields)
        columns |= core_columns(own, columns["repeats"], keys, words, find_marks(buffer, words))
        return Observation(columns, keys, None, None, shapes_of(columns))
    tree, names = read_tree(fields.element, page.elements)
    groupings = groupings_of(tree)
    columns |= path_columns(tree, groupings[0], own, sums, fields)
    columns |= echo_columns(keys, own, columns["in_top"])
    columns |= told_columns(_of_head(every, number), keys)
    columns |= vocabulary_columns(names, tree)
    return Observation(columns, keys, names, tree, groupings)


def _of_head(words: Words, number: int) -> tuple[Array, Array]:
    """Hashes of the words of the title and of the description, the texts after the blocks."""
    first, last = np.searchsorted(words.owners, (number, number + 1))
    return words.hashes[first:last], words.hashes[last:]


def _layout(fields: Block) -> Columns:
    """What only captured text has, with that of the lines before and after."""
    columns: Columns = {}
    for name in ("gap", "indent", "bullet"):
        values = np.array(getattr(fields, name), dtype=np.float32)
        columns[name] = values
        columns[f"{name}+1"] = np.append(values[1:], np.float32(0))
        columns[f"{name}-1"] = np.append(np.float32(0), values[:-1])
        if name != "indent":
            columns[f"{name}s"] = np.full(len(values), values.mean())
    return columns


def matrix(columns: Mapping[str, Any], names: Sequence[str]) -> Array:
    """Stack the named columns: an array of features by blocks, 32-bit floats.

    A number stands for a column of it; the first of all columns is none, or all are numbers.
    """
    rows = np.empty((len(names), np.size(next(iter(columns.values())))), dtype=np.float32)
    for row, name in enumerate(names):
        rows[row] = columns[name]
    return rows
