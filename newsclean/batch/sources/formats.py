"""The formats of inputs; detecting the one of a file, and opening it for its reader.

A new format is a module with its reader and its `Format`, and its name in `FORMATS`: the command
line, the endings that are known and the messages follow from that.
"""

from __future__ import annotations

import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from newsclean.batch.capture import Broken, Position
from newsclean.batch.compression import (
    BREAKS,
    COMPRESSIONS,
    LONGEST_MAGIC,
    compression_of,
    decompressed,
)
from newsclean.batch.reason import Reason
from newsclean.batch.sources.arc import ARC
from newsclean.batch.sources.jsonl import JSONL
from newsclean.batch.sources.options import Read, ReadOptions
from newsclean.batch.sources.pages import NO_PAGE, PAGE
from newsclean.batch.sources.parquet import PARQUET
from newsclean.batch.sources.warc import WARC
from newsclean.errors import NewscleanError, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.batch.sources.format import Format

FORMATS = (PAGE, JSONL, PARQUET, WARC, ARC)
"""All formats; the first is that of a file of which nothing else is known."""

_COMPRESSED = frozenset(found.suffix for found in COMPRESSIONS)
_START = 4096
_MARKUP = re.compile(rb"\s*<(?:!|[a-z]|\?xml)", re.I)
_BOM = b"\xef\xbb\xbf"
# what ends a run and is no fault of the input
_NOT_FAULTS = (NewscleanError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit)


def format_named(name: str) -> Format:
    """Return the format of that name; raises `SettingError` if there is none."""
    found = next((known for known in (*FORMATS, NO_PAGE) if known.name == name), None)
    if found is None:
        names = ", ".join(known.name for known in FORMATS)
        raise SettingError(f"no input format is named {name!r}: {names}")
    return found


def suffix_format(name: str) -> Format | None:
    """Return the format that a file's name promises; the ending of a compression is left aside.

    >>> suffix_format("a/page.HTM.gz").name, suffix_format("a.warc.xz").name
    ('page', 'warc')
    """
    ending = ending_of(name)
    return next((known for known in FORMATS if ending in known.suffixes), None)


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, that of a compression left aside.

    >>> ending_of("a/notes.MD.bz2"), ending_of("a/LICENSE")
    ('.md', '')
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def detect_format(name: str, head: bytes) -> Format:
    r"""Detect the format of an input by its first bytes and its name, which may be empty.

    The marks of Parquet, WARC and ARC are certain; otherwise the name counts, and without a known
    ending the beginning: that of a JSON object begins JSON Lines, anything else is a page, but for
    tables and source code by their endings, unless they begin with a tag.

    >>> detect_format("dump.html", b"PAR1\x15").name, detect_format("dump", b'{"html":').name
    ('parquet', 'jsonl')
    >>> detect_format("votes.csv", b"town,votes\\n").name
    'no page'
    """
    start = _decompressed_start(head)
    certain = next((known for known in FORMATS if known.magic and known.magic.match(start)), None)
    found = certain or suffix_format(name)
    if found is not None:
        return found
    guessed = next((known for known in FORMATS if known.guess and known.guess.match(start)), PAGE)
    is_page = guessed is not PAGE or _MARKUP.match(start)
    return NO_PAGE if ending_of(name) in NO_PAGE.suffixes and not is_page else guessed


def _decompressed_start(head: bytes) -> bytes:
    try:
        start = decompressed(io.BufferedReader(io.BytesIO(head))).read1(_START)
    except (NewscleanError, *BREAKS):
        start = head
    return start.removeprefix(_BOM)


def check_input(
    name: str, stream: io.BufferedReader[Any], known: Format, options: ReadOptions
) -> None:
    """Refuse an input that lacks a field, before anything is cleaned; raises `SettingError`."""
    if known.library is not None:
        known.library()
    if known.check is not None:
        known.check(name, _unpacked(stream, known), options)


def read_input(
    name: str, stream: io.BufferedReader[Any], known: Format, options: ReadOptions, after: int = -1
) -> Iterator[Read]:
    """Return the pages of an open input behind row `after`, with the bytes read of its file."""
    row = after
    try:
        text = _unpacked(stream, known)
        for read in known.read(name, text, options, after):
            row = read.item.position.row
            yield read if text is stream else Read(read.item, _told(stream))
    except BaseException as error:  # a panic of FastWARC is no Exception
        if isinstance(error, _NOT_FAULTS):
            raise
        message = f"{type(error).__name__}: {error}; the unread rest begins behind row {row}"
        position = Position(name, row + 1)
        yield Read(Broken(Reason.TRUNCATED, message, position=position), _told(stream))


def _unpacked(stream: io.BufferedReader[Any], known: Format) -> io.BufferedReader[Any]:
    compression = compression_of(stream.peek(LONGEST_MAGIC)[:LONGEST_MAGIC])
    return decompressed(stream) if compression in known.compressions else stream


def _told(stream: io.BufferedReader[Any]) -> int:
    return stream.tell() if stream.seekable() else 0


def unreadable(name: str, message: str) -> Read:
    """The one failure of a file that cannot be opened."""
    return Read(Broken(Reason.UNREADABLE, message, id=name, position=Position(name)), 0)
