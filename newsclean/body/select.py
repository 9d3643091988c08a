"""Which body a page has: extractors run in order of cost, a site's own or the best one wins."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from newsclean.body.candidate import Candidate, Extractor, Family, checked, family_of
from newsclean.body.scorer.estimate import Estimate
from newsclean.interrupts import is_from_handler
from newsclean.page import Page
from newsclean.text import shown

_log = logging.getLogger("newsclean")

Scorer = Callable[[Page, Sequence[Candidate]], Sequence[Estimate]]
"""Predicts the quality of each candidate's body, in the order given."""

# up to this cost in milliseconds an extractor always runs: all of them together cost less than
# one that parses the page again
CHEAP = 3.0
# nor does a challenger where the best of the others is predicted to be at least that good: on 2,841
# pages of sites not trained on the bodies that won there gained nothing (docs/scorer.md)
UNDOUBTED = 0.9
# a site's own body is plainly broken where hardly a word of it looks like a story; a mere
# difference in prediction is no sign, since related stories with whole bodies outweigh short ones;
# nor is text that the page does not show, as of its scripts (purity 0)
_BROKEN_PURITY = 0.2


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, what the scorer predicts of it, and the time that its extractor took."""

    candidate: Candidate
    estimate: Estimate
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """What raised, an extractor, the scorer or a field's chooser; the others went on."""

    extractor: str
    error: str
    family: Family | None = None
    """The family of an extractor."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the extractors that ran propose for one page, and what went wrong."""

    scored: tuple[Scored, ...]
    best: Scored | None
    """The one with the best prediction, `None` if no body is worth anything."""
    failures: tuple[Failure, ...]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates alone."""
        return tuple(item.candidate for item in self.scored)


class Selection(NamedTuple):
    """The body that was selected, before rules trim it."""

    winner: Scored | None
    note: str = ""
    """Why a site's own extractor did not win; empty if it won or none applies."""

    @property
    def body(self) -> Candidate | None:
        """The body of the winner."""
        return self.winner.candidate if self.winner else None


def run_extractors(
    page: Page, extractors: Sequence[Extractor], scorer: Scorer, good_enough: float, margin: float
) -> Proposed:
    """Run `extractors` on `page`, cheap ones first, and challengers after them.

    A challenger runs only while the best prediction is in doubt, a costlier one only while it is
    under `good_enough`; either replaces the leader only if its own prediction is more than `margin`
    above the leader's.
    """
    candidates: list[Candidate] = []
    seconds: dict[str, float] = {}
    failures: list[Failure] = []
    leader: Candidate | None = None
    estimates: Sequence[Estimate] = ()
    by_cost = sorted(extractors, key=lambda e: (*_tier(e), e.cost))
    for (cost, challenges), tier in groupby(by_cost, key=_tier):
        enough = max(good_enough, UNDOUBTED) if challenges and cost <= CHEAP else good_enough
        if leader is not None and estimates[_place(candidates, leader)].quality >= enough:
            continue
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
    best = next((item for item in scored if item.candidate is leader), None)
    return Proposed(scored, best, tuple(failures))


def select(proposed: Proposed) -> Selection:
    """Select a site's own body, unless there is none or it is plainly broken; else the best one.

    One that is on trial is selected only as the best one.
    """
    own = [
        item
        for item in proposed.scored
        if item.candidate.family == "site" and not item.candidate.on_trial
    ]
    with_body = [item for item in own if item.candidate.paragraphs]
    if not with_body:
        failed = any(failure.family == "site" for failure in proposed.failures)
        return Selection(proposed.best, "failed" if failed else "found no body" * bool(own))
    site = max(with_body, key=lambda item: item.estimate.quality)
    broken = (
        proposed.best is not None
        and 0 < site.estimate.purity < _BROKEN_PURITY
        and proposed.best.estimate.quality > site.estimate.quality
    )
    return (
        Selection(proposed.best, "its body is broken by all signs") if broken else Selection(site)
    )


def _tier(extractor: Extractor) -> tuple[float, bool]:
    return max(CHEAP, extractor.cost), family_of(extractor) == "challenger"


def _place(candidates: Sequence[Candidate], wanted: Candidate) -> int:
    return next(i for i, candidate in enumerate(candidates) if candidate is wanted)


def _run(
    page: Page, extractor: Extractor, seconds: dict[str, float], failures: list[Failure]
) -> Candidate | None:
    start, family = time.perf_counter(), family_of(extractor)
    try:
        candidate = checked(page, extractor(page))
    except Exception as error:
        if is_from_handler(error):
            raise
        where = shown(page.url or "a page")
        _log.warning("extractor %s failed on %s: %r", extractor.name, where, error)
        failures.append(Failure(extractor.name, f"{type(error).__name__}: {error}", family))
        return None
    seconds[extractor.name] = time.perf_counter() - start
    if candidate is None:
        return None
    return replace(candidate, extractor=extractor.name, family=family)


def _score(
    page: Page, candidates: Sequence[Candidate], scorer: Scorer, failures: list[Failure]
) -> Sequence[Estimate]:
    """The scorer's estimates; if it fails, all bodies count alike and the cheapest one leads."""
    try:
        return scorer(page, candidates)
    except Exception as error:
        if is_from_handler(error):
            raise
        _log.warning("the scorer failed on %s: %r", shown(page.url or "a page"), error)
        failures.append(Failure("scorer", f"{type(error).__name__}: {error}"))
        return [Estimate(0.5 * bool(candidate.paragraphs), 1.0) for candidate in candidates]


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
