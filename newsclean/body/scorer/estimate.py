"""The scorer: the predicted F1 of each candidate's body, without a reference.

Two learned models read the features of `newsclean.body.scorer.features`. One predicts the F1 of any
body; the other how likely a challenger is better than the leader (the labeller's own body), which
is far easier to tell than two F1s apart. A challenger's prediction is the leader's and the gain
that its odds stand for, less the margin below which such gains did not come true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.body.scorer.features import candidate_columns
from newsclean.body.scorer.model import ScorerModel, certainty, load_scorer
from newsclean.body.scorer.sight import look
from newsclean.body.scorer.whole import page_columns
from newsclean.models import probabilities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page import Page

Array = NDArray[Any]
Columns = dict[str, Array]
Moved = tuple[tuple[str, float], ...]

# text that the page does not show, as of a script: hardly trusted
_UNSEEN = 0.3
_MOST_MOVED = 5
# words of the shortest bodies that the models were fitted on
_FEW_WORDS = 40.0
# a menu of three lines looks like a short story to all models: less likely one than not
_UNKNOWN = 0.4


class Estimate(NamedTuple):
    """The predicted F1 of one candidate's body (0..1) and what it was made of."""

    quality: float
    expected: float
    """Expected F1 over words, by the labeller's probabilities of the page's blocks."""
    purity: float
    """Expected share of the candidate's words that belong to the story."""
    agreement: float
    """Mean F1 over words with the other candidates; 1 where it is alone."""
    moved: Moved = ()
    """The features that moved `quality` most, each with by how much; only in explanations."""


def estimate(page: Page, candidates: Sequence[Candidate]) -> tuple[Estimate, ...]:
    """Predict the quality of each candidate's body, in order; 0 for one without a body."""
    if not candidates:
        return ()
    if not page.blocks:
        return tuple(_hidden(candidate) for candidate in candidates)
    columns, shown = _look(page, candidates)
    qualities = _qualities(load_scorer(page.kind), columns, _leader(candidates, shown))
    return tuple(
        Estimate(
            quality=float(qualities[i]),
            expected=float(columns["expected"][i]),
            purity=float(columns["purity"][i]),
            agreement=float(columns["agreement"][i]),
        )
        if shown[i]
        else _hidden(candidate)
        for i, candidate in enumerate(candidates)
    )


def explained(
    page: Page, candidates: Sequence[Candidate], estimates: Sequence[Estimate]
) -> tuple[Estimate, ...]:
    """Give the estimates with the features that moved each, by what their mean would change."""
    if not page.blocks or not candidates:
        return tuple(estimates)
    columns, shown = _look(page, candidates)
    model = load_scorer(page.kind)
    leader = _leader(candidates, shown)
    quality = dict(model.quality.moves(columns, probabilities))
    gain = dict(model.gain.moves(columns, lambda odds: model.scale * certainty(odds)))
    return tuple(
        found._replace(moved=_most({n: float(v[i]) for n, v in moves.items()}))
        if shown[i]
        else found
        for i, found in enumerate(estimates)
        for moves in [quality if leader is None or i == leader else gain]
    )


def _look(page: Page, candidates: Sequence[Candidate]) -> tuple[Columns, Array]:
    """The features of all candidates, and which of them hold blocks of the page."""
    sight = look(page, candidates)
    columns = candidate_columns(sight)
    number = len(candidates)
    columns |= {name: np.full(number, value) for name, value in page_columns(page).items()}
    return columns, sight.held


def _leader(candidates: Sequence[Candidate], shown: Array) -> int | None:
    places = (i for i, c in enumerate(candidates) if c.family == "labeller" and shown[i])
    return next(places, None)


def _qualities(model: ScorerModel, columns: Columns, leader: int | None) -> Array:
    if leader is None:
        return _tempered(model.qualities(columns), columns)
    own = {name: columns[name][leader : leader + 1] for name in model.quality.features}
    quality = model.qualities(own)[0]
    gains = model.gains(columns) - model.margin
    same = (columns["added_words"] == 0) & (columns["left_words"] == 0)
    # what is the same body has no gain; the leader's own voice goes first
    gains[same] = np.minimum(gains[same], 0.0)
    gains[leader] = 0.0
    return _tempered(np.clip(quality + gains, 0.0, 1.0), columns)


def _tempered(qualities: Array, columns: Columns) -> Array:
    """A body shorter than any of the training is worth at most what its blocks' chances say."""
    known = np.minimum(np.expm1(columns["size"]) / _FEW_WORDS, 1.0)
    chances = columns["expected"] * columns["purity"]
    tempered: Array = known * qualities + (1 - known) * np.minimum(
        np.minimum(qualities, chances), _UNKNOWN
    )
    return tempered


def _hidden(candidate: Candidate) -> Estimate:
    """The estimate of a candidate of whose text the page shows nothing."""
    return Estimate(_UNSEEN if candidate.paragraphs else 0.0, 0.0, 0.0, 0.0)


def _most(moves: dict[str, float]) -> Moved:
    by_size = sorted(moves.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple((name, round(by, 4)) for name, by in by_size[:_MOST_MOVED] if abs(by) >= 5e-5)
