"""A frame of zstd, decompressed block by block.

The library gives all that a piece of input holds at once, and four bytes may hold 128 KB; a piece
of 16 KB, half a gigabyte. A block holds 128 KB at most, so the frame is handed over by its blocks
(their heads are described in RFC 8878, section 3.1).
"""

from __future__ import annotations

from typing import Any

MOST_WINDOW = 64 * 1024**2
"""Bytes that the decompressor may look back, which it holds in memory: up to `zstd --ultra -21`."""

_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_ZSTD = 0xFD2FB528
_HEAD, _BLOCK, _CHECKSUM, _END = range(4)
_RLE = 1


class ZstdFrame:
    """A frame, or one that is to be skipped; raises `OSError` if it is damaged.

    `library` is the module zstandard.
    """

    def __init__(self, library: Any) -> None:
        self._error = library.ZstdError
        self._object = library.ZstdDecompressor(max_window_size=MOST_WINDOW).decompressobj()
        self._held = b""
        self._at = 0
        """How much of `_held` is used up."""
        self._expects = _HEAD
        self._left = 0
        """Bytes of the block, checksum or skippable frame that are still to come."""
        self._last = self._skips = self._has_checksum = False
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the frame has ended."""
        return self._expects == _END

    @property
    def unused_data(self) -> bytes:
        """The input behind the end of the frame."""
        return self._held[self._at :]

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return the bytes of the next block or of a part of it: `max_length` is over 128 KB."""
        del max_length
        if data:
            self._held, self._at = self._held[self._at :] + data, 0
        size = self._left or self._begin_part()
        piece = self._held[self._at : self._at + size]
        self._at += len(piece)
        self._left = size - len(piece)
        if size and not self._left:
            self._end_part()
        # the rest of a block is still to come, or the head of the next part
        self.needs_input = not piece or self._at == len(self._held)
        return b"" if self._skips else self._fed(piece)

    def _fed(self, piece: bytes) -> bytes:
        try:
            return bytes(self._object.decompress(piece)) if piece else b""
        except self._error as error:
            raise OSError(f"damaged zstd stream: {error}") from error

    def _begin_part(self) -> int:
        """Return the size of the next part of the frame, 0 if its head is not there yet."""
        there = len(self._held) - self._at
        if self._expects == _HEAD:
            return self._frame_head() if there >= 8 else 0
        if self._expects == _BLOCK:
            return self._block() if there >= 3 else 0
        return 4

    def _frame_head(self) -> int:
        magic = int.from_bytes(self._held[self._at : self._at + 4], "little")
        if magic in _SKIPPABLE:
            self._skips = True
            return 8 + int.from_bytes(self._held[self._at + 4 : self._at + 8], "little")
        if magic != _ZSTD:
            raise OSError("damaged zstd stream: no frame where one is to begin")
        flags = self._held[self._at + 4]
        single = flags >> 5 & 1
        self._has_checksum = bool(flags >> 2 & 1)
        content_size = (single, 2, 4, 8)[flags >> 6]
        return 5 + (1 - single) + (0, 1, 2, 4)[flags & 3] + content_size

    def _block(self) -> int:
        head = int.from_bytes(self._held[self._at : self._at + 3], "little")
        self._last = bool(head & 1)
        return 3 + (1 if head >> 1 & 3 == _RLE else head >> 3)

    def _end_part(self) -> None:
        if self._skips or self._expects == _CHECKSUM:
            self._expects = _END
        elif self._expects == _HEAD:
            self._expects = _BLOCK
        elif self._last:
            self._expects = _CHECKSUM if self._has_checksum else _END
