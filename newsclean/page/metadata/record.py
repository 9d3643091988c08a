"""The record of what a page says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class TimeElement(NamedTuple):
    """One `time` element of the page, in document order."""

    datetime: str | None
    """The `datetime` attribute, trimmed; `None` if it is absent or empty."""
    text: str
    """What a reader sees, normalised."""
    names: frozenset[str] = frozenset()
    """Class and id words, lower case, and `itemprop:x` for each itemprop."""
    pubdate: bool = False
    """The obsolete HTML5 attribute `pubdate` is present."""


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself, as it says it; nothing is chosen or converted here.

    Strings are trimmed and their HTML entities decoded, but they may still carry markup, wrong
    values and other people's names.
    """

    jsonld: tuple[Mapping[str, Any], ...] = ()
    """All JSON-LD nodes with a type, those of `@graph` and nested main entities included."""
    article: Mapping[str, Any] | None = None
    """The JSON-LD node of the page's main article, references to other nodes resolved."""
    microdata: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    """Itemprop -> values of the main schema.org article item; nested ones as `author/name`."""
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    """Lower-case `name`, `property`, `itemprop` or `http-equiv` of meta elements -> contents."""
    title: str | None = None
    """The text of `title`, normalised."""
    canonical: str | None = None
    """The address in `link rel=canonical`, absolute where the page's or base address allows."""
    base: str | None = None
    """The address that relative ones resolve against (`base href` or the page's own)."""
    lang: str | None = None
    """The `lang` attribute of `html`, as written."""
    times: tuple[TimeElement, ...] = ()
    """The `time` elements in document order, at most 200."""
    tags: tuple[str, ...] = ()
    """The texts of links with `rel=tag`, in document order."""

    @property
    def is_dated(self) -> bool:
        """Whether JSON-LD gives the page's article a day of publication."""
        return bool((self.article or {}).get("datePublished"))


EMPTY = Metadata()
