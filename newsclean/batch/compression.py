"""Compressed inputs: known by their first bytes, not by their names, and read in bounded steps."""

from __future__ import annotations

import io
import re
import sys
import zlib
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from newsclean.errors import needing

if TYPE_CHECKING:
    from collections.abc import Callable

# a reader of JSON Lines takes a page at a time, about 100 KB
_BUFFER = 256 * 1024
# compressed bytes that are taken at once, and decompressed bytes that are made of them at most
_PIECE = 16 * 1024
_STEP = 256 * 1024
# what `xz -9` and `zstd --ultra -21` need to be read; a file that wants more is refused
_XZ_MEMORY = 80 * 1024**2
_ZSTD_WINDOW_BITS = 26

BREAKS = (EOFError, OSError)
"""What reading a compressed stream raises if the stream ends early or is damaged."""


class Frame(Protocol):
    """The decompressor of one frame of a stream (gzip: a member)."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without further input."""

    @property
    def eof(self) -> bool:
        """Whether the frame has ended."""

    @property
    def unused_data(self) -> bytes:
        """The input behind the end of the frame."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return the next bytes, `max_length` of them at most."""


@dataclass(frozen=True, slots=True)
class Compression:
    """A way to compress files: the ending of their names, the bytes that they begin with."""

    name: str
    suffix: str
    magic: re.Pattern[bytes]
    new_frame: Callable[[], Frame]


class _Member:
    """A member of gzip."""

    def __init__(self) -> None:
        self._object = zlib.decompressobj(wbits=31)
        self.needs_input = True

    def decompress(self, data: bytes, max_length: int) -> bytes:
        made = self._object.decompress(self._object.unconsumed_tail + data, max_length)
        # a full step may leave bytes behind that need no further input
        self.needs_input = not self._object.unconsumed_tail and len(made) < max_length
        return made

    @property
    def eof(self) -> bool:
        return self._object.eof

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data


def _new_xz_stream() -> Frame:
    import lzma  # some interpreters are built without it

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)


def _new_zstd_frame() -> Frame:
    options = {zstd().DecompressionParameter.window_log_max: _ZSTD_WINDOW_BITS}
    frame: Frame = zstd().ZstdDecompressor(options=options)
    return frame


def _new_bzip2_stream() -> Frame:
    import bz2  # some interpreters are built without it

    return bz2.BZ2Decompressor()


GZIP = Compression("gzip", ".gz", re.compile(rb"\x1f\x8b"), _Member)
ZSTD = Compression("zstd", ".zst", re.compile(rb"\x28\xb5\x2f\xfd"), _new_zstd_frame)
XZ = Compression("xz", ".xz", re.compile(rb"\xfd7zXZ\x00"), _new_xz_stream)
# a text may begin with its first three letters
BZIP2 = Compression(
    "bzip2", ".bz2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), _new_bzip2_stream
)
COMPRESSIONS = (GZIP, ZSTD, XZ, BZIP2)
"""All compressions that inputs may have."""
LONGEST_MAGIC = 16
"""Bytes that tell any compression."""


def compression_of(head: bytes) -> Compression | None:
    r"""Detect how a file is compressed by its first 16 bytes.

    >>> compression_of(b"\x1f\x8b\x08\x00").name, compression_of(b"<html")
    ('gzip', None)
    """
    return next((found for found in COMPRESSIONS if found.magic.match(head)), None)


def decompressed(raw: io.BufferedReader[Any]) -> io.BufferedReader[Any]:
    """Return the decompressed bytes of a stream, the stream itself if it is not compressed.

    A read takes bounded memory, whatever the stream expands to. Reading raises one of `BREAKS` if
    the stream is cut or damaged.
    """
    compression = compression_of(raw.peek(LONGEST_MAGIC)[:LONGEST_MAGIC])
    if compression is None:
        return raw
    compression.new_frame()  # raises at once if a library is missing
    return io.BufferedReader(_FrameReader(raw, compression.new_frame), _BUFFER)


def _library(use: str, extra: str, *modules: str) -> Any:
    """Import the modules of an extra, and return the first; raises `MissingExtra` without it."""
    with needing(extra, f"{use} needs {modules[0]}"):
        first, *_ = map(import_module, modules)
    return first


ZSTD_MODULE = "backports.zstd" if sys.version_info < (3, 14) else "compression.zstd"
zstd = partial(_library, "zstd", "zstd", ZSTD_MODULE)
fastwarc = partial(_library, "WARC", "warc", "fastwarc", "fastwarc.stream_io", "fastwarc.warc")
pyarrow = partial(_library, "Parquet", "parquet", "pyarrow", "pyarrow.parquet")


class _FrameReader(io.RawIOBase):
    """Decompresses frame after frame.

    All that could be decompressed is given before the error of a cut or damaged stream; the
    readers of the libraries drop what they hold.
    """

    def __init__(self, raw: BinaryIO, new_frame: Callable[[], Frame]) -> None:
        super().__init__()
        self._raw, self._new_frame = raw, new_frame
        self._frame: Frame | None = None
        self._input = b""
        self._output = io.BytesIO()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not (size := self._output.readinto(buffer)):
            if self._frame is None and not self._begin_frame():
                return 0
            self._decompress()
        return size

    def _begin_frame(self) -> bool:
        """Begin the next frame, if there is one; members may be padded with zeros."""
        self._input = self._input.lstrip(b"\0")
        while not self._input:
            piece = self._raw.read(_PIECE)
            if not piece:
                return False
            self._input = piece.lstrip(b"\0")
        self._frame = self._new_frame()
        return True

    def _decompress(self) -> None:
        frame = self._frame
        assert frame is not None
        if not self._input and frame.needs_input:
            self._input = self._raw.read(_PIECE)
            if not self._input:
                raise EOFError("the compressed stream ends in the middle")
        self._output = io.BytesIO(_undamaged(frame, self._input))
        self._input = b""
        if frame.eof:
            self._input, self._frame = frame.unused_data, None


def _undamaged(frame: Frame, data: bytes) -> bytes:
    try:
        return frame.decompress(data, _STEP)
    except MemoryError:
        raise
    except Exception as error:  # each library has an error of its own for damage
        raise OSError(f"damaged stream: {error}") from error
