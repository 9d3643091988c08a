"""Rules by name, applied to made-up probabilities, for their tests."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsclean.body.rules import ADJUST, TRIM, Draft, adjust, judge
from newsclean.page.page import Page


def adjusted(page: Page, name: str, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probabilities as the rules of one name change them."""
    rules = [rule for rule in ADJUST if rule.name == name]
    return adjust(page, probabilities, 0.5, rules)[0]


def taken(page: Page, names: Sequence[str], probability: float = 0.8) -> list[int]:
    """The blocks that rules of these names take from a body of all blocks."""
    blocks = tuple(range(len(page.blocks)))
    draft = Draft(blocks, np.full(len(blocks), probability), 0.5)
    found = [judge(page, rule, draft) for rule in TRIM if rule.name in names]
    return sorted({index for verdicts in found for index in verdicts})
