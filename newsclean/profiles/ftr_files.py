"""Rule files of ftr-site-config, in a folder or an archive, and which of them a host has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsclean.errors import ProfileError
from newsclean.profiles.ftr import FtrRules, make_rules, read_directives

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from newsclean.profiles.ftr import Directive

# the rules for all sites
GLOBAL = "global"
_SUFFIX = ".txt"
# no rule file comes near this; what is longer is something else
_MAX_BYTES = 200_000


@dataclass(frozen=True)
class FtrFiles:
    """The texts of rule files by name without suffix: a host, or `.host` for all its subdomains."""

    texts: Mapping[str, str]

    def rules_of(self, host: str) -> FtrRules | None:
        """Return the rules of a host without `www.`, those for all sites behind them.

        `a.b.example` has the file `a.b.example`, else `.b.example`, else `.example`.

        >>> FtrFiles({".b.example": "body: //main"}).rules_of("a.b.example").body
        ('//main',)
        """
        name = next((name for name in _names(host) if name in self.texts), None)
        if name is None:
            return None
        if name not in self._read_before:
            self._read_before[name] = self._read(name).joined(self._common)
        return self._read_before[name]

    def directives(self, name: str) -> tuple[Directive, ...]:
        """Return what a file says, line by line."""
        return tuple(read_directives(self.texts.get(name, "")))

    def _read(self, name: str) -> FtrRules:
        return make_rules(name, self.directives(name))

    @cached_property
    def _common(self) -> FtrRules:
        return self._read(GLOBAL)

    @cached_property
    def _read_before(self) -> dict[str, FtrRules]:
        return {}

    def __getstate__(self) -> dict[str, object]:
        return {"texts": self.texts}


def _names(host: str) -> Iterator[str]:
    yield host
    while "." in host:
        host = host.partition(".")[2]
        yield "." + host


def is_ftr(path: Path) -> bool:
    """Whether a path is an archive, or a folder with rule files and no TOML profile."""
    if path.is_file():
        return path.name.endswith((".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2"))
    return not any(path.glob("*.toml")) and any(_is_rules(p.name) for p in path.glob("*" + _SUFFIX))


def read_ftr(path: Path) -> FtrFiles:
    """Return the rule files of a folder, or of an archive (zip, or tar in any compression).

    Raises `ProfileError` if the archive cannot be read, or holds no rule file.
    """
    # imported here and below for the few runs that read an archive
    from tarfile import TarError
    from zipfile import BadZipFile

    read = _zipped if path.suffix == ".zip" else _in_tar if path.is_file() else _in_folder
    try:
        texts = {
            name.removesuffix(_SUFFIX).lower(): content.decode("utf-8", "replace")
            for name, content in read(path)
        }
    except (OSError, TarError, BadZipFile, EOFError) as error:
        why = str(error).partition("\n")[0].rstrip(":")
        raise ProfileError(f"{path}: cannot be read: {why}; a zip or tar of rule files") from error
    if not texts:
        raise ProfileError(f"{path}: holds no rule file such as example.org.txt")
    return FtrFiles(dict(sorted(texts.items())))


def _is_rules(name: str) -> bool:
    stem = name.removesuffix(_SUFFIX)
    return stem != name and ("." in stem or stem == GLOBAL) and len(stem) > 2


def _in_folder(path: Path) -> Iterator[tuple[str, bytes]]:
    for file in path.glob("*" + _SUFFIX):
        if _is_rules(file.name) and file.stat().st_size <= _MAX_BYTES:
            yield file.name, file.read_bytes()


def _zipped(path: Path) -> Iterator[tuple[str, bytes]]:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        for info in archive.infolist():
            name = PurePosixPath(info.filename).name
            if _is_rules(name) and info.file_size <= _MAX_BYTES:
                yield name, archive.read(info)


def _in_tar(path: Path) -> Iterator[tuple[str, bytes]]:
    import tarfile

    with tarfile.open(path) as archive:
        for info in archive:
            name = PurePosixPath(info.name).name
            held = archive.extractfile(info) if info.isfile() else None
            if held is not None and _is_rules(name) and info.size <= _MAX_BYTES:
                yield name, held.read()
