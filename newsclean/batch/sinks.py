"""Formats of outputs: JSON Lines, plain, gzip or zstd, and Parquet.

A run writes the records of a part as lines of JSON first; `encode` makes a part of the output of
them, `join` the output of its parts. A new format is an `OutputFormat` in `OUTPUT_FORMATS`.
"""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsclean.batch.compression import BREAKS, decompressed, pyarrow, zstd
from newsclean.batch.files import sync
from newsclean.batch.record import record_schema, to_arrow
from newsclean.batch.remote import check_writable, is_remote, workplace
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
_PIECE = 1024 * 1024
# records that are turned into columns at once
_ROWS = 200
_FAILED = ".failed"


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format of outputs.

    `encode(lines, part, columns)` writes the records in a stream of JSON Lines into a part,
    `join(parts, output, columns)` parts into an output; the same records are the same bytes.
    `columns` gives the names in the first record of a file, none if it is empty, `None` if it is
    not of this format. `library` imports what it needs, and raises `MissingExtra`.
    """

    name: str
    endings: tuple[str, ...]
    encode: Callable[[BinaryIO, BinaryIO, Sequence[str]], None]
    join: Callable[[Iterable[Path], BinaryIO, Sequence[str]], None]
    columns: Callable[[Path], frozenset[str] | None]
    library: Callable[[], object] | None = None


def _copy(lines: BinaryIO, part: BinaryIO, columns: Sequence[str]) -> None:
    del columns
    shutil.copyfileobj(lines, part, _PIECE)


def _encode_gzip(lines: BinaryIO, part: BinaryIO, columns: Sequence[str]) -> None:
    # neither name nor time in the head: the same records are the same bytes
    with gzip.GzipFile("", "wb", 6, part, mtime=0) as stream:
        _copy(lines, stream, columns)  # type: ignore[arg-type]


def _encode_zstd(lines: BinaryIO, part: BinaryIO, columns: Sequence[str]) -> None:
    del columns
    options = {zstd().CompressionParameter.checksum_flag: 1}
    compressor = zstd().ZstdCompressor(options=options)
    while piece := lines.read(_PIECE):
        part.write(compressor.compress(piece))
    part.write(compressor.flush())


def _concatenate(parts: Iterable[Path], output: BinaryIO, columns: Sequence[str]) -> None:
    del columns
    for part in parts:
        with part.open("rb") as file:
            shutil.copyfileobj(file, output, _PIECE)


def _json_columns(path: Path) -> frozenset[str] | None:
    try:
        with path.open("rb") as file:
            line = decompressed(file).readline()
        record = json.loads(line) if line else {}
    except (ValueError, RecursionError, *BREAKS):
        return None
    return frozenset(record) if isinstance(record, dict) else None


def _encode_parquet(lines: BinaryIO, part: BinaryIO, columns: Sequence[str]) -> None:
    schema = record_schema(columns)
    tables = []
    while some := [json.loads(line) for line in islice(lines, _ROWS)]:
        tables.append(to_arrow(some, schema))
    with _parquet_writer(part, schema) as writer:
        if tables:
            writer.write_table(pyarrow().concat_tables(tables).combine_chunks())


def _join_parquet(parts: Iterable[Path], output: BinaryIO, columns: Sequence[str]) -> None:
    """A part becomes a row group; the schema stands even if there is no record."""
    schema = record_schema(columns)
    with _parquet_writer(output, schema) as writer:
        for part in parts:
            with part.open("rb") as source:
                table = pyarrow().parquet.read_table(source, partitioning=None)
            if table.num_rows:
                writer.write_table(table.cast(schema))


def _parquet_writer(file: BinaryIO, schema: Any) -> Any:
    return pyarrow().parquet.ParquetWriter(file, schema, compression="zstd")


def _parquet_columns(path: Path) -> frozenset[str] | None:
    try:
        with path.open("rb") as file:
            return frozenset(pyarrow().parquet.read_schema(file).names)
    except (OSError, pyarrow().ArrowException):
        return None


OUTPUT_FORMATS = (
    OutputFormat("JSON Lines", (".jsonl", ".ndjson"), _copy, _concatenate, _json_columns),
    OutputFormat(
        "JSON Lines, gzip", (".jsonl.gz", ".ndjson.gz"), _encode_gzip, _concatenate, _json_columns
    ),
    OutputFormat(
        "JSON Lines, zstd",
        (".jsonl.zst", ".ndjson.zst"),
        _encode_zstd,
        _concatenate,
        _json_columns,
        zstd,
    ),
    OutputFormat(
        "Parquet", (".parquet",), _encode_parquet, _join_parquet, _parquet_columns, pyarrow
    ),
)
"""All formats of outputs; the ending of a name tells which."""
OUTPUT_ENDINGS = tuple(ending for known in OUTPUT_FORMATS for ending in known.endings)
"""The endings that an output's name may have."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written, the ending of its name, and the format that this tells."""

    path: Path
    """Where it is made; of a remote one, until it is sent."""
    ending: str
    format: OutputFormat
    url: str | None = None

    @property
    def place(self) -> Path | str:
        """Where it is when the run is complete."""
        return self.url or self.path

    @classmethod
    def of(cls, place: str | Path) -> Output:
        """Detect the format by the ending of a path, or of an address for fsspec.

        Raises `SettingError` for an ending of no known format and for the name of a folder or of
        another run's failures, `MissingExtra` if the format needs a library that is not installed.
        """
        url = str(place) if is_remote(str(place)) else None
        path = Path(place) if url is None else workplace(url)
        name = path.name.lower()
        found = (
            (known, ending)
            for known in OUTPUT_FORMATS
            for ending in known.endings
            if name.endswith(ending) and name != ending
        )
        known, ending = next(found, (None, ""))
        if known is None:
            raise SettingError(
                f"{place}: the output's name must end with {', '.join(OUTPUT_ENDINGS)}"
            )
        if name.removesuffix(ending).endswith(_FAILED):
            raise SettingError(
                f"{place}: names that end with {_FAILED}{ending} are those of failures:"
                " name another"
            )
        if known.library is not None:
            known.library()
        if url is not None:
            check_writable(url)
        return cls(path, path.name[-len(ending) :], known, url)

    @property
    def failures(self) -> Output:
        """The file beside it for what is not in it.

        >>> from pathlib import Path
        >>> Output.of(Path("clean.jsonl.gz")).failures.path.name
        'clean.failed.jsonl.gz'
        """
        stem = self.path.name.removesuffix(self.ending)
        path = self.path.with_name(f"{stem}{_FAILED}{self.ending}")
        url = self.url and f"{self.url.removesuffix(self.ending)}{_FAILED}{self.ending}"
        return Output(path, self.ending, self.format, url)

    def encode(self, lines: Path, part: Path, columns: Sequence[str]) -> None:
        """Make a part of records that stand as lines of JSON, and see it safely on the disk."""
        with lines.open("rb") as source, part.open("wb") as file:
            self.format.encode(source, file, columns)
            sync(file)

    def join(self, parts: Iterable[Path], to: Path, columns: Sequence[str]) -> None:
        """Join finished parts into one file, and see it safely on the disk."""
        with to.open("wb") as joined:
            self.format.join(parts, joined, columns)
            sync(joined)
