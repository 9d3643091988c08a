"""Parquet: one page a row, read row group by row group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from newsclean.batch.capture import Broken, Item, Position
from newsclean.batch.compression import pyarrow
from newsclean.batch.reason import Reason
from newsclean.batch.sources.format import Format
from newsclean.batch.sources.jsonl import item_of_record
from newsclean.batch.sources.options import Fields, Read, ReadOptions, choose_fields, picked
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# rows that are decoded at once, and bytes that they may have together; a page is about 100 KB
_ROWS = 32
_ROWS_BYTES = 8 * 1024**2
_BUFFER = 1024 * 1024
# zstd makes HTML 5 to 10 times smaller, and a few hundred copies of one page 200 times: in a group
# that is packed more densely any row may hold it all, and one beyond all measure holds no pages
_DENSE, _BOMB = 50, 500
_BOMB_BYTES = 8 * 1024**2


def check_parquet(name: str, stream: BinaryIO, options: ReadOptions) -> None:
    """Refuse a file that lacks a column; raises `SettingError`. A broken one is left to the run."""
    arrow = pyarrow()
    try:
        schema = _opened(stream).schema_arrow
    except (OSError, arrow.ArrowException):
        return
    kinds = dict(_types(schema))
    fields = choose_fields(kinds, options, name)
    kind = kinds[fields.content or ""]
    while arrow.types.is_dictionary(kind):
        kind = kind.value_type
    types = arrow.types
    tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    if not any(test(kind) for test in tests):
        raise SettingError(f"{name}: column {fields.content!r} is {kind}; it must be text or bytes")


def read_parquet(
    name: str, stream: BinaryIO, options: ReadOptions, after: int = -1
) -> Iterator[Read]:
    """Yield the rows of a file; a row group that is damaged is one `Broken` for its unread rows."""
    arrow = pyarrow()
    try:
        file = _opened(stream)
        fields = choose_fields(dict(_types(file.schema_arrow)), options, name)
    except (OSError, arrow.ArrowException, SettingError) as error:
        if after < 0:
            message = f"no Parquet file that can be read: {error}"
            yield Read(Broken(Reason.UNREADABLE, message, position=Position(name)), 0)
        return
    size, total = stream.seek(0, 2), max(1, file.metadata.num_rows)
    first = 0
    for group in range(file.num_row_groups):
        end = first + file.metadata.row_group(group).num_rows
        if end > after + 1:
            for item in _group(file, group, fields, Position(name, first), end, options.max_bytes):
                if item.position.row > after:
                    yield Read(item, size * (item.position.row + 1) // total)
        first = end


def _types(fields: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the columns with their types, and those within a column of structs."""
    for field in fields:
        yield f"{before}{field.name}", field.type
        if pyarrow().types.is_struct(field.type):
            yield from _types(field.type, f"{before}{field.name}.")


def _opened(stream: BinaryIO) -> Any:
    # pre-buffering would hold a whole column of a row group, which may be gigabytes
    return pyarrow().parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)


def _group(
    file: Any, group: int, fields: Fields, start: Position, end: int, max_bytes: int
) -> Iterator[Item]:
    row = start.row
    columns = sorted(fields.names)
    packed = _packed(file.metadata.row_group(group), columns)
    if packed.size > _BOMB_BYTES and packed.density > _BOMB:
        message = (
            f"rows {row} to {end - 1} unpack {packed.density:,.0f} times, to {packed.size:,} bytes:"
            " they are not read"
        )
        yield Broken(Reason.TOO_LARGE, message, position=start)
        return
    try:
        for batch in file.iter_batches(packed.rows, row_groups=[group], columns=columns):
            for number in range(batch.num_rows):
                # one after the other: a value may stand in many rows, and each copy takes memory
                record = {name: batch.column(name)[number].as_py() for name in batch.schema.names}
                record = picked(record, columns)
                yield item_of_record(record, fields, Position(start.input, row), max_bytes)
                row += 1
    except (OSError, pyarrow().ArrowException) as error:
        message = f"rows {row} to {end - 1} cannot be read: {error}"
        yield Broken(Reason.BAD_RECORD, message, position=Position(start.input, row))


class _Packed(NamedTuple):
    """How a row group is packed: bytes unpacked, how many times more that is, rows to be read."""

    size: int
    density: float
    rows: int


def _packed(group: Any, names: Sequence[str]) -> _Packed:
    chunks = [group.column(number) for number in range(group.num_columns)]
    within = tuple(f"{name}." for name in names)
    wanted = [c for c in chunks if f"{c.path_in_schema}.".startswith(within)]
    size = sum(chunk.total_uncompressed_size for chunk in wanted)
    density = size / max(1, sum(chunk.total_compressed_size for chunk in wanted))
    largest = size if density > _DENSE else size // max(1, group.num_rows)
    return _Packed(size, density, max(1, min(_ROWS, _ROWS_BYTES // max(1, largest))))


PARQUET = Format(
    "parquet",
    "Parquet",
    (".parquet",),
    read_parquet,
    check_parquet,
    magic=re.compile(rb"PAR1"),
    library=pyarrow,
    seeks=True,
    compressions=(),
    fields=True,
)
