"""Pages with roles planted by hand, in place of the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsclean.roles import ROLES, Roles

if TYPE_CHECKING:
    from newsclean.page.page import Page

_COLUMNS = {role.value: column for column, role in enumerate(ROLES)}
_SURE = 0.9


def plant(page: Page, letters: str, sure: float = _SURE) -> Roles:
    """Return roles whose likeliest are these letters, one for each block.

    The rest of the probability is furniture's; of a block that is furniture, the story's.
    """
    assert len(letters) == len(page.blocks), [block.text for block in page.blocks]
    table = np.zeros((len(letters), len(ROLES)), dtype=np.float32)
    for row, letter in enumerate(letters):
        table[row, _COLUMNS[letter]] = sure
        table[row, _COLUMNS["S" if letter == "-" else "-"]] = 1 - sure
    return Roles(table)
