"""How likely each block of a page belongs to its body: the learned model, and the rules on it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.body.rules import ADJUST, Verdict, adjust
from newsclean.labeller.features import observe
from newsclean.labeller.lists import even_lists
from newsclean.labeller.model import load_model
from newsclean.models import probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.body.rules import Rule
    from newsclean.labeller.model import Model
    from newsclean.page import Page

Array = NDArray[Any]

# where JSON-LD describes a dated article and the model is sure of the page, a doubtful block is
# a caption or a box, which newsrooms mark up as such and leave out of their stories
_NEWS_THRESHOLD, _SURE = 0.6, 0.95
# captured text of which the model is sure asks for an even chance: the lower threshold that F1
# asks for is for pages of doubts
_EVEN = 0.5


class Labelling(NamedTuple):
    """What model and rules say of a page: all that the rest knows of them.

    `probabilities` are those of its blocks, `threshold` is the one over which they are kept,
    `expected_f1` the F1 that the model expects of them. `votes` are the probabilities by each part
    of the model alone: if they differ the model is likelier wrong. `verdicts` name the blocks that
    a rule made likelier or less likely.
    """

    probabilities: Array
    threshold: float
    expected_f1: float
    votes: tuple[Array, ...] = ()
    verdicts: Mapping[int, Verdict] = MappingProxyType({})


def page_labelling(page: Page) -> Labelling:
    """Return the labelling of a page, computed once a page."""
    return page.cached(label_page)


def label_page(page: Page) -> Labelling:
    """Return the labelling of a page by the model that is shipped for its kind."""
    return label_by(load_model(page.kind), page)


def label_by(model: Model, page: Page, rules: Sequence[Rule] = ADJUST) -> Labelling:
    """Return the labelling of a page by any model, such as one that has not seen its site."""
    seen = page.cached(observe)
    if seen is None:
        return Labelling(np.zeros(0), 1.0, 0.0)
    votes = model.votes(seen)
    found = model.join(votes)
    if page.kind == "text":
        found = even_lists(seen.columns, found)
    threshold, expected = model.decide(seen, found)
    if expected >= _SURE:
        threshold = max(threshold, _least_where_sure(page))
    adjusted, verdicts = adjust(page, found, threshold, rules)
    # of what rules decide there is one voice
    alone = tuple(np.where(adjusted == found, probabilities(v), adjusted) for v in votes)
    return Labelling(adjusted, threshold, expected, alone, verdicts)


def _least_where_sure(page: Page) -> float:
    if page.metadata.is_dated:
        return _NEWS_THRESHOLD
    return _EVEN if page.kind == "text" else 0.0
