"""The records that a profile's TOML file becomes."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from newsclean.profiles.patterns import Marks

if TYPE_CHECKING:
    from newsclean.profiles.ftr import FtrRules
    from newsclean.profiles.learned import Learned

Entries = tuple[str, ...]

_Rules = TypeVar("_Rules", "Recognise", "HtmlRules", "TextRules")


@dataclass(frozen=True)
class Recognise:
    """Lines that only this site prints, for captures without a URL."""

    sure: Entries = ()
    """Lines of which one is enough."""
    lines: Entries = ()
    """Lines of which `at_least` different ones are needed."""
    at_least: int | None = None


@dataclass(frozen=True)
class HtmlRules:
    """CSS selectors, newest layout first; of each field the first that selects text is used."""

    title: Entries = ()
    body: Entries = ()
    date: Entries = ()
    authors: Entries = ()
    tags: Entries = ()
    drop: Entries = ()
    """Elements inside the body that are no part of it; all of them are used."""


@dataclass(frozen=True)
class TextRules:
    """Rules for the visible lines: for captured text, and for HTML where no selector finds a thing.

    An entry is a whole line or, between slashes, a pattern (see `newsclean.profiles.patterns`).
    """

    title: Entries = ()
    """Where the title stands, best first: names out of `TITLE_RULES`."""
    head: Entries = ()
    """Lines above the title."""
    start_at: Entries = ()
    """The body begins with the first such line."""
    start_after: Entries = ()
    """The body begins after the first such line."""
    stop: Entries = ()
    """Lines directly below the story."""
    below: Entries = ()
    """Lines further below it, with headlines or tags between the story and them."""
    drop: Entries = ()
    """Lines inside the body that are no part of it."""
    credit: Entries = ()
    """Photo credits: dropped, and the caption above with them."""
    date: Entries = ()
    """Patterns of the line that carries the date; groups `date` and `authors`, or numbers."""
    authors: Entries = ()
    """Patterns of a line above the body that is a byline; group `authors`."""
    tags: Entries = ()
    """Patterns of a line outside the body that carries tags; group `tags`."""
    absent: Entries = ()
    """Fields that the site's captured text never gives: what looks like one is another's."""

    @cached_property
    def marks(self) -> Marks:
        """The roles of lines under these rules."""
        return Marks({role: getattr(self, role) for role in ROLES})

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}


# keys of TextRules that hold lines and patterns
ROLES = (
    *("head", "start_at", "start_after", "stop", "below", "drop", "credit"),
    *("date", "authors", "tags"),
)
TITLE_RULES = ("after head", "before date", "after date", "first line")


@dataclass(frozen=True)
class Profile:
    """What is known of one edition of one site; everything may be missing.

    A site without editions is its own only edition.
    """

    name: str
    """Name of the file, without suffix."""
    site: str | None = None
    hosts: Entries = ()
    edition: str | None = None
    path: str | None = None
    """Beginning of the URL paths of this edition; `None` for the one that all others belong to."""
    language: str | None = None
    zone: str | None = None
    """IANA name of the zone that the site prints times in."""
    day_first: bool | None = None
    """How `01/07/2025` is read."""
    recognise: Recognise = field(default_factory=Recognise)
    """The lines that only this edition prints; empty if the site has no editions."""
    html: HtmlRules = field(default_factory=HtmlRules)
    text: TextRules = field(default_factory=TextRules)
    learned: tuple[Learned, ...] = ()
    """What was learned of each layout of the site."""
    on_trial: bool = False
    """What it says may be wrong or stale: a page's body is its own only if the scorer agrees."""
    ftr: FtrRules | None = None
    """The rules of ftr-site-config; such a profile has no others."""


@dataclass(frozen=True)
class Site:
    """One profile file: its hosts, the lines that any edition prints, and the editions."""

    name: str
    hosts: Entries
    recognise: Recognise
    editions: tuple[Profile, ...]

    def edition_of_path(self, path: str) -> Profile:
        """Return the edition whose `path` begins the path of a URL, else the
        one without a `path`.
        """
        path = path.rstrip("/") + "/"
        fitting = [e for e in self.editions if e.path is not None and path.startswith(e.path)]
        return max(fitting, key=lambda e: len(e.path or ""), default=self.default)

    @property
    def default(self) -> Profile:
        """The edition without a `path`, or the first."""
        return next((e for e in self.editions if e.path is None), self.editions[0])


def join_rules(edition: _Rules, site: _Rules) -> _Rules:
    """Return the rules of an edition: lists joined, its own first, and its own single values.

    >>> join_rules(Recognise(lines=("A",)), Recognise(lines=("B",), at_least=3))
    Recognise(sure=(), lines=('A', 'B'), at_least=3)
    """
    joined: dict[str, Any] = {}
    for f in fields(edition):
        own, common = getattr(edition, f.name), getattr(site, f.name)
        if isinstance(own, tuple):
            joined[f.name] = tuple(dict.fromkeys(own + common))
        else:
            joined[f.name] = common if own is None else own
    return type(edition)(**joined)
