"""Records whose bodies are nearly the same, found by their fingerprints."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from newsclean.batch.files import sync
from newsclean.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEAR = 6
"""Bits of 64 in which two fingerprints of the same story may differ: see `text.bits_apart`."""
# fingerprints that differ in six bits are the same in one of seven bands
_BANDS = tuple((64 * n // 7, 64 * (n + 1) // 7 - 64 * n // 7) for n in range(NEAR + 1))


class Twin(NamedTuple):
    """An earlier record with nearly the same body: its number in the output, and the distance."""

    record: int
    bits: int


class Duplicates:
    """The fingerprints of the records of a run, 8 bytes each in a file by which it is resumed.

    It takes about 40 bytes of memory a record.
    """

    def __init__(self, path: Path | None = None, records: int = 0) -> None:
        """`records` of the file count: what a killed run added behind them does not."""
        self._prints = array("Q")
        self._bands: tuple[dict[int, array[int]], ...] = tuple({} for _ in _BANDS)
        self._file = None
        if path is None:
            return
        self._file = path.open("a+b")
        self._file.truncate(8 * records)
        self._file.seek(0)
        known = array("Q", self._file.read())
        for value in known:
            self._remember(value)

    def twin_of(self, body: str) -> Twin | None:
        """Return the first record that is near, or else `None` and take the body for a new one."""
        # no body is like another without one
        value = int(fingerprint(body) or "0", 16)
        twin = self._nearest(value) if value else None
        if twin is None:
            self._remember(value)
            if self._file is not None:
                self._file.write(self._prints[-1:].tobytes())
        return twin

    def sync(self) -> None:
        """See all fingerprints safely on the disk."""
        if self._file is not None:
            sync(self._file)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def _nearest(self, value: int) -> Twin | None:
        import numpy as np

        for bands, key in self._keys(value):
            if key not in bands:
                continue
            rows = np.frombuffer(bands[key], np.uint32)
            bits = np.bitwise_count(np.frombuffer(self._prints, np.uint64)[rows] ^ np.uint64(value))
            near = np.flatnonzero(bits <= NEAR)
            if len(near):
                return Twin(int(rows[near[0]]), int(bits[near[0]]))
        return None

    def _remember(self, value: int) -> None:
        row = len(self._prints)
        self._prints.append(value)
        if value:
            for bands, key in self._keys(value):
                bands.setdefault(key, array("I")).append(row)

    def _keys(self, value: int) -> Iterator[tuple[dict[int, array[int]], int]]:
        for bands, (start, width) in zip(self._bands, _BANDS, strict=True):
            yield bands, value >> start & (1 << width) - 1
