"""ARC files: HTML responses as archives kept them before WARC.

Read here, since the one library that knows the format takes any line for a record's head and
what stands behind it for a record, so that damage would go unsaid.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from newsclean.batch.capture import Broken, Capture, Item, Position
from newsclean.batch.compression import BREAKS
from newsclean.batch.reason import Reason
from newsclean.batch.sources.format import Format
from newsclean.batch.sources.options import Read, ReadOptions
from newsclean.batch.sources.pages import too_large
from newsclean.batch.sources.warc import HTML, response_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# address, IP, time, type; in the second version five more fields; length
_RECORD = re.compile(rb"(\S.*?) [\da-fA-F.:]{2,45} (\d{8,14}) (\S+)(?: \S+){0,5} (\d{1,15})\s*$")
_INNER = re.compile(rb"\nhttps?://\S+ [\d.]{7,15} \d{14} \S+ \d{1,12}\n(?:HTTP/|<)")
_MOST_LINE = 64 * 1024
_PIECE = 1024 * 1024
# the head of an HTTP response stands before the page in its record
_MOST_HEAD = 256 * 1024
# the file's own record, and those of name servers
_NO_PAGES = (b"filedesc:", b"dns:", b"warcinfo:")


class _Record(NamedTuple):
    url: str = ""
    date: str = ""
    content_type: str = ""
    payload: bytes = b""
    fault: tuple[Reason, str] | None = None


def read_arc(name: str, stream: BinaryIO, options: ReadOptions, after: int = -1) -> Iterator[Read]:
    """Yield the pages of an ARC file: its responses. Address and time of capture are the record's.

    What is no record costs itself: reading goes on at the next line that heads one.
    """
    for row, record in enumerate(_records(stream, options.max_bytes)):
        if row > after:
            yield Read(_item(record, Position(name, row), options.max_bytes), 0)


def _records(stream: BinaryIO, max_bytes: int) -> Iterator[_Record]:
    lost = 0
    try:
        while line := stream.readline(_MOST_LINE):
            found = _RECORD.match(line)
            if found is None:
                lost += len(line.strip())
                continue
            if lost:
                yield _Record(fault=(Reason.BAD_RECORD, f"{lost:,} bytes belong to no record"))
                lost = 0
            length = int(found[4])
            payload = stream.read(min(length, max_bytes + _MOST_HEAD))
            missing = length - len(payload) - _skipped(stream, length - len(payload))
            if not found[1].startswith(_NO_PAGES):
                url, date, kind = (found[n].decode("utf-8", "replace") for n in (1, 2, 3))
                fault = _fault(payload, length, missing, max_bytes)
                yield _Record(url, date, kind, payload, fault)
    except BREAKS as error:
        yield _Record(fault=(Reason.TRUNCATED, f"the file breaks off: {error}"))
        return
    if lost:
        yield _Record(fault=(Reason.BAD_RECORD, f"{lost:,} bytes belong to no record"))


def _skipped(stream: BinaryIO, size: int) -> int:
    """Read so many bytes, or to the end of the file, and return how many there were."""
    left = size
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
    return size - left


def _fault(payload: bytes, length: int, missing: int, max_bytes: int) -> tuple[Reason, str] | None:
    if missing > 0:
        return Reason.TRUNCATED, f"{length - missing:,} of {length:,} bytes are there"
    if _INNER.search(payload):
        return Reason.BAD_RECORD, f"its length of {length:,} runs over the next record"
    if length > max_bytes + _MOST_HEAD:
        return too_large(max_bytes)
    return None


def _item(record: _Record, position: Position, max_bytes: int) -> Item:
    url = record.url or None
    if record.fault is not None:
        return Broken(*record.fault, url, None, position)
    fault, charset, body = response_of(record.payload, max_bytes)
    if not record.payload.startswith(b"HTTP/") and record.content_type in HTML:
        fault, body = None, record.payload  # of an archive that kept no head
    if fault is None and len(body) > max_bytes:
        fault = too_large(max_bytes)
    if fault is not None:
        return Broken(*fault, url, None, position)
    return Capture(body, url, None, charset, _time(record.date), None, position)


def _time(date: str) -> dt.datetime | None:
    """Read `YYYYMMDDhhmmss`, the time of capture in UTC; `None` if it is none."""
    with suppress(ValueError):
        return dt.datetime.strptime(date, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    return None


ARC = Format("arc", "ARC", (".arc",), read_arc, magic=re.compile(rb"filedesc:"))
