"""How well profiles fit pages: before and after on each, and rules that match nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsclean.body import fit, page_recurring
from newsclean.body.extractors import ftr_complaints
from newsclean.pipeline import Pipeline
from newsclean.profiles import BY_HAND, ROLES, MarkedLines, ProfileSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.capture import Capture
    from newsclean.page import Page
    from newsclean.profiles import Profile

# a page has so much of what its layout repeats, or the layout is another by now
_STALE_FIT = 0.3
# the scorer's prediction has to fall by more before a profile is said to make pages worse
_WORSE = 0.02
_NOT_FOUND = 0.5


class Trial(NamedTuple):
    """One page without and with the profile that matches it."""

    name: str
    page: Page
    profile: Profile | None
    before: float
    """The predicted quality of the body without profiles, 0 to 1."""
    after: float
    lost: tuple[str, ...]
    """Paragraphs that the profile takes."""
    gained: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether the page has what the profile knows of the site."""
        learned = self.profile.learned if self.profile else ()
        return (
            not learned
            or max(fit(page_recurring(self.page), part) for part in learned) >= _STALE_FIT
        )


class Health(NamedTuple):
    """What pages say of one profile."""

    name: str
    pages: int
    before: float
    """Mean predicted quality without the profile, and with it."""
    after: float
    complaints: tuple[str, ...]


def try_profiles(profiles: ProfileSet, captures: Iterable[tuple[str, Capture]]) -> Iterator[Trial]:
    """Yield what becomes of each named capture without profiles, and with those of the set."""
    without, with_them = Pipeline(profiles=None), Pipeline(profiles=profiles)
    for name, capture in captures:
        before, after = without.explain(capture), with_them.explain(capture)
        old, new = before.article.paragraphs, after.article.paragraphs
        yield Trial(
            name=name,
            page=after.page,
            profile=after.page.profile,
            before=before.article.confidence,
            after=after.article.confidence,
            lost=tuple(text for text in old if text not in new),
            gained=tuple(text for text in new if text not in old),
        )


def health(trials: Iterable[Trial]) -> list[Health]:
    """Return what the trials say of each profile that matched, by name."""
    by_profile: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        if trial.profile is not None:
            by_profile[trial.profile.name].append(trial)
    return [_health(name, by_profile[name]) for name in sorted(by_profile)]


def _health(name: str, trials: Sequence[Trial]) -> Health:
    number = len(trials)
    before = sum(trial.before for trial in trials) / number
    after = sum(trial.after for trial in trials) / number
    return Health(name, number, before, after, tuple(_complaints(trials)))


def _complaints(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield what is wrong with a profile, in words."""
    strange = [trial.name for trial in trials if not trial.fits]
    if len(strange) > _NOT_FOUND * len(trials):
        yield f"stale: {len(strange)} of {len(trials)} pages have another layout: learn it anew"
    worse = [trial for trial in trials if trial.after < trial.before - _WORSE]
    if worse:
        example = min(worse, key=lambda trial: trial.after - trial.before)
        yield (
            f"worse on {len(worse)} of {len(trials)} pages by the model's judgement, most on"
            f" {example.name} ({example.before:.2f} to {example.after:.2f})"
        )
    profile = trials[0].profile
    assert profile is not None
    if profile.ftr is not None:
        yield from ftr_complaints([trial.page for trial in trials], profile.ftr)
    for rule in unused(profile, [trial.page for trial in trials]):
        yield f"matches nothing: {rule}"


def unused(profile: Profile, pages: Sequence[Page]) -> Iterator[str]:
    """Yield the rules of a profile that match nothing on any of its pages."""
    trees = [page.tree for page in pages if page.tree is not None]
    for key, selectors in vars(profile.html).items() if trees else ():
        for selector in selectors:
            if not any(tree.css_matches(selector) for tree in trees):
                yield f"html.{key}: {selector}"
    for key in ROLES:
        for entry in getattr(profile.text, key):
            rules = type(profile.text)(**{key: (entry,)})
            if not any(MarkedLines(page.blocks, rules).first(key) is not None for page in pages):
                yield f"text.{key}: {entry}"
    lines = {line for page in pages for line in page_recurring(page).lines}
    places = {place for page in pages for place in page_recurring(page).places}
    by_hand = ((part.lines, lines, "lines") for part in profile.learned)
    at_places = ((part.places, places, "places") for part in profile.learned)
    for known, found, name in (*by_hand, *at_places):
        for key, value in known.items():
            if value in BY_HAND and key not in found:
                yield f"learned.{name}: {key}"
