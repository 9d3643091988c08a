"""Walking through the records of a WARC file, damaged places included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from newsclean.batch.compression import fastwarc
from newsclean.batch.reason import Reason
from newsclean.batch.sources.pages import too_large
from newsclean.batch.sources.resync import find_record, unread_rest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator, Iterator

# the head of an HTTP response stands before the page in its record
_HEAD = 256 * 1024
_PAGES = frozenset({"response", "resource", "conversion"})
_OTHERS = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
# a record whose length is too large holds the records behind it
_RECORD = re.compile(rb"WARC/1\.\d\r\n(?:[\w-]{1,60}: [^\r\n]{0,999}\r\n){0,8}WARC-Type: ")


class Record(NamedTuple):
    """A record as it stands in the file, or the fault for which it cannot be read."""

    offset: int | None
    kind: str = ""
    content_type: str = ""
    url: str | None = None
    id: str | None = None
    date: dt.datetime | None = None
    payload: bytes = b""
    fault: tuple[Reason, str] | None = None


def walk(file: BinaryIO, max_bytes: int) -> Iterator[Record]:
    """Return the records of a WARC file that may hold pages, and the places that cannot be read.

    A record of which more than `max_bytes` would have to be read is given as a fault, too.
    """
    return _Walk(file, max_bytes).records()


class _Counted:
    """A stream that cannot seek, with the place in it, which the library asks for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._place = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place


class _Walk:
    def __init__(self, file: BinaryIO, max_bytes: int) -> None:
        self.file, self.max_bytes = file, max_bytes
        self.seekable = file.seekable()
        self.last = 0
        """Where the last record that was met begins."""
        self.gap: str | None = None
        """What went wrong behind the last record, while it is unknown at which byte."""
        self.broken_off = False

    def records(self) -> Iterator[Record]:
        at: int | None = 0
        while at is not None:
            at = yield from self._read_from(at)
        known = self.broken_off or not self.seekable
        rest = None if known else unread_rest(self.file, self.last)
        if rest is not None:
            yield Record(rest, fault=_breaks_off(rest, "the file ends inside a record"))

    def _read_from(self, at: int) -> Generator[Record, None, int | None]:
        """Read until the file ends or a record is broken; gives where to go on."""
        met_any = False
        if self.seekable:
            self.file.seek(at)
        source = self.file if self.seekable else _Counted(self.file)
        try:
            for raw in fastwarc().warc.ArchiveIterator(source, parse_http=False):
                met_any, self.last = True, raw.stream_pos
                if self.gap is not None:
                    yield self._gap_record()
                if str(raw.record_type) in _OTHERS:
                    continue
                record = _read(raw, self.max_bytes)
                # a length that is wrong, or merely large, is not trusted to lead to the next one
                if record.fault and record.fault[0] in {Reason.BAD_RECORD, Reason.TOO_LARGE}:
                    return (yield from self._pass_over(record))
                self.broken_off = bool(record.fault and record.fault[0] is Reason.TRUNCATED)
                yield record
        except OSError as error:
            if not met_any:
                self.last, self.gap = at, None
                fault = Reason.BAD_RECORD, str(error)
                return (yield from self._pass_over(Record(at, fault=fault)))
            return (yield from self._find_behind(str(error)))
        return None

    def _pass_over(self, record: Record) -> Generator[Record, None, int | None]:
        assert record.offset is not None
        assert record.fault is not None
        following = self._find(record.offset + 1)
        if following is None:
            self.broken_off = True
            if record.fault[0] is Reason.BAD_RECORD:
                record = record._replace(fault=_breaks_off(record.offset, record.fault[1]))
        yield record
        return following

    def _find_behind(self, error: str) -> Generator[Record, None, int | None]:
        following = self._find(self.last + 1)
        if following is not None:
            self.gap = error
            return following
        self.broken_off = True
        message = f"{error}; the unread rest begins behind the record at byte {self.last}"
        yield Record(None, fault=(Reason.TRUNCATED, message))
        return None

    def _find(self, start: int) -> int | None:
        return find_record(self.file, start) if self.seekable else None

    def _gap_record(self) -> Record:
        message = f"bytes before the record at byte {self.last} cannot be read: {self.gap}"
        self.gap = None
        return Record(None, fault=(Reason.BAD_RECORD, message))


def _breaks_off(offset: int | None, error: str) -> tuple[Reason, str]:
    return Reason.TRUNCATED, f"{error}; the unread rest begins at byte {offset}"


def _read(raw: Any, max_bytes: int) -> Record:
    headers = raw.headers
    record = Record(
        raw.stream_pos,
        str(raw.record_type),
        headers.get("Content-Type") or "",
        headers.get("WARC-Target-URI"),
        headers.get("WARC-Record-ID"),
        raw.record_date,
    )
    if record.kind not in _PAGES:
        fault = Reason.BAD_RECORD, f"its WARC-Type is {headers.get('WARC-Type')!r}"
        return record._replace(fault=fault)
    declared = (headers.get("Content-Length") or "").strip()
    if not declared.isdecimal() or int(declared) != raw.content_length:
        fault = Reason.BAD_RECORD, f"its Content-Length is {declared!r}"
        return record._replace(fault=fault)
    if raw.content_length > max_bytes + _HEAD:
        return record._replace(fault=too_large(max_bytes))
    return _with_payload(record, raw)


def _with_payload(record: Record, raw: Any) -> Record:
    try:
        payload: bytes = raw.reader.read()
    except OSError as error:
        return record._replace(fault=(Reason.BAD_RECORD, str(error)))
    if _holds_record(payload):
        fault = Reason.BAD_RECORD, "its Content-Length runs into the next record"
        return record._replace(fault=fault)
    if len(payload) < raw.content_length:
        shortfall = f"{len(payload):,} of {raw.content_length:,} bytes are there"
        return record._replace(fault=_breaks_off(record.offset, shortfall))
    return record._replace(payload=payload)


def _holds_record(payload: bytes) -> bool:
    at = payload.find(b"WARC/1.")
    while at >= 0:
        if _RECORD.match(payload, at):
            return True
        at = payload.find(b"WARC/1.", at + 1)
    return False
