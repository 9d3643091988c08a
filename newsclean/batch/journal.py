"""The part in work: its records and failures as lines of JSON, kept every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from newsclean.batch.files import sync
from newsclean.batch.record import json_line

if TYPE_CHECKING:
    from pathlib import Path


class Journal:
    """Two files to which lines are added, cut to `sizes` first; a context manager."""

    def __init__(self, paths: tuple[Path, Path], sizes: tuple[int, int]) -> None:
        self._out, self._failed = (path.open("ab") for path in paths)
        self._out.truncate(sizes[0])
        self._failed.truncate(sizes[1])
        self.sizes = sizes
        """Bytes of records and of failures."""

    def add_record(self, record: dict[str, Any]) -> None:
        """Add the record of an article."""
        out, failed = self.sizes
        self.sizes = out + self._out.write(json_line(record)), failed

    def add_failure(self, record: dict[str, Any]) -> None:
        """Add the record of a failure."""
        out, failed = self.sizes
        self.sizes = out, failed + self._failed.write(json_line(record))

    def sync(self) -> None:
        """See all lines safely on the disk."""
        sync(self._out)
        sync(self._failed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._out.close()
        self._failed.close()
