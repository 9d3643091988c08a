"""What the page's head says of the story: words of its title and of its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.roles.features.buffer import buckets
from newsclean.roles.features.keys import WORD_BITS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from newsclean.roles.features.keys import Keys

Array = NDArray[Any]
Columns = dict[str, Array]

_TITLES = frozenset({"og:title", "twitter:title"})
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_LONGEST = 4000


def told_columns(said: tuple[Array, Array], keys: Keys) -> Columns:
    """Return how much of each block the title and the description hold, and how much it of them.

    `said` are the hashes of their words. A heading that is the title is no part of the body; a
    line that is the description is mostly the standfirst, which is.
    """
    number = len(keys.lines)
    count = np.bincount(keys.owners, minlength=number)
    columns: Columns = {}
    for name, hashes in zip(("title", "lead"), said, strict=True):
        table = np.zeros(1 << WORD_BITS, dtype=bool)
        table[buckets(hashes, WORD_BITS)] = True
        held = np.bincount(keys.owners, weights=table[keys.words], minlength=number)
        columns[f"in_{name}"] = held / np.maximum(count, 1e-9)
        columns[f"of_{name}"] = held / max(float(np.count_nonzero(table)), 1e-9)
    return columns


def head_texts(tree: LexborHTMLParser | None) -> tuple[str, str]:
    """Return the titles and the descriptions that the head of a page holds, each as one text.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> head_texts(LexborHTMLParser("<title>A</title><meta name=description content=B>"))
    ('A', 'B')
    """
    titles: list[str] = []
    descriptions: list[str] = []
    head = tree.head if tree is not None else None
    for node in head.css("title,meta[content]") if head is not None else ():
        attributes = node.attributes
        text = attributes.get("content")
        name = attributes.get("property") or attributes.get("name")
        if text is None:
            titles.append(node.text())
        elif name in _TITLES:
            titles.append(text)
        elif name in _DESCRIPTIONS:
            descriptions.append(text)
    return _one_line(titles), _one_line(descriptions)


def _one_line(texts: list[str]) -> str:
    return " ".join(" ".join(texts)[:_LONGEST].split())
