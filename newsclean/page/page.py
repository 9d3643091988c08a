"""A page: one capture, decoded, with everything that extractors share."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from newsclean.capture import Kind
from newsclean.text import key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from newsclean.page.block import Block, Element
    from newsclean.page.metadata.record import Metadata
    from newsclean.profiles import Profile

__all__ = ["Kind", "Page"]

T = TypeVar("T")


class Page:
    """One capture as a sequence of blocks, with what extractors share, computed when asked for.

    Nothing else in it changes once it is made. `labels` are the leading labels of a captured text
    (`date 2025-07-01 ...` gives `{"date": "2025-07-01"}`).
    """

    def __init__(  # noqa: PLR0913 - a value with this many parts
        self,
        *,
        kind: Kind,
        source: str,
        blocks: tuple[Block, ...],
        elements: tuple[Element, ...] = (),
        element_ids: dict[int, int] | None = None,
        tree: LexborHTMLParser | None = None,
        state: dict[str, Any] | None = None,
        labels: dict[str, str] | None = None,
        url: str | None = None,
        captured_at: dt.datetime | None = None,
        profile: Profile | None = None,
        cuts: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> None:
        self.kind: Kind = kind
        self.source = source
        """The decoded capture, without its `cuts`."""
        self.blocks = blocks
        self.elements = elements
        self._element_ids = element_ids or {}
        self.tree = tree
        """The Lexbor tree of an HTML page; shared, so never to be changed."""
        self.state = state
        """What the page's scripts say of a story that it does not show, as schema.org would."""
        self.labels = labels or {}
        self.url = url
        self.captured_at = captured_at
        self.profile = profile
        """The site profile that matches the page, if one does."""
        self.cuts = cuts
        """What was left out of the capture, since it holds more than a page may."""
        self.notes = notes
        """What was odd about the capture, in words for a person."""
        self._shared: dict[Any, Any] = {}
        self._keys: dict[int, str] = {}

    @cached_property
    def metadata(self) -> Metadata:
        """Structured data and meta elements; empty for captured text."""
        from newsclean.page.metadata.read import read_metadata

        rules = self.profile.ftr if self.profile is not None else None
        skip = rules is not None and rules.skip_json_ld
        return read_metadata(self.tree, self.url, self.state, with_jsonld=not skip)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of the blocks, in order."""
        return tuple(block.text for block in self.blocks)

    def key_of(self, block: int) -> str:
        """Return the text of a block as lines are compared; see `newsclean.text.key`."""
        found = self._keys.get(block)
        if found is None:
            found = self._keys[block] = key(self.texts[block])
        return found

    def element_index(self, node: LexborNode) -> int | None:
        """Index in `elements` of a node of `tree`, `None` if it is no block element."""
        return self._element_ids.get(node.mem_id)

    def cached(self, function: Callable[..., T], *arguments: Hashable) -> T:
        """Return what `function` makes of the page and `arguments`, made once for all who ask."""
        asked = (function, *arguments)
        if asked not in self._shared:
            self._shared[asked] = function(self, *arguments)
        value: T = self._shared[asked]
        return value

    def known_as(
        self,
        url: str | None,
        captured_at: dt.datetime | None,
        profile: Profile | None,
        notes: tuple[str, ...],
    ) -> Page:
        """Return this page with what is known of it beside its content.

        `url` and `captured_at` are those of its capture, `profile` is that of its site, `notes` say
        what was wrong with the capture.
        """
        other = copy(self)
        other.url, other.captured_at, other.profile = url, captured_at, profile
        other.notes = notes
        return other

    def holding(self, function: Callable[[Page], T], value: T) -> Page:
        """Return this page with `value` in place of what `function` would make of it.

        Nothing else that was computed goes along, since it may rest on the other value.
        """
        other = copy(self)
        other._shared = {(function,): value}
        return other
