"""From a page to a matrix of features: one row a feature, one column a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.block import own_columns
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
    tag_codes,
)
from newsclean.roles.features.furniture import find_marks
from newsclean.roles.features.head import head_texts, told_columns
from newsclean.roles.features.keys import (
    Keys,
    NameKeys,
    name_keys,
    text_keys,
)
from newsclean.roles.features.neighbours import around_columns
from newsclean.roles.features.shapes import shapes_of
from newsclean.roles.features.spans import shift
from newsclean.roles.features.steps import echo_columns, step_columns
from newsclean.roles.features.text import core_columns
from newsclean.roles.features.vocabulary import vocabulary_columns

if TYPE_CHECKING:
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
    # the texts of the head go along with those of the blocks: every call on arrays costs
    whole = join([*(b.text for b in blocks), *head_texts(page.tree)])
    hasher = Hasher(lowered(whole))
    every = find_words(whole, hasher)
    buffer, words = leading(whole, number), leading_words(every, number)
    keys = text_keys(buffer, hasher, words)
    columns = own_columns(blocks, buffer, words)
    columns["tag"] = tag_codes(blocks)
    columns["bullet"] = np.array([b.bullet for b in blocks], dtype=np.float32)
    names = tree = None
    groupings: tuple[Grouping, ...] = ()
    if page.elements:
        names = name_keys(page.elements)
        tree = read_tree(blocks, page.elements, names)
        groupings = groupings_of(tree)
        columns |= path_columns(tree, groupings[0], columns)
        columns |= step_columns(blocks, tree, groupings[0], columns)
        columns |= echo_columns(keys, columns, columns["in_top"])
        columns |= told_columns(_of_head(every, number), keys)
        columns |= vocabulary_columns(names, tree)
    else:
        columns |= _layout(page)
    columns |= around_columns(columns, keys.line_hashes, few=tree is not None)
    if tree is None:
        columns |= core_columns(columns, keys, words, find_marks(buffer, words))
        groupings = shapes_of(columns)
    return Observation(columns, keys, names, tree, groupings)


def _of_head(words: Words, number: int) -> tuple[Array, Array]:
    """Hashes of the words of the title and of the description, the texts after the blocks."""
    first, last = np.searchsorted(words.owners, (number, number + 1))
    return words.hashes[first:last], words.hashes[last:]


def _layout(page: Page) -> Columns:
    number = len(page.blocks)
    gaps = np.array([b.gap for b in page.blocks], dtype=np.float32)
    indents = np.array([b.indent for b in page.blocks], dtype=np.float32)
    bullets = np.array([b.bullet for b in page.blocks], dtype=np.float32)
    return {
        "gap": gaps,
        "gap+1": shift(gaps, 1),
        "gap-1": shift(gaps, -1),
        "gaps": np.full(number, gaps.mean()),
        "indent": indents,
        "indent+1": shift(indents, 1),
        "indent-1": shift(indents, -1),
        "bullets": np.full(number, bullets.mean()),
        "bullet+1": shift(bullets, 1),
        "bullet-1": shift(bullets, -1),
    }


def matrix(columns: Columns, names: tuple[str, ...]) -> Array:
    """Stack the named columns: an array of features by blocks, 32-bit floats."""
    rows = np.empty((len(names), len(columns[names[0]])), dtype=np.float32)
    for row, name in enumerate(names):
        rows[row] = columns[name]
    return rows
