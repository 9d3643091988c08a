"""The folder beside the output in which a run keeps what it has finished, until all is joined.

    .OUT.parts/manifest.json   the settings of the run
               inputs.jsonl    its inputs, each with size, time and a hash of its head
               done.jsonl      a line for each finished part, written behind its files
               000000.out      records of the first part; 000000.failed: what is not among them

A part is a fixed number of input pages, so that the same inputs give the same parts, whoever
interrupts the run. Its files are on the disk under their names before its line is in done.jsonl;
what has no line there does not count.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.batch.errors import BatchError
from newsclean.batch.inputs import InputFile
from newsclean.batch.sinks import sync
from newsclean.batch.stats import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PART_PAGES = 2000
"""Pages in a part: what a killed run has to do again, a few seconds of work."""

_FORMAT = 1


class Cursor(NamedTuple):
    """The last page of the inputs that is finished: the input's number, the row in it."""

    input: int = 0
    row: int = -1


@dataclass(frozen=True, slots=True)
class Done:
    """A finished part: its number, the last page in it, its counts."""

    number: int
    cursor: Cursor
    tally: Tally


class Parts:
    """The folder of one run: made new, or taken over from a run that was interrupted."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(f".{output.name}.parts")
        self._trash = output.with_name(f".{output.name}.trash")

    def exist(self) -> bool:
        """Whether there is a run to be resumed."""
        return (self.folder / "manifest.json").exists()

    def begin(self, settings: dict[str, Any], inputs: Iterable[InputFile]) -> None:
        """Begin a new run; whatever was there goes."""
        self.remove()
        self.folder.mkdir()
        try:
            with (self.folder / "inputs.jsonl").open("w", encoding="ascii") as file:
                for found in inputs:
                    file.write(found.to_json() + "\n")
                sync(file)
        except BaseException:
            self.remove()
            raise
        # last, and at once: a folder with a manifest is complete
        self._write_whole("manifest.json", json.dumps({"format": _FORMAT, "settings": settings}))

    def check_same(self, settings: dict[str, Any], inputs: Iterable[InputFile]) -> None:
        """Refuse to go on with other settings or inputs; raises `BatchError`."""
        manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        before = manifest["settings"] if manifest["format"] == _FORMAT else {}
        # compared as they are stored: JSON knows no tuples
        now = json.loads(json.dumps(settings))
        for name in sorted(now.keys() | before.keys()):
            if now.get(name) != before.get(name):
                raise BatchError(
                    f"an interrupted run of this output had {name} = {before.get(name)!r}, this one"
                    f" has {now.get(name)!r}: use the same, or --restart to begin anew"
                )
        for old, new in zip_longest(self.inputs(), inputs):
            if old != new:
                raise BatchError(
                    f"{_difference(old, new)} since the interrupted run of this output began:"
                    " --restart begins anew"
                )

    def inputs(self) -> Iterator[InputFile]:
        """The inputs of the run, in order."""
        with (self.folder / "inputs.jsonl").open(encoding="ascii") as file:
            for line in file:
                yield InputFile.from_json(line)

    def done(self) -> list[Done]:
        """The finished parts; what a killed run left beside them is removed."""
        found = list(self._read_log())
        keep = {path for part in found for path in self.files(part.number)}
        for path in self.folder.glob("[0-9]*"):
            if path not in keep:
                path.unlink()
        return found

    def _read_log(self) -> Iterator[Done]:
        log = self.folder / "done.jsonl"
        lines = log.read_bytes().splitlines(keepends=True) if log.exists() else []
        whole = [line for line in lines if line.endswith(b"\n")]
        if len(whole) < len(lines):  # the run was killed while it wrote the line
            self._write_whole("done.jsonl", b"".join(whole).decode("ascii"))
        for line in whole:
            values = json.loads(line)
            yield Done(values["part"], Cursor(*values["cursor"]), Tally.from_dict(values["tally"]))

    def files(self, number: int) -> tuple[Path, Path]:
        """Where the records and the failures of a part stand."""
        return self.folder / f"{number:06}.out", self.folder / f"{number:06}.failed"

    def finish(self, part: Done) -> None:
        """Take a part whose files are written under their temporary names for finished."""
        for path in self.files(part.number):
            temporary(path).replace(path)
        _sync_folder(self.folder)
        line = {"part": part.number, "cursor": part.cursor, "tally": part.tally.to_dict()}
        with (self.folder / "done.jsonl").open("a", encoding="ascii") as log:
            log.write(json.dumps(line) + "\n")
            sync(log)

    def remove(self) -> None:
        """Remove the folder; it is no longer one to be resumed from the first moment on."""
        shutil.rmtree(self._trash, ignore_errors=True)
        if self.folder.exists():
            self.folder.replace(self._trash)
            shutil.rmtree(self._trash, ignore_errors=True)

    def _write_whole(self, name: str, text: str) -> None:
        path = self.folder / name
        with temporary(path).open("w", encoding="utf-8") as file:
            file.write(text)
            sync(file)
        temporary(path).replace(path)
        _sync_folder(self.folder)


def temporary(path: Path) -> Path:
    """The name under which a file is written before it is whole."""
    return path.with_name(f"{path.name}.tmp")


def publish(files: Iterable[tuple[Path, Path]]) -> None:
    """Give whole files their names at once, in order; the last one stands for the end of a run."""
    for written, path in files:
        written.replace(path)
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _difference(old: InputFile | None, new: InputFile | None) -> str:
    if old is None or new is None or old.path != new.path:
        if old is not None and (new is None or old.path < new.path):
            return f"the input {old.path} is gone"
        return f"the input {new.path if new else ''} is new"
    return f"the input {new.path} has changed"
