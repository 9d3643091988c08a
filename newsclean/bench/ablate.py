"""What each rule about bodies is worth: pages with it and without it, where it did anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsclean.bench.corpus import corpus_name
from newsclean.bench.flatten import flatten
from newsclean.bench.metrics import is_exact, shingle_overlap
from newsclean.bench.run import chosen_pages
from newsclean.bench.summary import ALL
from newsclean.body import page_labelling
from newsclean.capture import Capture
from newsclean.pipeline import DEFAULT, Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newsclean.bench.corpus import CorpusPage
    from newsclean.bench.settings import BenchSettings
    from newsclean.explanation import Explanation

# a difference of F1 below this is none
_SAME = 1e-6


class Effect(NamedTuple):
    """What a rule did to one page: the F1 of the body with it less the one without it."""

    f1: float
    exact: int
    """1 if only the body with the rule is the reference, -1 if only the one without it is."""


class Worth(NamedTuple):
    """What a rule is worth on a corpus; the sums are over its pages, most of them untouched."""

    corpus: str
    rule: str
    pages: int
    better: int
    worse: int
    f1: float
    """Mean F1 gained by the rule over all pages of the corpus."""
    exact: int
    """Bodies that the rule made exact, less those that it made inexact."""


def rule_worth(
    settings: BenchSettings, progress: Callable[[int], None] | None = None
) -> list[Worth]:
    """Measure each rule on the pages of the corpora that have a reference body, all together last.

    A page is cleaned again without a rule only if the rule changed anything on it.
    """
    pages: Counter[str] = Counter()
    effects: dict[tuple[str, str], list[Effect]] = defaultdict(list)
    for path in settings.corpora:
        places = (corpus_name(path), ALL)
        for page in chosen_pages(path, settings):
            if page.body is None:
                continue
            pages.update(places)
            for rule, effect in _effects(page, settings).items():
                for place in places:
                    effects[place, rule].append(effect)
            if progress is not None:
                progress(1)
    found = (_worth(place, rule, pages[place], of) for (place, rule), of in effects.items())
    return sorted(found, key=lambda worth: (worth.corpus == ALL, worth))


def _worth(corpus: str, rule: str, pages: int, effects: list[Effect]) -> Worth:
    return Worth(
        corpus=corpus,
        rule=rule,
        pages=pages,
        better=sum(effect.f1 > _SAME for effect in effects),
        worse=sum(effect.f1 < -_SAME for effect in effects),
        f1=sum(effect.f1 for effect in effects) / pages,
        exact=sum(effect.exact for effect in effects),
    )


def _effects(page: CorpusPage, settings: BenchSettings) -> Mapping[str, Effect]:
    body, form = page.body or "", settings.form
    content = page.html if form == "html" else flatten(page.html, form)
    capture = Capture(content, page.url, kind=settings.kind)
    made = DEFAULT.explain(capture)
    effects = {}
    for rule in sorted(set(_rules_at_work(made))):
        less = Pipeline(without=(rule,)).explain(capture).article
        effects[rule] = _effect(body, made.article.body, less.body)
    return effects


def _rules_at_work(made: Explanation) -> Iterator[str]:
    for verdicts in (page_labelling(made.page).verdicts, made.trimmed.verdicts):
        for verdict in verdicts.values():
            yield verdict.rule


def _effect(reference: str, found: str, less: str) -> Effect:
    gain = shingle_overlap(reference, found).f1 - shingle_overlap(reference, less).f1
    return Effect(gain, is_exact(reference, found) - is_exact(reference, less))


def render_worth(found: list[Worth]) -> str:
    """Return the table of what rules are worth.

    >>> print(render_worth([Worth("town", "title", 20, 2, 1, 0.0125, 1)]))
    corpus  rule          pages  better  worse       F1  exact
    town    title            20       2      1   +.0125     +1
    """
    width = max(map(len, ["corpus", *(item.corpus for item in found)]))
    head = f"{'corpus':{width}}  {'rule':12}  pages  better  worse       F1  exact"
    return "\n".join([head, *(_row(item, width) for item in found)])


def _row(item: Worth, width: int) -> str:
    f1 = f"{item.f1:+.4f}".replace("0.", ".", 1)
    counts = f"{item.pages:5}  {item.better:6}  {item.worse:5}"
    return f"{item.corpus:{width}}  {item.rule:12}  {counts}  {f1:>7}  {item.exact:+5}"
