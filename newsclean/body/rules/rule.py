"""A rule: a hand-written judgement about which blocks belong to a body, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from numpy.typing import NDArray

if TYPE_CHECKING:
    from newsclean.capture import Kind
    from newsclean.page import Page

Array = NDArray[Any]

MOST = 0.15
"""Share of the words of which the labeller is sure that a rule may take at most. The cut at two
lines of furniture took 30 of 33 paragraphs of a story with a box of links in its middle."""


WHOLE = 1.0
"""The same of a rule about second stories, which may be longer than the page's own."""


class Draft(NamedTuple):
    """The body as it stands when a rule looks at it."""

    blocks: tuple[int, ...]
    """Indices of its blocks, ascending."""
    probabilities: Array
    """How likely each block of the page belongs to the story."""
    threshold: float
    """The probability from which on a block is kept."""
    title: frozenset[int] = frozenset()
    """The blocks of the page that only repeat its title."""


Apply = Callable[["Page", Draft], Mapping[int, str]]
"""Returns the blocks that a rule takes or adds, each with the reason."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, by the name that it has in docs/what-belongs-to-a-body.md."""

    name: str
    kinds: frozenset[Kind]
    """The kinds of capture that it serves."""
    apply: Apply
    probability: float = 0.0
    """What its blocks are likely at most; at least, if it is over a half. Of rules that adjust."""
    most: float = MOST
    """Share of the words of which the labeller is sure that it takes at most, or takes nothing."""
    serves_final: bool = False
    """Whether it looks at bodies that are final, too."""


class Verdict(NamedTuple):
    """Why a block was taken from a body, or added to it."""

    rule: str
    reason: str
