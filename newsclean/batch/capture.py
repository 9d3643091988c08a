"""One page of a batch as it was read: a capture, or a record that could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean import capture
from newsclean.batch.reason import Reason
from newsclean.errors import CaptureTypeError

if TYPE_CHECKING:
    from newsclean.capture import Kind


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page stands: its input, its number there, and the byte at which it begins.

    `input` is the path as given, `-` for standard input, empty for pages handed in from Python.
    `row` counts from 0: rows of Parquet, lines of JSON Lines, pages and broken records of WARC.
    `offset` is the byte in the file where reading can start again (the compressed record of a
    WARC file, the line of uncompressed JSON Lines); `None` if the format has no such byte.
    """

    input: str = ""
    row: int = 0
    offset: int | None = None

    def __str__(self) -> str:
        where = "" if self.offset is None else f", byte {self.offset}"
        return f"{self.input or 'page'}, row {self.row}{where}"


@dataclass(frozen=True, slots=True)
class Capture:
    """One page to be cleaned, with what is known of it beside its content.

    `charset` is what HTTP declared, `captured_at` the anchor of relative dates, `kind` tells HTML
    from captured text where that is known.
    """

    content: str | bytes
    url: str | None = None
    id: str | None = None
    charset: str | None = None
    captured_at: dt.datetime | None = None
    kind: Kind | None = None
    position: Position = Position()
    kept: Mapping[str, Any] | None = None
    """Fields of its record that are passed on as they are."""

    @property
    def alone(self) -> capture.Capture:
        """The page as a pipeline takes it, without where it came from."""
        return capture.Capture(self.content, self.url, self.captured_at, self.charset, self.kind)


@dataclass(frozen=True, slots=True)
class Broken:
    """An input record that could not be read, with the reason."""

    reason: Reason
    message: str
    url: str | None = None
    id: str | None = None
    position: Position = Position()
    kept: Mapping[str, Any] | None = None


Item = Capture | Broken

_FORMS = "a Capture, (content, url), a mapping with 'content', str or bytes"


def as_item(page: object, row: int) -> Item:
    """Make a capture of any form in which Python code hands in a page.

    A `Capture` stays as it is; a mapping may have `content`, `url`, `id`, `charset`,
    `captured_at` and `kind`; `row` numbers the page. A mapping without usable content, `None` and
    NaN become a `Broken`. Raises `CaptureTypeError` for any other type.

    >>> as_item(("<p>One.", "https://example.org/1"), 7).position
    Position(input='', row=7, offset=None)
    """
    if isinstance(page, Capture | Broken):
        return page
    if isinstance(page, str | bytes):
        return Capture(page, position=Position(row=row))
    if is_missing(page):
        return Broken(Reason.EMPTY, "no content", position=Position(row=row))
    if (
        isinstance(page, tuple)
        and len(page) == 2
        and (isinstance(page[0], str | bytes) or is_missing(page[0]))
    ):
        return _of_mapping({"content": page[0], "url": page[1]}, Position(row=row))
    if isinstance(page, Mapping):
        return _of_mapping(page, Position(row=row))
    raise CaptureTypeError(f"page {row} is {type(page).__name__}; each page must be {_FORMS}")


def is_missing(content: object) -> bool:
    """Whether it is what a column of texts holds where there is none: null, NaN."""
    return content is None or (isinstance(content, float) and content != content)  # noqa: PLR0124


def _of_mapping(page: Mapping[str, Any], position: Position) -> Item:
    content = page.get("content")
    url, id_ = page.get("url"), page.get("id")
    id_ = None if id_ is None else str(id_)
    if not isinstance(content, str | bytes):
        reason, message = content_fault(page, "content", "'content'")
        return Broken(reason, message, url, id_, position)
    try:
        captured_at = as_time(page.get("captured_at"))
    except ValueError as error:
        return Broken(Reason.BAD_RECORD, str(error), url, id_, position)
    return Capture(content, url, id_, page.get("charset"), captured_at, page.get("kind"), position)


def content_fault(record: Mapping[str, Any], field: str, named: str) -> tuple[Reason, str]:
    """Say why a field cannot be content; `named` is what messages call it.

    >>> content_fault({"html": None}, "html", "the field 'html'")
    (<Reason.EMPTY: 'empty'>, "null in the field 'html'")
    """
    if field not in record:
        return Reason.BAD_RECORD, f"no {named.removeprefix('the ')}"
    content = record[field]
    if is_missing(content):
        return Reason.EMPTY, f"null in {named}"
    return Reason.BAD_RECORD, f"{named} is {type(content).__name__}, not text"


def as_time(value: object) -> dt.datetime | None:
    """Read a time of capture: a `datetime`, an ISO 8601 text or seconds since 1970 in UTC.

    Raises `ValueError` for anything else.

    >>> as_time("2025-07-01T10:00:00Z"), as_time(None)
    (datetime.datetime(2025, 7, 1, 10, 0, tzinfo=datetime.timezone.utc), None)
    """
    if value is None or isinstance(value, dt.datetime):
        return value
    try:
        if isinstance(value, str):
            return dt.datetime.fromisoformat(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return dt.datetime.fromtimestamp(value, dt.UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise ValueError(f"{value!r} is no time of capture: ISO 8601 or seconds since 1970")
