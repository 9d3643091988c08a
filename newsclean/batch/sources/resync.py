"""Finding one's way in a damaged WARC file: where the next record begins, what was not read."""

from __future__ import annotations

import io
import re
import zlib
from typing import BinaryIO

from newsclean.batch.compression import GZIP, LONGEST_MAGIC, compression_of, fastwarc

# a plain record, a gzip member, a frame of zstd; the mark of the file itself may be damaged
_RECORD = re.compile(rb"WARC/[01]\.\d\r\n[\w-]{1,60}: |\x1f\x8b\x08|\x28\xb5\x2f\xfd")
_WINDOW = 1024 * 1024
_OVERLAP = 128
# compressed bytes that surely hold the first line of a record
_PROBE = 4096
_LENGTH = re.compile(rb"\r\ncontent-length:\s{0,8}(\d{1,18})\s{0,8}\r\n", re.I)
_MOST_HEAD = 64 * 1024


def find_record(file: BinaryIO, start: int) -> int | None:
    """Return the byte at or behind `start` where a WARC record begins, `None` if none does."""
    at = start
    while True:
        file.seek(at)
        window = file.read(_WINDOW)
        for found in _RECORD.finditer(window):
            place = at + found.start()
            if found[0].startswith(b"WARC") or _begins_record(file, place):
                return place
        if len(window) < _WINDOW:
            return None
        at += _WINDOW - _OVERLAP


def _begins_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    probe = file.read(_PROBE)
    try:
        if GZIP.magic.match(probe):
            return zlib.decompressobj(31).decompress(probe, 5) == b"WARC/"
        return bytes(fastwarc().stream_io.ZstdReader(io.BytesIO(probe)).read(5)) == b"WARC/"
    except (zlib.error, OSError):
        return False


def unread_rest(file: BinaryIO, last: int) -> int | None:
    """Return the byte where the unread rest of a file begins, `None` if all was read.

    `last` is where the last record that was read begins. The reader of the library takes a file
    that ends in the head of a record, or in its compressed form, for one that ends before it.
    """
    file.seek(0)
    codec = compression_of(file.read(LONGEST_MAGIC))
    if codec is GZIP:
        return _open_member(file, last)
    return None if codec else _open_record(file, last)


def _open_member(file: BinaryIO, at: int) -> int | None:
    while True:
        file.seek(at)
        member = zlib.decompressobj(31)
        size = 0
        while not member.eof:
            piece = file.read(_WINDOW)
            size += len(piece)
            if not piece:
                return at if size else None
            try:
                while piece:
                    member.decompress(piece, _WINDOW)
                    piece = member.unconsumed_tail
            except zlib.error:
                return at
        at += size - len(member.unused_data)


def _open_record(file: BinaryIO, at: int) -> int | None:
    size = file.seek(0, 2)
    while at < size:
        file.seek(at)
        head = file.read(_MOST_HEAD)
        if not head.strip():
            return None
        blank = head.find(b"\r\n\r\n")
        length = _LENGTH.search(head, 0, blank + 2) if blank > 0 else None
        if length is None:
            return at
        at += blank + 4 + int(length[1])
        file.seek(at)
        end = file.read(4)
        at += len(end) - len(end.lstrip(b"\r\n"))
    return None
