"""Train the role models on readings, and cross-validate them by site."""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.corpus import corpus_hash
from newsclean.roles.model import RoleModel, pack
from newsclean_workshop.roles.examples import fold_of
from newsclean_workshop.roles.learn import train_network
from newsclean_workshop.roles.material import Sample, kept
from newsclean_workshop.roles.settings import HTML, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from newsclean.roles.model import Kind
    from newsclean_workshop.roles.settings import NetworkSettings

Array = NDArray[Any]
_log = logging.getLogger(__name__)
_LIBRARIES = ("inscriptis", "numpy", "resiliparse", "torch")


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """One training of the role models.

    `readings` is the file of readings, `corpora` the folder with the pages that were read, `cache`
    a folder for what is made of them once. `disturbed` is the number of captures with accidents
    made of each page, beside the clean forms; each epoch sees one capture of each page.
    """

    readings: Path
    corpora: Path
    cache: Path
    disturbed: int = 4
    html: NetworkSettings = HTML
    text: NetworkSettings = TEXT

    def of_kind(self, kind: Kind) -> NetworkSettings:
        """Return the settings of the network for one kind of capture."""
        return self.html if kind == "html" else self.text


def train(settings: RoleSettings, kinds: Sequence[Kind], out: Path) -> dict[Kind, Path]:
    """Train a model for each kind on all readings; return its weight file, written to `out`.

    Beside it `<kind>.json` says what it was made from. The same readings, settings and library
    versions give the same bytes on the same kind of machine.
    """
    out.mkdir(parents=True, exist_ok=True)
    written: dict[Kind, Path] = {}
    for kind in kinds:
        names, samples = samples_of(settings, kind)
        _log.info("%s: %d samples", kind, len(samples))
        model = train_network(by_page(samples), names, settings.of_kind(kind))
        written[kind] = out / f"{kind}.npz"
        with written[kind].open("wb") as stream:
            np.savez_compressed(stream, **pack(model))  # type: ignore[arg-type]
        card = json.dumps(_card(settings, kind, samples), indent=1, sort_keys=True)
        (out / f"{kind}.json").write_text(card + "\n", "utf-8")
    return written


def samples_of(settings: RoleSettings, kind: Kind) -> tuple[tuple[str, ...], list[Sample]]:
    """Return the names of the features and the samples of one kind, made once and then kept."""
    path = settings.cache / f"roles-{kind}.pickle"
    names, samples = kept(path, settings.readings, settings.corpora, kind, settings.disturbed)
    return names, samples


def by_page(samples: Sequence[Sample]) -> Callable[[np.random.Generator], list[Sample]]:
    """Return what draws the samples of an epoch: one of each page."""
    pages: dict[tuple[str, str], list[Sample]] = {}
    for sample in samples:
        pages.setdefault((sample.corpus, sample.key), []).append(sample)
    groups = list(pages.values())
    return lambda rng: [group[int(rng.integers(len(group)))] for group in groups]


def cross_validated(
    settings: RoleSettings, kind: Kind, folds: int, chosen: Sequence[int]
) -> Iterator[tuple[RoleModel, list[Sample]]]:
    """Yield for each chosen fold a model and the clean samples of sites that it never saw."""
    names, samples = samples_of(settings, kind)
    for fold in chosen:
        inside = [s for s in samples if fold_of(s.site, folds) != fold]
        outside = [s for s in samples if fold_of(s.site, folds) == fold]
        _log.info("%s, fold %d: %d samples to learn from", kind, fold, len(inside))
        model = train_network(by_page(inside), names, settings.of_kind(kind))
        yield model, [s for s in outside if not s.form.endswith("*")]


def _card(settings: RoleSettings, kind: Kind, samples: Sequence[Sample]) -> dict[str, Any]:
    return {
        "readings": corpus_hash(settings.readings),
        "pages": len({(s.corpus, s.key) for s in samples}),
        "sites": len({s.site for s in samples}),
        "samples": len(samples),
        "corpora": dict(Counter(corpus for corpus, _ in {(s.corpus, s.key) for s in samples})),
        "settings": asdict(settings.of_kind(kind)),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }
