"""What shapes the role models: the network's size, and how it is trained."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsclean_workshop.settings import BoostSettings


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """How a network is built and trained.

    `vectors`, `line_vectors` and `name_vectors` are the sizes of the vectors of words, of lines and
    of class names. `groups`, `pages` and `attentions` are the convolutions before which means over
    groups, over the page, and by attention come in. Each page is seen `epochs` times, `batch` pages
    a step. `word_dropout` is the share of words left out, `lexicon_dropout` the share of pages that
    are seen without any of their words: sites not seen have other words. `overlap` weighs the F1
    that a page misses against the loss of its blocks.
    """

    channels: int = 80
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    groups: tuple[int, ...] = (1, 3)
    pages: tuple[int, ...] = (2,)
    attentions: tuple[int, ...] = (3,)
    heads: int = 2
    vectors: int = 8
    line_vectors: int = 4
    name_vectors: int = 8
    epochs: int = 12
    batch: int = 8
    rate: float = 2.5e-3
    lexicon_rate: float = 0.5
    decay: float = 1e-3
    lexicon_decay: float = 0.3
    dropout: float = 0.25
    input_dropout: bool = True
    word_dropout: float = 0.4
    lexicon_dropout: float = 0.3
    overlap: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class KindSettings:
    """The networks of one kind, and the part that the forest has in the log-odds of the body."""

    networks: tuple[NetworkSettings, ...]
    forest: BoostSettings
    share: float


_FOREST = BoostSettings(trees=200, rate=0.15)
_TEXT = NetworkSettings(
    channels=72,
    dilations=(1, 2, 4, 8, 16, 1),
    pages=(1, 3),
    attentions=(1, 3),
    name_vectors=0,
    epochs=14,
    batch=16,
    dropout=0.15,
    input_dropout=False,
    word_dropout=0.3,
    lexicon_dropout=0.2,
    lexicon_decay=0.2,
    overlap=0.3,
)
HTML = KindSettings((NetworkSettings(),), _FOREST, share=0.5)
TEXT = KindSettings((replace(_TEXT, seed=2), replace(_TEXT, seed=3)), _FOREST, share=0.3)
