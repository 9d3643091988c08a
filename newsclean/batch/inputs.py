"""The inputs of a run: found in a fixed order, told apart, and known again when it is resumed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsclean.batch.files import FileId, check_regular, id_of_facts, open_regular, stream_id
from newsclean.batch.remote import files_at, is_remote, open_remote
from newsclean.batch.sources.formats import (
    check_input,
    detect_format,
    ending_of,
    format_named,
    read_input,
    suffix_format,
    unreadable,
)
from newsclean.batch.sources.pages import PAGE
from newsclean.batch.walk import Found, under
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsclean.batch.outputs import Outputs
    from newsclean.batch.sources.format import Format
    from newsclean.batch.sources.options import Read, ReadOptions

STDIN = "-"
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input: its path as found, its format, and what tells whether it is still the same.

    `size` in bytes, `modified` in nanoseconds since 1970, `head` a hash of the first 64 KB of a
    file that holds many pages, empty for a page of its own. `fault` says why it cannot be read, if
    that is known: a folder that cannot be listed is an input with a fault.
    """

    path: str
    format: str
    size: int = 0
    modified: int = 0
    head: str = ""
    fault: str = ""

    def to_json(self) -> str:
        """The input as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, line: str) -> InputFile:
        """The input that `to_json` wrote."""
        return cls(**json.loads(line))


class Inputs:
    """The files, folders and standard input that a run was given.

    `outputs` are the files that the run will write, which are never inputs; `forced` is the format
    of all inputs, if it is known.
    """

    def __init__(
        self,
        paths: Sequence[str],
        outputs: Outputs | None = None,
        forced: str | None = None,
    ) -> None:
        self.paths, self.outputs = paths, outputs
        self.forced = None if forced is None else format_named(forced)
        self.passed_over: Counter[str] = Counter()
        """What was met under the folders and is no input, by ending or kind."""
        self._stdin = _standard_input() if STDIN in paths else None

    def find(self) -> Iterator[InputFile]:
        """Return each file named, and each file with a known ending under each folder, in order.

        Folders are walked in order of names; with a forced format every file under them counts.
        `-` is standard input. A file that is met twice is given once. Raises `SettingError` for a
        path that does not exist, is no file, or is an output of the run.
        """
        self.passed_over.clear()
        seen: set[str] | None = set() if len(self.paths) > 1 else None
        for path in self.paths:
            if is_remote(path):
                yield from self._remote(path, set() if seen is None else seen)
                continue
            for found in self._at(path):
                if seen is not None and found.path in seen:
                    continue
                file = self._identified(found, named=found.path == path)
                if file is not None:
                    if seen is not None:
                        seen.add(found.path)
                    yield file

    def checked(self, options: ReadOptions) -> Iterator[InputFile]:
        """Yield what `find` does, each checked.

        Raises `SettingError` as `check` does, or if fields are named and no input has any.
        """
        formats = set()
        for file in self.find():
            self.check(file, options)
            formats.add(file.format)
            yield file
        if options.named and formats and not any(format_named(f).fields for f in formats):
            raise SettingError(
                f"no input has named fields, as JSON Lines and Parquet have: {options.named[0]!r}"
                " is the name of none"
            )

    def check(self, file: InputFile, options: ReadOptions) -> None:
        """Refuse an input that lacks a field; raises `SettingError`.

        A file that cannot be opened is left to the run, which reports it.
        """
        known = format_named(file.format)
        if file.path == STDIN:
            head = io.BufferedReader(io.BytesIO(self._head()))
            check_input("standard input", head, known, options)
        elif known.many and not file.fault:
            try:
                with _opened(file.path) as stream:
                    check_input(file.path, stream, known, options)
            except OSError:
                return

    def read(self, file: InputFile, options: ReadOptions, after: int = -1) -> Iterator[Read]:
        """Return the pages of an input behind row `after`."""
        known = format_named(file.format)
        if file.path == STDIN:
            assert self._stdin is not None
            yield from read_input(STDIN, self._stdin, known, options, after)
            return
        try:
            stream = None if file.fault else _opened(file.path)
        except OSError as error:
            file = InputFile(file.path, file.format, fault=str(error))
            stream = None
        if stream is None:
            if after < 0:
                yield unreadable(file.path, file.fault)
            return
        with stream:
            yield from read_input(file.path, stream, known, options, after)

    def _remote(self, path: str, seen: set[str]) -> Iterator[InputFile]:
        """Yield the file at an address, or those with a known ending under a folder."""
        for found in files_at(path):
            name, named = found.url.rpartition("/")[2], found.url == path
            known = self.forced or suffix_format(name)
            if self.outputs is not None and found.url in self.outputs.urls:
                raise SettingError(
                    f"{found.url} is an input, and this run would write over it: name another"
                )
            if not named and (known is None or name.startswith(".")):
                hidden = name.startswith(".")
                self.passed_over["hidden" if hidden else ending_of(name) or "no ending"] += 1
            elif found.url not in seen:
                seen.add(found.url)
                kind = self.forced or self._remote_kind(found.url) if named else known or PAGE
                yield InputFile(found.url, kind.name, found.size, head=found.version)

    def _remote_kind(self, url: str) -> Format:
        try:
            with open_remote(url) as stream:
                return detect_format(url.partition("?")[0], stream.read(_HEAD))
        except OSError as error:
            raise SettingError(str(error)) from error

    def _at(self, path: str) -> Iterator[Found]:
        if path == STDIN or not Path(path).is_dir():
            return iter([Found(path)])
        hidden = frozenset() if self.outputs is None else self.outputs.beside
        return under(path, self.passed_over, every=self.forced is not None, leave_out=hidden)

    def _identified(self, found: Found, *, named: bool) -> InputFile | None:
        """Identify what was found; `None` for an output of an earlier run."""
        if found.path == STDIN:
            return self._identified_stdin()
        kind = self.forced or suffix_format(found.path) or PAGE
        if found.fault:
            return InputFile(found.path, PAGE.name, fault=found.fault)
        try:
            facts = os.stat(found.path)  # noqa: PTH116 - for millions of names
            check_regular(facts)
        except OSError as error:
            if named:
                raise SettingError(f"{found.path}: {_what_to_do(error)}") from error
            return InputFile(found.path, kind.name, fault=str(error))
        if self._is_output(id_of_facts(facts), found.path, named=named):
            return None
        file = InputFile(found.path, kind.name, facts.st_size, facts.st_mtime_ns)
        return self._with_head(file, named=named) if named or kind.many else file

    def _with_head(self, file: InputFile, *, named: bool) -> InputFile:
        """Look at the beginning of a file; one of a page, met in a folder, is not opened twice."""
        try:
            with open_regular(file.path) as stream:
                head = stream.read(_HEAD)
        except OSError as error:
            return replace(file, fault=str(error))
        kind = self._kind(file.path, head) if named or self.forced is None else self.forced
        digest = hashlib.sha256(head).hexdigest()[:16] if kind.many else ""
        return replace(file, format=kind.name, head=digest)

    def _kind(self, name: str, head: bytes) -> Format:
        """The format of an input that was named; a forced one must not be plainly another."""
        if self.forced is None:
            return detect_format(name, head)
        kind = detect_format("", head)
        if self.forced.magic and kind not in (self.forced, PAGE):
            raise SettingError(f"{name} is {kind.title}, not {self.forced.title}: mend the format")
        return self.forced

    def _is_output(self, found: FileId, path: str, *, named: bool) -> bool:
        return self.outputs is not None and self.outputs.hold(found, path, named=named)

    def _identified_stdin(self) -> InputFile:
        assert self._stdin is not None
        facts = stream_id(self._stdin)
        if facts is not None:
            self._is_output(facts, "standard input", named=True)
        kind = self._kind("standard input", self._head())
        if kind.seeks:
            raise SettingError(f"{kind.title} cannot be read from standard input: name the file")
        return InputFile(STDIN, kind.name)

    def _head(self) -> bytes:
        assert self._stdin is not None
        return self._stdin.peek(_HEAD)[:_HEAD]


def _opened(path: str) -> io.BufferedReader[Any]:
    return open_remote(path) if is_remote(path) else open_regular(path)


def _what_to_do(error: OSError) -> str:
    if error.strerror:
        return error.strerror
    return f"{error}; a pipe can be read as standard input: newsclean clean - < PIPE"


def _standard_input() -> io.BufferedReader[Any]:
    """Standard input with a buffer that is filled at once: its beginning tells its format."""
    return io.BufferedReader(_Filling(sys.stdin.buffer), _HEAD)


class _Filling(io.RawIOBase):
    """Reads until the buffer is full or the stream ends, however small the writer's pieces are."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def fileno(self) -> int:
        return self._stream.fileno()

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
