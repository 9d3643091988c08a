"""A page: one capture, decoded, with everything that extractors share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from newsclean.metadata.record import Metadata
    from newsclean.page.block import Block, Element
    from newsclean.profiles.schema import Profile

Kind = Literal["html", "text"]
T = TypeVar("T")


class Page:
    """One capture as a sequence of blocks, with what extractors share, computed when asked for.

    Nothing in it changes after that. `labels` are the leading labels of a captured text
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
    ) -> None:
        self.kind: Kind = kind
        self.source = source
        """The decoded capture."""
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
        self._shared: dict[str, Any] = {}

    @cached_property
    def metadata(self) -> Metadata:
        """Structured data and meta elements; empty for captured text."""
        from newsclean.metadata.read import read_metadata

        return read_metadata(self.tree, self.url, self.state)

    def element_index(self, node: LexborNode) -> int | None:
        """Index in `elements` of a node of `tree`, `None` where it is no block element."""
        return self._element_ids.get(node.mem_id)

    def shared(self, key: str, compute: Callable[[Page], T]) -> T:
        """Give what `compute` makes of the page, made once for all who ask under `key`."""
        if key not in self._shared:
            self._shared[key] = compute(self)
        value: T = self._shared[key]
        return value
