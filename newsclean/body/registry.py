"""Extractors by name: the built-in ones, and plug-ins of the group `newsclean.extractors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.body.candidate import Candidate, Extractor
from newsclean.errors import UnknownExtractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.metadata import EntryPoint

    from newsclean.page import Page

GROUP = "newsclean.extractors"


@dataclass(frozen=True, slots=True)
class FunctionExtractor:
    """A function with a name and a cost, and the hosts it serves (none named: all)."""

    function: Callable[[Page], Candidate | None]
    name: str
    cost: float = 1.0
    hosts: tuple[str, ...] = ()

    def __call__(self, page: Page) -> Candidate | None:
        """Call the function, on pages of its hosts only."""
        return self.function(page) if serves(self.hosts, page.url) else None

    def __reduce__(self) -> tuple[Callable[[str, str], object], tuple[str, str]]:
        # the decorated name holds this object and no longer the function, so it is found by name
        return _by_name, (self.function.__module__, self.function.__qualname__)


def _by_name(module: str, name: str) -> object:
    from importlib import import_module

    found: object = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def extractor(
    name: str, *, cost: float = 1.0, hosts: Iterable[str] = ()
) -> Callable[[Callable[[Page], Candidate | None]], FunctionExtractor]:
    """Make an extractor of a function `(Page) -> Candidate | None`.

    `cost` is its usual time for a page in milliseconds; with `hosts` it runs only on pages whose
    URL is on one of these hosts or their subdomains.

    >>> @extractor("first-block", hosts=["example.org"])
    ... def first_block(page):
    ...     return Candidate.of_blocks(page, (0,))
    >>> first_block.name, first_block.cost
    ('first-block', 1.0)
    """

    def wrap(function: Callable[[Page], Candidate | None]) -> FunctionExtractor:
        return FunctionExtractor(function, name, cost, tuple(hosts))

    return wrap


def serves(hosts: tuple[str, ...], url: str | None) -> bool:
    """Whether `url` is on one of `hosts` or a subdomain; all are where `hosts` is empty.

    >>> serves(("example.org",), "https://news.example.org/a"), serves(("example.org",), None)
    (True, False)
    """
    if not hosts:
        return True
    from urllib.parse import urlsplit

    try:
        host = (urlsplit(url).hostname if url else None) or ""
    except ValueError:
        return False
    return any(f".{host}".endswith(f".{known.lower()}") for known in hosts)


def find_extractor(name: str, builtin: Iterable[Extractor]) -> Extractor:
    """Find a built-in extractor or an installed plug-in by its name.

    A plug-in's entry point names an extractor, or a class that makes one without arguments.
    Raises `UnknownExtractor` where nothing bears the name or the plug-in cannot be used.
    """
    for known in builtin:
        if known.name == name:
            return known
    # it takes a quarter of the time of `import newsclean`, and few pipelines name a plug-in
    from importlib.metadata import entry_points

    points = entry_points(group=GROUP)
    for point in points:
        if point.name == name:
            return _load(point)
    raise UnknownExtractor(
        f"no extractor is named {name!r}; built in: {[e.name for e in builtin]}; "
        f"installed: {sorted(point.name for point in points)}"
    )


def _load(point: EntryPoint) -> Extractor:
    try:
        loaded = point.load()
        made = loaded() if isinstance(loaded, type) else loaded
    except Exception as error:
        raise UnknownExtractor(f"the plug-in {point.name!r} cannot be loaded: {error}") from error
    if not isinstance(made, Extractor):
        raise UnknownExtractor(
            f"the plug-in {point.name!r} is no extractor: "
            "it needs a name, a cost and a call (Page) -> Candidate"
        )
    return made
