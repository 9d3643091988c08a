"""Blocks and elements: the one form that HTML and captured text are brought into."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """A run of text that a reader sees as one unit.

    One line of captured text, or the inline text of one block element. What only the DOM knows
    has a neutral value in captured text: `tag` is empty, `element` -1, `link_chars`,
    `strong_chars`, `links` and `media` 0. What only captured text knows has one in HTML: `gap`
    and `indent` are 0.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which no block needs
    """Position in `Page.blocks`."""
    text: str
    """NFC, white space normalised, without a list bullet; never empty."""
    tag: str = ""
    """Name of the innermost block element (`p`, `h2`, `li`, `tr`, ...)."""
    element: int = -1
    """Index of that element in `Page.elements`."""
    link_chars: int = 0
    """Characters of `text` inside links."""
    strong_chars: int = 0
    """Characters of `text` inside `b`, `strong`, `em` or `i`."""
    bullet: bool = False
    """The line began with a list bullet, or the block is a list item."""
    gap: int = 0
    """Blank lines before the line."""
    indent: int = 0
    """Columns of white space before the line."""
    links: int = 0
    """Links opened since the block before."""
    media: int = 0
    """Images, players and frames since the block before, those in the block included."""


class Element(NamedTuple):
    """A block element of the DOM; its blocks are `Page.blocks[first:end]`."""

    parent: int
    """Index of the nearest enclosing block element in `Page.elements`, -1 for the root."""
    tag: str
    names: str
    """Class and id words, and `role`, `itemprop` as `role:x`, `itemprop:x`, in lower case."""
    hidden: bool
    """Marked by an attribute as not shown (`hidden`, `aria-hidden`, `display:none`)."""
    first: int
    end: int
