"""The inputs of a run: found in a fixed order, told apart, and known again when it is resumed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.batch.sources.formats import (
    Format,
    check_input,
    read_input,
    suffix_format,
    tell_format,
    unreadable,
)
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsclean.batch.sources.options import Read, ReadOptions

STDIN = "-"
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input: its path as found, its format, and what tells whether it is still the same.

    `size` in bytes, `modified` in nanoseconds since 1970, `head` a hash of the first 64 KB of a
    file that holds many pages, empty for a page of its own.
    """

    path: str
    format: Format
    size: int = 0
    modified: int = 0
    head: str = ""

    def to_json(self) -> str:
        """The input as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, line: str) -> InputFile:
        """The input that `to_json` wrote."""
        return cls(**json.loads(line))


def find_inputs(
    paths: Sequence[str], leave_out: Collection[str] = (), forced: Format | None = None
) -> Iterator[InputFile]:
    """Give each file named, and each file with a known ending under each folder named, in order.

    Folders are walked in order of names; what begins with a dot, and what `leave_out` names, is
    passed over. `-` is standard input. A file that is met twice is given once. Raises
    `SettingError` for a path that does not exist.
    """
    seen: set[str] | None = set() if len(paths) > 1 else None
    for path in paths:
        found = [path] if path == STDIN or not Path(path).is_dir() else _under(path, leave_out)
        for file in found:
            if seen is not None:
                if file in seen:
                    continue
                seen.add(file)
            yield _identify(file, forced, named=file == path)


def _under(folder: str, leave_out: Collection[str]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries)
    for name, is_folder in found:
        path = os.path.join(folder, name)  # noqa: PTH118 - for millions of names
        if name.startswith(".") or path in leave_out:
            continue
        if is_folder:
            yield from _under(path, leave_out)
        elif suffix_format(name) is not None:
            yield path


def _identify(path: str, forced: Format | None, *, named: bool) -> InputFile:
    if path == STDIN:
        kind = forced or tell_format("stdin.jsonl", _stdin().peek(_HEAD)[:_HEAD])
        if kind == "parquet":
            raise SettingError("Parquet cannot be read from standard input: name the file")
        return InputFile(STDIN, kind)
    try:
        facts = Path(path).stat()
    except OSError as error:
        if named:
            raise SettingError(f"{path}: {error.strerror or error}") from error
        return InputFile(path, forced or suffix_format(path) or "page")
    size, modified = facts.st_size, facts.st_mtime_ns
    if not named and (forced or suffix_format(path)) == "page":
        return InputFile(path, "page", size, modified)  # millions of them: not opened twice
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return InputFile(path, forced or suffix_format(path) or "page", size, modified)
    kind = forced or tell_format(path, head)
    digest = "" if kind == "page" else hashlib.sha256(head).hexdigest()[:16]
    return InputFile(path, kind, size, modified, digest)


def _stdin() -> io.BufferedReader:
    stream = sys.stdin.buffer
    assert isinstance(stream, io.BufferedReader)
    return stream


def check(file: InputFile, options: ReadOptions) -> None:
    """Refuse an input that lacks a field; raises `SettingError`. A file that cannot be opened is
    left to the run, which reports it.
    """
    if file.path == STDIN:
        head = io.BufferedReader(io.BytesIO(_stdin().peek(_HEAD)))
        check_input("standard input", head, file.format, options)
    elif file.format != "page":
        try:
            with Path(file.path).open("rb") as stream:
                check_input(file.path, stream, file.format, options)
        except OSError:
            return


def read_file(file: InputFile, options: ReadOptions, after: int = -1) -> Iterator[Read]:
    """Give the pages of an input behind row `after`."""
    if file.path == STDIN:
        yield from read_input(STDIN, _stdin(), file.format, options, after)
        return
    try:
        stream = Path(file.path).open("rb")  # noqa: SIM115 - an error here is not one of the reader
    except OSError as error:
        if after < 0:
            yield unreadable(file.path, error)
        return
    with stream:
        yield from read_input(file.path, stream, file.format, options, after)


def output_paths(paths: Sequence[Path]) -> frozenset[str]:
    """The outputs of a run as they would be met when a folder that holds them is walked."""
    return frozenset(
        form for path in paths for form in (str(path), f".{os.sep}{path}", str(path.absolute()))
    )
