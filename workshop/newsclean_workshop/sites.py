"""What learning a site is worth: pages of its corpora without and with what five others teach.

    python -m newsclean_workshop.sites CORPUS... [--form selectolax] [--pages 5] [--most 12]
        [--roles FILE --fold 0]

Each page is measured with a profile learned from the pages that follow it, in a fixed order and
beginning anew behind the last one: never from itself. Shipped profiles are off. Beside it stands
the simplest rule that knows a site: lines of three words and more that end in punctuation, less
those that another of its pages has, too. What the shipped role model makes of pages that it was
trained on says little: `--roles` takes the weights of a model of `roles.train.cross_validated` that
never saw the sites of a `--fold`, which alone are measured.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

import click

from newsclean.bench.corpus import read_corpus
from newsclean.bench.flatten import FORMS, flatten
from newsclean.bench.metrics import is_exact, shingle_overlap
from newsclean.capture import Capture
from newsclean.learning import LEAST_PAGES, learn_site, observe_page
from newsclean.page import read_page
from newsclean.pipeline import Pipeline
from newsclean.profiles import ProfileSet
from newsclean.roles import model as role_model
from newsclean_workshop.roles.examples import fold_of
from newsclean_workshop.roles.train import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.bench.corpus import CorpusPage
    from newsclean.learning import Observed

_LEAST_WORDS = 3
_ENDS = tuple(".!?…。！？»”\"'")
_WORSE = 0.003
_FOLDS = 4
_PLAIN = Pipeline(profiles=None)


class Score(NamedTuple):
    """F1 of the body by four-word shingles, and whether it is the reference word for word."""

    f1: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One page of a site: without learning, with it, and by the simple rule."""

    corpus: str
    site: str
    without: Score
    learned: Score
    rule: Score


def sites_of(corpus: Path, least: int, most: int) -> Iterator[tuple[str, list[CorpusPage]]]:
    """Yield the sites of a corpus with `least` pages and more, at `most` so many of each."""
    sites: dict[str, list[CorpusPage]] = defaultdict(list)
    for page in read_corpus(corpus):
        if page.site and page.body and page.kind == "article":
            sites[page.site].append(page)
    for site, pages in sites.items():
        if len(pages) >= least:
            pages.sort(key=lambda page: hashlib.sha256(page.id.encode()).digest())
            yield site, pages[:most]


def measure_site(
    corpus: str, site: str, pages: Sequence[CorpusPage], form: str, number: int
) -> Iterator[Measured]:
    """Yield each page of a site as it comes out without and with what `number` others teach."""
    contents = [page.html if form == "html" else flatten(page.html, form) for page in pages]
    kind = "html" if form == "html" else "text"
    read = [read_page(content, kind=kind) for content in contents]  # type: ignore[arg-type]
    observed: list[Observed] = [observe_page(page) for page in read]
    for i, page in enumerate(pages):
        others = [(i + step) % len(pages) for step in range(1, min(number, len(pages) - 1) + 1)]
        profile = learn_site([observed[k] for k in others], "site.example")
        with_it = Pipeline(profiles=ProfileSet.of(profile))
        capture = Capture(contents[i], "https://site.example/", kind=kind)  # type: ignore[arg-type]
        seen = {text for k in others for text in read[k].texts}
        by_rule = [text for text in read[i].texts if _is_prose(text) and text not in seen]
        assert page.body is not None
        yield Measured(
            corpus,
            site,
            _score(page.body, _PLAIN.explain(capture).article.paragraphs),
            _score(page.body, with_it.explain(capture).article.paragraphs),
            _score(page.body, by_rule),
        )


def _is_prose(text: str) -> bool:
    return text.endswith(_ENDS) and len(text.split()) >= _LEAST_WORDS


def _score(reference: str, paragraphs: Sequence[str]) -> Score:
    found = "\n".join(paragraphs)
    return Score(shingle_overlap(reference, found).f1, is_exact(reference, found))


def table(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield a row a corpus: mean F1 and share of exact bodies, and the sites that lose most."""
    yield "| corpus | sites | pages | without | learned | simple rule | worst site | losing |"
    yield "|---|---|---|---|---|---|---|---|"
    corpora = dict.fromkeys(page.corpus for page in measured)
    for name in (*corpora, "all"):
        rows = [page for page in measured if name in (page.corpus, "all")]
        gains = _gains(rows)
        worst = min(gains, key=gains.__getitem__)
        losing = sum(gain < -_WORSE for gain in gains.values())
        scores = (
            f"{mean(s.f1 for s in part):.4f}/{mean(s.exact for s in part):.3f}"
            for part in zip(*((row.without, row.learned, row.rule) for row in rows), strict=True)
        )
        yield (
            f"| {name} | {len(gains)} | {len(rows)} | {' | '.join(scores)}"
            f" | {worst} {gains[worst]:+.4f} | {losing} |"
        )


def _gains(rows: Sequence[Measured]) -> dict[str, float]:
    sites: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        sites[row.site].append(row.learned.f1 - row.without.f1)
    return {site: mean(gains) for site, gains in sites.items()}


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--form", type=click.Choice(["html", *FORMS]), default="html", show_default=True)
@click.option("--pages", type=click.IntRange(LEAST_PAGES), default=5, show_default=True)
@click.option("--most", type=int, default=12, show_default=True, help="Pages measured of a site.")
@click.option("--roles", type=click.Path(exists=True, path_type=Path), help="Other weights.")
@click.option("--fold", type=int, help=f"Only the sites of this one of {_FOLDS} folds.")
@click.option("--sites", is_flag=True, help="Print each site, too.")
def main(
    corpora: tuple[Path, ...],
    form: str,
    pages: int,
    most: int,
    roles: Path | None,
    fold: int | None,
    *,
    sites: bool,
) -> None:
    """Measure what learning sites is worth on CORPORA, pages of a site apart."""
    if roles is not None:
        model = load(roles)
        role_model.load_roles = lambda _kind: model  # type: ignore[assignment]
    measured: list[Measured] = []
    for corpus in corpora:
        name = corpus.name.partition(".")[0]
        for site, found in sites_of(corpus, pages + 1, most):
            if fold is not None and fold_of(site, _FOLDS) != fold:
                continue
            rows = list(measure_site(name, site, found, form, pages))
            measured += rows
            if sites:
                click.echo(f"{name} {site}: {mean(r.without.f1 for r in rows):.4f} {_gains(rows)}")
    for line in table(measured):
        click.echo(line)


if __name__ == "__main__":
    main()
