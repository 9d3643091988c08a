"""Roles: what a block is to a reader, and how likely it is each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]


class Role(Enum):
    """What a block of a news page is to a reader; the value is the letter that readings use."""

    HEADLINE = "T"
    KICKER = "K"
    STANDFIRST = "D"
    STORY = "S"
    SUBHEADING = "H"
    AUTHORS = "B"
    DATE = "W"
    AUTHORS_AND_DATE = "M"
    CAPTION = "C"
    PULL_QUOTE = "Q"
    EMBED = "E"
    SIGNATURE = "G"
    BIOGRAPHY = "A"
    PROMOTION = "P"
    TEASER = "R"
    OTHER_STORY = "O"
    COMMENT = "U"
    TAGS = "L"
    FURNITURE = "-"

    # that of Enum is a function of Python, and roles are asked for by tuples of them
    __hash__ = object.__hash__


ROLES: tuple[Role, ...] = tuple(Role)
"""All roles, in the order of the columns of `Roles.probabilities`."""

BODY: tuple[Role, ...] = (Role.STANDFIRST, Role.STORY, Role.SUBHEADING)
"""The roles that make up the body of a record."""

_COLUMN = {role: column for column, role in enumerate(ROLES)}


@dataclass(frozen=True, slots=True)
class Roles:
    """How likely each block of a page is to have each role.

    `probabilities` has a row for each block of the page and a column for each of `ROLES`, as 32-bit
    floats; each row sums to 1.
    """

    probabilities: Array
    _sums: dict[tuple[Role, ...], Array] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, *roles: Role) -> Array:
        """Return the probability of each block to have one of `roles`.

        >>> import numpy as np
        >>> table = np.zeros((1, len(ROLES)), dtype=np.float32)
        >>> table[0, [ROLES.index(Role.STORY), ROLES.index(Role.CAPTION)]] = 0.75, 0.25
        >>> Roles(table).of(*BODY).tolist()
        [0.75]
        """
        if roles not in self._sums:
            first, *others = (self.probabilities[:, _COLUMN[role]] for role in roles)
            total: Array = first.copy()
            for column in others:
                total += column
            total.flags.writeable = False  # a page's rules and fields ask for the same sums
            self._sums[roles] = total
        return self._sums[roles]

    def best(self) -> tuple[Role, ...]:
        """Return the likeliest role of each block."""
        return tuple(ROLES[column] for column in self.probabilities.argmax(axis=1))
