"""From what was observed on a few pages of a site to its profile.

What repeats across the pages of a layout tells furniture from story, and what the model holds for
story at the same place on most pages corrects it on the others (Gibson, Wellner and Lubar 2007 and
others learn templates so from labels; here the model's own probabilities stand in for them).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import repeat
from math import ceil, exp
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsclean.body import choose_threshold, log_odds, view_of_site
from newsclean.capture import Capture
from newsclean.errors import SettingError
from newsclean.learning.observed import observe
from newsclean.profiles import (
    EDGE,
    FAR,
    STEPS,
    Learned,
    Profile,
    Recognise,
    host_and_path,
    is_host,
    neighbours,
    to_toml,
)

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )
    from collections.abc import Set as AbstractSet

    from newsclean.learning.observed import Observed

K = TypeVar("K", bound="Hashable")

LEAST_PAGES = 3
"""Pages of one layout from which on something is learned."""
# a page that shares so many of its story's blocks with another one is that page again
_SAME_STORY = 0.6
# pages that share so many of their places, or recurring lines, are of one layout
_ALIKE = 0.2
# what recurs only by chance is left out: two pages, and a line that others stand next to on half
_LEAST_SHARED = 2
_LEAST_ANCHORED = 0.5
# how much a line that all pages have is less likely story, in log-odds, and how much the model's
# own word counts beside it
_RECURS, _OWN = 6.0, 0.3
# bounds of a profile: what says most of doubtful blocks comes first
_MOST_LINES, _MOST_PLACES, _MOST_ANCHORS, _MOST_RECOGNISED, _MOST_STEPS = 100, 60, 30, 20, 5
# on so many of the pages that have a line the headline stands equally far from it
_SAME_STEP = 0.6
# the likeliness from which a place is that of a field (in HTML with .15 the authors of eight
# pages get right and eight get wrong ones, with .4 eight and none), and its share of the best's
_LEAST_CREDITED = {"html": 0.4, "text": 0.2}
_BESIDE_BEST = 0.5
MOST_BYTES = 20_000
"""Of a profile as TOML; where it would be longer it holds a half of each, or less."""
_PARTS = (1, 2, 4, 8, 16)
# a line that tells a site without a URL: on so many pages, of so many characters and words
_LEAST_KNOWN, _KNOWN_CHARS, _KNOWN_WORDS, _SURELY_FURNITURE = 0.8, 12, 2, 0.2
_EVEN = 0.5
# pages of a month whose dates may be read either way
_LEAST_DATED = 4
# what reads like a sentence and is likelier story is never taken for recurring; a model without
# markup is surer of what it mistakes (text: .9130 with .5, .9171 with .8)
_STORY = {"html": 0.5, "text": 0.8}


class _Votes(NamedTuple):
    """What the pages of a layout say of one thing that recurs."""

    pages: int
    mean: float
    prose: bool

    @property
    def value(self) -> float:
        """The mean, nearer to an even chance if few pages say it."""
        return probability(log_odds(self.mean) * self.pages / (self.pages + 1))


def learn(pages: Iterable[Capture | str | bytes], *, site: str | None = None) -> Profile:
    """Return the profile of a site, learned from some of its pages without labels.

    Pages are captures, or their content alone, HTML or captured text; five are enough, three of one
    layout are needed. `site` is the host that the profile is for, by default that of the pages'
    URLs, or of the canonical links of those without one. With fewer pages the profile says nothing.
    Raises `SettingError` if `site` is no host name.
    """
    captures = (page if isinstance(page, Capture) else Capture(page) for page in pages)
    return learn_site([observe(capture) for capture in captures], site)


def learn_site(observed: Sequence[Observed], site: str | None = None) -> Profile:
    """Return the profile that observed pages of one site come to.

    Raises `SettingError` if `site` is no host name: profiles lie in files that bear it.
    """
    if site is not None and not is_host(site):
        raise SettingError(f"site {site!r} is no host name, like 'courier.example'")
    host = site or _host_of(observed)
    distinct = _distinct(observed)
    layouts = [group for group in _layouts(distinct) if len(group) >= LEAST_PAGES]
    profile = Profile(
        name=host or "learned",
        hosts=(host,) if host else (),
        day_first=_day_first(distinct),
        recognise=_recognise([page for group in layouts for page in group]),
    )
    for parts in _PARTS:
        learned = tuple(_learned(layout, parts) for layout in layouts)
        found = replace(profile, learned=learned)
        if len(to_toml(found).encode()) <= MOST_BYTES:
            break
    return found


def gain(profile: Profile, observed: Sequence[Observed]) -> tuple[float, float]:
    """Return the mean F1 that the model expects of pages without the profile, and with it."""
    after = []
    for page in observed:
        view = view_of_site(page.recurring, page.probabilities, profile.learned)
        weights = page.recurring.weights
        found = page.probabilities if view is None else view.probabilities
        after.append(choose_threshold(found, weights).expected_f1)
    return mean(page.expected_f1 for page in observed), mean(after)


def _host_of(observed: Iterable[Observed]) -> str | None:
    """The host that most pages come from, without `www.`."""
    found = (host_and_path(page.url or "")[0] for page in observed)
    hosts = Counter(host for host in found if is_host(host))
    return max(hosts, key=lambda host: hosts[host], default=None)


def _distinct(observed: Sequence[Observed]) -> list[Observed]:
    """The pages, each story once: a page that another one repeats would make it recur.

    What nearly all pages have tells no story from another, though the model may take it for one.
    """
    counts = Counter(block for page in observed for block in page.story)
    most = max(LEAST_PAGES, _LEAST_KNOWN * len(observed))
    common = frozenset(block for block, count in counts.items() if count >= most)
    kept: list[Observed] = []
    for page in observed:
        if not any(_is_same(page.story - common, other.story - common) for other in kept):
            kept.append(page)
    return kept


def _is_same(one: frozenset[int], other: frozenset[int]) -> bool:
    smaller = min(len(one), len(other))
    return one == other or len(one & other) > _SAME_STORY * smaller > 0


def _layouts(pages: Sequence[Observed]) -> list[list[Observed]]:
    """The pages in groups of one layout, the largest first: what tells it is shared by each pair.

    A page joins the group with which it has most in common.
    """
    shared = Counter(key for page in pages for key in page.keys)
    common = frozenset(key for key, count in shared.items() if count >= _LEAST_SHARED)
    groups: list[list[Observed]] = []
    for page in pages:
        best = max(groups, key=lambda group: _likeness(page, group, common), default=None)
        if best is not None and _likeness(page, best, common) >= _ALIKE:
            best.append(page)
        else:
            groups.append([page])
    return sorted(groups, key=len, reverse=True)


def _likeness(page: Observed, group: Sequence[Observed], common: frozenset[str]) -> float:
    if page.kind != group[0].kind:
        return 0.0
    found = [
        len(page.keys & other.keys) / max(len((page.keys | other.keys) & common), 1)
        for other in group
    ]
    return sum(found) / len(found)


def _learned(pages: Sequence[Observed], parts: int) -> Learned:
    """What the pages of a layout teach; of the most that a profile holds, one of so many parts."""
    lines = _votes(pages, lambda page: page.lines)
    anchors = _anchors(pages, lines, _MOST_ANCHORS // parts)
    common = {line for line, votes in lines.items() if votes.pages >= _LEAST_ANCHORED * len(pages)}
    return Learned(
        pages=len(pages),
        lines={
            line: _of_line(votes, len(pages), _STORY[pages[0].kind])
            for line, votes in _most_doubtful(lines, _MOST_LINES // parts).items()
        },
        places={
            place: votes.value
            for place, votes in _most_doubtful(
                _votes(pages, lambda page: page.recurring.places), _MOST_PLACES // parts
            ).items()
        },
        # in HTML places tell more
        under=_beside(pages, anchors, below=True) if pages[0].kind == "text" else {},
        over=_beside(pages, anchors, below=False),
        title=_steps_to_title(pages, lines, common),
        date=_where(pages, lines, common, lambda page: page.dated),
        authors=_where(pages, lines, common, lambda page: page.signed),
    )


def _where(
    pages: Sequence[Observed],
    lines: Mapping[str, _Votes],
    common: AbstractSet[str],
    blocks_of: Callable[[Observed], Mapping[int, float]],
) -> dict[str, int]:
    """Where most pages have what a field is read from: the lines near it, or its places in HTML.

    The likeliness of a place is the median over the pages, 0 where nothing like it stands there.
    What is the same on all pages is the site's, but for dates, whose numbers are not compared.
    """
    votes: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    texts: dict[tuple[str, int], set[str]] = defaultdict(set)
    for number, page in enumerate(pages):
        for block, chance in blocks_of(page).items():
            place = page.recurring.places[block]
            keys = [(place, 0)] if place else _beside_block(page.lines, common, block)
            for key in keys:
                votes[key][number] = max(chance, votes[key].get(number, 0.0))
                texts[key].add(page.lines[block])
    known = {
        key: _median(chances.values(), lines[key[0]].pages if key[0] in lines else len(pages))
        for key, chances in votes.items()
        if len(chances) >= max(LEAST_PAGES, _SAME_STEP * len(pages)) and abs(key[1]) <= STEPS
    }
    least = max(_LEAST_CREDITED[pages[0].kind], _BESIDE_BEST * max(known.values(), default=0.0))
    chosen = [key for key in known if known[key] >= least and _changes(texts[key])]
    return dict(sorted(chosen, key=lambda key: abs(key[1]))[:_MOST_STEPS])


def _median(chances: Collection[float], pages: int) -> float:
    return median([*chances, *repeat(0.0, pages - len(chances))])


def _changes(texts: AbstractSet[str]) -> bool:
    return len(texts) > 1 or any("#" in text for text in texts)


def _steps_to_title(
    pages: Sequence[Observed], lines: Mapping[str, _Votes], common: AbstractSet[str]
) -> dict[str, int]:
    """How far below or above lines of most pages the headline stands, if that is mostly so far.

    What recurs is no headline; the next likely one is.
    """
    steps: dict[str, Counter[int]] = defaultdict(Counter)
    for page in pages:
        fresh = (block for block in page.headlines if page.lines[block] not in lines)
        headline = next(fresh, None)
        for line, step in _beside_block(page.lines, common, headline):
            steps[line][step] += 1
    found: dict[str, int] = {}
    for line, counts in steps.items():
        step, votes = counts.most_common(1)[0]
        least = _SAME_STEP * (lines[line].pages if line in lines else len(pages))
        if votes >= max(LEAST_PAGES, least) and abs(step) <= STEPS:
            found[line] = step
    return dict(sorted(found.items(), key=lambda item: abs(item[1]))[:_MOST_STEPS])


def _beside_block(
    lines: Sequence[str], common: AbstractSet[str], block: int | None
) -> Iterator[tuple[str, int]]:
    """Yield the common lines next above and below a block, and the steps from them to it."""
    if block is not None:
        above = (i for i in range(block - 1, -1, -1) if lines[i] in common)
        below = (i for i in range(block + 1, len(lines)) if lines[i] in common)
        last, first = next(above, None), next(below, None)
        yield (EDGE, block + 1) if last is None else (lines[last], block - last)
        if first is not None:
            yield lines[first], block - first


def _of_line(votes: _Votes, pages: int, surely: float) -> float:
    """How likely a recurring line is story: recurrence alone takes nothing that reads like one."""
    recurs = 0.0 if votes.prose and votes.mean > surely else _RECURS * votes.pages / pages
    return probability(_OWN * log_odds(votes.mean) - recurs)


def probability(odds: float) -> float:
    """Return the probability of log-odds, as profiles hold it: two places, never a decided one."""
    return min(max(round(1 / (1 + exp(-odds)), 2), 0.01), 0.99)


def _votes(
    pages: Sequence[Observed], keys_of: Callable[[Observed], Sequence[K | None]]
) -> dict[K, _Votes]:
    """What is said of the keys that recur on several pages, in order of their first occurrence."""
    seen: dict[K, set[int]] = defaultdict(set)
    weights: dict[K, float] = defaultdict(float)
    sums: dict[K, float] = defaultdict(float)
    prose: dict[K, bool] = {}
    for number, page in enumerate(pages):
        weights_here, prose_here = page.recurring.weights**0.5, page.recurring.prose.tolist()
        blocks = zip(keys_of(page), page.probabilities, weights_here, prose_here, strict=True)
        for key, p, weight, reads_like_story in blocks:
            if key:
                seen[key].add(number)
                weights[key] += float(weight)
                sums[key] += float(weight) * float(p)
                prose[key] = reads_like_story
    return {
        key: _Votes(len(numbers), sums[key] / weights[key], prose[key])
        for key, numbers in seen.items()
        if len(numbers) >= _LEAST_SHARED
    }


def _most_doubtful(votes: Mapping[str, _Votes], most: int) -> dict[str, _Votes]:
    """The votes on what may be story: what the model knows for furniture needs no profile."""
    chosen = {*sorted(votes, key=lambda key: -votes[key].mean)[:most]}
    return {key: found for key, found in votes.items() if key in chosen}


def _anchors(pages: Sequence[Observed], lines: Mapping[str, _Votes], most: int) -> dict[str, None]:
    """The lines by which places in a page are told: on most pages, near the story first."""
    common = [line for line, votes in lines.items() if votes.pages >= _LEAST_ANCHORED * len(pages)]
    far = dict.fromkeys(common, 0)
    for page in pages:
        story = [i for i, p in enumerate(page.probabilities) if p > _EVEN]
        firsts = {line: i for i, line in reversed([*enumerate(page.lines)])}
        for line in common:
            place = firsts.get(line)
            steps = () if place is None else (abs(place - i) for i in story)
            far[line] += min(steps, default=len(page.lines))
    nearest = sorted(common, key=far.__getitem__)[:most]
    return dict.fromkeys([EDGE, *nearest])


def _beside(
    pages: Sequence[Observed], anchors: Mapping[str, None], *, below: bool
) -> dict[str, tuple[float, ...]]:
    """What stands next to each anchor, by how far from it."""

    def places(page: Observed) -> list[tuple[str, int] | None]:
        return _next_to(page.lines, anchors, below=below)

    votes = _votes(pages, places)
    return {
        anchor: tuple(
            found.value if (found := votes.get((anchor, far))) else 0.5 for far in range(FAR)
        )
        for anchor in anchors
    }


def _next_to(
    lines: Sequence[str], anchors: Mapping[str, None], *, below: bool
) -> list[tuple[str, int] | None]:
    return neighbours(lines, anchors) if below else neighbours(lines[::-1], anchors)[::-1]


def _day_first(pages: Sequence[Observed]) -> bool | None:
    """Whether dates in figures begin with the day; `None` unless several pages agree on it."""
    day_first = sum(page.dates[0] > page.dates[1] for page in pages)
    month_first = sum(page.dates[1] > page.dates[0] for page in pages)
    if min(day_first, month_first) or max(day_first, month_first) < _LEAST_SHARED:
        return None if day_first or month_first else _by_months(pages)
    return day_first > 0


def _by_months(pages: Sequence[Observed]) -> bool | None:
    """Whether the days come first of dates that may be read either way, of pages of one month.

    What is the same on all pages is the month, if the other number changes.
    """
    found = [page.figures[0] for page in pages if page.figures]
    firsts, seconds = {first for first, _ in found}, {second for _, second in found}
    if len(found) < _LEAST_DATED or 1 in firsts | seconds:
        return None
    if min(len(firsts), len(seconds)) != 1 or len(firsts) == len(seconds):
        return None
    return len(seconds) == 1


def _recognise(pages: Sequence[Observed]) -> Recognise:
    """The furniture by which a page of the site is known without a URL."""
    found = [
        line
        for line, votes in _votes(pages, lambda page: page.lines).items()
        if votes.pages >= _LEAST_KNOWN * len(pages)
        and votes.mean <= _SURELY_FURNITURE
        and _tells(line)
    ]
    found = sorted(found, key=len, reverse=True)[:_MOST_RECOGNISED]
    if len(found) < LEAST_PAGES:
        return Recognise()
    return Recognise(lines=tuple(sorted(found)), at_least=max(LEAST_PAGES, ceil(len(found) / 2)))


def _tells(line: str) -> bool:
    """Whether a line is long enough that few other sites have it."""
    words = len(line.split())
    return "#" not in line and len(line) >= _KNOWN_CHARS and words >= _KNOWN_WORDS
