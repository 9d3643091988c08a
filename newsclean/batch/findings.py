"""What a run found, for its report: confidence, doubtful pages, sites, examples of failures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from newsclean.batch.record import id_of
from newsclean.page.metadata import host_of
from newsclean.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsclean.batch.reason import Reason
    from newsclean.batch.result import Result

BINS = 10
"""Parts of the histogram of the confidence, each a tenth wide."""
_DOUBTFUL = 20
_EXAMPLES = 3
# the sites that are met first are counted by name, the others together: memory stays flat
_SITES = 5000
OTHERS = "other sites"
NO_ADDRESS = "no address"
ARTICLE = 0.5
"""The chance from which on a page counts as a likely article: an even one."""

# what is ranked: tuples
T = TypeVar("T", bound=tuple[Any, ...])


def ranked(ranking: Iterable[T], more: Iterable[T], most: int) -> list[T]:
    """Return the `most` greatest items of both, the greatest first."""
    return sorted([*ranking, *more], reverse=True)[:most]


class Doubtful(NamedTuple):
    """A likely article, by how little its body can be trusted, and where its capture stands."""

    doubt: float
    """1 less the confidence."""
    id: str
    url: str
    """Empty if it is not known, as is the title."""
    title: str
    input: str
    row: int


class Site(NamedTuple):
    """Counts of a site's pages; the confidence is the sum over its likely articles."""

    pages: int = 0
    articles: int = 0
    failures: int = 0
    confidence: float = 0.0

    def plus(self, other: Site) -> Site:
        """Return the counts of both."""
        return Site._make(map(sum, zip(self, other, strict=True)))


class Example(NamedTuple):
    """A page that is not in the output, by its address or else its id, with the message."""

    page: str
    message: str


@dataclass(slots=True)
class Findings:
    """What a report shows of a run beyond its counts; adds up over the parts of a run."""

    confidence: list[int] = field(default_factory=lambda: [0] * BINS)
    """Numbers of likely articles, by the tenth in which their confidence lies."""
    doubtful: list[Doubtful] = field(default_factory=list)
    """The most doubtful one first."""
    sites: dict[str, Site] = field(default_factory=dict)
    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    """The first pages of each reason why a page is not in the output."""

    def count(self, result: Result, reason: Reason | None, message: str) -> None:
        """Count one page; with `reason`, it is not in the output."""
        article = result.article
        is_article = article is not None and article.article_chance >= ARTICLE
        confidence = article.confidence if article is not None and is_article else 0.0
        site = Site(1, int(is_article), int(reason is not None), confidence)
        self._add_site(host_of(_address(result)) or NO_ADDRESS, site)
        if is_article:
            self.confidence[min(int(confidence * BINS), BINS - 1)] += 1
            self.doubtful = ranked(self.doubtful, [_doubtful(result)], _DOUBTFUL)
        if reason is not None:
            self._add_examples(reason, [Example(name_of(result), shorten(message, 200))])

    def add(self, other: Findings) -> None:
        """Add what another part of the run found."""
        self.confidence = [a + b for a, b in zip(self.confidence, other.confidence, strict=True)]
        self.doubtful = ranked(self.doubtful, other.doubtful, _DOUBTFUL)
        for host, site in other.sites.items():
            self._add_site(host, site)
        for reason, examples in other.examples.items():
            self._add_examples(reason, examples)

    def _add_site(self, host: str, site: Site) -> None:
        known = host in self.sites or len(self.sites) < _SITES
        name = host if known else OTHERS
        self.sites[name] = self.sites.get(name, Site()).plus(site)

    def _add_examples(self, reason: str, examples: list[Example]) -> None:
        found = self.examples[str(reason)]
        found += examples[: _EXAMPLES - len(found)]

    def greatest_sites(self) -> list[tuple[str, Site]]:
        """The sites by their pages, the greatest first."""
        return sorted(self.sites.items(), key=lambda item: (-item[1].pages, item[0]))

    def to_dict(self) -> dict[str, Any]:
        """The findings as JSON-ready values, the most doubtful page and the greatest site first."""
        return {
            "confidence": self.confidence,
            "doubtful": [page._asdict() for page in self.doubtful],
            "sites": {host: site._asdict() for host, site in self.greatest_sites()},
            "examples": {
                reason: [example._asdict() for example in examples]
                for reason, examples in sorted(self.examples.items())
            },
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Findings:
        """The findings that `to_dict` wrote."""
        made = cls(values["confidence"], [Doubtful(**page) for page in values["doubtful"]])
        made.sites.update({host: Site(**site) for host, site in values["sites"].items()})
        for reason, examples in values["examples"].items():
            made.examples[reason] = [Example(**example) for example in examples]
        return made


def name_of(result: Result) -> str:
    """Return what a person calls a page: its address, or else its id."""
    return _address(result) or id_of(result)


def _address(result: Result) -> str:
    """The address as handed in, or as the capture labels itself."""
    return result.url or (result.article.url if result.article else None) or ""


def _doubtful(result: Result) -> Doubtful:
    article, place = result.article, result.position
    assert article is not None
    title = shorten(article.title or "", 120)
    doubt = round(1 - article.confidence, 4)
    return Doubtful(doubt, id_of(result), _address(result), title, place.input, place.row)
