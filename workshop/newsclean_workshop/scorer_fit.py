"""Fit the scorer's models on judged candidates, with predictions for pages of other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.scorer.model import Calibration, Part, ScorerModel, certainty
from newsclean.models import Forest, probabilities
from newsclean.roles.features.observe import matrix
from newsclean_workshop.boost import asked_only
from newsclean_workshop.scorer_boost import grow_ensemble
from newsclean_workshop.scorer_dataset import Judged, View, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsclean_workshop.scorer_boost import Loss
    from newsclean_workshop.scorer_settings import EnsembleSettings, ScorerSettings

Array = NDArray[Any]

# points of a calibration curve: with 80 the AUROC was the same, the error on text larger
_BINS = 20
# which extractor made a body is left out: its features say what it is worth, and a user's own
# extractor has no name that the scorer could know
_LEAST_STAKE = 1e-4
_LEFT_OUT = frozenset({"extractor", "body_extractor"})


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Predictions for pages by models that saw no page of their sites.

    `qualities` and `gains` hold an array of candidates for each view of `views`; `pages` says
    whose view it is. `article_chances` holds a value for each of the pages.
    """

    pages: tuple[Judged, ...]
    owners: tuple[int, ...]
    views: tuple[View, ...]
    qualities: tuple[Array, ...]
    gains: tuple[Array, ...]
    article_chances: Array


def fit_scorer(pages: Sequence[Judged], settings: ScorerSettings) -> tuple[ScorerModel, HeldOut]:
    """Fit all models; gives them with what they predicted for pages of other sites."""
    samples = _Samples(pages, settings)
    quality, qualities = samples.fit_quality()
    gain, scale, gains = samples.fit_gain()
    article, odds = _fit_article(pages, settings)
    margin = best_margin(samples, gains, settings)
    leaders = samples.at_leaders(qualities)
    model = ScorerModel(
        quality=quality,
        gain=gain,
        article=article,
        scale=scale,
        margin=margin,
        calibration=calibrate(*leaders),
        article_calibration=calibrate(
            probabilities(odds), np.array([float(page.is_article) for page in pages])
        ),
    )
    held = HeldOut(
        pages=tuple(pages),
        owners=samples.owners,
        views=samples.views,
        qualities=tuple(np.split(qualities, samples.cuts)),
        gains=tuple(np.split(gains, samples.cuts)),
        article_chances=_cross_calibrated(pages, probabilities(odds), settings),
    )
    return model, held


class _Samples:
    """All candidates of all views as rows, with what they are worth."""

    def __init__(self, pages: Sequence[Judged], settings: ScorerSettings) -> None:
        self.settings = settings
        self.owners = tuple(i for i, page in enumerate(pages) for _ in page.views)
        self.views = tuple(view for page in pages for view in page.views)
        sizes = [len(view.extractors) for view in self.views]
        self.cuts = np.cumsum(sizes)[:-1]
        sites = [pages[i].site for i in self.owners]
        self.parts = np.repeat([part_of(f"fit {s}", settings.parts) for s in sites], sizes)
        held = [pages[i].corpus in settings.held_out for i in self.owners]
        self.used = ~np.repeat(held, sizes)
        self.names = tuple(sorted(set(self.views[0].columns) - _LEFT_OUT))
        self.rows = np.concatenate([matrix(view.columns, self.names).T for view in self.views])
        self.f1 = np.concatenate([view.f1 for view in self.views])
        leads = [np.arange(len(v.extractors)) == v.leader for v in self.views]
        self.leads = np.concatenate(leads)
        self.gains = self.f1 - np.repeat(self.f1[self.leads], sizes)
        added, left = (self.names.index(name) for name in ("added_words", "left_words"))
        self.same = (self.rows[:, added] == 0) & (self.rows[:, left] == 0)

    def fit_quality(self) -> tuple[Part, Array]:
        """Predict the F1 of every body, as a share; squares of its error would be those of the
        few worst bodies.
        """
        part, odds = self._fit(self.f1, self.used, self.settings.quality, loss="CrossEntropy")
        return part, probabilities(odds)

    def fit_gain(self) -> tuple[Part, float, Array]:
        """Predict whether each other body is better than the leader's, and what that comes to.

        A body counts by the root of what is at stake: by all of it, a few pages outweigh the rest.
        """
        used = self.used & ~self.same
        stakes = np.minimum(np.abs(self.gains), self.settings.most_gain) ** 0.5 + _LEAST_STAKE
        better = (self.gains > 0).astype(np.float64)
        part, odds = self._fit(better, used, self.settings.gain, stakes)
        sure = np.where(self.same | self.leads, -1.0, certainty(odds))
        won = self._winners(sure) & used
        # of all challengers it would be twice as much: the likeliest of several is often overrated
        scale = float((sure * self.gains)[won].sum() / max((sure**2)[won].sum(), 1e-9))
        scale = max(scale, 0.0)
        return part, scale, np.where(self.leads, 0.0, np.where(self.same, -1.0, scale * sure))

    def _winners(self, sure: Array) -> Array:
        """Flag in each view the likeliest challenger, if it is likelier better than not."""
        starts = np.append(0, self.cuts)
        best = [
            start + int(part.argmax())
            for start, part in zip(starts, np.split(sure, self.cuts), strict=True)
        ]
        flags = np.zeros(len(sure), dtype=bool)
        flags[best] = True
        won: Array = flags & (sure > 0)
        return won

    def _fit(
        self,
        targets: Array,
        used: Array,
        boost: EnsembleSettings,
        weights: Array | None = None,
        loss: Loss = "Logloss",
    ) -> tuple[Part, Array]:
        of_rows = np.ones(len(self.rows)) if weights is None else weights

        def grow(chosen: Array) -> Forest:
            return grow_ensemble(self.rows[chosen], targets[chosen], of_rows[chosen], boost, loss)

        return fit_part(self.rows, self.names, used, self.parts, grow)

    def at_leaders(self, values: Array) -> tuple[Array, Array]:
        """Give the values and the true F1 of the leaders of pages that may be fitted on."""
        chosen = self.leads & self.used
        return values[chosen], self.f1[chosen]


def fit_part(
    rows: Array,
    names: tuple[str, ...],
    used: Array,
    parts: Array,
    grow: Callable[[Array], Forest],
) -> tuple[Part, Array]:
    """Fit a forest on the `used` rows; gives it with predictions by forests of the other parts."""
    predicted = np.zeros(len(rows))
    for number in np.unique(parts):
        within = parts == number
        predicted[within] = grow(used & ~within).scores(rows[within].T)
    small, asked = asked_only(grow(used))
    means = rows[used].mean(axis=0, dtype=np.float64)[asked]
    return Part(small, tuple(names[i] for i in asked), means.astype(np.float32)), predicted


def _fit_article(pages: Sequence[Judged], settings: ScorerSettings) -> tuple[Part, Array]:
    names = tuple(sorted(set(pages[0].kind_columns) - _LEFT_OUT))
    rows = np.array([[page.kind_columns[n] for n in names] for page in pages], dtype=np.float32)
    labels = np.array([page.is_article for page in pages], dtype=np.float64)
    used = np.array([page.corpus not in settings.held_out for page in pages])

    def grow(chosen: Array) -> Forest:
        weights = np.ones(int(chosen.sum()))
        return grow_ensemble(rows[chosen], labels[chosen], weights, settings.article, "Logloss")

    return fit_part(rows, names, used, _parts(pages, settings), grow)


def _parts(pages: Sequence[Judged], settings: ScorerSettings) -> Array:
    return np.array([part_of(f"fit {page.site}", settings.parts) for page in pages])


def _cross_calibrated(pages: Sequence[Judged], raw: Array, settings: ScorerSettings) -> Array:
    truth = np.array([float(page.is_article) for page in pages])
    return cross_calibrate(raw, truth, np.ones(len(pages), dtype=bool), _parts(pages, settings))


def best_margin(samples: _Samples, gains: Array, settings: ScorerSettings) -> float:
    """Give the margin with the greatest true gain; the greater one where two are alike."""
    used = [bool(chosen[0]) for chosen in np.split(samples.used, samples.cuts)]
    predicted = np.split(gains, samples.cuts)
    true = np.split(samples.gains, samples.cuts)

    def total(margin: float) -> float:
        return round(
            sum(
                float(real[pick(view, gain, margin)])
                for view, gain, real, use in zip(samples.views, predicted, true, used, strict=True)
                if use
            ),
            6,
        )

    return max(settings.margins, key=lambda margin: (total(margin), margin))


def pick(view: View, gains: Array, margin: float) -> int:
    """Give the place of the winner: the leader unless a predicted gain passes the margin."""
    above = np.where(np.arange(len(gains)) == view.leader, 0.0, gains - margin)
    best = int(above.argmax())
    return best if above[best] > 0 else view.leader


def calibrate(raw: Array, true: Array) -> Calibration:
    """Give a rising curve from predictions to what they came to: means of bins, made to rise.

    Bins that would fall are pooled into one point, so that the curve is flat nowhere and
    predictions keep their order; it starts at 0 and ends at 1.

    >>> curve = calibrate(np.linspace(0, 1, 100), np.linspace(0, 1, 100) ** 2)
    >>> bool(abs(curve(np.array([0.5]))[0] - 0.25) < 0.01)
    True
    """
    order = np.argsort(raw, kind="stable")
    bins = np.array_split(order, min(_BINS, max(len(order) // 10, 1)))
    pools = _rise([(float(raw[b].mean()), float(true[b].mean()), float(len(b))) for b in bins])
    inside = [(x, y) for x, y, _ in pools if 0 < x < 1 and 0 < y < 1]
    points = np.array([(0.0, 0.0), *inside, (1.0, 1.0)])
    return Calibration(points[:, 0], points[:, 1])


def _rise(means: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pool neighbours that do not rise (the pool-adjacent-violators algorithm)."""
    pools: list[tuple[float, float, float]] = []
    for pool in means:
        while pools and (pools[-1][1] >= pool[1] or pools[-1][0] >= pool[0]):
            pool = _pooled(pools.pop(), pool)  # noqa: PLW2901 - it grows
        pools.append(pool)
    return pools


def _pooled(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> tuple[float, float, float]:
    weight = one[2] + other[2]
    x, y = ((one[i] * one[2] + other[i] * other[2]) / weight for i in (0, 1))
    return x, y, weight


def cross_calibrate(raw: Array, true: Array, used: Array, parts: Array) -> Array:
    """Give each prediction as calibrated on the used pages of the other parts."""
    calibrated = np.zeros(len(raw))
    for number in np.unique(parts):
        within = parts == number
        chosen = used & ~within
        calibrated[within] = calibrate(raw[chosen], true[chosen])(raw[within])
    return calibrated
