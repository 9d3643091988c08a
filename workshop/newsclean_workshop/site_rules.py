"""What site rules are worth: pages whose site has one, with and without, and by an oracle.

    python -m newsclean_workshop.site_rules RULES READINGS CORPORA

RULES are profiles or rules of ftr-site-config. A page's reference is its reading, which the role
models have learned from, or else the body of its corpus. F1 is that of 4-word shingles, exact the
share of pages with the same words. The oracle takes the better body of each page; `found` are the
pages on which the rules find a body, `taken` those on which it is taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from newsclean.bench.corpus import read_corpus
from newsclean.bench.metrics import is_exact, shingle_overlap
from newsclean.body import trim
from newsclean.capture import Capture
from newsclean.pipeline import Pipeline
from newsclean.profiles import ProfileSet
from newsclean_workshop.roles.readings import read_readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.bench.corpus import CorpusPage


class Score(NamedTuple):
    """F1, and whether the words are the same."""

    f1: float
    exact: bool


class Row(NamedTuple):
    """How one page went."""

    is_read: bool
    without: Score
    rules: Score | None
    """Of the body that the rules find."""
    chosen: Score
    is_taken: bool


@click.command(help=__doc__)
@click.argument("rules", type=click.Path(exists=True, path_type=Path))
@click.argument("readings", type=click.Path(exists=True, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, path_type=Path))
def main(rules: Path, readings: Path, corpora: Path) -> None:
    """Print the table."""
    profiles = ProfileSet.load(rules, builtin=False)
    read = {(r.corpus, r.key): r.body for r in read_readings(readings) if r.kind == "article"}
    rows = []
    for path in sorted(corpora.glob("*.jsonl.xz")):
        name = path.name.partition(".")[0]
        for page in read_corpus(path):
            reference = read.get((name, page.id)) or (page.body if page.kind == "article" else None)
            if reference and profiles.match(page.url, ()) is not None:
                rows.append(_row(page, reference, profiles, (name, page.id) in read))
    groups = {"all": rows, "read": [r for r in rows if r.is_read]}
    for name, group in (*groups.items(), ("others", [r for r in rows if not r.is_read])):
        for line in table(name, group):
            click.echo(line)


def _row(page: CorpusPage, reference: str, profiles: ProfileSet, is_read: bool) -> Row:
    capture = Capture(page.html, page.url, kind="html")
    without = Pipeline(profiles=None).explain(capture).article
    found = Pipeline(profiles=profiles).explain(capture)
    own = next((c for c in found.proposed.candidates if c.on_trial and c.paragraphs), None)
    body = trim(found.page, own, found.title_blocks).body if own is not None else None
    return Row(
        is_read,
        _score(reference, without.paragraphs),
        _score(reference, body.paragraphs) if body is not None else None,
        _score(reference, found.article.paragraphs),
        own is not None and found.article.sources["body"] == own.extractor,
    )


def _score(reference: str, paragraphs: Sequence[str]) -> Score:
    text = "\n".join(paragraphs)
    return Score(shingle_overlap(reference, text).f1, is_exact(reference, text))


def table(name: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of one group of pages.

    >>> low, high = Score(0.5, False), Score(1.0, True)
    >>> for line in table("all", [Row(True, low, high, high, True), Row(1, high, None, high, 0)]):
    ...     print(line)
    all: 2 pages, found 1, taken 1
      without   0.7500/0.500
      with      1.0000/1.000
      oracle    1.0000/1.000
      rules     1.0000/1.000 where they find a body (without 0.5000/0.000)
    """
    found = [row for row in rows if row.rules is not None]
    yield f"{name}: {len(rows)} pages, found {len(found)}, taken {sum(r.is_taken for r in rows)}"
    if rows:
        yield f"  without   {_mean([row.without for row in rows])}"
        yield f"  with      {_mean([row.chosen for row in rows])}"
        yield f"  oracle    {_mean([max(r.without, r.rules or r.without) for r in rows])}"
    if found:
        without = _mean([row.without for row in found])
        rules = _mean([row.rules for row in found if row.rules])
        yield f"  rules     {rules} where they find a body (without {without})"


def _mean(scores: Sequence[Score]) -> str:
    number = len(scores)
    return f"{sum(s.f1 for s in scores) / number:.4f}/{sum(s.exact for s in scores) / number:.3f}"


if __name__ == "__main__":
    main()
