"""WARC and WET through FastWARC: archived HTML responses, and texts made from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from newsclean.batch.capture import Broken, Capture, Item, Position
from newsclean.batch.compression import BZIP2, XZ, fastwarc
from newsclean.batch.reason import Reason
from newsclean.batch.sources.format import Format
from newsclean.batch.sources.http import charset_of, media_type, read_response
from newsclean.batch.sources.options import Read, ReadOptions
from newsclean.batch.sources.pages import too_large
from newsclean.batch.sources.walk import Record, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.capture import Kind

HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(name: str, stream: BinaryIO, options: ReadOptions, after: int = -1) -> Iterator[Read]:
    """Yield the pages of a WARC or WET file (plain, or gzip or zstd by record).

    Responses, resources and conversions are pages; requests, metadata and revisits are none.
    `WARC-Target-URI` is the URL, `WARC-Date` the time of capture, `WARC-Record-ID` the id. A
    broken record costs itself: reading goes on where the next one begins.
    """
    for row, record in enumerate(walk(stream, options.max_bytes)):
        if row > after:
            item = _item(record, Position(name, row, record.offset), options.max_bytes)
            yield Read(item, record.offset or 0)


def _item(record: Record, position: Position, max_bytes: int) -> Item:
    if record.fault is not None:
        return Broken(*record.fault, record.url, record.id, position)
    if record.kind == "conversion":
        return _capture(record, record.payload, "utf-8", position)
    if record.kind == "resource":
        kind, charset = media_type(record.content_type), charset_of(record.content_type)
        fault = None if kind in HTML else (Reason.NOT_HTML, f"the resource is {kind}")
        body = record.payload
    else:
        fault, charset, body = response_of(record.payload, max_bytes)
    if fault is None and len(body) > max_bytes:
        fault = too_large(max_bytes)
    if fault is not None:
        return Broken(*fault, record.url, record.id, position)
    return _capture(record, body, charset, position)


def response_of(
    payload: bytes, max_bytes: int
) -> tuple[tuple[Reason, str] | None, str | None, bytes]:
    """Return why an archived response is no page, its charset and its body."""
    response = read_response(payload, max_bytes)
    if response is None:
        return (Reason.NOT_HTML, "the record holds no HTTP response"), None, b""
    fault = None
    if not 200 <= response.status < 300:
        fault = Reason.HTTP_STATUS, f"HTTP status {response.status}"
    # without a content type the content itself tells what it is
    elif response.content_type and response.content_type not in HTML:
        fault = Reason.NOT_HTML, f"the response is {response.content_type}"
    return fault, response.charset, response.body


def _capture(record: Record, body: bytes, charset: str | None, position: Position) -> Capture:
    kind: Kind | None = "text" if record.kind == "conversion" else None
    return Capture(body, record.url, record.id, charset, record.date, kind, position)


WARC = Format(
    "warc",
    "WARC",
    (".warc", ".wet"),
    read_warc,
    magic=re.compile(rb"WARC/"),
    library=fastwarc,
    # FastWARC decompresses the others by itself, and only so knows where records begin
    compressions=(XZ, BZIP2),
)
