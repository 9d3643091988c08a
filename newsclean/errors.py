"""The exceptions of newsclean.

    NewscleanError                 exit code 1
    ├── CaptureError               the content handed in cannot be used
    │   ├── CaptureTooLarge        over max_bytes                        (exit code 3)
    │   └── CaptureTypeError       neither str nor bytes; also a TypeError
    ├── SettingError               a setting has no such value; also a ValueError (exit code 2)
    │   └── UnknownExtractor       no extractor or plug-in bears the name
    ├── ProfileError               a site profile is not valid           (exit code 4)
    ├── CorpusError                a line of a corpus is not valid       (exit code 5)
    ├── FixtureError               a fixture is not valid                (exit code 6)
    ├── BatchError                 a run over many pages cannot start or go on  (exit code 9)
    └── MissingExtra               a missing dependency; also an ImportError    (exit code 7)

Each class carries the exit code that the command line ends with. Content alone raises nothing but
`CaptureTooLarge`; everything else here is the caller's mistake, and its message says what to do.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class NewscleanError(Exception):
    """Base of all errors that newsclean raises on purpose."""

    exit_code = 1


class CaptureError(NewscleanError):
    """The content handed in cannot be used."""


class CaptureTooLarge(CaptureError):
    """The content is larger than the pipeline's `max_bytes`."""

    exit_code = 3


class CaptureTypeError(CaptureError, TypeError):
    """The content is neither `str` nor `bytes`."""


class SettingError(NewscleanError, ValueError):
    """A setting was given a value that it does not have."""

    exit_code = 2


class UnknownExtractor(SettingError):
    """No built-in extractor and no installed plug-in bears the name."""


class ProfileError(NewscleanError):
    """A site profile is not valid; the message names file, key and what is allowed."""

    exit_code = 4


class CorpusError(NewscleanError):
    """A corpus is not valid; the message names file, line and field."""

    exit_code = 5


class FixtureError(NewscleanError):
    """A fixture is not valid; the message names its folder and what is wrong."""

    exit_code = 6


class BatchError(NewscleanError):
    """A run over many pages cannot start or go on; the message says what to do.

    Raised if the output is in use by another run, if the inputs or settings are not those of the
    run to be continued, and if worker processes cannot start.
    """

    exit_code = 9


class MissingExtra(NewscleanError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    exit_code = 7


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Import within it what an extra brings; raises `MissingExtra`, which says what needs it."""
    try:
        yield
    except ImportError as error:
        raise MissingExtra(f"{what}: pip install 'newsclean[{extra}]'") from error
