"""Settings of the scorer's training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from newsclean.body.scorer.model import Kind


@dataclass(frozen=True, slots=True)
class EnsembleSettings:
    """How one of the scorer's forests is grown: as many as `seeds`, and their mean is taken."""

    trees: int
    rate: float
    depth: int = 3
    seeds: int = 2
    penalty: float = 10.0
    share: float = 0.25
    """Of the features, so many are looked at for each level of a tree."""


@dataclass(frozen=True, slots=True)
class ScorerSettings:
    """One run of `newsclean_workshop.scorer.train.train_scorer`.

    `readings` is the file of readings, `corpora` the folder with their pages, `roles` one with the
    predictions of role models for sites that they never saw, as `newsclean_workshop.roles.report`
    writes them to `<kind>*.pkl`. `out` is the folder that gets `<kind>.npz`, `cache` one that keeps
    the judged pages between runs. Sites are split into `parts`: what chooses the margin and the
    calibration, and what is reported, comes from forests of the other parts. `keeps_article` leaves
    the forest of `article_chance` as it is shipped.
    """

    readings: Path
    corpora: Path
    roles: Path
    out: Path
    kinds: tuple[Kind, ...] = ("html", "text")
    parts: int = 5
    quality: EnsembleSettings = EnsembleSettings(trees=300, rate=0.06, depth=4)
    article: EnsembleSettings = EnsembleSettings(trees=150, rate=0.08)
    margins: tuple[float, ...] = (0.0, 0.02, 0.05, 0.08, 0.12, 0.16, 0.2)
    cache: Path | None = None
    keeps_article: bool = False
