"""Choosing the day of publication among all days that the page gives, and the times with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.body import blocks_of_field
from newsclean.dates import parse_iso
from newsclean.fields.date.evidence import day_evidence
from newsclean.fields.date.proposals import dates_of_block, find_beside_headline, find_stamps
from newsclean.fields.date.reading import Reader
from newsclean.fields.date.stamps import DateChoice, Stamp, in_own_zone, in_zone
from newsclean.fields.proposal import (
    Choice,
    Proposal,
    choose_likeliest,
    rated,
    site_proposals,
)
from newsclean.fields.scorer import load_scorer
from newsclean.fields.story_place import find_story, roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsclean.body import Candidate
    from newsclean.page import Page
    from newsclean.roles import Roles

_DAY = dt.timedelta(days=1)
# a likelier day is believed wherever it stands
_SURE = 0.9
_NOTHING = DateChoice(Choice("date"), Choice("published"), Choice("modified"))


def choose_date(
    page: Page,
    candidates: Sequence[Candidate],
    _body: Candidate | None = None,
    roles: Roles | None = None,
) -> DateChoice:
    """Choose the dates; `published` and `modified` hold a time, aware only if a zone is known.

    A profile's word comes first, then that of the user's extractors and of the capture's labels,
    then the likeliest day. None is better than a wrong one.

    >>> from newsclean.page.read import read_page
    >>> choice = choose_date(read_page("date: 2025-07-01\\nThe bridge reopened."), ())
    >>> choice.date.best.value, choice.published.best
    (datetime.date(2025, 7, 1), None)
    """
    profile = page.profile
    if profile is not None and "date" in profile.text.absent:
        return _NOTHING
    zone = profile.zone if profile is not None else None
    own = [*_site_stamps(candidates), *_labelled(page, ("published", "date"))]
    changed = [*_site_changes(candidates), *_labelled(page, ("updated",))]
    if own and page.kind == "text":
        return _with_times(_first(own), own, changed, zone)
    roles = roles_of(page) if roles is None else roles
    days = find_days(page, roles)
    stamps = [stamp for found in days.values() for stamp in found]
    changed += [stamp for stamp in stamps if stamp.kind == "modified"]
    if own:
        return _with_times(_first([*own, *stamps]), [*own, *stamps], changed, zone)
    scorer = load_scorer("date")
    proposals = rated(propose_days(page, roles, days), scorer)
    choice = choose_likeliest("date", proposals, scorer.least)
    there = _at_learned_place(page, roles, choice)
    if there:
        stamps += there
        choice = replace(_first(there), rejected=choice.rejected)
    elif choice.best is None:
        reader = Reader(page, roles)
        beside = [s for s in find_beside_headline(page, roles, reader) if s.day <= _latest(page)]
        if len({stamp.day for stamp in beside}) == 1:
            stamps += beside
            choice = replace(_first(beside), rejected=choice.rejected)
    return _with_times(choice, stamps, changed, zone)


def printed_dates(page: Page) -> dict[int, float]:
    """Return the blocks that print dates, and how likely one is the day of publication."""
    roles = roles_of(page)
    days = find_days(page, roles)
    found: dict[int, float] = {}
    for proposal in rated(propose_days(page, roles, days), load_scorer("date")):
        for stamp in days[proposal.value]:  # type: ignore[index]
            if stamp.block >= 0:
                found[stamp.block] = max(found.get(stamp.block, 0.0), proposal.chance)
    return found


def _at_learned_place(page: Page, roles: Roles, choice: Choice) -> list[Stamp]:
    """Return what stands where the site has its dates, if the choice is doubtful, and one day."""
    if choice.best is not None and choice.best.chance >= _SURE:
        return []
    blocks = sorted(blocks_of_field(page, "date"))
    reader = Reader(page, roles)
    found = [stamp for block in blocks for stamp in dates_of_block(page, block, reader)]
    found = [s for s in found if s.kind != "modified" and s.day <= _latest(page)]
    return found if len({stamp.day for stamp in found}) == 1 else []


def find_days(page: Page, roles: Roles) -> dict[dt.date, list[Stamp]]:
    """Return the stamps of each day that the page gives, those after its capture left out."""
    reader = Reader(page, roles)
    days: dict[dt.date, list[Stamp]] = {}
    for stamp in find_stamps(page, roles, reader):
        if stamp.day <= _latest(page):
            days.setdefault(stamp.day, []).append(stamp)
    return days


def _latest(page: Page) -> dt.date:
    """The last day on which the page can have been published: that of its capture, and a zone."""
    day = page.captured_at.date() if page.captured_at is not None else dt.date.max
    return min(day, dt.date.max - _DAY) + _DAY


def propose_days(
    page: Page, roles: Roles, days: Mapping[dt.date, Sequence[Stamp]]
) -> list[Proposal]:
    """Return the days, each with its evidence.

    A day that is but of a change is none if the page states one of publication: `date` is the
    first, though some pages show their readers only the last.
    """
    kinds = {day: {stamp.kind for stamp in found} for day, found in days.items()}
    if any("published" in kind for kind in kinds.values()):
        days = {day: found for day, found in days.items() if kinds[day] != {"modified"}}
    rows = day_evidence(page, roles, find_story(page, roles), days)
    return [
        Proposal(
            value=day,
            source=found[0].source,
            where=", ".join(dict.fromkeys(stamp.where for stamp in found)),
            evidence=row,
        )
        for (day, found), row in zip(days.items(), rows, strict=True)
    ]


def _first(stamps: Sequence[Stamp]) -> Choice:
    """Choose the day of the first stamp."""
    days: dict[dt.date, Proposal] = {}
    for stamp in stamps:
        days.setdefault(stamp.day, Proposal(stamp.day, stamp.source, stamp.where))
    best, *others = days.values()
    return Choice("date", best, tuple(others))


def _with_times(
    date: Choice, stamps: Sequence[Stamp], changed: Sequence[Stamp], zone: str | None
) -> DateChoice:
    """Add to the day its time, the first one known, and the time of the last change."""
    day = date.best.value if date.best is not None else None
    if not isinstance(day, dt.date):
        timed = None
    else:
        own = [in_own_zone(s, stamps) for s in stamps if s.day == day and s.kind != "modified"]
        # the time in UTC of a local day may be told with the day before or after
        eves = [s for s in stamps if s.is_local_day(day) and s.kind == "published"]
        timed = next((s for s in (*own, *eves) if s.at is not None), None)
    # nothing is changed before it is published; a day for zones
    earliest = day - _DAY if isinstance(day, dt.date) else dt.date.min
    last = next((s for s in changed if s.at and s.day >= earliest), None)
    return DateChoice(
        date, Choice("published", _timed(timed, zone)), Choice("modified", _timed(last, zone))
    )


def _timed(stamp: Stamp | None, zone: str | None) -> Proposal | None:
    if stamp is None or stamp.at is None:
        return None
    return Proposal(in_zone(stamp.at, zone), stamp.source, stamp.where)


def _site_stamps(candidates: Sequence[Candidate]) -> Iterator[Stamp]:
    """Return what the profile and then the user's extractors say; a day with its time."""
    days = [*site_proposals(candidates, "date"), *site_proposals(candidates, "published")]
    for found in sorted(days, key=lambda p: p.source != "profile"):
        if isinstance(found.value, dt.datetime):
            yield Stamp(found.value.date(), found.value, found.source, found.where)
        elif isinstance(found.value, dt.date):
            yield Stamp(found.value, None, found.source, found.where)


def _site_changes(candidates: Sequence[Candidate]) -> Iterator[Stamp]:
    for found in site_proposals(candidates, "modified"):
        if isinstance(found.value, dt.datetime):
            yield Stamp(found.value.date(), found.value, found.source, found.where)


def _labelled(page: Page, names: Sequence[str]) -> Iterator[Stamp]:
    """Return the dates in the leading labels of a captured text."""
    for name in names:
        text = page.labels.get(name)
        moment = parse_iso(text) if text else None
        if moment is not None:
            yield Stamp.of(moment, "label", f"label {name}")
