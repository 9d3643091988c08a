"""How likely each block of a page belongs to its body: by its role, and by the rules on that."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.body.rules import ADJUST, PROFILE, Verdict, adjust
from newsclean.body.site import page_recurring, view_of_site
from newsclean.body.threshold import choose_threshold
from newsclean.boilerplate import block_words
from newsclean.roles import BODY, page_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsclean.body.rules import Rule
    from newsclean.page import Page
    from newsclean.roles import Roles

Array = NDArray[Any]


class Labelling(NamedTuple):
    """What model and rules say of a page: all that the rest knows of them.

    `probabilities` are those of its blocks to be standfirst, story or subheading, `threshold` is
    the one over which they are kept, `expected_f1` the F1 that the model expects of them.
    `verdicts` name the blocks that a rule made likelier or less likely.
    """

    probabilities: Array
    threshold: float
    expected_f1: float
    verdicts: Mapping[int, Verdict] = MappingProxyType({})


# what is less likely a part of the story is none for all that a stale rule says: with rules of
# ftr-site-config as they are the bodies of 165 pages had .892/.188 (F1/exact), so pruned .955/.406
_UNLIKELY = 0.1
_SAME = 1e-4


def pruned(page: Page, blocks: Iterable[int]) -> tuple[int, ...]:
    """Return those of some blocks that may be a part of the story at all."""
    chances = page_labelling(page).probabilities
    return tuple(i for i in blocks if chances[i] >= _UNLIKELY)


def page_labelling(page: Page) -> Labelling:
    """Return the labelling of a page, computed once a page."""
    return page.cached(label_page)


def label_page(page: Page) -> Labelling:
    """Return the labelling of a page by the model that is shipped for its kind."""
    return label_by(page_roles(page), page)


def _still_kept(page: Page, before: Array, found: Array, threshold: float) -> Array:
    """Return the probabilities of blocks, of none that a profile only passes over too low to keep.

    A page of which the profile makes the model surer asks for a higher threshold.
    """
    kept = before > choose_threshold(before, block_words(page) + 1.0).value
    passed = kept & (found >= before - _SAME)
    return np.where(passed, np.maximum(found, threshold + _SAME), found)


def label_by(roles: Roles, page: Page, rules: Sequence[Rule] = ADJUST) -> Labelling:
    """Return the labelling that the roles of a page's blocks come to."""
    if not page.blocks:
        return Labelling(np.zeros(0), 1.0, 0.0)
    found = roles.of(*BODY)
    learned = page.profile.learned if page.profile is not None else ()
    view = view_of_site(page_recurring(page), found, learned) if learned else None
    before, found = found, found if view is None else view.probabilities
    threshold, expected = choose_threshold(found, block_words(page) + 1.0)
    if view is not None:
        found = _still_kept(page, before, found, threshold)
    adjusted, verdicts = adjust(page, found, threshold, rules)
    if view is not None:
        moved = ((before > threshold) != (found > threshold)).nonzero()[0].tolist()
        verdicts = {
            i: Verdict(PROFILE, view.reason(i)) for i in moved if i in view.strongest
        } | verdicts
    return Labelling(adjusted, threshold, expected, verdicts)
