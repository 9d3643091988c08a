"""The day an article was first published, the time where it is known, and that of its last change.

A profile's word comes first, then that of the user's extractors, then in HTML structured data (see
`newsclean.fields.dates_html`), the address and the lines near the article (`dates_lines`); in
captured text its labels and the same lines. None is better than a wrong one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsclean.dates import Label, parse_iso
from newsclean.fields.dates_ages import age_stamp
from newsclean.fields.dates_choice import NOTHING, DateChoice, Stamp, make_choice
from newsclean.fields.dates_far import only_published
from newsclean.fields.dates_html import only_time, settle, stamps_of, url_stamp
from newsclean.fields.dates_last import only_day
from newsclean.fields.dates_lines import LEAST, days_near, line_stamps
from newsclean.fields.dates_read import Reader
from newsclean.fields.ranking import site_values
from newsclean.fields.stated import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page.page import Page

_DAY = dt.timedelta(days=1)
# log odds
_FAR_SURER = 2.0


def choose_date(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> DateChoice:
    """Choose the dates; `published` and `modified` hold a time, aware only where a zone is known.

    >>> from newsclean.page.read import read_page
    >>> choice = choose_date(read_page("date: 2025-07-01\\nThe bridge reopened."), (), None)
    >>> choice.date.best.value, choice.published.best
    (datetime.date(2025, 7, 1), None)
    """
    profile = page.profile
    if profile is not None and "date" in profile.text.absent:
        return NOTHING
    zone = profile.zone if profile is not None else None
    own = [*_site_stamps(candidates), *_labelled(page, ("published", "date"), "published")]
    changed = [*_site_changes(candidates), *_labelled(page, ("updated",), "modified")]
    if page.kind == "html":
        return _html(page, body, own, changed, zone)
    if own:
        return make_choice(own, changed, (), zone)
    return _by_lines(page, body, None, changed, zone)


def _html(
    page: Page, body: Candidate | None, own: list[Stamp], changed: list[Stamp], zone: str | None
) -> DateChoice:
    found = stamps_of(stated(page).published)
    changed += stamps_of(stated(page).modified)
    url = url_stamp(page)
    if not (own or found):
        return _by_lines(page, body, url, changed, zone)
    if found:
        found = settle(found, url, changed, lambda: _shown(page, body, found))
    return make_choice([*own, *found, *([url] if url else [])], changed, (), zone)


def _shown(page: Page, body: Candidate | None, found: Sequence[Stamp]) -> Stamp | None:
    """Give the likeliest day near the title, if any but the first stated one is printed there."""
    reader = Reader(page, body, frozenset(stamp.day for stamp in found))
    if not days_near(page, body, reader) - {found[0].day}:
        return None
    best = next(iter(line_stamps(page, body, reader, narrow=True)), None)
    return best if best is not None and best.weight >= LEAST else None


def _by_lines(
    page: Page, body: Candidate | None, url: Stamp | None, changed: list[Stamp], zone: str | None
) -> DateChoice:
    """Choose where nothing is stated: the day in the address, else the likeliest line's."""
    reader = Reader(page, body, frozenset({url.day} if url else ()))
    lines = [s for s in line_stamps(page, body, reader) if not _is_to_come(s, page)]
    near = [s for s in lines if s.weight >= LEAST]
    if url is not None:
        first = [url, *(s for s in near if s.day == url.day and s.label != "modified")]
    else:
        # an only date that tells the last change is the best that the page says; so is one at the
        # headline where the other is one that a list far from it may print
        first = [s for s in near if s.label != "modified"]
        if not first or near[0].weight - first[0].weight > _FAR_SURER:
            first = near
        if page.kind == "html":
            first = [*only_time(page), *first]
        first = (
            first
            or only_published(page, reader)
            or age_stamp(page, body, reader)
            or [s for s in only_day(page, body, reader) if not _is_to_come(s, page)]
        )
    changed = [*changed, *(s for s in near if s.label == "modified" and s not in first)]
    return make_choice(first, changed, lines, zone)


def _is_to_come(stamp: Stamp, page: Page) -> bool:
    return page.captured_at is not None and stamp.day - page.captured_at.date() > _DAY


def _site_stamps(candidates: Sequence[Candidate]) -> Iterator[Stamp]:
    """Give what the profile and then the user's extractors say; a day with its time."""
    times = [v for v in site_values(candidates, "published") if isinstance(v.value, dt.datetime)]
    days = list(site_values(candidates, "date"))
    for value in sorted([*days, *times], key=lambda v: v.source != "profile"):
        if isinstance(value.value, dt.datetime):
            yield Stamp(value.value.date(), value.value, value.source, "site-specific")
        elif isinstance(value.value, dt.date):
            yield Stamp(value.value, None, value.source, "site-specific")


def _site_changes(candidates: Sequence[Candidate]) -> Iterator[Stamp]:
    for value in site_values(candidates, "modified"):
        if isinstance(value.value, dt.datetime):
            yield Stamp(value.value.date(), value.value, value.source, "site-specific")


def _labelled(page: Page, names: Sequence[str], label: Label) -> Iterator[Stamp]:
    """Give the dates in the leading labels of a captured text."""
    for name in names:
        text = page.labels.get(name)
        moment = parse_iso(text) if text else None
        if moment is not None:
            yield Stamp.of(moment, "label", f"label {name}", label)
