"""Judged candidates: every page's candidates with their features and their true F1.

The labeller that made a page's candidates never saw a page of its site.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.bench.flatten import FORMS, flatten
from newsclean.bench.metrics import Overlap, is_exact, shingle_overlap
from newsclean.body.candidate import family_of
from newsclean.body.extractors.labeller import Labeller
from newsclean.body.extractors.segment import Segment
from newsclean.body.extractors.structured import Structured
from newsclean.body.extractors.trafilatura import Trafilatura
from newsclean.body.extractors.variants import VARIANTS
from newsclean.body.labelling import label_by, label_page
from newsclean.body.scorer.features import candidate_columns
from newsclean.body.scorer.kind import kind_columns
from newsclean.body.scorer.sight import look
from newsclean.body.scorer.whole import page_columns
from newsclean.page.read import read_page
from newsclean_workshop.settings import TrainSettings
from newsclean_workshop.train import fit_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.labeller.model import Model

    from newsclean.bench.corpus import CorpusPage
    from newsclean.body.candidate import Candidate, Extractor
    from newsclean.body.scorer.model import Kind
    from newsclean.page.page import Page
    from newsclean_workshop.scorer_settings import ScorerSettings

Array = NDArray[Any]

CHEAP: tuple[Extractor, ...] = (Structured(), Labeller(), *VARIANTS, Segment())
COSTLY: tuple[Extractor, ...] = (Trafilatura(),)


@dataclass(frozen=True, slots=True)
class View:
    """The candidates that one budget gives: features by name, and what each is worth."""

    extractors: tuple[str, ...]
    columns: dict[str, Array]
    overlaps: tuple[Overlap, ...]
    exact: tuple[bool, ...]

    @property
    def f1(self) -> Array:
        """The true F1 of each candidate."""
        return np.array([overlap.f1 for overlap in self.overlaps])

    @property
    def leader(self) -> int:
        """The place of the labeller's own candidate."""
        return self.extractors.index(Labeller().name)


@dataclass(frozen=True, slots=True)
class Judged:
    """A page with its candidates; `views` holds the cheap ones, then those with the costly."""

    corpus: str
    id: str
    site: str
    is_article: bool
    views: tuple[View, ...]
    kind_columns: dict[str, float]


def judged_pages(settings: ScorerSettings, kind: Kind) -> list[Judged]:
    """Give the judged pages of all corpora, from the cache where it holds them."""
    path = settings.cache / f"judged_{kind}.pkl" if settings.cache else None
    if path is not None and path.exists():
        found: list[Judged] = pickle.loads(path.read_bytes())  # noqa: S301 - our own file
        return found
    sources = list(_sources(settings))
    parts = range(settings.folds)
    pages = [page for part in parts for page in judge_part(sources, kind, part, settings)]
    if path is not None:
        path.write_bytes(pickle.dumps(pages))
    return pages


def _sources(settings: ScorerSettings) -> Iterator[tuple[str, CorpusPage]]:
    for path in settings.corpora:
        yield from ((corpus_name(path), source) for source in read_corpus(path))


def judge_part(
    sources: Sequence[tuple[str, CorpusPage]], kind: Kind, part: int, settings: ScorerSettings
) -> Iterator[Judged]:
    """Judge the pages of one part of the sites by a labeller fitted on all other parts."""
    inside = [part_of(site_of(source), settings.folds) == part for _, source in sources]
    model = _labeller(
        [found for found, within in zip(sources, inside, strict=True) if not within], kind, settings
    )
    for (corpus, source), within in zip(sources, inside, strict=True):
        if within and source.body is not None:
            page = read_page(capture_of(source, kind), source.url, kind=kind)
            judged = judge(page.holding(label_page, label_by(model, page)), corpus, source)
            if judged is not None:
                yield judged


def _labeller(
    sources: Sequence[tuple[str, CorpusPage]], kind: Kind, settings: ScorerSettings
) -> Model:
    base = TrainSettings(
        settings.corpora,
        settings.out,
        held_out=settings.held_out,
        captures=settings.captures,
        seed=settings.seed,
    )
    return fit_on(sources, kind, base)


def part_of(site: str, parts: int) -> int:
    """Give the part that a site belongs to."""
    return zlib.crc32(f"scorer{site}".encode()) % parts


def site_of(source: CorpusPage) -> str:
    """Give what keeps pages together: the site, or the page alone."""
    return source.site or source.id


def capture_of(source: CorpusPage, kind: Kind) -> str:
    """Give the page's HTML, or its text in one of the forms, chosen by its id."""
    if kind == "html":
        return source.html
    forms = sorted(FORMS)
    return flatten(source.html, forms[zlib.crc32(source.id.encode()) % len(forms)])


def judge(page: Page, corpus: str, source: CorpusPage) -> Judged | None:
    """Run the extractors on a page with a labelling; `None` where the labeller finds nothing."""
    cheap = list(_candidates(page, CHEAP))
    leader = next((c for c in cheap if c.family == "labeller"), None)
    if leader is None:
        return None
    is_article = source.kind == "article"
    sets = [cheap]
    if is_article and page.kind == "html":
        sets.append([*cheap, *_candidates(page, COSTLY)])
    return Judged(
        corpus=corpus,
        id=source.id,
        site=site_of(source),
        is_article=is_article,
        views=tuple(view_of(page, source.body or "", found) for found in sets if is_article),
        kind_columns=dict(kind_columns(page, leader)),
    )


def _candidates(page: Page, extractors: Iterable[Extractor]) -> Iterator[Candidate]:
    for extractor in extractors:
        found = extractor(page)
        if found is not None and found.paragraphs:
            yield replace(found, extractor=extractor.name, family=family_of(extractor))


def view_of(page: Page, body: str, candidates: Sequence[Candidate]) -> View:
    """Give the features of candidates and compare each with the reference."""
    columns = dict(candidate_columns(look(page, candidates)))
    number = len(candidates)
    columns |= {name: np.full(number, value) for name, value in page_columns(page).items()}
    texts = ["\n".join(candidate.paragraphs) for candidate in candidates]
    return View(
        extractors=tuple(candidate.extractor for candidate in candidates),
        columns={name: np.asarray(c, dtype=np.float32) for name, c in columns.items()},
        overlaps=tuple(shingle_overlap(body, text) for text in texts),
        exact=tuple(is_exact(body, text) for text in texts),
    )
