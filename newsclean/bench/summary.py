"""From the results of single pages to one row per group and peer."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from statistics import fmean, median
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsclean.bench.metrics import Verdict, chunk_f1, influences, mean_quality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newsclean.bench.scores import PageScores

ALL = "all"
NO_GROUP = "-"


@dataclass(frozen=True, slots=True)
class PageResult:
    """What one peer reached on one page; times in seconds, `failure` names what it raised."""

    corpus: str
    id: str
    peer: str
    scores: PageScores
    seconds: float
    cpu_seconds: float
    site: str | None = None
    language: str | None = None
    country: str | None = None
    kind: str = "article"
    source: str | None = None
    confidence: float | None = None
    failure: str | None = None
    chars: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Shares of the pages where a field was judged.

    `right` counts rightly empty answers, too; `answered` and `wrong` are shares of all pages.
    """

    pages: int
    right: float
    answered: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of a report: a group of pages and a peer; `None` if nothing was measured.

    Scores are in 0..1, times in milliseconds a page.
    """

    group: str
    peer: str
    pages: int
    failures: int
    body_pages: int
    f1: float | None
    f1_error: float | None
    precision: float | None
    recall: float | None
    exact: float | None
    word_f1: float | None
    chunk_f1: float | None
    character_f1: float | None
    character_pages: int
    title: Tally | None
    date: Tally | None
    author_f1: float | None
    people_f1: float | None
    ms: float
    median_ms: float
    cpu_ms: float
    median_cpu_ms: float

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Difference:
    """Body F1 of a peer less that of another on the same pages, with its standard error."""

    group: str
    peer: str
    base: str
    pages: int
    f1: float
    error: float


def language_of(code: str | None) -> str | None:
    """Reduce a language tag to its first part.

    >>> language_of("en-US")
    'en'
    """
    return code.replace("_", "-").split("-")[0].lower() if code else None


def size_of(chars: int) -> str:
    """Return the group of pages of like size to which one of so many characters belongs.

    >>> size_of(30_000), size_of(2_000_000)
    ('to 50 kB', 'over 200 kB')
    """
    return next((f"to {most} kB" for most in (50, 200) if chars <= 1000 * most), "over 200 kB")


_GROUPINGS: Mapping[str, Callable[[PageResult], str | None]] = MappingProxyType(
    {
        "corpus": lambda result: result.corpus,
        "language": lambda result: language_of(result.language),
        "country": lambda result: result.country,
        "site": lambda result: result.site,
        "kind": lambda result: result.kind,
        "source": lambda result: result.source,
        "size": lambda result: size_of(result.chars),
    }
)


def grouped(results: Iterable[PageResult], by: str) -> dict[str, list[PageResult]]:
    """Part the results by a grouping; over more than one group comes the group of all."""
    results = list(results)
    groups: dict[str, list[PageResult]] = {}
    for result in results:
        groups.setdefault(_GROUPINGS[by](result) or NO_GROUP, []).append(result)
    if by == "size":
        groups = dict(sorted(groups.items(), key=lambda group: group[1][0].chars))
    elif by != "corpus":
        groups = dict(sorted(groups.items()))
    return groups if len(groups) < 2 else {**groups, ALL: results}


def summarise(results: Iterable[PageResult], by: str, peers: Sequence[str]) -> tuple[Summary, ...]:
    """Return a row for each group and each of its peers, in the order of `peers`."""
    rows = []
    for group, members in grouped(results, by).items():
        for peer in peers:
            own = [result for result in members if result.peer == peer]
            if own:
                rows.append(_summary(group, peer, own))
    return tuple(rows)


def _summary(group: str, peer: str, results: list[PageResult]) -> Summary:
    scores = [result.scores for result in results]
    body = mean_quality([s.body for s in scores if s.body is not None])
    characters = mean_quality([s.characters for s in scores if s.characters is not None])
    seconds = [result.seconds for result in results]
    return Summary(
        group=group,
        peer=peer,
        pages=len(results),
        failures=sum(result.failure is not None for result in results),
        body_pages=sum(s.body is not None for s in scores),
        f1=body.f1 if body else None,
        f1_error=body.error if body else None,
        precision=body.precision if body else None,
        recall=body.recall if body else None,
        exact=_mean(s.exact for s in scores),
        word_f1=_mean(s.words for s in scores),
        chunk_f1=chunk_f1(s.chunks for s in scores if s.chunks is not None),
        character_f1=characters.f1 if characters else None,
        character_pages=sum(s.characters is not None for s in scores),
        title=tally(s.title for s in scores),
        date=tally(s.date for s in scores),
        author_f1=_mean(s.authors for s in scores),
        people_f1=_mean(s.people for s in scores),
        ms=1000 * fmean(seconds),
        median_ms=1000 * median(seconds),
        cpu_ms=1000 * fmean(result.cpu_seconds for result in results),
        median_cpu_ms=1000 * median(result.cpu_seconds for result in results),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def tally(verdicts: Iterable[Verdict | None]) -> Tally | None:
    """Return the shares of the verdicts; `None` if no page was judged.

    >>> tally(["right", "wrong", "missed", "absent", None])
    Tally(pages=4, right=0.5, answered=0.5, wrong=0.25)
    """
    judged = [verdict for verdict in verdicts if verdict is not None]
    if not judged:
        return None
    right, wrong, absent = (judged.count(v) / len(judged) for v in ("right", "wrong", "absent"))
    return Tally(len(judged), right + absent, right + wrong, wrong)


def differences(
    results: Iterable[PageResult], by: str, peers: Sequence[str]
) -> tuple[Difference, ...]:
    """Compare the first of `peers` with each other one, in each group, on the pages of both."""
    found = []
    for group, members in grouped(results, by).items():
        for other in peers[1:]:
            difference = _difference(group, members, peers[0], other)
            if difference is not None:
                found.append(difference)
    return tuple(found)


def _difference(group: str, results: list[PageResult], peer: str, base: str) -> Difference | None:
    bodies = {
        name: {(r.corpus, r.id): r.scores.body for r in results if r.peer == name and r.scores.body}
        for name in (peer, base)
    }
    pages = [page for page in bodies[peer] if page in bodies[base]]
    first = [bodies[peer][page] for page in pages]
    second = [bodies[base][page] for page in pages]
    one, two = mean_quality(first), mean_quality(second)
    if one is None or two is None:
        return None
    shifts = zip(influences(first), influences(second), strict=True)
    error = math.sqrt(sum((a - b) ** 2 for a, b in shifts))
    return Difference(group, peer, base, len(pages), one.f1 - two.f1, error)
