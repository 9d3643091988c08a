"""Files that are not of this machine: s3://, gs://, https:// and whatever else fsspec knows.

An input is read where it is, its beginning first, as far as its file system can seek. An output is
made here and goes there when it is whole: what it replaces stands until then.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.errors import BatchError, MissingExtra, SettingError, needing

if TYPE_CHECKING:
    from collections.abc import Iterator

# a drive of Windows is no scheme: that has two letters at least
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class RemoteFile(NamedTuple):
    """A file that was met: its address, its size in bytes, what tells this version of it."""

    url: str
    size: int
    version: str


def is_remote(path: str) -> bool:
    """Whether a path is an address that fsspec is to open.

    >>> is_remote("s3://crawl/a.warc.gz"), is_remote("C://a.warc.gz"), is_remote("-")
    (True, False, False)
    """
    return _REMOTE.match(path) is not None


def opened_system(url: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it.

    Raises `MissingExtra` without fsspec or the library of that scheme, `SettingError` for a scheme
    that nobody knows.
    """
    with needing("remote", f"{url} needs fsspec"):
        from fsspec.core import url_to_fs
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise MissingExtra(f"{url}: {error}") from error
    except (ValueError, OSError) as error:
        raise SettingError(f"{url}: {error}") from error
    return system, path


def files_at(url: str) -> Iterator[RemoteFile]:
    """Yield the file at an address, or those under a folder in order of their names.

    Raises `SettingError` if there is none or it cannot be looked at.
    """
    system, path = opened_system(url)
    with _failing(url, SettingError):
        facts = system.info(path)
        if facts["type"] != "directory":
            # an address of the web may have a query: it stays as it was given
            yield RemoteFile(url, facts.get("size") or 0, _version(facts))
            return
        found = system.find(path, detail=True)
    for name in sorted(found):
        yield RemoteFile(system.unstrip_protocol(name), found[name]["size"], _version(found[name]))


def _version(facts: dict[str, Any]) -> str:
    known = ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created", "size")
    text = repr([(name, str(facts[name])) for name in known if name in facts])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def open_remote(url: str) -> io.BufferedReader[Any]:
    """Open a file to be read; raises `OSError` that says what is wrong."""
    system, path = opened_system(url)
    with _failing(url, OSError):
        return io.BufferedReader(system.open(path, "rb"))


def workplace(url: str) -> Path:
    """Return where the output of a run is made until it is whole, the same for the same address."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "newsclean" / "runs" / hashlib.sha256(url.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder / url.rstrip("/").rpartition("/")[2]


def send(file: Path, url: str) -> None:
    """Put a file where it belongs, whole or not at all where the file system can do that.

    An object store shows an object when all of it is there; elsewhere the file is sent under
    another name and renamed. Raises `BatchError`.
    """
    system, path = opened_system(url)
    with _failing(url, BatchError):
        if _is_store(system):
            system.put_file(str(file), path)
            return
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.put_file(str(file), f"{path}.tmp")
        system.mv(f"{path}.tmp", path)


def check_writable(url: str) -> None:
    """Refuse, before a run, an output where nothing can be written; raises `SettingError`."""
    system, _ = opened_system(url)
    if _schemes(system) & {"http", "https", "data", "github", "git"}:
        raise SettingError(f"{url}: this kind of place cannot be written: name another output")


def _is_store(system: Any) -> bool:
    return bool(_schemes(system) & {"s3", "s3a", "gs", "gcs", "az", "abfs", "adl", "oss"})


def _schemes(system: Any) -> set[str]:
    return {system.protocol} if isinstance(system.protocol, str) else {*system.protocol}


@contextmanager
def _failing(url: str, kind: type[Exception]) -> Iterator[None]:
    """Say in one kind of error what the many libraries of file systems raise."""
    try:
        yield
    except Exception as error:
        what = "no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise kind(f"{url}: {what or type(error).__name__}") from error
