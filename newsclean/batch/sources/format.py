"""What a format of inputs is: its names, how it is known, how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.batch.compression import BZIP2, GZIP, XZ, ZSTD, Compression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from newsclean.batch.sources.options import Check, Reader


@dataclass(frozen=True, slots=True)
class Format:
    """A format of inputs.

    `suffixes` end the names of its files, an ending of compression left aside. `magic` matches
    the first (decompressed) bytes of every file, whatever its name; `guess` those of files whose
    name says nothing. `library` imports what it needs, and raises `MissingExtra`. A file of `many`
    pages is known again by a hash of its beginning. `compressions` are undone before `read`.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Reader
    check: Check | None = None
    magic: re.Pattern[bytes] | None = None
    guess: re.Pattern[bytes] | None = None
    library: Callable[[], object] | None = None
    many: bool = True
    seeks: bool = False
    """Whether it can be read only from a file, not from a pipe."""
    fields: bool = False
    """Whether its pages stand in named fields."""
    compressions: tuple[Compression, ...] = (GZIP, ZSTD, XZ, BZIP2)
