"""Train the role models on readings, and cross-validate them by site."""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.corpus import corpus_hash
from newsclean.errors import CorpusError
from newsclean.roles import BODY, ROLES
from newsclean.roles.model import RoleModel, pack, unpack
from newsclean_workshop.boost import grow
from newsclean_workshop.roles.batches import moments
from newsclean_workshop.roles.examples import fold_of
from newsclean_workshop.roles.learn import train_network
from newsclean_workshop.roles.lessons import lessons
from newsclean_workshop.roles.made import MADE
from newsclean_workshop.roles.marks import SHIPPED
from newsclean_workshop.roles.material import Sample, gather, gather_own, kept
from newsclean_workshop.roles.readings import read_readings
from newsclean_workshop.roles.settings import HTML, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from newsclean.models import Forest
    from newsclean.roles.model import Kind
    from newsclean_workshop.roles.settings import KindSettings
    from newsclean_workshop.settings import BoostSettings

Array = NDArray[Any]
Samples = tuple[tuple[str, ...], list[Sample]]
_log = logging.getLogger(__name__)
_LIBRARIES = ("catboost", "inscriptis", "numpy", "resiliparse", "torch")
_IN_BODY = np.isin(range(len(ROLES)), [ROLES.index(role) for role in BODY])
# captures of a page that the forest sees, and its share of the short blocks outside the body
_CAPTURES, _FAR_SHARE = 3, 0.25


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """One training of the role models.

    `readings` is the file of readings and `more` further ones, which are learned from but not
    measured on; `corpora` is the folder with the pages that were read, `cache` one for what is made
    of them once. `disturbed` is the number of captures with accidents
    made of each page, beside the clean forms; each epoch sees one capture of each page.
    """

    readings: Path
    corpora: Path
    cache: Path
    more: tuple[Path, ...] = ()
    disturbed: int = 4
    html: KindSettings = HTML
    text: KindSettings = TEXT

    def readings_hash(self) -> str:
        """Return a hash of all readings, in hexadecimal digits."""
        return hashlib.sha256("".join(self.hashes()).encode()).hexdigest()

    def hashes(self) -> list[str]:
        """Return the hash of each source of readings, what was read for this project last."""
        return [*map(corpus_hash, (self.readings, *self.more)), own_hash()]

    def of_kind(self, kind: Kind) -> KindSettings:
        """Return what shapes the model for one kind of capture."""
        return self.html if kind == "html" else self.text


def train(settings: RoleSettings, kinds: Sequence[Kind], out: Path) -> dict[Kind, Path]:
    """Train a model for each kind on all readings; return its weight file, written to `out`.

    The model for text takes lessons of that for HTML, which has to be in `out` if it is not among
    `kinds`. Beside each file `<kind>.json` says what it was made from. The same readings, settings
    and library versions give the same bytes on the same kind of machine.
    """
    out.mkdir(parents=True, exist_ok=True)
    written: dict[Kind, Path] = {}
    for kind in sorted(kinds):
        names, samples = samples_of(settings, kind)
        extra = [] if kind == "html" else lessons_of(settings, load(out / "html.npz"), samples)
        _log.info("%s: %d samples, %d lessons", kind, len(samples), len(extra))
        model = fit(samples, extra, names, settings.of_kind(kind))
        written[kind] = out / f"{kind}.npz"
        save(model, written[kind])
        card = json.dumps(_card(settings, kind, samples, extra), indent=1, sort_keys=True)
        (out / f"{kind}.json").write_text(card + "\n", "utf-8")
    return written


def save(model: RoleModel, path: Path) -> None:
    """Write a model to a weight file."""
    with path.open("wb") as stream:
        np.savez_compressed(stream, **pack(model))  # type: ignore[arg-type]


def load(path: Path) -> RoleModel:
    """Return the model of a weight file; `CorpusError` if there is none."""
    if not path.exists():
        raise CorpusError(f"{path} is missing: train --kind html first, with the same --out")
    with np.load(path) as arrays:
        return unpack(dict(arrays))


def fit(
    samples: Sequence[Sample],
    extra: Sequence[Sample],
    names: tuple[str, ...],
    settings: KindSettings,
) -> RoleModel:
    """Return a model trained on samples of read pages and on lessons."""
    scaling = moments(samples)
    draw = by_page([*samples, *extra])
    readers = tuple(train_network(draw, scaling, network) for network in settings.networks)
    forest = grow_forest(samples, settings.forest)
    return RoleModel(names, *scaling, readers, forest, settings.share)


def grow_forest(samples: Sequence[Sample], settings: BoostSettings) -> Forest:
    """Return a forest that tells the body from the rest by the features alone.

    It sees three captures of a page at most, and a share of the short blocks outside the body,
    each counting as many as it stands for.
    """
    rng = np.random.default_rng(settings.seed)
    pages: dict[tuple[str, str], list[Sample]] = {}
    for sample in samples:
        pages.setdefault((sample.corpus, sample.key), []).append(sample)
    rows, labels, weights = [], [], []
    for group in pages.values():
        for place in rng.permutation(len(group))[:_CAPTURES]:
            sample = group[int(place)]
            inside = _IN_BODY[sample.labels]
            weight = 0.5 + 0.5 * np.minimum(sample.words / 12, 10)
            is_far = ~inside & (sample.words < 12)
            kept = ~is_far | (rng.random(len(inside)) < _FAR_SHARE)
            weight = np.where(is_far, weight / _FAR_SHARE, weight)
            rows.append(sample.numbers[kept].astype(np.float32))
            labels.append(inside[kept])
            weights.append(weight[kept])
    return grow(
        np.concatenate(rows), np.concatenate(labels).astype(int), np.concatenate(weights), settings
    )


def samples_of(settings: RoleSettings, kind: Kind) -> tuple[tuple[str, ...], list[Sample]]:
    """Return the names of the features and the samples of one kind, made once and then kept.

    Of a page that several files hold, the first reading counts.
    """
    names: tuple[str, ...] = ()
    samples: list[Sample] = []
    read: set[tuple[str, str]] = set()
    for name, make in _sources(settings, kind).items():
        names, found = kept(settings.cache / f"roles-{kind}-{name}.pickle", make)
        samples += [sample for sample in found if (sample.corpus, sample.key) not in read]
        read |= {(sample.corpus, sample.key) for sample in found}
    return names, samples


def _sources(settings: RoleSettings, kind: Kind) -> dict[str, Callable[[], Samples]]:
    """Return what makes the samples of each source, by the hash of what it is made of."""
    made: dict[str, Callable[[], Samples]] = {}
    corpora, disturbed = settings.corpora, settings.disturbed
    for path in (settings.readings, *settings.more):
        read = partial(_gathered, path, corpora, kind, disturbed)
        made[corpus_hash(path)[:12]] = read
    made[own_hash()[:12]] = partial(gather_own, corpora, kind, disturbed)
    return made


def _gathered(path: Path, corpora: Path, kind: Kind, disturbed: int) -> Samples:
    return gather(list(read_readings(path)), corpora, kind, disturbed)


def own_hash() -> str:
    """Return a hash of what was read and made up for this project, in hexadecimal digits."""
    parts = [corpus_hash(SHIPPED), *(p.read_bytes().hex() for p in sorted(MADE.glob("*.txt")))]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def measured_pages(settings: RoleSettings) -> set[tuple[str, str]]:
    """Return corpus and key of the pages that a cross-validation measures on."""
    return {(reading.corpus, reading.key) for reading in read_readings(settings.readings)}


def lessons_of(
    settings: RoleSettings, model: RoleModel, samples: Sequence[Sample], name: str = "all"
) -> list[Sample]:
    """Return the lessons of a model for HTML, made once under `name` and then kept."""
    read = frozenset((sample.corpus, sample.key) for sample in samples)
    path = settings.cache / f"lessons-{name}-{settings.readings_hash()[:12]}.pickle"
    found: list[Sample] = kept(path, lambda: list(lessons(model, settings.corpora, read)))
    return found


def by_page(samples: Sequence[Sample]) -> Callable[[np.random.Generator], list[Sample]]:
    """Return what draws the samples of an epoch: one of each page."""
    pages: dict[tuple[str, str], list[Sample]] = {}
    for sample in samples:
        pages.setdefault((sample.corpus, sample.key), []).append(sample)
    groups = list(pages.values())
    return lambda rng: [group[int(rng.integers(len(group)))] for group in groups]


def cross_validated(
    settings: RoleSettings, kind: Kind, folds: int, chosen: Sequence[int], part: float = 1.0
) -> Iterator[tuple[RoleModel, list[Sample]]]:
    """Yield for each chosen fold a model and the clean samples of sites that it never saw.

    `part` is the share of the read pages that the model learns from, for a learning curve.
    """
    names, samples = samples_of(settings, kind)
    measured = measured_pages(settings)
    for fold in chosen:
        extra: list[Sample] = []
        if kind == "text":
            html_names, html = samples_of(settings, "html")
            inside = [s for s in html if fold_of(s.site, folds) != fold]
            teacher = fit(inside, [], html_names, settings.html)
            extra = lessons_of(settings, teacher, samples, f"{fold}-of-{folds}")
            extra = [s for s in extra if fold_of(s.site, folds) != fold]
        inside = [s for s in samples if fold_of(s.site, folds) != fold and _is_in(s, part)]
        outside = [s for s in samples if fold_of(s.site, folds) == fold]
        _log.info("%s, fold %d: %d samples, %d lessons", kind, fold, len(inside), len(extra))
        model = fit(inside, extra, names, settings.of_kind(kind))
        outside = [s for s in outside if (s.corpus, s.key) in measured]
        yield model, [s for s in outside if not s.form.endswith("*")]


def _is_in(sample: Sample, part: float) -> bool:
    return zlib.crc32(f"c{sample.key}".encode()) % 1000 < 1000 * part


def _card(
    settings: RoleSettings, kind: Kind, samples: Sequence[Sample], extra: Sequence[Sample]
) -> dict[str, Any]:
    return {
        "readings": settings.hashes(),
        "pages": len({(s.corpus, s.key) for s in samples}),
        "sites": len({s.site for s in samples}),
        "samples": len(samples),
        "corpora": dict(Counter(corpus for corpus, _ in {(s.corpus, s.key) for s in samples})),
        "lessons": dict(Counter(corpus for corpus, _ in {(s.corpus, s.key) for s in extra})),
        "settings": asdict(settings.of_kind(kind)),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }
