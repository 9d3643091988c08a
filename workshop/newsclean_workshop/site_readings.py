"""What learning a site is worth by readings: body and fields without and with a profile.

    python -m newsclean_workshop.roles.report READINGS CORPORA --cache DIR --fold 0 --models MODELS
    python -m newsclean_workshop.site_readings READINGS CORPORA --models MODELS [--kind text]

Measured are the read pages of sites with four pages and more in a corpus, each with a profile
learned from up to five others of its site, read or not, and by a role model that never saw the site
(the first command writes them; only their folds are measured). The models of titles, dates and
authors are the shipped ones, which saw these readings: without a profile fields are better here
than on sites never seen. Captured text is one block element a line.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import click

from newsclean.bench.corpus import corpus_name, read_corpus
from newsclean.bench.flatten import flatten_selectolax
from newsclean.bench.metrics import (
    character_overlap,
    is_exact,
    is_unspaced,
    shingle_overlap,
    title_key,
)
from newsclean.bench.names import author_names
from newsclean.capture import Capture
from newsclean.learning import LEAST_PAGES, learn_site, observe_page
from newsclean.page import read_page
from newsclean.pipeline import Pipeline
from newsclean.profiles import ProfileSet
from newsclean.roles import model as role_model
from newsclean_workshop.roles.examples import blocks_of, fold_of, letters_by, site_of
from newsclean_workshop.roles.marks import shipped_readings
from newsclean_workshop.roles.readings import read_readings
from newsclean_workshop.roles.train import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.article import Article
    from newsclean.bench.corpus import CorpusPage
    from newsclean_workshop.roles.readings import Reading

_FOLDS = 4
_MOST = 16
_WORSE = 0.003
_PLAIN = Pipeline(profiles=None)
_PARTS = ("F1", "exact", "title", "date", "date wrong", "authors", "others named")


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a site in one corpus, in a fixed order, and the readings of those read."""

    corpus: str
    name: str
    pages: Sequence[CorpusPage]
    readings: dict[str, Reading]


@dataclass(frozen=True, slots=True)
class Row:
    """One page without and with a profile: what is known of it, by the names of `_PARTS`."""

    site: str
    without: dict[str, float]
    learned: dict[str, float]


def sites_of(readings: Path, corpora: Path) -> Iterator[Site]:
    """Yield the sites of which a corpus holds enough pages, one of them read at least."""
    every = [*read_readings(readings), *shipped_readings(corpora)]
    read = {(r.corpus, r.key): r for r in every if r.kind == "article"}
    for path in sorted(corpora.glob("*.jsonl.xz")):
        corpus = corpus_name(path)
        groups: defaultdict[str, list[CorpusPage]] = defaultdict(list)
        for page in read_corpus(path):
            if page.site and page.kind == "article":
                groups[site_of(page)].append(page)
        for name, group in groups.items():
            group.sort(key=lambda page: hashlib.sha256(page.id.encode()).digest())
            pages = sorted(group, key=lambda page: (corpus, page.id) not in read)[:_MOST]
            known = {p.id: read[corpus, p.id] for p in pages if (corpus, p.id) in read}
            if known and len(pages) > LEAST_PAGES:
                yield Site(corpus, name, pages, known)


def measure(site: Site, kind: Any, number: int) -> Iterator[Row]:
    """Yield the read pages of a site, each with what `number` others teach."""
    flatten = flatten_selectolax if kind == "text" else str
    contents = [flatten(page.html) for page in site.pages]
    observed = [observe_page(read_page(content, kind=kind)) for content in contents]
    pages = len(site.pages)
    for i, page in enumerate(site.pages):
        reading = site.readings.get(page.id)
        if reading is None or letters_by([b.text for b in blocks_of(page)], reading) is None:
            continue
        others = [observed[(i + k) % pages] for k in range(1, min(number, pages - 1) + 1)]
        profile = learn_site(others, "site.example")
        capture = Capture(contents[i], "https://site.example/", kind=kind)
        found = (
            pipeline.explain(capture).article
            for pipeline in (_PLAIN, Pipeline(profiles=ProfileSet.of(profile)))
        )
        without, learned = (dict(_scores(reading, article)) for article in found)
        yield Row(f"{site.corpus} {site.name}", without, learned)


def _scores(reading: Reading, article: Article) -> Iterator[tuple[str, float]]:
    body = "\n".join(article.paragraphs)
    compare = character_overlap if is_unspaced(reading.body) else shingle_overlap
    yield "F1", compare(reading.body, body).f1
    yield "exact", is_exact(reading.body, body)
    if reading.title is not None:
        yield "title", title_key(article.title or "").startswith(_title(reading.title))
    day = article.date.isoformat() if article.date is not None else None
    if reading.date is not None:
        yield "date", day == reading.date
    yield "date wrong", day not in (None, reading.date)
    wanted, agencies = author_names(reading.authors), author_names(reading.agencies)
    others = author_names(article.authors) - wanted
    if wanted:
        yield "authors", wanted <= author_names(article.authors) and others <= agencies
    yield "others named", not others <= agencies


def _title(title: str) -> str:
    """The title as it is compared; readers saw but the beginning of a long one."""
    return title_key(title.removesuffix("…"))


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each thing measured: the means, and the pages that gain and lose."""
    yield "| | pages | without | learned | gain | lose |"
    yield "|---|---|---|---|---|---|"
    for part in _PARTS:
        pairs = [(r.without[part], r.learned[part]) for r in rows if part in r.without]
        if pairs:
            before, after = (mean(values) for values in zip(*pairs, strict=True))
            gains, losses = sum(b > a for a, b in pairs), sum(b < a for a, b in pairs)
            yield f"| {part} | {len(pairs)} | {before:.4f} | {after:.4f} | {gains} | {losses} |"
    sites: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows:
        sites[row.site].append(row.learned["F1"] - row.without["F1"])
    losing = {site: mean(gains) for site, gains in sites.items() if mean(gains) < -_WORSE}
    worst = ", ".join(f"{site} {losing[site]:+.4f}" for site in sorted(losing, key=losing.get))  # type: ignore[arg-type]
    yield f"{len(losing)} of {len(sites)} sites lose: {worst}"


@click.command()
@click.argument("readings", type=click.Path(exists=True, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, path_type=Path))
@click.option("--models", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--kind", type=click.Choice(["html", "text"]), default="html", show_default=True)
@click.option("--pages", type=click.IntRange(LEAST_PAGES), default=5, show_default=True)
def main(readings: Path, corpora: Path, models: Path, kind: str, pages: int) -> None:
    """Measure what learning sites is worth on the read pages of CORPORA."""
    rows: list[Row] = []
    sites = [*sites_of(readings, corpora)]
    for fold in range(_FOLDS):
        path = models / f"{kind}-{fold}.npz"
        if path.exists():
            model = load(path)
            role_model.load_roles = lambda _kind, model=model: model  # type: ignore[assignment]
            kept = (site for site in sites if fold_of(site.name, _FOLDS) == fold)
            rows += [row for site in kept for row in measure(site, kind, pages)]
    click.echo("\n".join(table(rows)))


if __name__ == "__main__":
    main()
