"""Files: whether they can be read at all, whether two names are one, how they are made safe."""

from __future__ import annotations

import os
import stat
from typing import IO, TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable
    from pathlib import Path

FileId = tuple[int, int]
"""Device and number (inode) of a file: the same for all its names."""

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def open_regular(path: str) -> io.BufferedReader:
    """Open a file to be read; raises `OSError` for what is none: reading it might never end.

    A link leads to what it names. Opening a named pipe does not wait for its writer.
    """
    check_regular(os.stat(path))  # noqa: PTH116 - for millions of names
    # it may be another file by now
    stream = open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - the caller closes it
    try:
        check_regular(os.fstat(stream.fileno()))
    except BaseException:
        stream.close()
        raise
    return stream


def check_regular(facts: os.stat_result) -> None:
    """Raise `OSError` for what is no file that can be read to its end."""
    kind = stat.S_IFMT(facts.st_mode)
    if kind != stat.S_IFREG:
        raise OSError(f"it is {_KINDS.get(kind, 'something else')}, not a file")


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def file_id(path: Path) -> FileId | None:
    """Return what tells a file from all others, links followed; `None` if there is none."""
    try:
        return id_of_facts(path.stat())
    except OSError:
        return None


def id_of_facts(facts: os.stat_result) -> FileId:
    """Return what tells a file from all others."""
    return facts.st_dev, facts.st_ino


def stream_id(stream: BinaryIO) -> FileId | None:
    """Return what tells the file behind a stream from all others; `None` if there is none."""
    try:
        facts = os.fstat(stream.fileno())
    except OSError:  # a stream in memory has no file
        return None
    return id_of_facts(facts) if stat.S_ISREG(facts.st_mode) else None


def temporary(path: Path) -> Path:
    """The name under which a file is written before it is whole."""
    return path.with_name(f"{path.name}.tmp")


def sync(file: IO[Any]) -> None:
    """See what was written to a file safely on the disk."""
    file.flush()
    os.fsync(file.fileno())


def publish(files: Iterable[tuple[Path, Path]]) -> None:
    """Rename whole files at once, in order; the last one stands for the end of a run."""
    for written, path in files:
        written.replace(path)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See the names in a folder safely on the disk."""
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
