"""What the learned part of a site's profile says of a page's blocks.

What recurs on the pages of a site is known by how likely it was story on the pages that the profile
was learned from. Lines shift the log-odds of the page's own blocks; no block goes for it alone: the
page's own model has its say. Places in the DOM, and what stands next to recurring lines, tell the
layout, and decide if a person says so. Pages that fit no layout of the profile stay as they are.
"""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.body.threshold import choose_threshold
from newsclean.boilerplate import block_words
from newsclean.profiles import BY_HAND, EDGE, neighbours, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsclean.capture import Kind
    from newsclean.page import Block, Page
    from newsclean.profiles import Learned

Array = NDArray[Any]

# a block of so many words that ends like a sentence reads like a story
_SENTENCE_WORDS = 8
_ENDS = tuple(".!?…。！？।؟»”\"'")
# what a person wrote decides
_DECIDED = 12.0
_LEAST = 0.003
# what is less likely needs nobody to say that it is furniture
_MAYBE = 0.02
_EVEN = 0.5
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
    strongest: Mapping[int, tuple[float, str, str, float]]
    """For each block that was shifted, what shifted it most: log-odds, source, name, value."""

    def reason(self, block: int) -> str:
        """Return in words what shifted a block most."""
        _, source, name, value = self.strongest[block]
        return f"{source} {name!r} is story to {value:.2f}"


class Recurring(NamedTuple):
    """What of a page's blocks may recur on other pages of its site, a value for each block."""

    kind: Kind
    lines: tuple[str, ...]
    """The texts in the form in which they recur."""
    places: tuple[str, ...]
    """CSS selectors, empty for captured text.

    Four elements from the outside, each with its tag and two of its class and id words; words with
    digits change from page to page and are left out.
    """
    weights: Array
    """Words and one."""
    long: Array
    """Whether a block is too long to be made less likely."""
    prose: Array
    """Whether a block reads like a sentence of a story."""


def page_recurring(page: Page) -> Recurring:
    """Return what of a page may recur, computed once a page."""
    return page.cached(_recurring)


def _recurring(page: Page) -> Recurring:
    texts, words = page.texts, block_words(page)
    sentences = np.fromiter((text.endswith(_ENDS) for text in texts), bool, len(texts))
    return Recurring(
        kind=page.kind,
        lines=tuple(map(template, texts)),
        places=_places(page),
        weights=words + 1.0,
        prose=sentences & (words >= _SENTENCE_WORDS),
        long=np.fromiter((len(text) > LONGEST_TAKEN for text in texts), bool, len(texts)),
    )


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


def view_of_site(
    page: Recurring, probabilities: Array, layouts: Sequence[Learned]
) -> SiteView | None:
    """Return what the layouts of a page's site make of its probabilities; `None` if nothing."""
    learned = _layout_of(page, layouts)
    if learned is None or not len(probabilities):
        return None
    before = choose_threshold(probabilities, page.weights).expected_f1
    shifts, strongest = _shifts(page, probabilities, learned)
    shifts = np.where(page.long, np.maximum(shifts, 0), shifts)
    safe = np.clip(probabilities.astype(np.float64), 1e-6, 1 - 1e-6)
    shifted = 1 / (1 + np.exp(-(np.log(safe / (1 - safe)) + shifts)))
    if choose_threshold(shifted, page.weights).expected_f1 < before - _WORST_LOSS:
        return None
    return SiteView(shifted.astype(np.float32), strongest)


def _layout_of(page: Recurring, layouts: Sequence[Learned]) -> Learned | None:
    """The layout that a page fits best, if it fits any."""
    best = max(layouts, key=lambda layout: fit(page, layout), default=None)
    return best if best is not None and fit(page, best) >= _LEAST_FIT else None


def block_of_title(page: Page) -> int | None:
    """Return the block that stands where the profile of the page's site expects the headline.

    `None` if its layout says nothing of it, or not the same from all lines, and if what stands
    there recurs on the site's pages.
    """
    blocks = blocks_of_field(page, "title")
    layout = page.cached(_layout)
    if layout is None or len(blocks) != 1:
        return None
    (block,) = blocks
    line = page_recurring(page).lines[block]
    return block if line not in {*layout.lines, *layout.title} else None


def blocks_of_field(page: Page, name: str) -> frozenset[int]:
    """Return the blocks that stand where the profile of the page's site expects a field.

    `name` is `title`, `date` or `authors`. Lines of captured text may point to several blocks.
    """
    layout = page.cached(_layout)
    where: Mapping[str, int] = getattr(layout, name) if layout is not None else {}
    if not where:
        return frozenset()
    found = page_recurring(page)
    if page.kind == "html":
        return frozenset(i for i, place in enumerate(found.places) if place in where)
    firsts = {line: i for i, line in reversed([*enumerate(found.lines)])} | {EDGE: -1}
    blocks = (firsts[line] + step for line, step in where.items() if line in firsts)
    return frozenset(i for i in blocks if 0 <= i < len(found.lines))


def _layout(page: Page) -> Learned | None:
    """The layout of a page, of those that the profile of its site knows."""
    learned = page.profile.learned if page.profile is not None else ()
    return _layout_of(page_recurring(page), learned) if learned else None


def fit(page: Recurring, learned: Learned) -> float:
    """Return the share of a layout's recurring lines, or of its places, that a page has."""
    lines = learned.over.keys() - {EDGE}
    shares = [len(lines & {*page.lines}) / len(lines)] if lines else []
    if page.kind == "html" and learned.places:
        shares.append(len(learned.places.keys() & {*page.places}) / len(learned.places))
    return max(shares, default=0.0)


def _shifts(
    page: Recurring, probabilities: Array, learned: Learned
) -> tuple[Array, dict[int, tuple[float, str, str, float]]]:
    """What to add to the log-odds of each block, and what adds most."""
    sums = [0.0] * len(page.lines)
    strongest: dict[int, tuple[float, str, str, float]] = {}
    for i, source, name, value in _said(page, probabilities, learned):
        odds = (2 * value - 1) * _DECIDED if value in BY_HAND else log_odds(value)
        sums[i] += odds
        if i not in strongest or abs(odds) > abs(strongest[i][0]):
            strongest[i] = odds, source, name, value
    return np.array(sums), strongest


def log_odds(value: float) -> float:
    """Return the log-odds of a probability, within bounds.

    >>> log_odds(0.5), round(log_odds(1e-9), 2)
    (0.0, -5.81)
    """
    safe = min(max(value, _LEAST), 1 - _LEAST)
    return log(safe / (1 - safe))


def _said(
    page: Recurring, probabilities: Array, learned: Learned
) -> Iterator[tuple[int, str, str, float]]:
    """Yield all that a layout says of a page's blocks: block, source, name, probability.

    Of a line that recurs it says nothing but that: it is what it is wherever it stands. Places and
    neighbours count only if a person decided on them.
    """
    maybe = (probabilities > _MAYBE).tolist()
    lines, known_lines = page.lines, learned.lines
    for i, line in enumerate(lines):
        value = known_lines.get(line)
        if value is not None and (maybe[i] or value > _EVEN):
            yield i, "line", line, value
    for i, place in enumerate(page.places):
        value = learned.places.get(place)
        if value is not None and value in BY_HAND:
            yield i, "place", place, value
    for source, known, step in (("under", learned.under, 1), ("over", learned.over, -1)):
        decided = {line: far for line, far in known.items() if not {*BY_HAND}.isdisjoint(far)}
        beside = neighbours(lines[::step], known)[::step] if decided else ()
        for i, near in enumerate(beside):
            if near is not None and near[0] in decided and lines[i] not in known_lines:
                far = decided[near[0]]
                value = far[min(near[1], len(far) - 1)]
                if value in BY_HAND:
                    yield i, source, near[0], value
