"""Writing records: JSON Lines, plain, gzip or zstd, and Parquet."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Protocol, Self, cast

from newsclean.batch.compression import pyarrow, zstandard
from newsclean.batch.record import to_arrow
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst", ".parquet")


class Sink(Protocol):
    """Takes records one by one; a context manager, which leaves a whole file on the disk.

    What an error interrupts is left as it is.
    """

    def write(self, record: dict[str, Any]) -> None:
        """Write one record."""

    def __enter__(self) -> Self:
        """Give the sink itself."""

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Finish the file, unless an error ended the writing."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written and the ending of its name, which tells its format."""

    path: Path
    ending: str

    @classmethod
    def of(cls, path: Path) -> Output:
        """Tell the format by the ending.

        Raises `SettingError` for an ending of no known format, `MissingExtra` where the format
        needs a library that is not installed.
        """
        name = path.name.lower()
        ending = next((e for e in _ENDINGS if name.endswith(e) and name != e), None)
        if ending is None:
            raise SettingError(f"{path}: the output's name must end with {', '.join(_ENDINGS)}")
        if ending == ".parquet":
            pyarrow()
        if ending.endswith(".zst"):
            zstandard()
        return cls(path, ending)

    @property
    def failures(self) -> Output:
        """The file beside it for what is not in it.

        >>> from pathlib import Path
        >>> Output.of(Path("clean.jsonl.gz")).failures.path.name
        'clean.failed.jsonl.gz'
        """
        name = self.path.name
        stem, ending = name[: -len(self.ending)], name[-len(self.ending) :]
        return Output(self.path.with_name(f"{stem}.failed{ending}"), self.ending)

    def open(self, path: Path, schema: Any) -> Sink:
        """Open a part of this output at `path`; `schema` is used by Parquet."""
        if self.ending == ".parquet":
            return _ParquetSink(path, schema)
        return _JsonSink(path, self.ending)

    def join(self, parts: Iterable[Path], to: Path, schema: Any) -> None:
        """Join finished parts into one file, and see it safely on the disk."""
        if self.ending == ".parquet":
            _join_parquet(parts, to, schema)
        else:
            with to.open("wb") as joined:
                for part in parts:
                    with part.open("rb") as file:
                        shutil.copyfileobj(file, joined, 1024 * 1024)
                sync(joined)


def sync(file: IO[Any]) -> None:
    """See what was written to a file safely on the disk."""
    file.flush()
    os.fsync(file.fileno())


class _JsonSink:
    def __init__(self, path: Path, ending: str) -> None:
        self._file = path.open("wb")
        self._stream = _compressed(self._file, ending)

    def write(self, record: dict[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False) + "\n"
        # UTF-8 has no lone surrogates, a broken page may
        self._stream.write(line.encode("utf-8", "replace"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._file:
            if self._stream is not self._file:
                self._stream.close()
            if kind is None:
                sync(self._file)


def _compressed(file: BinaryIO, ending: str) -> BinaryIO:
    # neither name nor time in the head: the same records are the same bytes
    if ending.endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile("", "wb", 6, file, mtime=0))
    if ending.endswith(".zst"):
        compressor = zstandard().ZstdCompressor(write_checksum=True)
        return cast("BinaryIO", compressor.stream_writer(file, closefd=False))
    return file


class _ParquetSink:
    def __init__(self, path: Path, schema: Any) -> None:
        self._path, self._schema = path, schema
        self._records: list[dict[str, Any]] = []

    def write(self, record: dict[str, Any]) -> None:
        self._records.append(record)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is not None:
            return
        with self._path.open("wb") as file:
            with _parquet_writer(file, self._schema) as writer:
                writer.write_table(to_arrow(self._records, self._schema))
            sync(file)


def _parquet_writer(file: BinaryIO, schema: Any) -> Any:
    return pyarrow().parquet.ParquetWriter(file, schema, compression="zstd")


def _join_parquet(parts: Iterable[Path], to: Path, schema: Any) -> None:
    """A part becomes a row group; the schema stands even where there is no record."""
    with to.open("wb") as file:
        with _parquet_writer(file, schema) as writer:
            for part in parts:
                with part.open("rb") as source:
                    table = pyarrow().parquet.read_table(source, partitioning=None)
                if table.num_rows:
                    writer.write_table(table.cast(schema))
        sync(file)
