"""What is learned from a read page: the proposals for its fields, and which of them are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.bench.metrics import title_key
from newsclean.bench.names import author_names
from newsclean.fields.authors.choose import part_names, part_people, propose_names
from newsclean.fields.date.choose import find_days, propose_days
from newsclean.fields.proposal import choose_likeliest, rated
from newsclean.fields.title.choose import likeliest_title, propose_titles
from newsclean_workshop.fields.learn import Sample
from newsclean_workshop.fields.report import Given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.fields.proposal import Proposal
    from newsclean.fields.scorer import FieldScorer
    from newsclean.page.page import Page
    from newsclean.roles import Roles
    from newsclean_workshop.fields.readings import Reading

FIELDS = ("title", "date", "authors", "agencies")


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposals for the fields of one read page; of authors and agencies the same ones."""

    reading: Reading
    site: str
    is_html: bool
    titles: tuple[Proposal, ...]
    days: tuple[Proposal, ...]
    names: tuple[Proposal, ...]
    has_stated_day: bool

    def sample(self, field: str) -> Sample | None:
        """Return what a field's scorer learns from the page; `None` if that cannot be known."""
        proposals = self.proposals(field)
        unknown = field == "date" and self.reading.date is None and self.has_stated_day
        unknown = unknown or (field == "title" and not self.reading.title)
        if not proposals or unknown:
            return None
        right = tuple(_is_right(field, proposal, self.reading) for proposal in proposals)
        return Sample(self.site, tuple(proposal.evidence for proposal in proposals), right)

    def proposals(self, field: str) -> tuple[Proposal, ...]:
        """Return all that is proposed for a field."""
        return {"title": self.titles, "date": self.days}.get(field, self.names)

    def choose(self, scorers: Mapping[str, FieldScorer]) -> Given:
        """Return the fields that these scorers choose, as the library does."""
        title = likeliest_title(self.titles, scorers["title"]).best
        days = rated(self.days, scorers["date"])
        date = choose_likeliest("date", days, scorers["date"].least).best
        people, others = part_people(self.names, scorers["authors"])
        agencies, _ = part_names(others, scorers["agencies"])
        return Given(
            title=title.value if title else None,  # type: ignore[arg-type]
            date=date.value if date else None,  # type: ignore[arg-type]
            authors=_flat(people),
            agencies=_flat(agencies),
        )


def propose(page: Page, roles: Roles, reading: Reading, site: str) -> Proposed:
    """Propose the fields of a page whose blocks have these roles."""
    days = find_days(page, roles)
    return Proposed(
        reading=reading,
        site=site,
        is_html=page.kind == "html",
        titles=tuple(propose_titles(page, roles)),
        days=tuple(propose_days(page, roles, days)),
        names=tuple(propose_names(page, roles)),
        # metadata may know a day that the page does not show
        has_stated_day=any(
            stamp.source == "structured" and stamp.kind == "published"
            for stamps in days.values()
            for stamp in stamps
        ),
    )


def _is_right(field: str, proposal: Proposal, reading: Reading) -> bool:
    if field == "date":
        return proposal.value == reading.date
    if field == "title":
        wanted = title_key(reading.title or "")
        return bool(wanted) and title_key(str(proposal.value)) == wanted
    names = author_names(_flat([proposal]))
    wanted_names = author_names(reading.authors if field == "authors" else reading.agencies)
    return bool(names) and names <= wanted_names


def _flat(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    values = (proposal.value for proposal in proposals)
    return tuple(name for value in values if isinstance(value, tuple) for name in value)
