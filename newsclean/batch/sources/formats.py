"""Telling the format of an input, and opening it for its reader."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

from newsclean.batch.capture import Broken, Position
from newsclean.batch.compression import BREAKS, decompressed, fastwarc
from newsclean.batch.reason import Reason
from newsclean.batch.sources.jsonl import check_jsonl, read_jsonl
from newsclean.batch.sources.options import Read, Reader, ReadOptions
from newsclean.batch.sources.pages import read_page_file
from newsclean.batch.sources.parquet import check_parquet, read_parquet
from newsclean.batch.sources.warc import read_warc
from newsclean.errors import NewscleanError, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

Format = Literal["page", "jsonl", "parquet", "warc"]
FORMATS: tuple[Format, ...] = get_args(Format)

_SUFFIXES: dict[str, Format] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".txt": "page",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
_READERS: dict[Format, Reader] = {
    "page": read_page_file,
    "jsonl": read_jsonl,
    "parquet": read_parquet,
    "warc": read_warc,
}
# what ends a run and is no fault of the input
_NOT_FAULTS = (NewscleanError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit)


def suffix_format(name: str) -> Format | None:
    """The format that a file's name promises; `.gz` and `.zst` behind it are left aside.

    >>> suffix_format("a/page.HTM.gz"), suffix_format("crawl.warc.gz"), suffix_format("notes.md")
    ('page', 'warc', None)
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] in {".gz", ".zst"}:
        suffixes.pop()
    return _SUFFIXES.get(suffixes[-1]) if suffixes else None


def tell_format(name: str, head: bytes) -> Format:
    r"""Tell the format of an input by its first bytes and its name.

    The marks of Parquet and WARC are certain; otherwise the name counts, and without a known
    ending the first character: `{` begins JSON Lines.

    >>> tell_format("dump.html", b"PAR1\x15"), tell_format("dump", b'{"html":')
    ('parquet', 'jsonl')
    """
    start = _decompressed_start(head)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"WARC/"):
        return "warc"
    return suffix_format(name) or ("jsonl" if start.lstrip()[:1] == b"{" else "page")


def _decompressed_start(head: bytes) -> bytes:
    try:
        return decompressed(io.BufferedReader(io.BytesIO(head))).read1(256)
    except (NewscleanError, *BREAKS):
        return head


def check_input(
    name: str, stream: io.BufferedReader[Any], kind: Format, options: ReadOptions
) -> None:
    """Refuse an input that lacks a field, before anything is cleaned; raises `SettingError`."""
    if kind == "jsonl":
        check_jsonl(name, decompressed(stream), options)
    elif kind == "parquet":
        check_parquet(name, stream, options)
    elif kind == "warc":
        fastwarc()


def read_input(
    name: str, stream: io.BufferedReader[Any], kind: Format, options: ReadOptions, after: int = -1
) -> Iterator[Read]:
    """Give the pages of an open input behind row `after`, with the bytes read of its file."""
    # FastWARC decompresses by itself, and only so knows where records begin
    text: BinaryIO = decompressed(stream) if kind in {"page", "jsonl"} else stream
    row = after
    try:
        for read in _READERS[kind](name, text, options, after):
            row = read.item.position.row
            yield read if text is stream else Read(read.item, _told(stream))
    except BaseException as error:  # a panic of FastWARC is no Exception
        if isinstance(error, _NOT_FAULTS):
            raise
        message = f"{type(error).__name__}: {error}; the unread rest begins behind row {row}"
        position = Position(name, row + 1)
        yield Read(Broken(Reason.TRUNCATED, message, position=position), _told(stream))


def _told(stream: io.BufferedReader[Any]) -> int:
    return stream.tell() if stream.seekable() else 0


def unreadable(name: str, error: Exception) -> Read:
    """The one failure of a file that cannot be opened."""
    return Read(Broken(Reason.UNREADABLE, str(error), id=name, position=Position(name)), 0)


def parse_format(value: str) -> Format:
    """The format of that name; raises `SettingError` where there is none."""
    for known in FORMATS:
        if known == value:
            return known
    raise SettingError(f"no input format is named {value!r}: {', '.join(FORMATS)}")
