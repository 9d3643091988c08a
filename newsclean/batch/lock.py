"""One run at a time for one output."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsclean.errors import BatchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def only_run(output: Path) -> Iterator[None]:
    """Hold the lock of an output; the system lets go of it however the process ends.

    Raises `BatchError` where another run holds it.
    """
    path = output.with_name(f".{output.name}.lock")
    file = _locked(path)
    if file is None:
        raise BatchError(f"another run writes {output}: wait for its end, or name another output")
    try:
        yield
    finally:
        if os.name == "nt":  # an open file cannot be removed there
            os.close(file)
            with suppress(OSError):
                path.unlink()
        else:
            path.unlink(missing_ok=True)
            os.close(file)


def _locked(path: Path) -> int | None:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock(file):
            os.close(file)
            return None
        # the run before may have removed the file between our opening and locking it
        with suppress(OSError):
            if os.name == "nt" or os.fstat(file).st_ino == path.stat().st_ino:
                return file
        os.close(file)


def _lock(file: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        raise BatchError(
            f"the output's file system has no locks ({error}): write elsewhere"
        ) from error
    return True
