"""The checks on what a caller hands in, before anything is read."""

from __future__ import annotations

import datetime as dt
import re

from newsclean.errors import CaptureTooLarge, CaptureTypeError, SettingError
from newsclean.patterns import late_pattern

# a page's address or a file's place and nothing else, as handed in by a caller who expects that
# it is fetched
_ADDRESS = late_pattern(r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.)\S+", re.I)
_PATH = late_pattern(
    r"(?:\.{0,2}/|~/|[a-z]:[\\/])[^\s<>][^\n\r<>]*"
    r"|[^\s<>][^\n\r<>]*\.(?:x?html?|mht|txt|md|pdf|xml|json|jsonl|csv|parquet|warc|wet|gz|zst|zip)",
    re.I,
)
_MAX_PATH_WORDS = 8
_MAX_ADDRESS = 4000


def check_arguments(
    content: object, url: object, captured_at: object, charset: object, kind: object
) -> None:
    """Raise `CaptureTypeError` for a type that an argument cannot have, `SettingError` for `kind`.

    >>> check_arguments("Story.", None, None, "utf-8", "html")
    """
    if not isinstance(content, str | bytes):
        raise CaptureTypeError(
            f"content must be str or bytes, not {type(content).__name__}: "
            "pass the response's text or body"
        )
    for name, value in (("url", url), ("charset", charset)):
        if not isinstance(value, str | None):
            raise CaptureTypeError(f"{name} must be str or None, not {type(value).__name__}")
    if not isinstance(captured_at, dt.datetime | None):
        raise CaptureTypeError(
            f"captured_at must be a datetime or None, not {type(captured_at).__name__}"
        )
    if not (kind is None or (isinstance(kind, str) and kind in {"html", "text"})):
        raise SettingError(f"kind must be 'html', 'text' or None, not {kind!r}")


def check_size(content: str | bytes, max_bytes: int) -> None:
    """Raise `CaptureTooLarge` if a capture has more bytes, or characters of a `str`.

    >>> check_size("Story.", 10)
    """
    if len(content) > max_bytes:
        unit = "bytes" if isinstance(content, bytes) else "characters"
        raise CaptureTooLarge(
            f"the capture has {len(content):,} {unit}, "
            f"over the limit of {max_bytes:,}: cut it, or set Pipeline(max_bytes=...)"
        )


def is_address(source: str) -> bool:
    """Whether a capture is one line that is the address of a page or the path of a file.

    >>> is_address("https://example.org/a"), is_address("pages/a.html\\n"), is_address("A story.")
    (True, True, False)
    """
    if len(source) > _MAX_ADDRESS:
        return False
    line = source.strip()
    if _ADDRESS.fullmatch(line):
        return True
    return line.count(" ") < _MAX_PATH_WORDS and _PATH.fullmatch(line) is not None
