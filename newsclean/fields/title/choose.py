"""Choosing the title among the texts that may be it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.body import block_of_title, page_labelling
from newsclean.fields.proposal import (
    Choice,
    Proposal,
    choose_first,
    choose_likeliest,
    rated,
    site_proposals,
)
from newsclean.fields.scorer import load_scorer
from newsclean.fields.story_place import find_story, roles_of
from newsclean.fields.title.clean import clean_title
from newsclean.fields.title.evidence import evidence, surroundings
from newsclean.fields.title.proposals import MAX_TITLE, TitleText, site_names, title_groups
from newsclean.roles import Role
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsclean.body import Candidate
    from newsclean.fields.scorer import FieldScorer
    from newsclean.page import Page
    from newsclean.roles import Roles

# a shorter title may be the beginning of any line
_SHORT = 20
_LIKELY = 0.3
# a title that is likelier is believed wherever it stands: of captured text with it 17 titles more
# are right and 4 less (of 368), with 0.8 19 and 6, without 19 and 8
_SURE = 0.6
_MOST_HEADLINES = 40


def choose_title(
    page: Page,
    candidates: Sequence[Candidate],
    _body: Candidate | None = None,
    roles: Roles | None = None,
) -> Choice:
    """Choose the title: as profile, plug-in or label say, else the likeliest of all proposals.

    `None` if neither metadata nor a headline block gives one that is likely.
    """
    own = [*_site_titles(candidates), *_labelled(page)]
    absent = page.profile is not None and "title" in page.profile.text.absent
    if own or (page.kind == "text" and absent):
        return choose_first("title", own)
    scorer = load_scorer("title")
    proposals = propose_titles(page, roles_of(page) if roles is None else roles)
    entries = {
        f"block {i}"
        for i, verdict in page_labelling(page).verdicts.items()
        if verdict.rule == "entry-headings"
    }
    choice = likeliest_title([p for p in proposals if p.where not in entries], scorer)
    return _at_learned_place(page, choice)


def _at_learned_place(page: Page, choice: Choice) -> Choice:
    """The choice, if it is likely enough, else what stands where the site has its headlines."""
    block = block_of_title(page)
    if block is None or len(page.texts[block]) > MAX_TITLE:
        return choice
    proposals = [p for p in (choice.best, *choice.rejected) if p is not None]
    if choice.best is not None and choice.best.chance >= _SURE:
        return choice
    where = f"block {block}"
    there = [p for p in proposals if where in p.where.split(", ")]
    there.append(Proposal(clean_title(page.texts[block]), "visible", where))
    best = replace(there[0], where=f"{there[0].where}, where the site's pages have it")
    return choose_first("title", [best, *proposals])


def likely_headlines(page: Page) -> tuple[int, ...]:
    """Return the blocks that may be the headline, the likeliest first: first all proposals."""
    roles = roles_of(page)
    proposals = rated(propose_titles(page, roles), load_scorer("title"))
    groups = [g for g in title_groups(page, roles, page.cached(site_names)) if g.has_chance]
    chances = {
        text.block: proposal.chance
        for group, proposal in zip(groups, proposals, strict=True)
        for text in group.texts
        if text.source == "block"
    }
    as_headline = roles.of(Role.HEADLINE)
    short = [block.index for block in page.blocks if len(block.text) <= MAX_TITLE]
    short.sort(key=lambda i: (-chances.get(i, 0.0), -as_headline[i]))
    return tuple(short[:_MOST_HEADLINES])


def likeliest_title(proposals: Sequence[Proposal], scorer: FieldScorer) -> Choice:
    """Choose by a scorer; but a kicker that og:title and JSON-LD leave out is no part of the title.

    Seven pages of the readings have one, six of them as here: too few to learn it from.
    """
    likely = [
        replace(p, probability=1.0) if _is_without_kicker(p.evidence) else p
        for p in rated(proposals, scorer)
        # a line of an author or a photographer that nothing but the role takes for the headline
        if p.source == "structured" or not ("signed" in p.evidence or _is_story(p.evidence))
    ]
    return choose_likeliest("title", likely, scorer.least)


def _is_story(evidence: Mapping[str, float]) -> bool:
    """Whether a sentence of captured text is likelier story than headline.

    A capture may have lost its headline, and its first paragraph must not be lost, too. Of the
    titles of 1,220 read pages as text four are such sentences, and one of them is right.
    """
    as_story = evidence.get("as story", 0.0) + evidence.get("as standfirst", 0.0)
    is_sentence = "is text" in evidence and evidence.get("stop", 0.0) > 0.0
    return is_sentence and evidence.get("headline", 0.0) < as_story


def _is_without_kicker(evidence: Mapping[str, float]) -> bool:
    stated = "in og" in evidence and "in jsonld" in evidence and "in block" not in evidence
    # an element of its own holds the kicker, and what the page states begins without it
    stated = stated or ("in cut element" in evidence and "head of declared" in evidence)
    return stated and "kicker cut" in evidence and evidence.get("tail of headline", 0.0) >= _LIKELY


def propose_titles(page: Page, roles: Roles) -> list[Proposal]:
    """Return all that may be the title, each with its evidence."""
    sites = page.cached(site_names)
    place = find_story(page, roles)
    groups = title_groups(page, roles, sites)
    around = surroundings(page, roles, place, groups, sites)
    return [
        Proposal(
            value=group.printed.text,
            source="structured" if any(text.block < 0 for text in group.texts) else "visible",
            where=", ".join(dict.fromkeys(map(_where, group.texts))),
            evidence=evidence(group, around),
        )
        for group in groups
        if group.has_chance
    ]


def _where(text: TitleText) -> str:
    return text.source if text.block < 0 else f"{text.source} {text.block}"


def _site_titles(candidates: Sequence[Candidate]) -> Iterator[Proposal]:
    """Return the titles that site-specific extractors state, unless empty or far too long."""
    for found in site_proposals(candidates, "title"):
        if isinstance(found.value, str) and 0 < len(found.value.strip()) <= MAX_TITLE:
            yield Proposal(clean_title(found.value), found.source, found.where)


def _labelled(page: Page) -> Iterator[Proposal]:
    label = clean_title(page.labels.get("title", ""))
    if label:
        yield Proposal(label, "label", "label of the capture")


def title_blocks(page: Page, title: str) -> frozenset[int]:
    r"""Return the indices of the blocks that merely repeat the title, a site's name aside.

    >>> from newsclean.page.read import read_page
    >>> page = read_page("A bridge reopens today\nA bridge reopens today | Herald\nIt did.")
    >>> sorted(title_blocks(page, "A bridge reopens today"))
    [0, 1]
    """
    wanted = key(title)
    if not wanted:
        return frozenset()
    longest = 2 * len(title) + 40
    head = wanted.split(" ", 1)[0]
    return frozenset(
        block.index
        for block in page.blocks
        if len(block.text) <= longest
        and (head in block.text.lower() or not head.isascii())
        and _repeats(block.text, title, wanted)
    )


def _repeats(text: str, title: str, wanted: str) -> bool:
    line = key(text)
    if line == wanted:
        return True
    # a kicker before it or a site's name behind it: a few words beside a title of several, but
    # no sentence that goes on from it
    extra = len(line) - len(wanted)
    if len(wanted) < _SHORT or not 0 < extra <= min(30, len(wanted) // 2):
        return False
    goes_on = text.endswith(".") and not title.endswith(".")
    return not goes_on and (line.startswith(wanted + " ") or line.endswith(" " + wanted))
