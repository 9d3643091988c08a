"""WARC and WET files written for the tests."""

import gzip
from collections.abc import Iterable

from backports import zstd

CODECS = {
    "plain": bytes,
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "zstd": zstd.compress,
}


def record(
    number: int,
    payload: bytes,
    *,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    url: str | None = None,
) -> bytes:
    """One record, uncompressed."""
    head = (
        "WARC/1.0\r\n"
        f"WARC-Type: {kind}\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"WARC-Date: 2025-07-01T10:00:{number % 60:02d}Z\r\n"
        f"WARC-Target-URI: {url or f'https://news.example/{number}'}\r\n"
        f"Content-Type: {content_type}\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def response(
    body: bytes, *, status: str = "200 OK", content_type: str = "text/html", more: str = ""
) -> bytes:
    """An HTTP response."""
    kind = f"Content-Type: {content_type}\r\n" if content_type else ""
    return f"HTTP/1.1 {status}\r\n{kind}{more}\r\n".encode() + body


def html(number: int) -> bytes:
    """The HTML of a small story."""
    story = (
        f"The bridge number {number} over the Lenn was opened again on Monday, the council said."
    )
    return f"<html><h1>Bridge {number} reopens</h1><p>{story}</p><p>{story}</p></html>".encode()


def warc(pages: Iterable[bytes], codec: str = "gzip") -> list[bytes]:
    """The records of a WARC file with a response for each page, each compressed by itself."""
    return [CODECS[codec](record(n, response(body))) for n, body in enumerate(pages)]
