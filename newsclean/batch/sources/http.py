"""An archived HTTP response: its head read, its body unwrapped."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from newsclean.batch.compression import fastwarc

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s{1,4}(\d{3})")
_CHARSET = re.compile(r"""charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w.:+-]{1,40})""", re.I)
# servers send a few KB; more is no head
_MOST_HEAD = 256 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """What an HTTP response says of its body, and the body without transfer and content coding."""

    status: int
    content_type: str
    charset: str | None
    body: bytes


def read_response(raw: bytes, max_bytes: int) -> Response | None:
    r"""Read a whole response; `None` if it is none. The body is cut behind `max_bytes`.

    >>> read_response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>", 9)
    Response(status=200, content_type='text/html', charset='koi8-r', body=b'<p>')
    """
    found = _STATUS.match(raw)
    if found is None:
        return None
    head, body = _split(raw)
    headers = _headers(head)
    kind = headers.get("content-type", "")
    body = _unwrapped(body, headers, max_bytes)
    return Response(int(found[1]), media_type(kind), charset_of(kind), body)


def media_type(content_type: str) -> str:
    """The type of a Content-Type header without its parameters.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """The charset of a Content-Type header, `None` if it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def _split(raw: bytes) -> tuple[bytes, bytes]:
    ends = [
        (at, mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark, 0, _MOST_HEAD)) > 0
    ]
    if not ends:
        return raw[:_MOST_HEAD], b""
    at, mark = min(ends)
    return raw[:at], raw[at + len(mark) :]


def _headers(head: bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _unwrapped(body: bytes, headers: dict[str, str], max_bytes: int) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    coding = headers.get("content-encoding", "").lower().strip()
    return _decoded(body, coding, max_bytes) if coding else body


def _joined_chunks(body: bytes) -> bytes:
    """Join the chunks; archives that joined them already, and kept the header, are left alone."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 200)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end > at else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _decoded(body: bytes, coding: str, max_bytes: int) -> bytes:
    """Undo the content coding; archives that undid it already are left alone."""
    try:
        if coding in {"gzip", "x-gzip"}:
            return zlib.decompressobj(31).decompress(body, max_bytes + 1)
        if coding == "deflate":
            bits = 15 if body[:1] == b"\x78" else -15
            return zlib.decompressobj(bits).decompress(body, max_bytes + 1)
        if coding in {"br", "zstd"}:
            library = fastwarc().stream_io
            reader = library.BrotliReader if coding == "br" else library.ZstdReader
            return bytes(reader(io.BytesIO(body)).read(max_bytes + 1))
    except (zlib.error, OSError):
        pass
    return body
