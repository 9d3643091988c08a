"""The last look at a body, whoever proposed it: what a record never holds goes, with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsclean.body.labelling import page_labelling
from newsclean.body.rules import PROFILE, TRIM, Draft, Rule, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page import Page


class Trimmed(NamedTuple):
    """A body as the record holds it, and each block that was taken from it."""

    body: Candidate | None
    """`None` if nothing was left: a capture of nothing but a date line, a signature, a byline."""
    verdicts: Mapping[int, Verdict]
    """The blocks that were taken, each with the rule and its reason."""


def _take_what_the_site_says(page: Page, draft: Draft) -> dict[int, str]:
    """The blocks that the profile of the page's site made unlikely."""
    return {
        i: verdict.reason
        for i, verdict in page_labelling(page).verdicts.items()
        if verdict.rule == PROFILE and draft.probabilities[i] <= draft.threshold
    }


_SITE = Rule(PROFILE, frozenset({"html", "text"}), _take_what_the_site_says)


def trim(
    page: Page,
    body: Candidate | None,
    title: frozenset[int] = frozenset(),
    rules: Sequence[Rule] = TRIM,
) -> Trimmed:
    """Return the body without the blocks that the rules take; `title` are those that repeat it.

    A body that is final is looked at by those rules alone that serve such bodies.
    """
    if body is None or body.blocks is None:
        return Trimmed(body if body is not None and body.paragraphs else None, {})
    verdicts: dict[int, Verdict] = {}
    probabilities, threshold, *_ = page_labelling(page)
    blocks = body.blocks
    for rule in (_SITE, *rules):
        if body.is_final and not rule.serves_final:
            continue
        found = judge(page, rule, Draft(blocks, probabilities, threshold, title))
        if found:
            verdicts |= {i: Verdict(rule.name, found[i]) for i in blocks if i in found}
            blocks = tuple(i for i in blocks if i not in found)
    if not blocks:
        return Trimmed(None, verdicts)
    paragraphs = tuple(page.texts[i] for i in blocks)
    return Trimmed(replace(body, blocks=blocks, paragraphs=paragraphs), verdicts)
