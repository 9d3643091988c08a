"""Opening an input: gzip and zstd are told by their first bytes, whatever the name says."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from newsclean.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

Compression = Literal["gzip", "zstd"]

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# a reader of JSON Lines takes a page at a time, about 100 KB
_BUFFER = 256 * 1024
# zstd gives all that a piece of input holds at once: small pieces keep a bomb small, too
_PIECE = 16 * 1024

BREAKS = (EOFError, OSError, zlib.error)
"""What reading a compressed stream raises where the stream ends early or is damaged."""


def compression_of(head: bytes) -> Compression | None:
    r"""Tell how a file is compressed by its first four bytes.

    >>> compression_of(b"\x1f\x8b\x08\x00"), compression_of(b"<html")
    ('gzip', None)
    """
    if head.startswith(GZIP_MAGIC):
        return "gzip"
    return "zstd" if head.startswith(ZSTD_MAGIC) else None


def decompressed(raw: io.BufferedReader[Any]) -> io.BufferedReader[Any]:
    """Give the decompressed bytes of a stream, the stream itself where it is not compressed.

    Reading raises one of `BREAKS` where the stream is cut or damaged.
    """
    compression = compression_of(raw.peek(4)[:4])
    if compression is None:
        return raw
    if compression == "zstd":
        zstandard()
    new_frame = _new_member if compression == "gzip" else _new_zstd_frame
    return io.BufferedReader(_FrameReader(raw, new_frame), _BUFFER)


def zstandard() -> Any:
    """Import the library for zstd; raises `MissingExtra` where it is not installed."""
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra(
            "zstd needs the library zstandard: pip install 'newsclean[zstd]'"
        ) from error
    return zstandard


def fastwarc() -> Any:
    """Import the library for WARC; raises `MissingExtra` where it is not installed."""
    try:
        import fastwarc
        import fastwarc.stream_io
        import fastwarc.warc
    except ImportError as error:
        raise MissingExtra("WARC needs FastWARC: pip install 'newsclean[warc]'") from error
    return fastwarc


def pyarrow() -> Any:
    """Import the library for Parquet; raises `MissingExtra` where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'newsclean[parquet]'") from error
    return pyarrow


class _FrameReader(io.RawIOBase):
    """Decompresses frame after frame (gzip: member after member).

    All that could be decompressed is given before the error of a cut or damaged stream; the
    readers of the libraries drop what they hold, and zstandard's is silent about a cut stream.
    """

    def __init__(self, raw: BinaryIO, new_frame: Callable[[], Any]) -> None:
        super().__init__()
        self._raw, self._new_frame = raw, new_frame
        self._frame: Any = None
        self._input = b""
        self._output = io.BytesIO()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not (size := self._output.readinto(buffer)):
            self._input = self._input or self._raw.read(_PIECE)
            if self._input:
                self._decompress()
            elif self._frame is None:
                return 0
            else:
                raise EOFError("the compressed stream ends in the middle")
        return size

    def _decompress(self) -> None:
        if self._frame is None:
            self._input = self._input.lstrip(b"\0")  # members may be padded
            self._frame = self._new_frame() if self._input else None
        if self._frame is None:
            return
        self._output = io.BytesIO(self._frame.decompress(self._input))
        self._input = b""
        if self._frame.eof:
            self._input, self._frame = self._frame.unused_data, None


def _new_member() -> Any:
    return zlib.decompressobj(wbits=31)


def _new_zstd_frame() -> Any:
    return _ZstdFrame(zstandard())


class _ZstdFrame:
    """A frame of zstd that raises `OSError` where it is damaged."""

    def __init__(self, library: Any) -> None:
        self._error = library.ZstdError
        self._object = library.ZstdDecompressor().decompressobj()

    def decompress(self, data: bytes) -> bytes:
        try:
            return bytes(self._object.decompress(data))
        except self._error as error:
            raise OSError(f"damaged zstd stream: {error}") from error

    @property
    def eof(self) -> bool:
        return bool(self._object.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._object.unused_data)
