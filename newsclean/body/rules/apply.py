"""Rules applied to a page: none takes more than it may, and each block has its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.rules.rule import WHOLE, Draft, Verdict
from newsclean.boilerplate import block_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsclean.body.rules.rule import Rule
    from newsclean.page import Page

Array = NDArray[Any]

_SURE = 0.9
# so few words it may always take: a title, a signature above or below a short story
_FEW_WORDS = 40
# a rule that makes blocks likelier than that adds them
_ADDS = 0.5
"""From this probability on the labeller is sure that a block is story."""


def judge(page: Page, rule: Rule, draft: Draft) -> Mapping[int, str]:
    """Return the blocks that a rule takes or adds, each with the reason.

    Nothing if the rule is not for this kind of capture, or would take more than it may.
    """
    if page.kind not in rule.kinds or not draft.blocks:
        return {}
    found = rule.apply(page, draft)
    return found if _is_modest(page, rule, draft, found) else {}


def _is_modest(page: Page, rule: Rule, draft: Draft, found: Mapping[int, str]) -> bool:
    """Whether a rule takes no more than it may of the words that the labeller is sure of."""
    if not found or rule.probability > _ADDS or rule.most >= WHOLE:
        return True
    kept = np.array(draft.blocks)
    sure = block_words(page)[kept] * (draft.probabilities[kept] >= _SURE)
    taken = np.isin(kept, list(found))
    return bool(sure[taken].sum() <= max(rule.most * sure.sum(), _FEW_WORDS))


def adjust(
    page: Page, probabilities: Array, threshold: float, rules: Iterable[Rule]
) -> tuple[Array, dict[int, Verdict]]:
    """Return the probabilities of a page's blocks as rules change them, and why."""
    verdicts: dict[int, Verdict] = {}
    for rule in rules:
        kept = tuple((probabilities > threshold).nonzero()[0].tolist())
        found = judge(page, rule, Draft(kept, probabilities, threshold))
        if found:
            places, limit = list(found), np.maximum if rule.probability > _ADDS else np.minimum
            probabilities = probabilities.copy()
            probabilities[places] = limit(probabilities[places], rule.probability)
            verdicts |= {place: Verdict(rule.name, reason) for place, reason in found.items()}
    return probabilities, verdicts
