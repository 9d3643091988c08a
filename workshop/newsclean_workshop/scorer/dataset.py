"""Judged candidates: every read page's candidates with their features and their true F1.

The roles that they rest on were told by models that never saw a page of the site.
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
from newsclean.bench.metrics import character_overlap, is_exact, is_unspaced, shingle_overlap
from newsclean.body.candidate import family_of
from newsclean.body.extractors import EXTRACTORS
from newsclean.body.scorer.bodies import lay
from newsclean.body.scorer.estimate import columns_of
from newsclean.body.scorer.kind import kind_columns
from newsclean.body.select import CHEAP
from newsclean.page.read import read_page
from newsclean.roles import Roles
from newsclean.roles.model import label_roles
from newsclean_workshop.roles.marks import shipped_readings
from newsclean_workshop.roles.readings import read_pages, read_readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.bench.corpus import CorpusPage
    from newsclean.bench.metrics import Overlap
    from newsclean.body.candidate import Candidate
    from newsclean.body.scorer.model import Kind
    from newsclean.page.page import Page
    from newsclean_workshop.roles.readings import Reading
    from newsclean_workshop.scorer.settings import ScorerSettings

Array = NDArray[Any]
Told = dict[tuple[str, str, str], tuple[Array, list[str]]]
"""By corpus, page and form: the probabilities of roles, and the texts of the blocks."""

_COMPARED = tuple(e for e in EXTRACTORS if e.cost <= CHEAP and family_of(e) != "site")
LEADER = "labeller"


@dataclass(frozen=True, slots=True)
class View:
    """The candidates of a page: features by name, and what each is worth."""

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
        return self.extractors.index(LEADER)


@dataclass(frozen=True, slots=True)
class Judged:
    """A page with its candidates; they have no worth if it is no article."""

    corpus: str
    site: str
    view: View | None
    kind_columns: dict[str, float]

    @property
    def is_article(self) -> bool:
        """Whether its candidates were compared with a reading."""
        return self.view is not None


def judged_pages(settings: ScorerSettings, kind: Kind) -> list[Judged]:
    """Return the judged pages of one kind, from the cache if it holds them."""
    path = settings.cache / f"judged-{kind}.pkl" if settings.cache else None
    if path is not None and path.exists():
        found: list[Judged] = pickle.loads(path.read_bytes())  # noqa: S301 - our own file
        return found
    told: Told = {}
    for part in sorted(settings.roles.glob(f"{kind}*.pkl")):
        told |= pickle.loads(part.read_bytes())  # noqa: S301 - our own file
    readings = [*read_readings(settings.readings), *shipped_readings(settings.corpora)]
    pages = [*_articles(readings, told, kind, settings), *_others(readings, kind, settings)]
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(pages))
    return pages


def _articles(
    readings: Sequence[Reading], told: Told, kind: Kind, settings: ScorerSettings
) -> Iterator[Judged]:
    for reading, source in read_pages(readings, settings.corpora):
        form = form_of(source, kind)
        found = told.get((reading.corpus, reading.key, form))
        if found is None or reading.kind != "article":
            continue
        table, texts = found
        content = source.html if kind == "html" else "\n".join(texts)
        page = read_page(content, source.url, kind=kind)
        if list(page.texts) == list(texts):
            held = page.holding(label_roles, Roles(table))
            judged = judge(held, reading.corpus, source, reading.body)
            if judged is not None:
                yield judged


def _others(readings: Sequence[Reading], kind: Kind, settings: ScorerSettings) -> Iterator[Judged]:
    """The pages that are no articles: no role model learns from them, the shipped one will do."""
    other = {(r.corpus, r.key) for r in readings if r.kind != "article"}
    known = {reading.corpus for reading in readings}
    for path in sorted(settings.corpora.glob("*.jsonl.xz")):
        corpus = corpus_name(path)
        for source in read_corpus(path) if corpus in known else ():
            if (corpus, source.id) in other or source.kind != "article":
                content = source.html
                if kind == "text":
                    content = flatten(content, form_of(source, kind))
                judged = judge(read_page(content, source.url, kind=kind), corpus, source, None)
                if judged is not None:
                    yield judged


def part_of(site: str, parts: int) -> int:
    """Return the part that a site belongs to; not those that role models are validated by."""
    return zlib.crc32(f"scorer {site}".encode()) % parts


def form_of(source: CorpusPage, kind: Kind) -> str:
    """Return `html`, or the form of text that is made of a page, chosen by its id."""
    forms = sorted(FORMS)
    return "html" if kind == "html" else forms[zlib.crc32(source.id.encode()) % len(forms)]


def judge(page: Page, corpus: str, source: CorpusPage, body: str | None) -> Judged | None:
    """Run the extractors on a page; `None` if the labeller finds nothing.

    `body` is what a reader took for it, `None` for a page that is no article.
    """
    found = list(_candidates(page))
    if not any(candidate.extractor == LEADER for candidate in found):
        return None
    return Judged(
        corpus=corpus,
        site=(source.site or source.id).lower(),
        view=None if body is None else view_of(page, body, found),
        kind_columns=kind_columns(page),
    )


def _candidates(page: Page) -> Iterator[Candidate]:
    for extractor in _COMPARED:
        found = extractor(page)
        if found is not None and found.paragraphs:
            yield replace(found, extractor=extractor.name, family=family_of(extractor))


def view_of(page: Page, body: str, candidates: Sequence[Candidate]) -> View:
    """Return the features of candidates, and compare each with the reading."""
    texts = ["\n".join(candidate.paragraphs) for candidate in candidates]
    compare = character_overlap if is_unspaced(body) else shingle_overlap
    columns = columns_of(page, lay(page, candidates))
    return View(
        extractors=tuple(candidate.extractor for candidate in candidates),
        columns={name: np.asarray(c, dtype=np.float32) for name, c in columns.items()},
        overlaps=tuple(compare(body, text) for text in texts),
        exact=tuple(is_exact(body, text) for text in texts),
    )
