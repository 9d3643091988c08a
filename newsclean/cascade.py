"""Running the extractors in order of cost, until one's prediction is good enough."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from newsclean.candidate import Candidate, Extractor, checked
from newsclean.explanation import Failure, Scored
from newsclean.interrupts import is_from_handler
from newsclean.page.page import Page
from newsclean.scorer.estimate import Estimate

_log = logging.getLogger("newsclean")

Scorer = Callable[[Page, Sequence[Candidate]], Sequence[Estimate]]
"""Predicts the quality of each candidate's body, in the order given."""

# up to this cost in milliseconds an extractor always runs: all of them together cost less than
# one that parses the page again
CHEAP = 3.0
# a site's own body is plainly broken where hardly a word of it looks like a story; a mere
# difference in prediction is no sign, since related stories with whole bodies outweigh short ones;
# nor is text that the page does not show, as of its scripts (purity 0)
_BROKEN_PURITY = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """All candidates of one page, the winning body among them, and what went wrong."""

    scored: tuple[Scored, ...]
    winner: Scored | None
    failures: tuple[Failure, ...]
    profile_note: str = ""
    """Why a site's own extractor did not win; empty where it won or none applies."""


def run_cascade(
    page: Page, extractors: Sequence[Extractor], scorer: Scorer, enough: float, margin: float
) -> Outcome:
    """Run `extractors` on `page`, cheap ones first.

    A costlier one runs only while the best prediction is under `enough`, and replaces the leader
    only where its own prediction is more than `margin` above the leader's.
    """
    candidates: list[Candidate] = []
    seconds: dict[str, float] = {}
    failures: list[Failure] = []
    leader: Candidate | None = None
    estimates: Sequence[Estimate] = ()
    by_cost = sorted(extractors, key=lambda e: e.cost)
    for _, tier in groupby(by_cost, key=lambda e: max(CHEAP, e.cost)):
        if leader is not None and estimates[_place(candidates, leader)].quality >= enough:
            break
        found = [c for e in tier if (c := _run(page, e, seconds, failures)) is not None]
        if not found:
            continue
        candidates += found
        estimates = _score(page, candidates, scorer, failures)
        leader = _lead(candidates, estimates, leader, margin)
    scored = tuple(
        Scored(candidate, estimate, seconds[candidate.extractor])
        for candidate, estimate in zip(candidates, estimates, strict=True)
    )
    winner = next((item for item in scored if item.candidate is leader), None)
    return _with_site_first(extractors, scored, winner, tuple(failures))


def _place(candidates: Sequence[Candidate], wanted: Candidate) -> int:
    return next(i for i, candidate in enumerate(candidates) if candidate is wanted)


def _run(
    page: Page, extractor: Extractor, seconds: dict[str, float], failures: list[Failure]
) -> Candidate | None:
    start = time.perf_counter()
    try:
        candidate = checked(page, extractor(page))
    except Exception as error:
        if is_from_handler(error):
            raise
        _log.warning("extractor %s failed on %s: %r", extractor.name, page.url or "a page", error)
        failures.append(Failure(extractor.name, f"{type(error).__name__}: {error}"))
        return None
    seconds[extractor.name] = time.perf_counter() - start
    return replace(candidate, extractor=extractor.name) if candidate is not None else None


def _score(
    page: Page, candidates: Sequence[Candidate], scorer: Scorer, failures: list[Failure]
) -> Sequence[Estimate]:
    """The scorer's estimates; where it fails, all bodies count alike and the cheapest one leads."""
    try:
        return scorer(page, candidates)
    except Exception as error:
        if is_from_handler(error):
            raise
        _log.warning("the scorer failed on %s: %r", page.url or "a page", error)
        failures.append(Failure("scorer", f"{type(error).__name__}: {error}"))
        return [Estimate(0.5 * bool(candidate.paragraphs), 0, 1, 0) for candidate in candidates]


def _lead(
    candidates: Sequence[Candidate],
    estimates: Sequence[Estimate],
    leader: Candidate | None,
    margin: float,
) -> Candidate | None:
    best = max(range(len(candidates)), key=lambda i: estimates[i].quality)
    if estimates[best].quality <= 0:
        return leader
    if leader is None:
        return candidates[best]
    gain = estimates[best].quality - estimates[_place(candidates, leader)].quality
    return candidates[best] if gain > margin else leader


def _with_site_first(
    extractors: Sequence[Extractor],
    scored: tuple[Scored, ...],
    winner: Scored | None,
    failures: tuple[Failure, ...],
) -> Outcome:
    """A site's own extractor leads unless it found no body or one that is plainly broken."""
    special = {e.name for e in extractors if getattr(e, "leads", False) or getattr(e, "hosts", ())}
    own = [item for item in scored if item.candidate.extractor in special]
    with_body = [item for item in own if item.candidate.paragraphs]
    if not with_body:
        failed = any(failure.extractor in special for failure in failures)
        return Outcome(
            scored, winner, failures, "failed" if failed else "found no body" * bool(own)
        )
    site = max(with_body, key=lambda item: item.estimate.quality)
    broken = (
        winner is not None
        and 0 < site.estimate.purity < _BROKEN_PURITY
        and winner.estimate.quality > site.estimate.quality
    )
    note = "its body is broken by all signs" if broken else ""
    return Outcome(scored, winner if broken else site, failures, note)
