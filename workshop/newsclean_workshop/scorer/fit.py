"""Fit the scorer's models on judged candidates, with predictions for pages of other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.body.scorer.model import ScorerModel
from newsclean.body.select import UNDOUBTED
from newsclean.roles.features.observe import matrix
from newsclean_workshop.scorer.dataset import Judged, View, part_of
from newsclean_workshop.scorer.forests import Samples, fit_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean_workshop.scorer.settings import ScorerSettings

Array = NDArray[Any]

# half of what a forest learns of a body is its F1, half whether it is at least that: among good
# bodies the share alone hardly parts the flawed ones (AUROC of F1 < .9 on HTML .886 without)
_GOOD = 0.9
# most pages have the labeller's body, and all of the confidence in it is that of the forest
_LEADS = 4.0


@dataclass(frozen=True, slots=True)
class Race:
    """The candidates of a page, with what models of other sites predict of each."""

    view: View
    predicted: Array

    def winner(self, margin: float) -> int:
        """Return the place of the winner: the leader unless a predicted gain passes the margin.

        Where the leader is in no doubt nobody challenges it.
        """
        leader = self.view.leader
        if self.predicted[leader] >= UNDOUBTED:
            return leader
        above = self.predicted - margin
        above[leader] = self.predicted[leader]
        best = int(above.argmax())
        return best if above[best] > above[leader] else leader


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What models that saw no page of their sites say of pages.

    `races` holds one for each article, `chances` a value for each of `pages`.
    """

    pages: tuple[Judged, ...]
    races: tuple[Race, ...]
    chances: Array


def fit_scorer(pages: Sequence[Judged], settings: ScorerSettings) -> tuple[ScorerModel, HeldOut]:
    """Fit all models; return them with what they predicted for pages of other sites."""
    articles = [(page.site, page.view) for page in pages if page.view is not None]
    sizes = [len(view.extractors) for _, view in articles]
    f1 = np.concatenate([view.f1 for _, view in articles])
    leads = np.concatenate([np.arange(len(v.extractors)) == v.leader for _, v in articles])
    names = tuple(sorted(articles[0][1].columns))
    quality, said = fit_part(
        Samples(
            names,
            np.concatenate([matrix(view.columns, names).T for _, view in articles]),
            (f1 + (f1 >= _GOOD)) / 2,
            f1,
            np.repeat([part_of(site, settings.parts) for site, _ in articles], sizes),
            leads,
            np.where(leads, _LEADS, 1.0),
        ),
        settings.quality,
    )
    cuts = np.split(said, np.cumsum(sizes)[:-1])
    races = tuple(Race(view, found) for (_, view), found in zip(articles, cuts, strict=True))
    names = tuple(sorted(pages[0].kind_columns))
    kinds = np.array([float(page.is_article) for page in pages])
    article, chances = fit_part(
        Samples(
            names,
            np.array([[page.kind_columns[n] for n in names] for page in pages], dtype=np.float32),
            kinds,
            kinds,
            np.array([part_of(page.site, settings.parts) for page in pages]),
            np.ones(len(pages), dtype=bool),
            np.ones(len(pages)),
        ),
        settings.article,
    )
    model = ScorerModel(quality, article, best_margin(races, settings.margins))
    return model, HeldOut(tuple(pages), races, chances)


def best_margin(races: Sequence[Race], margins: Sequence[float]) -> float:
    """Return the margin with the greatest F1 of what is picked; the greater one of equals."""

    def total(margin: float) -> float:
        return round(sum(float(race.view.f1[race.winner(margin)]) for race in races), 6)

    return max(margins, key=lambda margin: (total(margin), margin))
