"""Choosing the authors and the agencies among the names that a page gives."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsclean.body import blocks_of_field, page_labelling
from newsclean.fields.authors.evidence import NameEvidence
from newsclean.fields.authors.proposals import LATIN, find_names
from newsclean.fields.proposal import Choice, Proposal, choose_first, rated, site_proposals
from newsclean.fields.scorer import load_scorer
from newsclean.fields.story_place import find_story, roles_of
from newsclean.fields.title.proposals import site_names
from newsclean.names import clean_names
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsclean.body import Candidate
    from newsclean.fields.authors.proposals import Named
    from newsclean.fields.scorer import FieldScorer
    from newsclean.page import Page
    from newsclean.roles import Roles


_MAX_REJECTED = 12
# two or three words with capitals, in Cyrillic or Greek
_CASED = re.compile(r"(?:[Ͱ-ӿ][Ͱ-ӿ’'.-]{0,20}\s?\b){2,3}")
_BLOCK = re.compile(r"\bblock (\d+)")
_WHOLE = 0.95
# blocks from a byline to that of the story that a page goes on with
_NEXT_STORY = 12
# a signed line is at most so likely of the story, and at most so many blocks away
_HELD, _NEAR = 0.3, 4


# sources of names that stand below all stories
_BELOW = frozenset({"biography", "signature"})


_LIKELY, _HALF, _DOUBT, _JOINT = 0.5, 0.45, 0.4, 0.1
# a page whose likeliest byline is under this prints none; where one is in doubt, what metadata
# declares besides is in doubt, too
_UNSIGNED = 0.2
_PLAIN = 2
"""Words of a name in a meta element that is a person's: of more it is as often a company's."""
# where the byline of most pages stands, a person's name need not be likelier
_AT_PLACE = {"html": 0.1, "text": 0.03}
# what tells that a name is no person's
_OTHERS = frozenset(
    {"common", "site", "agency", "known agency", "credit before", "digits", "role", "glued"}
)
_DECLARED = frozenset({"person in jsonld", "person in microdata", "person in meta"})


class AuthorsChoice(NamedTuple):
    """The people who wrote the article, and the agencies and newsrooms that are credited."""

    authors: Choice
    agencies: Choice


def choose_authors(
    page: Page,
    candidates: Sequence[Candidate],
    _body: Candidate | None = None,
    roles: Roles | None = None,
) -> AuthorsChoice:
    """Choose people as profile, plug-in or label say, else the names that are likely credited.

    The values are tuples of names, each once, in the order of the page.
    """
    own = [*_site_authors(candidates), *_labelled(page)]
    absent = page.profile is not None and "authors" in page.profile.text.absent
    if page.kind == "text" and (own or absent):
        return AuthorsChoice(choose_first("authors", own), Choice("agencies"))
    proposals = propose_names(page, roles_of(page) if roles is None else roles)
    at_place = _at_place(page, proposals, load_scorer("authors"))
    people, others = part_people(proposals, load_scorer("authors"), at_place)
    agencies, rest = part_names(others, load_scorer("agencies"))
    chosen = choose_first("authors", [*own, *_joined(page, people)])
    return AuthorsChoice(
        replace(chosen, rejected=(*chosen.rejected, *others[:_MAX_REJECTED])),
        Choice("agencies", next(_joined(page, agencies), None), tuple(rest[:_MAX_REJECTED])),
    )


def printed_names(page: Page) -> dict[int, float]:
    """Return the blocks that print a person's name, and how likely it is that of an author."""
    found: dict[int, float] = {}
    for proposal in rated(propose_names(page, roles_of(page)), load_scorer("authors")):
        if "person in block" in proposal.evidence and not _OTHERS.intersection(proposal.evidence):
            for block in map(int, _BLOCK.findall(proposal.where)):
                found[block] = max(found.get(block, 0.0), proposal.chance)
    return found


def part_people(
    proposals: Sequence[Proposal], scorer: FieldScorer, at_place: Proposal | None = None
) -> tuple[list[Proposal], list[Proposal]]:
    """Return the people who are likely credited, each once, and the other names.

    `at_place` is the one named where the site's pages have their bylines, if no other is likely.

    A byline that says so in words is believed outright in scripts other than Latin: the readings
    have some seventy such names, most of them right, too few for a forest to learn.
    """
    lowest = max((_row(p) for p in proposals if _is_declared_byline(p)), default=None)
    names = [
        replace(p, probability=0.0)
        if lowest is not None and _is_of_next_story(p, lowest)
        else replace(p, probability=1.0)
        if _is_signed(p) or _is_labelled(p) or p == at_place
        else p
        for p in rated(proposals, scorer)
    ]
    names = _with_declared(names, scorer.least)
    if not any(p.chance >= scorer.least for p in names):
        names = [replace(p, probability=1.0) if _is_first(p) else p for p in names]
    return _parted(names, scorer)


def _is_first(proposal: Proposal) -> bool:
    """Whether a name is the one person of a likely byline, and stands first in it.

    It is asked where no name is likely: a byline that does not say "by" leaves the forest in doubt.
    """
    told = proposal.evidence
    is_line = told.get("as authors", 0.0) + told.get("as authors_and_date", 0.0) >= _LIKELY
    is_alone = "person in block" in told and told.get("people in line") == 1.0
    is_near = 1 <= told.get("from headline", 0.0) <= _NEAR and "place" not in told
    is_name = _is_full(proposal) and told.keys().isdisjoint((*_OTHERS, "holds person"))
    return is_line and is_alone and is_near and is_name and proposal.chance >= _HELD


def _is_labelled(proposal: Proposal) -> bool:
    """Whether a name is the one of a byline in so many words right below the headline."""
    told = proposal.evidence
    chance = proposal.chance
    # a line of its own need not say "by" where the role is sure and the forest in doubt
    is_own = told.get("share", 0.0) > _WHOLE and chance >= _DOUBT
    is_line = ("by" in told or is_own) and "person in block" in told and "place" not in told
    is_likely = told.get("as authors", 0.0) + told.get("as authors_and_date", 0.0) >= _LIKELY
    is_near = 1 <= told.get("from headline", 0.0) <= _NEAR
    is_name = _is_full(proposal) and told.keys().isdisjoint((*_OTHERS, "holds person"))
    is_likely = is_likely or ("by" in told and chance >= _HALF)
    return is_line and is_likely and is_near and is_name


def _at_place(page: Page, proposals: Sequence[Proposal], scorer: FieldScorer) -> Proposal | None:
    """Return the likeliest person whom a page names where its site has the bylines, if any.

    `None` if anybody is likely an author without that.
    """
    places = {f"block {i}" for i in blocks_of_field(page, "authors")}
    names = rated(proposals, scorer) if places else []
    there = [p for p in names if not places.isdisjoint(p.where.split(", "))]
    likeliest = max(there, key=lambda p: p.chance, default=None)
    if likeliest is None or likeliest.chance < _AT_PLACE[page.kind]:
        return None
    told, is_signed = likeliest.evidence, any(p.chance >= scorer.least for p in names)
    is_person = "person in block" in told and not _OTHERS.intersection(told)
    return likeliest if is_person and not is_signed else None


def _with_declared(names: Sequence[Proposal], least: float) -> list[Proposal]:
    """Return the names, likelier those beside one that is chosen, and those that stand alone.

    That is in the same byline, and in metadata of a page that prints no byline at all: of the
    references of five corpora that name any author six of six such people are among the authors.
    The readings know only what is printed.
    """
    full = [p for p in names if _is_full(p)]
    is_mixed = any(not _DECLARED.isdisjoint(p.evidence) and p not in full for p in names)
    chosen = [p for p in names if p.chance >= least]
    lines = {where for p in chosen for where in p.where.split(", ") if where.startswith("block ")}
    is_printed = any("person in block" in p.evidence and _as_byline(p) >= _HELD for p in full)
    # a line that looks like a byline and holds no name is none
    is_named = any("person" in p.evidence and _as_byline(p) >= _JOINT for p in full)

    def is_declared(proposal: Proposal) -> bool:
        told = proposal.evidence
        if proposal not in full or _OTHERS.intersection(told):
            return False
        is_whole = "person in block" in told and "holds" not in told
        is_shared = "by" in told and is_whole and proposal.chance >= _DOUBT
        # a byline in words that holds nothing but people: of six such in text, six are authors
        is_line = "by" in told and "other words" not in told and is_whole
        is_joint = is_line and told.get("people in line", 0.0) > 1
        is_shared = is_shared or (is_joint and proposal.chance >= _JOINT)
        is_known = "in block" in told and ("declared" in told or is_shared)
        beside = is_known and not lines.isdisjoint(proposal.where.split(", "))
        if "declared" not in told:
            return beside
        is_plain = "in meta" not in told or told.get("words") == _PLAIN
        is_unsigned = told.get("has byline", 0.0) < _UNSIGNED or (is_plain and not is_named)
        is_unsigned = is_unsigned and "in found" not in told
        alone = not (chosen or is_printed or is_mixed or _DECLARED.isdisjoint(told))
        return beside or (alone and is_unsigned)

    return [replace(p, probability=1.0) if is_declared(p) else p for p in names]


def _is_full(proposal: Proposal) -> bool:
    """Whether a name has two words or more, none behind it such as the "am" before a day."""
    words = _name(proposal).split()
    return len(words) > 1 and "spaceless" not in proposal.evidence and words[-1][:1].isupper()


def _as_byline(proposal: Proposal) -> float:
    return proposal.evidence.get("as byline", 0.0)


def _is_declared_byline(proposal: Proposal) -> bool:
    """Whether a byline under a headline prints a name that metadata declares."""
    told = proposal.evidence
    is_byline = told.get("as byline", 0.0) >= _HELD and "has headline" in told
    return "declared" in told and "person" in told and is_byline


def _is_of_next_story(proposal: Proposal, lowest: float) -> bool:
    """Whether a name stands far below the declared authors' byline, and is not declared.

    In the readings fourteen names stand so in lines that look like bylines, two of them authors'.
    """
    return "declared" not in proposal.evidence and _row(proposal) >= lowest + _NEXT_STORY


def _row(proposal: Proposal) -> float:
    return proposal.evidence.get("from headline", 0.0)


def _is_signed(proposal: Proposal) -> bool:
    """Whether a line near headline or story, of neither story nor comment, signs with a name."""
    told, name = proposal.evidence, _name(proposal)
    if "in dateline" in told:
        return True
    is_name = "person" in told and "common" not in told and told.get("words", 0.0) > 1
    if not is_name or LATIN.search(name):
        return False
    if " " in name and _is_with_date(told) and told.get("as authors_and_date", 0.0) >= _LIKELY:
        return True
    if "says by" in told:
        held, away = told.get("says by elsewhere", 0.0), told.get("says by away", 0.0)
        # a byline, too, holds the name, glued to other words
        is_glued = told.get("glued in byline", 0.0) >= _LIKELY >= held
        return is_glued or (held <= _HELD and away <= _NEAR)
    return _CASED.fullmatch(name) is not None and _is_with_date(told)


def _is_with_date(told: Mapping[str, float]) -> bool:
    """Whether the line right below the headline holds a date and the name, and nothing else."""
    is_alone = told.get("share undated", 0.0) > _WHOLE > told.get("share", 0.0)
    is_below = 1 <= told.get("from headline", 0.0) <= _NEAR
    return is_alone and is_below and told.get("as story", 0.0) <= _HELD


def part_names(
    proposals: Sequence[Proposal], scorer: FieldScorer
) -> tuple[list[Proposal], list[Proposal]]:
    """Return the names that are likely what a scorer tells, each once, and the other names."""
    return _parted(rated(proposals, scorer), scorer)


def _parted(
    names: Sequence[Proposal], scorer: FieldScorer
) -> tuple[list[Proposal], list[Proposal]]:
    chosen = _each_once([p for p in names if p.chance >= scorer.least])
    return chosen, [p for p in names if p not in chosen]


def propose_names(page: Page, roles: Roles) -> list[Proposal]:
    """Return the names that may be authors' or agencies', each with its evidence."""
    place = find_story(page, roles)
    found = find_names(page, roles, place)
    names = [named for named in found if not _is_of_other_story(page, named)]
    evidence = NameEvidence(page, roles, place, names, page.cached(site_names))
    return [
        Proposal(
            value=(named.name,),
            source="structured" if named.is_declared else "visible",
            where=_where(named),
            evidence=evidence.of(named),
        )
        for named in names
        if evidence.has_chance(named)
    ]


def _is_of_other_story(page: Page, named: Named) -> bool:
    """Whether a name stands nowhere but in what a rule took for another story's."""
    verdicts = page_labelling(page).verdicts
    own = [t for t in named.texts if t.block not in verdicts or t.source in _BELOW]
    return not own and all(verdicts[t.block].rule == "second-story" for t in named.texts)


def _where(named: Named) -> str:
    places = (t.source if t.block < 0 else f"{t.source} {t.block}" for t in named.texts)
    return ", ".join(dict.fromkeys(places))


def _each_once(credited: Sequence[Proposal]) -> list[Proposal]:
    """Leave out a name whose words stand in another, likelier one, or that holds another."""
    kept: list[Proposal] = []
    for proposal in sorted(credited, key=lambda p: -p.chance):
        own = f" {key(_name(proposal))} "
        others = [f" {key(_name(other))} " for other in kept]
        if not any(own in other or other in own for other in others):
            kept.append(proposal)
    return [proposal for proposal in credited if proposal in kept]


def _name(proposal: Proposal) -> str:
    return proposal.value[0] if isinstance(proposal.value, tuple) else ""


def _joined(page: Page, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Return the names of several proposals as one value, if there are any."""
    if proposals:
        proposals = _in_order(page, proposals)
        names = (_name(proposal) for proposal in proposals)
        first = next((p for p in proposals if p.source == "structured"), proposals[0])
        yield replace(
            first,
            value=tuple(_as_printed(page, name) if name.isupper() else name for name in names),
            where="; ".join(proposal.where for proposal in proposals),
            probability=min(proposal.chance for proposal in proposals),
        )


def _in_order(page: Page, proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """Return proposals in the order in which a line prints their names, if one prints all."""
    found = _BLOCK.search(proposals[0].where)
    line = key(page.texts[int(found[1])]) if found else ""
    places = {_name(p): line.find(key(_name(p))) for p in proposals}
    return (
        proposals if min(places.values()) < 0 else sorted(proposals, key=lambda p: places[_name(p)])
    )


def _as_printed(page: Page, name: str) -> str:
    """Return a name in capitals as another line of the page prints it, if one does."""
    if " " not in name:
        return name
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.I)
    found = (match[0] for block in page.blocks for match in pattern.finditer(block.text))
    return next((printed for printed in found if not printed.isupper()), name)


def _site_authors(candidates: Sequence[Candidate]) -> Iterator[Proposal]:
    for found in site_proposals(candidates, "authors"):
        if isinstance(found.value, tuple) and found.value:
            yield found


def _labelled(page: Page) -> Iterator[Proposal]:
    names = clean_names(page.labels.get("authors", ""))
    if names:
        yield Proposal(names, "label", "label of the capture")
