"""The extractor "profile": the body and the fields that the profile of the page's site tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from newsclean.body.candidate import Candidate, Family, FieldValue
from newsclean.body.extractors.selection import blocks_of, select_first, text_of, texts_of
from newsclean.body.labelling import pruned
from newsclean.dates import find_dates, parse_iso
from newsclean.names import clean_names
from newsclean.profiles import MarkedLines, Story, find_story, trim_body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsclean.page import Page
    from newsclean.profiles import Profile


_Moment = tuple[dt.date, dt.datetime | None]


@dataclass(frozen=True, slots=True)
class ProfileExtractor:
    """The site's profile, applied; `None` if the page has none."""

    family: ClassVar[Family] = "site"
    name: str = "profile"
    cost: float = 0.3

    def __call__(self, page: Page) -> Candidate | None:
        """Return the body and the fields that the profile finds, each where it finds it.

        HTML is read by the profile's selectors and, where they find no body, like captured text by
        its lines.
        """
        if page.profile is None or page.profile.ftr is not None:
            return None
        marked = MarkedLines(page.blocks, page.profile.text)
        part = _by_selectors(page, page.profile, marked) if page.tree is not None else _Part()
        if not (part.body and part.moment):
            part = _by_lines(page, page.profile, marked, part)
        fields = {**_site_fields(page.profile), **part.fields()}
        if not (fields or part.body):
            return None
        if page.profile.on_trial:
            blocks = pruned(page, part.body)
            return replace(Candidate.of_blocks(page, blocks, fields), on_trial=True)
        return replace(Candidate.of_blocks(page, part.body, fields), is_final=True)


class _Part(NamedTuple):
    """What was found so far."""

    body: tuple[int, ...] = ()
    title: str | None = None
    title_block: int | None = None
    moment: _Moment | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def fields(self) -> dict[str, FieldValue]:
        day, at = self.moment or (None, None)
        values: dict[str, FieldValue | None] = {
            "title": self.title,
            "date": day,
            "published": at,
            "authors": self.authors,
            "tags": self.tags,
        }
        return {name: value for name, value in values.items() if value}


def _site_fields(profile: Profile) -> dict[str, FieldValue]:
    values = {"site": profile.site, "language": profile.language}
    return {name: value for name, value in values.items() if value}


def _by_lines(page: Page, profile: Profile, marked: MarkedLines, part: _Part) -> _Part:
    """Find by the rules for visible lines what the selectors did not find."""
    story = find_story(marked, part.title_block)
    # in HTML, where the selectors did not find the body, the page may be no story at all
    trusted = story.closed or page.kind == "text"
    title = None if story.title is None else marked.text(story.title)
    dated = [] if story.date is None else list(marked.matches("date", [story.date]))
    moments = (_moment_of(match, profile) for match in dated)
    bylines = [*dated, *marked.matches("authors", _byline_lines(marked, story))]
    return part._replace(
        body=part.body or (story.body if trusted else ()),
        title=part.title or (title if trusted else None),
        moment=part.moment or next(filter(None, moments), None),
        authors=part.authors or _names(m.groupdict().get("authors") or "" for m in bylines),
        tags=part.tags or _tags(marked, story),
    )


def _byline_lines(marked: MarkedLines, story: Story) -> list[int]:
    top = (i for i in story.top if marked.roles(i) == {"authors"})
    return [i for i in top if not marked.is_same(i, story.title)]


def _names(bylines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for byline in bylines for name in clean_names(byline)))


def _tags(marked: MarkedLines, story: Story) -> tuple[str, ...]:
    if not marked.rules.tags:
        return ()
    body = set(story.body)
    found = marked.matches("tags", (i for i in range(len(marked)) if i not in body))
    return tuple(dict.fromkeys(filter(None, (match.group("tags").strip() for match in found))))


def _moment_of(match: Any, profile: Profile) -> _Moment | None:
    """Read the date that a pattern found: from numbers in its groups, or from the words."""
    groups = match.groupdict()
    try:
        day = dt.date(*(int(groups[name]) for name in ("year", "month", "day")))
        clock = dt.time(int(groups["hour"]), int(groups["minute"])) if groups.get("hour") else None
    except (KeyError, TypeError, ValueError):
        return _moment_in(groups.get("date") or match.group(0), profile)
    return day, None if clock is None else _in_zone(dt.datetime.combine(day, clock), profile)


def _moment_in(text: str, profile: Profile) -> _Moment | None:
    reading = profile.language, profile.day_first
    moment = parse_iso(text, *reading) or next(iter(find_dates(text, *reading)), None)
    if moment is None:
        return None
    return moment.day, None if moment.at is None else _in_zone(moment.at, profile)


def _in_zone(at: dt.datetime, profile: Profile) -> dt.datetime:
    """Return a time in the zone that the site prints times in, unless one is printed with it."""
    if profile.zone is None or at.tzinfo is not None:
        return at
    from zoneinfo import ZoneInfo

    return at.replace(tzinfo=ZoneInfo(profile.zone))


def _by_selectors(page: Page, profile: Profile, marked: MarkedLines) -> _Part:
    """Find by CSS selectors what they find; the tree is only read."""
    rules = profile.html
    heading = next(iter(select_first(page, rules.title)), None)
    blocks = range(0) if heading is None else blocks_of(page, heading)
    title_block = blocks[0] if blocks else None
    moments = (_moment_in(text, profile) for text in texts_of(page, rules.date))
    authors = _names(texts_of(page, rules.authors))
    return _Part(
        body=_selected_body(page, profile, marked, title_block),
        title=None if heading is None else text_of(page, heading),
        title_block=title_block,
        moment=next(filter(None, moments), None),
        authors=authors,
        tags=tuple(dict.fromkeys(texts_of(page, rules.tags))),
    )


def _selected_body(
    page: Page, profile: Profile, marked: MarkedLines, title: int | None
) -> tuple[int, ...]:
    nodes = select_first(page, profile.html.body)
    parent = nodes[0].parent if nodes else None
    if parent is None:
        return ()
    # a body in parts: they stand side by side, while another story's stands elsewhere
    parts = [node for node in nodes if node.parent and node.parent.mem_id == parent.mem_id]
    kept = {i for part in parts for i in blocks_of(page, part)}
    whole = {parent.mem_id, *(part.mem_id for part in parts)}
    for selector in profile.html.drop:
        for dropped in parent.css(selector):
            if dropped.mem_id not in whole:
                kept.difference_update(blocks_of(page, dropped))
    return trim_body(marked, sorted(kept), title)
