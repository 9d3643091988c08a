"""What the learned part of a site's profile says of a page's blocks.

What recurs on the pages of a site tells where its stories stand: lines, places in the DOM, and what
stands next to recurring lines. Each is known by how likely it was story on the pages that the
profile was learned from; here it shifts the log-odds of the page's own blocks. No block goes for it
alone: the page's own model has its say, and pages that fit no layout of the profile stay as they
are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.body.threshold import choose_threshold
from newsclean.boilerplate import block_words
from newsclean.profiles import EDGE, neighbours, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsclean.page import Block, Page
    from newsclean.profiles import Learned

Array = NDArray[Any]

# how much the log-odds of each count beside those of the block itself, by kind of capture
_WEIGHTS = {
    "html": {"line": 1.0, "place": 0.1, "under": 0.0, "over": 0.25},
    "text": {"line": 1.0, "place": 0.0, "under": 0.2, "over": 0.3},
}
# what a person wrote decides
_DECIDED = 12.0
_LEAST = 0.003
# a block of more characters is never made less likely
LONGEST_TAKEN = 1500
# so much of what recurs on a layout's pages has to be on a page of it
_LEAST_FIT = 0.25
# a page of which the model expects so much less with the profile is of a layout that it misses
_WORST_LOSS = 0.05
_LEVELS = 4
_NAMES = 2
_PLAIN = re.compile(r"[a-z][a-z_-]*")


class SiteView(NamedTuple):
    """The probabilities of a page's blocks as its site makes them, and who said it."""

    probabilities: Array
    reasons: Mapping[int, str]
    """For each block that was shifted, what shifted it most."""


def page_lines(page: Page) -> tuple[str, ...]:
    """Return the form in which each block's text recurs, computed once a page."""
    return page.cached(_lines)


def _lines(page: Page) -> tuple[str, ...]:
    return tuple(template(text) for text in page.texts)


def page_places(page: Page) -> tuple[str, ...]:
    """Return the CSS selector of each block's place, empty for captured text.

    Four elements from the outside, each with its tag and two of its class and id words; words with
    digits change from page to page and are left out.
    """
    return page.cached(_places)


def _places(page: Page) -> tuple[str, ...]:
    if not page.elements:
        return ("",) * len(page.blocks)
    known: dict[int, str] = {}
    return tuple(_place(page, block, known) for block in page.blocks)


def _place(page: Page, block: Block, known: dict[int, str]) -> str:
    found = known.get(block.element)
    if found is None:
        steps: list[str] = []
        element = block.element
        while element >= 0 and len(steps) < _LEVELS:
            parent, tag, names, *_ = page.elements[element]
            steps.append(tag + "".join(f".{name}" for name in _stable(names)))
            element = parent
        found = known[block.element] = " > ".join(reversed(steps))
    return found


def _stable(names: str) -> list[str]:
    return [name for name in names.split() if _PLAIN.fullmatch(name)][:_NAMES] if names else []


def view_of_site(page: Page, probabilities: Array) -> SiteView | None:
    """Return what the profile of the page's site makes of the probabilities; `None` if nothing."""
    layouts = page.profile.learned if page.profile is not None else ()
    if not layouts or not page.blocks:
        return None
    learned = max(layouts, key=lambda layout: fit(page, layout))
    if fit(page, learned) < _LEAST_FIT:
        return None
    shifts, reasons = _shifts(page, learned)
    long = np.array([len(text) > LONGEST_TAKEN for text in page.texts])
    shifts = np.where(long, np.maximum(shifts, 0), shifts)
    safe = np.clip(probabilities.astype(np.float64), 1e-6, 1 - 1e-6)
    shifted = 1 / (1 + np.exp(-(np.log(safe / (1 - safe)) + shifts)))
    words = block_words(page) + 1.0
    before, after = (choose_threshold(p, words).expected_f1 for p in (probabilities, shifted))
    if after < before - _WORST_LOSS:
        return None
    return SiteView(shifted.astype(np.float32), reasons)


def fit(page: Page, learned: Learned) -> float:
    """Return the share of a layout's recurring lines, or of its places, that a page has."""
    lines = learned.over.keys() - {EDGE}
    shares = [len(lines & {*page_lines(page)}) / len(lines)] if lines else []
    if page.elements and learned.places:
        shares.append(len(learned.places.keys() & {*page_places(page)}) / len(learned.places))
    return max(shares, default=0.0)


def _shifts(page: Page, learned: Learned) -> tuple[Array, dict[int, str]]:
    """What to add to the log-odds of each block, and what adds most."""
    weights = _WEIGHTS[page.kind]
    sums = np.zeros(len(page.blocks))
    strongest: dict[int, tuple[float, str]] = {}
    for i, source, name, value in _said(page, learned):
        decided = value in (0.0, 1.0)
        odds = (2 * value - 1) * _DECIDED if decided else weights[source] * log_odds(value)
        sums[i] += odds
        if abs(odds) > abs(strongest.get(i, (0.0,))[0]):
            strongest[i] = odds, f"{source} {name!r} is story to {value:.2f}"
    return sums, {i: reason for i, (_, reason) in strongest.items()}


def log_odds(value: float) -> float:
    """Return the log-odds of a probability, within bounds.

    >>> log_odds(0.5), round(log_odds(1e-9), 2)
    (0.0, -5.81)
    """
    safe = min(max(value, _LEAST), 1 - _LEAST)
    return float(np.log(safe / (1 - safe)))


def _said(page: Page, learned: Learned) -> Iterator[tuple[int, str, str, float]]:
    """Yield all that a layout says of a page's blocks: block, source, name, probability.

    Of a line that recurs it says nothing but that: it is what it is wherever it stands.
    """
    lines = page_lines(page)
    for i, line in enumerate(lines):
        if line in learned.lines:
            yield i, "line", line, learned.lines[line]
    if learned.places:
        for i, place in enumerate(page_places(page)):
            if place in learned.places and lines[i] not in learned.lines:
                yield i, "place", place, learned.places[place]
    yield from _beside(lines, learned, "under")
    last = len(lines) - 1
    for i, source, name, value in _beside(lines[::-1], learned, "over"):
        yield last - i, source, name, value


def _beside(
    lines: Sequence[str], learned: Learned, source: str
) -> Iterator[tuple[int, str, str, float]]:
    known: Mapping[str, tuple[float, ...]] = getattr(learned, source)
    for i, found in enumerate(neighbours(lines, known)):
        if found is not None and lines[i] not in learned.lines:
            line, distance = found
            yield i, source, line, known[line][min(distance, len(known[line]) - 1)]
