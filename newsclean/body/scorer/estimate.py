"""The scorer: the predicted F1 of each candidate's body, without a reference.

A learned model reads the features of `newsclean.body.scorer.features` and predicts the F1 of any
body. What challenges the labeller's own body is worth its prediction less the margin below which
such gains did not come true on pages of other sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.body.scorer.bodies import lay, strange_share
from newsclean.body.scorer.features import body_columns
from newsclean.body.scorer.model import load_scorer
from newsclean.body.scorer.whole import page_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.body.scorer.bodies import Bodies
    from newsclean.page import Page

Array = NDArray[Any]
Moved = tuple[tuple[str, float], ...]

# text that the page does not show, as of a script: hardly trusted
_UNSEEN = 0.3
_MOST_MOVED = 5
# words of the shortest bodies that the models were fitted on
_FEW_WORDS = 40.0
# a menu of three lines looks like a short story to all models: less likely one than not
_UNKNOWN = 0.4
# of scripts in which no page was read nobody knows how well the roles are told: below the limit
# under which docs/scorer.md drops a record, above the one under which costly extractors run
_STRANGE = 0.55


class Estimate(NamedTuple):
    """The predicted F1 of one candidate's body (0..1) and what it was made of."""

    quality: float
    purity: float = 0.0
    """Expected share of the candidate's words that belong to the story."""
    moved: Moved = ()
    """The features that moved `quality` most, each with by how much; only in explanations."""


def estimate(page: Page, candidates: Sequence[Candidate]) -> tuple[Estimate, ...]:
    """Predict the quality of the body of each of a page's candidates, in order.

    It is the F1 (0..1) that a reader would measure, 0 for a candidate without a body.
    """
    if not page.blocks:
        return tuple(_hidden(candidate) for candidate in candidates)
    if not candidates:
        return ()
    bodies = lay(page, candidates)
    columns = columns_of(page, bodies)
    qualities = np.minimum(_qualities(page, bodies, columns), _most(page))
    return tuple(
        Estimate(float(quality), float(purity)) if shown else _hidden(candidate)
        for candidate, quality, purity, shown in zip(
            candidates, qualities, columns["purity"], bodies.shown, strict=True
        )
    )


def explained(
    page: Page, candidates: Sequence[Candidate], estimates: Sequence[Estimate]
) -> tuple[Estimate, ...]:
    """Return the estimates with the features that moved each, by what their mean would change."""
    if not page.blocks or not candidates:
        return tuple(estimates)
    bodies = lay(page, candidates)
    moves = dict(load_scorer(page.kind).quality.moves(columns_of(page, bodies)))
    return tuple(
        found._replace(moved=_most_moved({n: float(v[i]) for n, v in moves.items()}))
        if shown
        else found
        for i, (found, shown) in enumerate(zip(estimates, bodies.shown, strict=True))
    )


def columns_of(page: Page, bodies: Bodies) -> dict[str, Any]:
    """Return the features of all candidates, a value each, and those of their page."""
    return {**body_columns(bodies), **page_columns(page)}


def _qualities(page: Page, bodies: Bodies, columns: Mapping[str, Any]) -> Array:
    model = load_scorer(page.kind)
    qualities = model.quality.answers(columns)
    leader = bodies.leader
    if leader is not None:
        own = qualities[leader]
        same = (bodies.masks == bodies.masks[leader]).all(axis=1)
        qualities = np.where(same, own, np.maximum(qualities - model.margin, 0.0))
    # a body shorter than any of the training is worth at most what its blocks' chances say
    known = np.minimum(np.expm1(columns["size"]) / _FEW_WORDS, 1.0)
    chances = np.minimum(columns["expected"] * columns["purity"], _UNKNOWN)
    tempered: Array = known * qualities + (1 - known) * np.minimum(qualities, chances)
    return tempered


def _most(page: Page) -> float:
    """What a body is worth at most: less, the more of the page is in a script never read."""
    return 1 - (1 - _STRANGE) * min(2 * strange_share(page), 1.0)


def _hidden(candidate: Candidate) -> Estimate:
    """The estimate of a candidate of whose text the page shows nothing."""
    return Estimate(_UNSEEN if candidate.paragraphs else 0.0)


def _most_moved(moves: dict[str, float]) -> Moved:
    by_size = sorted(moves.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple((name, round(by, 4)) for name, by in by_size[:_MOST_MOVED] if abs(by) >= 5e-5)
