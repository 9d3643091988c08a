"""Settings of the scorer's training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean_workshop.settings import HELD_OUT

if TYPE_CHECKING:
    from pathlib import Path

    from newsclean.body.scorer.model import Kind


@dataclass(frozen=True, slots=True)
class EnsembleSettings:
    """How one of the scorer's forests is grown: as many as `seeds`, and their mean is taken."""

    trees: int
    rate: float
    depth: int = 4
    seeds: int = 3
    penalty: float = 10.0
    share: float = 0.5
    """Of the features, so many are looked at for each level of a tree."""


@dataclass(frozen=True, slots=True)
class ScorerSettings:
    """One run of `newsclean_workshop.scorer_train.train_scorer`.

    `corpora` are corpus files, `out` the folder that gets `<kind>.npz`. Candidates come from
    labellers fitted on the pages of all other sites, in `folds` parts, with `captures` texts made
    of each page. Predictions that choose the margin and the calibration are made by forests
    fitted on other sites, in `parts` parts. `cache` is a folder that keeps the judged candidates
    between runs. Pages of `held_out` corpora are measured on and never fitted on.
    """

    corpora: tuple[Path, ...]
    out: Path
    kinds: tuple[Kind, ...] = ("html", "text")
    held_out: frozenset[str] = HELD_OUT
    folds: int = 4
    parts: int = 5
    captures: int = 3
    quality: EnsembleSettings = EnsembleSettings(trees=150, rate=0.08, depth=3, share=0.25)
    gain: EnsembleSettings = EnsembleSettings(trees=150, rate=0.08, share=0.25)
    article: EnsembleSettings = EnsembleSettings(trees=200, rate=0.08, share=0.4)
    most_gain: float = 0.3
    """Gains and losses beyond this weigh as this."""
    margins: tuple[float, ...] = (0.0, 0.002, 0.004, 0.006, 0.01, 0.015, 0.02, 0.03)
    cache: Path | None = None
    seed: int = 0
