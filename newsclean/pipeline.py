"""The pipeline: one capture in, one record out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.budget import BUDGETS, Budget, BudgetName
from newsclean.candidate import Extractor
from newsclean.cascade import CHEAP, Scorer, run_cascade
from newsclean.errors import SettingError
from newsclean.explanation import with_moves
from newsclean.extractors.labeller import Labeller
from newsclean.extractors.profile import ProfileExtractor
from newsclean.extractors.readability import Readability
from newsclean.extractors.reduced import Reduced
from newsclean.extractors.resiliparse import Resiliparse
from newsclean.extractors.segment import Segment
from newsclean.extractors.structured import Structured
from newsclean.extractors.trafilatura import Trafilatura
from newsclean.extractors.variants import VARIANTS
from newsclean.page.read import MAX_BYTES, read_page
from newsclean.profiles.load import ProfileSet
from newsclean.record import make_record
from newsclean.registry import find_extractor
from newsclean.scorer.estimate import estimate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.article import Article
    from newsclean.cascade import Outcome
    from newsclean.explanation import Explanation
    from newsclean.page.page import Kind, Page

EXTRACTORS: tuple[Extractor, ...] = (
    ProfileExtractor(),
    Reduced(),
    Structured(),
    Labeller(),
    *VARIANTS,
    Segment(),
    Trafilatura(),
)
"""The default extractors; they run in order of their cost."""

EXTRAS: tuple[Extractor, ...] = (Trafilatura(thorough=True), Readability(), Resiliparse())
"""Built-in extractors that run only where a pipeline names them."""

_LEADER = Labeller().name
# the built-in ones themselves: an extractor of one's own may bear any name
_CHALLENGERS = (*VARIANTS, Segment(), Trafilatura())


@dataclass(frozen=True)
class Pipeline:
    """The settings of extraction: immutable, safe to share between threads.

    `extractors`: extractors or names of built-in ones and plug-ins. `profiles`: folders of site
    profiles that come before the built-in ones, or `None` for no profiles at all. `budget`: "fast"
    takes the labeller's body, or that of structured data, a profile or an extractor of your own;
    "balanced" has other cheap ones to choose from, and runs a costly one where they look poor;
    "best" always runs it.
    `enough`: the predicted quality (0..1) at which no costlier extractor runs, in place of the
    budget's. `margin`: by how much the prediction of a costlier challenger must be better than the
    leader's. `max_bytes`: the largest capture.
    Raises `SettingError`, `UnknownExtractor` or `ProfileError` when made with unusable settings.

    >>> Pipeline().extract("<h1>A title</h1><p>A story of one sentence.</p>").title
    'A title'
    """

    extractors: tuple[Extractor | str, ...] = EXTRACTORS
    profiles: str | Path | Iterable[str | Path] | ProfileSet | None = ()
    budget: BudgetName = "balanced"
    scorer: Scorer = estimate
    enough: float | None = None
    margin: float = 0.0
    max_bytes: int = MAX_BYTES

    def __post_init__(self) -> None:
        if isinstance(self.extractors, str):
            raise SettingError("extractors must be a tuple of extractors or names, not one string")
        object.__setattr__(self, "extractors", tuple(self.extractors))
        if not isinstance(self.profiles, str | Path | ProfileSet | None):
            object.__setattr__(self, "profiles", tuple(self.profiles))
        _check_settings(self)
        # resolved now, so that a mistake shows where it was made
        _ = self._resolved, self._profile_set

    @cached_property
    def _resolved(self) -> tuple[Extractor, ...]:
        found = tuple(map(_extractor, self.extractors))
        names = Counter(extractor.name for extractor in found)
        twice = next((name for name, count in names.items() if count > 1), None)
        if twice is not None:
            raise SettingError(f"two extractors are named {twice!r}; names tell them apart")
        return tuple(_within(BUDGETS[self.budget], found))

    @cached_property
    def _profile_set(self) -> ProfileSet | None:
        if self.profiles is None or isinstance(self.profiles, ProfileSet):
            return self.profiles
        folders = [self.profiles] if isinstance(self.profiles, str | Path) else self.profiles
        return ProfileSet.load(map(Path, folders)) if folders else None

    def extract(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        captured_at: dt.datetime | None = None,
        charset: str | None = None,
        kind: Kind | None = None,
    ) -> Article:
        """Give the record of one capture; see `newsclean.extract`."""
        page = self._read(content, url, captured_at, charset, kind)
        return self._make(page).article

    def explain(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        captured_at: dt.datetime | None = None,
        charset: str | None = None,
        kind: Kind | None = None,
    ) -> Explanation:
        """Give the record of one capture with everything behind it; see `newsclean.explain`."""
        made = self._make(self._read(content, url, captured_at, charset, kind))
        return with_moves(made) if self.scorer is estimate else made

    def _read(
        self,
        content: str | bytes,
        url: str | None,
        captured_at: dt.datetime | None,
        charset: str | None,
        kind: Kind | None,
    ) -> Page:
        profiles = self._profile_set
        if profiles is None and self.profiles is not None:
            profiles = ProfileSet.builtin()
        return read_page(
            content,
            url,
            captured_at=captured_at,
            charset=charset,
            kind=kind,
            profiles=profiles,
            max_bytes=self.max_bytes,
        )

    def choose_body(self, page: Page) -> Outcome:
        """Run the extractors on a page that is read already, and choose among their bodies."""
        enough = BUDGETS[self.budget].enough if self.enough is None else self.enough
        return run_cascade(page, self._resolved, self.scorer, enough, self.margin)

    def _make(self, page: Page) -> Explanation:
        return make_record(page, self.choose_body(page))


def _check_settings(pipeline: Pipeline) -> None:
    if not pipeline.extractors:
        raise SettingError("a pipeline needs at least one extractor")
    if not isinstance(pipeline.max_bytes, int) or pipeline.max_bytes <= 0:
        raise SettingError(f"max_bytes must be above 0, not {pipeline.max_bytes!r}")
    if not callable(pipeline.scorer):
        raise SettingError(f"scorer must be a function, not {pipeline.scorer!r}")
    if not isinstance(pipeline.budget, str) or pipeline.budget not in BUDGETS:
        raise SettingError(f"budget must be one of {', '.join(BUDGETS)}, not {pipeline.budget!r}")
    for name in ("enough", "margin"):
        value = getattr(pipeline, name)
        if name == "enough" and value is None:
            continue
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise SettingError(f"{name} must be from 0 to 1, not {value!r}")


def _within(budget: Budget, extractors: Sequence[Extractor]) -> Iterator[Extractor]:
    """Give the extractors that a budget lets run."""
    is_led = any(extractor.name == _LEADER for extractor in extractors)
    for extractor in extractors:
        challenges = is_led and extractor in _CHALLENGERS
        if (budget.costly or extractor.cost <= CHEAP) and (budget.challengers or not challenges):
            yield extractor


def _extractor(item: Extractor | str) -> Extractor:
    if isinstance(item, str):
        return find_extractor(item, (*EXTRACTORS, *EXTRAS))
    if isinstance(item, Extractor) and not isinstance(item, type):
        return item
    raise SettingError(
        f"{item!r} is no extractor: it needs a name, a cost and a call (Page) -> Candidate; "
        "newsclean.extractor(name) makes one of a function"
    )


DEFAULT = Pipeline()
"""The pipeline that `newsclean.extract` uses."""
