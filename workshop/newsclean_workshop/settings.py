"""Settings of a training run: what goes in, and everything that shapes what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsclean.labeller.model import Kind

# how much a page of each corpus counts. fundus_tests has the cleanest convention of what belongs
# to a body; readability's references are that program's own output; portaleval has many pages of
# few sites. See docs/decisions/0012-body-convention.md.
CORPUS_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"fundus_tests": 2.0, "mercury": 1.5, "portaleval": 0.5, "readability": 0.5}
)
# tuned and measured on, never trained on
HELD_OUT = frozenset({"omnivore"})


@dataclass(frozen=True, slots=True)
class BoostSettings:
    """How the forest is grown."""

    trees: int = 150
    rate: float = 0.18
    depth: int = 6
    bins: int = 64
    seed: int = 0
    threads: int = 1


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """How a network is trained: `batch` pages a step, each page seen `epochs` times.

    `overlap` weighs the F1 that a page misses against the loss of its blocks. Before the
    convolutions numbered in `pools`, blocks of one group share what they know.
    """

    channels: int = 40
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    epochs: int = 14
    batch: int = 8
    rate: float = 3e-3
    dropout: float = 0.15
    overlap: float = 0.0
    seed: int = 0
    pools: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KindSettings:
    """What differs between HTML and captured text.

    `factor` is that of `newsclean.labeller.decide.decide`, `share` the networks' part in the
    answer.
    """

    networks: tuple[NetworkSettings, ...]
    share: float = 0.5
    factor: float = 0.95


HTML_SETTINGS = KindSettings((NetworkSettings(pools=(1, 3)),), share=0.4)
# the model for HTML that labels pages without a reference for the others
TEACHER_SETTINGS = replace(HTML_SETTINGS, share=0.5)
TEXT_SETTINGS = KindSettings(
    tuple(
        NetworkSettings(dilations=(1, 2, 4, 8, 16, 1), epochs=10, batch=16, overlap=1.0, seed=seed)
        for seed in range(2)
    ),
    share=0.6,
    factor=0.85,
)


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """One run of `newsclean_workshop.train.train`.

    `corpora` are corpus files, `out` the folder that gets `<kind>.npz` and `<kind>.json`; pages
    without a body reference get a weak one where `weak_weight` is not 0, and count so much.
    `held_out` names corpora that are left out whatever `corpora` says. `captures` is the number
    of captured texts made of each page. A first model for HTML, `teacher`, labels the pages without
    a body reference, which count `taught_weight`; captured text learns from `taught_captures` of
    each. Pages whose own reference the blocks cannot reach with an F1 of `least_oracle` are left
    out. The forest sees `far_share` of the short blocks far from any story, each counting as many
    as it stands for. `word_share` is the part of a block's weight that goes by its words. Sites are
    split into `inner_folds` to learn the tables.
    """

    corpora: tuple[Path, ...]
    out: Path
    kinds: tuple[Kind, ...] = ("html", "text")
    weights: Mapping[str, float] = field(default_factory=lambda: CORPUS_WEIGHTS)
    held_out: frozenset[str] = HELD_OUT
    forest: BoostSettings = BoostSettings()
    teacher: KindSettings = TEACHER_SETTINGS
    html: KindSettings = HTML_SETTINGS
    text: KindSettings = TEXT_SETTINGS
    inner_folds: int = 4
    captures: int = 4
    taught_captures: int = 2
    taught_weight: float = 1.0
    least_oracle: float = 0.85
    far_share: float = 0.25
    word_share: float = 0.5
    # measured to bring nothing: docs/decisions/0013-weak-labels.md
    weak_weight: float = 0.0
    seed: int = 0

    def of_kind(self, kind: Kind) -> KindSettings:
        """Give the settings of one kind of capture."""
        return self.html if kind == "html" else self.text
