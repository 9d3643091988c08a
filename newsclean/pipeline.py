"""The pipeline: one capture in, one record out; `Pipeline.explain` is the whole way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean._version import __version__
from newsclean.article import Article, Sources
from newsclean.body import (
    CHEAP,
    Extractor,
    Scorer,
    find_extractor,
    find_stories,
    label_by,
    label_page,
    paragraph_kinds,
    run_extractors,
    select,
    trim,
)
from newsclean.body.extractors import EXTRACTORS, EXTRAS
from newsclean.body.rules import ADJUST, RULE_NAMES, TRIM
from newsclean.body.scorer import article_chance, estimate
from newsclean.boilerplate import block_words
from newsclean.budget import BUDGETS, BudgetName
from newsclean.capture import Capture
from newsclean.errors import SettingError
from newsclean.explanation import Explanation
from newsclean.fields import blocks_of_title, choose_fields
from newsclean.page import MAX_BYTES, Block, Page, read_capture
from newsclean.profiles import ProfileSet
from newsclean.roles import page_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsclean.body import Candidate, Proposed, Selection, Story, Trimmed
    from newsclean.body.rules import Rule
    from newsclean.capture import Kind
    from newsclean.fields import Fields


@dataclass(frozen=True)
class Pipeline:
    """The settings of extraction: immutable, safe to share between threads.

    `extractors`: extractors or names of built-in ones and plug-ins. `profiles`: folders of site
    profiles that come before the built-in ones, or `None` for no profiles at all. `budget`: "fast"
    runs no costly extractor and looks for title and date alone; "balanced" runs a costly one where
    the others look poor; "best" always runs all of them.
    `enough`: the predicted quality (0..1) at which no costlier extractor runs, in place of the
    budget's. `margin`: by how much the prediction of a costlier challenger must be better than the
    leader's. `max_bytes`: the largest capture. `without`: names of rules
    about what belongs to a body (`newsclean.body.rules`) that are not applied.
    Raises `SettingError`, `UnknownExtractor`, `ProfileError` or `MissingExtra` when made with
    unusable settings.

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
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.extractors, str):
            raise SettingError("extractors must be a tuple of extractors or names, not one string")
        object.__setattr__(self, "extractors", tuple(self.extractors))
        if not isinstance(self.profiles, str | Path | ProfileSet | None):
            object.__setattr__(self, "profiles", tuple(self.profiles))
        _check_settings(self)
        # resolved now, so that a mistake shows where it was made
        _ = self.lineup, self._own_profiles

    @cached_property
    def lineup(self) -> tuple[Extractor, ...]:
        """The extractors that the budget lets run."""
        found = tuple(map(_extractor, self.extractors))
        names = Counter(extractor.name for extractor in found)
        twice = next((name for name, count in names.items() if count > 1), None)
        if twice is not None:
            raise SettingError(f"two extractors are named {twice!r}; names tell them apart")
        costly = BUDGETS[self.budget].costly
        return tuple(extractor for extractor in found if costly or extractor.cost <= CHEAP)

    @cached_property
    def _own_profiles(self) -> ProfileSet | None:
        if self.profiles is None or isinstance(self.profiles, ProfileSet):
            return self.profiles
        folders = [self.profiles] if isinstance(self.profiles, str | Path) else self.profiles
        return ProfileSet.load(map(Path, folders)) if folders else None

    @property
    def profile_set(self) -> ProfileSet | None:
        """The site profiles among which one may match a page; `None` for no profiles at all."""
        builtin = self._own_profiles is None and self.profiles is not None
        return ProfileSet.builtin() if builtin else self._own_profiles

    @property
    def good_enough(self) -> float:
        """The predicted quality at which no costlier extractor runs."""
        return BUDGETS[self.budget].enough if self.enough is None else self.enough

    @property
    def unasked(self) -> frozenset[str]:
        """The fields that the budget leaves out."""
        return BUDGETS[self.budget].unasked

    def extract(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        captured_at: dt.datetime | None = None,
        charset: str | None = None,
        kind: Kind | None = None,
    ) -> Article:
        """Return the record of one capture; see `newsclean.extract`."""
        return self.explain(Capture(content, url, captured_at, charset, kind)).article

    def extract_all(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        captured_at: dt.datetime | None = None,
        charset: str | None = None,
        kind: Kind | None = None,
    ) -> list[Article]:
        """Return a record for each story of one capture; see `newsclean.extract_all`."""
        whole = self.explain(Capture(content, url, captured_at, charset, kind))
        # a site's profile knows which part of its pages is the story
        stories = () if whole.page.profile else find_stories(whole.page)
        if not stories:
            return [whole.article]
        return [
            article_of_story(whole.article, whole.page, story, self._explain_page(part).article)
            for story, part in ((s, page_of_story(whole.page, s)) for s in stories)
        ]

    def explain(self, capture: Capture | str | bytes) -> Explanation:
        """Return the record of a capture, or of content alone, with everything behind it."""
        if not isinstance(capture, Capture):
            capture = Capture(capture)
        page = read_capture(capture, profiles=self.profile_set, max_bytes=self.max_bytes)
        return self._explain_page(self._without_adjusting(page))

    def _explain_page(self, page: Page) -> Explanation:
        proposed = self.propose(page)
        selected = select(proposed)
        # the selected body still holds the date lines and bylines that fields are read from
        fields = choose_fields(page, proposed.candidates, selected.body, self.unasked)
        title = blocks_of_title(page, fields)
        trimmed = trim(page, selected.body, title, self._rules(TRIM))
        article = make_article(page, selected, fields, trimmed)
        return Explanation(article, page, proposed, fields, title, trimmed)

    def propose(self, page: Page) -> Proposed:
        """Run the extractors on a page, cheap ones first; see `newsclean.body.run_extractors`."""
        return run_extractors(page, self.lineup, self.scorer, self.good_enough, self.margin)

    def _rules(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        return tuple(rule for rule in rules if rule.name not in self.without)

    def _without_adjusting(self, page: Page) -> Page:
        """The page with a labelling that leaves out the rules that the settings name."""
        kept = self._rules(ADJUST)
        if len(kept) == len(ADJUST):
            return page
        return page.holding(label_page, label_by(page_roles(page), page, kept))


def make_article(page: Page, selected: Selection, fields: Fields, trimmed: Trimmed) -> Article:
    """Return the record that the steps before came to."""
    body = trimmed.body
    return Article(
        paragraphs=body.paragraphs if body else (),
        kinds=paragraph_kinds(page, body) if body else (),
        url=page.url,
        confidence=_confidence(page, selected, body),
        article_chance=article_chance(page, body),
        sources=_sources(page, fields, selected, body),
        version=f"newsclean {__version__}",
        **_typed(fields.values),
    )


def page_of_story(page: Page, story: Story) -> Page:
    """Return one story of a capture that holds several as a page of its own, read as text."""
    part = page.blocks[story.headline : story.end]
    blocks = tuple(Block(i, b.text, bullet=b.bullet, gap=1) for i, b in enumerate(part))
    source = "\n\n".join(block.text for block in blocks)
    return Page(
        kind="text", source=source, blocks=blocks, url=page.url, captured_at=page.captured_at
    )


def article_of_story(whole: Article, page: Page, story: Story, article: Article) -> Article:
    """Return the record of one story of several; what it does not say itself is that of all."""
    dated = whole if article.date is None else article
    return replace(
        article,
        title=page.texts[story.headline],
        date=dated.date,
        published=dated.published,
        language=article.language or whole.language,
        site=whole.site,
        sources=Sources({**article.sources, "title": "story"}),
    )


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values under the names of `Article`'s fields; a `datetime` is never left in `date`."""
    date = values.get("date")
    return {**values, "date": date.date()} if isinstance(date, dt.datetime) else values


def _confidence(page: Page, selected: Selection, body: Candidate | None) -> float:
    """The quality that the scorer predicted, less what rules changed since."""
    if body is None or selected.winner is None:
        return 0.0
    quality = selected.winner.estimate.quality
    if page.cuts:
        # no corpus holds such pages: an even chance that what was left out mattered
        quality /= 2
    before = selected.winner.candidate.blocks
    if body.blocks is None or before is None:
        return round(quality, 4)
    words = block_words(page)
    scored, kept = float(words[list(before)].sum()), float(words[list(body.blocks)].sum())
    # the F1 over words of the two bodies
    return round(quality * 2 * kept / max(scored + kept, 1.0), 4)


def _sources(page: Page, fields: Fields, selected: Selection, body: Candidate | None) -> Sources:
    sources = fields.sources
    if page.cuts:
        sources["capture"] = "cut"
    if body is not None:
        sources["body"] = body.extractor
    if selected.note:
        sources["profile"] = selected.note
    return Sources(sources)


def _check_settings(pipeline: Pipeline) -> None:
    if not pipeline.extractors:
        raise SettingError("a pipeline needs at least one extractor")
    if not isinstance(pipeline.max_bytes, int) or pipeline.max_bytes <= 0:
        raise SettingError(f"max_bytes must be above 0, not {pipeline.max_bytes!r}")
    if not callable(pipeline.scorer):
        raise SettingError(f"scorer must be a function, not {pipeline.scorer!r}")
    if not isinstance(pipeline.budget, str) or pipeline.budget not in BUDGETS:
        raise SettingError(f"budget must be one of {', '.join(BUDGETS)}, not {pipeline.budget!r}")
    unknown = sorted({*pipeline.without} - {*RULE_NAMES})
    if unknown:
        raise SettingError(f"no rule is named {unknown[0]!r}: {', '.join(RULE_NAMES)}")
    for name in ("enough", "margin"):
        value = getattr(pipeline, name)
        if name == "enough" and value is None:
            continue
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise SettingError(f"{name} must be from 0 to 1, not {value!r}")


def _extractor(item: Extractor | str) -> Extractor:
    if isinstance(item, str):
        item = find_extractor(item, (*EXTRACTORS, *EXTRAS))
    if isinstance(item, Extractor) and not isinstance(item, type):
        library = getattr(item, "library", None)
        if callable(library):
            library()  # else each page would fail for want of it
        return item
    raise SettingError(
        f"{item!r} is no extractor: it needs a name, a cost and a call (Page) -> Candidate; "
        "newsclean.extractor(name) makes one of a function"
    )


DEFAULT = Pipeline()
"""The pipeline that `newsclean.extract` uses."""
