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
    along_path,
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
    Tables,
    least_scores,
    name_keys,
    sum_scores,
    text_keys,
)
from newsclean.roles.features.neighbours import around_columns
from newsclean.roles.features.shapes import shapes_of
from newsclean.roles.features.spans import prefix, share, shift, since, until, window
from newsclean.roles.features.steps import echo_columns, step_columns
from newsclean.roles.features.text import core_columns
from newsclean.roles.features.vocabulary import vocabulary_columns

if TYPE_CHECKING:
    from newsclean.models.groups import Grouping
    from newsclean.page.page import Page

Array = NDArray[Any]
Columns = dict[str, Array]

# the tables hold 8-bit integers: this many make one unit of log-odds
_UNIT = np.float32(31)


@dataclass(frozen=True, slots=True)
class Observation:
    """All that is seen of a page before anything learned comes in.

    `columns` are the features that need no table; `keys` and `names` say where in the tables the
    scores of its words, lines and class names stand. `groupings` are those over which the networks
    share. `tree` and `names` are `None` and `groupings` empty for text.
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


def learned_columns(seen: Observation, tables: Tables) -> Columns:
    """Give the columns that come from the learned tables."""
    keys = seen.keys
    number = len(keys.lines)
    scores = tables.words[keys.words] / _UNIT
    total = sum_scores(scores, keys.owners, number)
    columns: Columns = {
        "words_sum": total,
        "words_mean": share(total, seen.columns["words"]),
        "words_least": np.zeros(number),
        "head_score": tables.heads[keys.heads] / _UNIT,
        "pair_score": tables.heads[keys.pairs] / _UNIT,
        "tail_score": tables.tails[keys.tails] / _UNIT,
        "line_score": tables.lines[keys.lines] / _UNIT,
    }
    columns |= _near(columns, seen)
    if seen.names is not None and seen.tree is not None:
        columns |= _name_columns(seen.names, seen.tree, tables)
    return columns


def _near(scores: Columns, seen: Observation) -> Columns:
    """Learned scores of what stands before and after each block."""
    sums = prefix(scores["words_sum"])
    chars = prefix(seen.columns["chars"])
    columns: Columns = {}
    for width in (2, 6):
        for side, before, after in (("<", width, -1), (">", -1, width)):
            whole = window(chars, before, after)
            columns[f"score{side}{width}"] = share(window(sums, before, after), whole)
    short = np.minimum(scores["line_score"], scores["pair_score"])
    columns["line-1"] = shift(short, -1)
    columns["line+1"] = shift(short, 1)
    # a line that is hardly ever part of a story, once the story has begun, may be its end
    marks = (scores["line_score"] < -1.0) | (scores["pair_score"] < -1.5)
    columns["since_mark"] = since(marks)
    columns["until_mark"] = until(marks)
    good = np.maximum(scores["words_sum"], 0)
    sums = prefix(good)
    columns["good_before"] = share(sums[:-1], sums[-1])
    columns["good_after"] = share(sums[-1] - sums[1:], sums[-1])
    return columns


def _name_columns(names: NameKeys, tree: Tree, tables: Tables) -> Columns:
    word_scores = tables.names[names.words] / _UNIT
    phrase_scores = tables.phrases[names.phrases] / _UNIT
    total = sum_scores(word_scores, names.owners, names.number)
    whole = sum_scores(phrase_scores, names.phrase_owners, names.number)
    least = least_scores(word_scores, names.owners, names.number)
    least_phrase = least_scores(phrase_scores, names.phrase_owners, names.number)
    element = tree.of_block
    # the root, which every block has above it, says nothing
    own = np.stack((total, whole))[:, tree.kinds]
    own[:, 0] = 0.0
    worst = np.concatenate((own, np.minimum(least, least_phrase)[None, tree.kinds]))
    rows = {
        "own": own,
        "parent": own[:, tree.parents],
        "path": along_path(tree.jumps, own, np.add),
        "best": along_path(tree.jumps, own, np.maximum),
    }
    least_names = along_path(tree.jumps, worst, np.minimum)[:, element]
    columns: Columns = dict(
        zip(("name_worst", "phrase_worst", "name_least"), least_names, strict=True)
    )
    for place, pair in rows.items():
        columns[f"name_{place}"], columns[f"phrase_{place}"] = pair[:, element]
    return columns


def matrix(columns: Columns, names: tuple[str, ...]) -> Array:
    """Stack the named columns: an array of features by blocks, 32-bit floats."""
    rows = np.empty((len(names), len(columns[names[0]])), dtype=np.float32)
    for row, name in enumerate(names):
        rows[row] = columns[name]
    return rows
