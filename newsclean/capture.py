"""A capture: the first value of the way from a page to its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

Kind = Literal["html", "text"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured page, and what is known of it beside its content.

    `content` is HTML or captured text; `url` names the page and is never fetched; `captured_at` is
    the time of capture, against which relative dates ("3 hours ago") are read; `charset` is what
    HTTP declared, used if the content is bytes; `kind` is told by the content unless given.
    """

    content: str | bytes
    url: str | None = None
    captured_at: dt.datetime | None = None
    charset: str | None = None
    kind: Kind | None = None
