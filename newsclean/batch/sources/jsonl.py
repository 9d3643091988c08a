"""JSON Lines: one page a line."""

from __future__ import annotations

import itertools
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from newsclean.batch.capture import (
    Broken,
    Capture,
    Item,
    Position,
    as_time,
    content_fault,
    is_missing,
)
from newsclean.batch.compression import BREAKS
from newsclean.batch.reason import Reason
from newsclean.batch.sources.format import Format
from newsclean.batch.sources.options import (
    CONTENT_FIELDS,
    Fields,
    Read,
    ReadOptions,
    choose_fields,
    names_in,
    picked,
)
from newsclean.batch.sources.pages import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

# records that are looked at to know which fields there are
_SAMPLE = 20
# escapes make a page longer, HTML by a tenth, and other fields stand beside it; what is longer than
# that is never held in memory
_ESCAPED, _OTHER_FIELDS = 1.25, 1_000_000
_PIECE = 1024 * 1024
# editors put it before the first line, `cat` then before others
_BOM = b"\xef\xbb\xbf"
_JSON_NAMES = {
    str: "a text",
    list: "a list",
    int: "a number",
    float: "a number",
    bool: "a truth value",
    type(None): "null",
}


class _Line(NamedTuple):
    row: int
    offset: int
    size: int
    data: bytes
    """The line; empty if it is over the size limit."""


def check_jsonl(name: str, stream: BinaryIO, options: ReadOptions) -> None:
    """Refuse an input in whose first records a field that is named, or the content, is missing.

    Raises `SettingError`. Broken lines are left to the run.
    """
    there: set[str] = set()
    try:
        for line in itertools.islice(_lines(stream, options.max_bytes), _SAMPLE):
            with suppress(ValueError):
                there.update(names_in(_parsed(line.data)))
    except BREAKS:
        pass
    if there:
        choose_fields(there, options, name)


def read_jsonl(
    name: str, stream: BinaryIO, options: ReadOptions, after: int = -1
) -> Iterator[Read]:
    """Yield the pages of a file of JSON Lines; blank lines are none.

    A line that is broken costs itself; a stream that breaks off is one `Broken` that names the
    line and the byte (of the decompressed stream) at which the unread rest begins.
    """
    row = offset = 0
    try:
        for line in _lines(stream, options.max_bytes):
            if line.row > after:
                item = _item(line, Position(name, line.row, line.offset), options)
                yield Read(item, _told(stream))
            row, offset = line.row + 1, line.offset + line.size
    except BREAKS as error:
        if row > after:
            message = f"{error}; the unread rest begins at line {row + 1}, byte {offset}"
            yield Read(
                Broken(Reason.TRUNCATED, message, position=Position(name, row, offset)),
                _told(stream),
            )


def _told(stream: BinaryIO) -> int:
    return stream.tell() if stream.seekable() else 0


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[_Line]:
    most = int(_ESCAPED * max_bytes) + _OTHER_FIELDS
    offset = 0
    for row in itertools.count():
        size, data = _line(stream, most)
        if not size:
            return
        if not data.isspace():
            yield _Line(row, offset, size, data)
        offset += size


def _line(stream: BinaryIO, most: int) -> tuple[int, bytes]:
    """Read a line: its size, and what it is if that is not over `most`."""
    pieces: list[bytes] = []
    size = 0
    while True:
        piece = stream.readline(_PIECE)
        size += len(piece)
        pieces.append(piece)
        if size > most:
            pieces.clear()
        if len(piece) < _PIECE or piece.endswith(b"\n"):
            return size, b"".join(pieces)


def _parsed(data: bytes) -> dict[str, Any]:
    """Return the object of a line; raises `ValueError` that says what is wrong with it."""
    try:
        record = json.loads(data.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: {error.reason} at byte {error.start} of the line") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise ValueError(f"not a JSON object but {_JSON_NAMES[type(record)]}")  # noqa: TRY004
    return record


def _item(line: _Line, position: Position, options: ReadOptions) -> Item:
    if not line.data:
        return Broken(*too_large(options.max_bytes), position=position)
    try:
        record = _parsed(line.data)
    except ValueError as error:
        return Broken(Reason.BAD_RECORD, f"line {line.row + 1} is {error}", position=position)
    names = CONTENT_FIELDS if options.content is None else (options.content,)
    known = options.url or "url", options.id or "id", options.captured_at, options.keep
    record = picked(record, {*names, *Fields(None, *known).names})
    content_name = next((n for n in names if n in record), " or ".join(names))
    return item_of_record(record, Fields(content_name, *known), position, options.max_bytes)


def item_of_record(
    record: dict[str, Any], fields: Fields, position: Position, max_bytes: int
) -> Item:
    """Make an item of a record with named fields; used for rows of Parquet, too."""
    url = _text_of(record, fields.url)
    id_ = _text_of(record, fields.id)
    name = fields.content or ""
    content = record.get(name)
    # JSON has no NaN, as a column of pandas has where there is nothing
    kept = {one: None if is_missing(record.get(one)) else record[one] for one in fields.keep}
    if not isinstance(content, str | bytes):
        reason, message = content_fault(record, name, f"the field {fields.content!r}")
        return Broken(reason, message, url, id_, position, kept)
    if len(content) > max_bytes:
        return Broken(*too_large(max_bytes), url, id_, position, kept)
    try:
        captured_at = as_time(record.get(fields.captured_at)) if fields.captured_at else None
    except ValueError as error:
        return Broken(Reason.BAD_RECORD, str(error), url, id_, position, kept)
    return Capture(content, url, id_, captured_at=captured_at, position=position, kept=kept)


def _text_of(record: dict[str, Any], name: str | None) -> str | None:
    value = record.get(name) if name else None
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value if value is None or isinstance(value, str) else str(value)


JSONL = Format(
    "jsonl",
    "JSON Lines",
    (".jsonl", ".ndjson"),
    read_jsonl,
    check_jsonl,
    guess=re.compile(rb"\s*\{\s*[\"}]"),
    fields=True,
)
