"""The folder beside the output in which a run keeps what it has finished, until all is joined.

    .OUT.parts/manifest.json   the settings of the run
               inputs.jsonl    its inputs, each with size, time and a hash of its head
               done.jsonl      a line for what is kept, written behind its files
               fingerprints    with --dedupe: 8 bytes for each record, see duplicates.py
               000000.out      records of the first part; 000000.failed: what is not among them
               000001.out.lines, 000001.failed.lines    the part in work, as lines of JSON

A part is a fixed number of input pages, so that the same inputs give the same parts, whoever
interrupts the run. Its files are on the disk under their names before its line is in done.jsonl;
what has no line there does not count. The part in work is kept every few seconds: its line says
how long its two files were, and what stands behind that does not count either.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.batch.files import sync, sync_folder, temporary
from newsclean.batch.inputs import InputFile
from newsclean.batch.stats import Tally
from newsclean.errors import BatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PART_PAGES = 2000
"""Pages in a part."""
PART_BYTES = 32 * 1024**2
"""Bytes of JSON Lines at which a part ends before that: it is turned into columns in memory."""
KEEP_SECONDS = 10.0
"""Seconds of work after which the part in work is kept: what a killed run has to do again."""

_FORMAT = 3


class Cursor(NamedTuple):
    """The last page of the inputs that is finished: the input's number, the row in it."""

    input: int = 0
    row: int = -1


@dataclass(frozen=True, slots=True)
class Done:
    """What is kept of a part: its number, the last page in it, its counts, its files' sizes."""

    number: int
    cursor: Cursor
    tally: Tally
    sizes: tuple[int, int] = (0, 0)


class Kept(NamedTuple):
    """What a run has kept: the finished parts, and what there is of the next one."""

    finished: list[Done]
    begun: Done | None


class Parts:
    """The folder of one run: made new, or taken over from a run that was interrupted."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(f".{output.name}.parts")
        self.fingerprints = self.folder / "fingerprints"
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
        with self._undamaged():
            manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
            before, version = dict(manifest["settings"]), manifest["format"]
        # compared as they are stored: JSON knows no tuples
        now = json.loads(json.dumps(settings))
        for name in sorted(now.keys() | before.keys()):
            if now.get(name) != before.get(name):
                raise BatchError(
                    f"an interrupted run of this output had {name} = {before.get(name)!r}, this one"
                    f" has {now.get(name)!r}: use the same, or --restart to begin anew"
                )
        if version != _FORMAT:
            raise BatchError(
                "an interrupted run of this output was of another version of newsclean:"
                " --restart begins anew"
            )
        for old, new in zip_longest(self.inputs(), inputs):
            if old != new:
                raise BatchError(
                    f"{_difference(old, new)} since the interrupted run of this output began:"
                    " --restart begins anew"
                )

    def inputs(self) -> Iterator[InputFile]:
        """The inputs of the run, in order."""
        with self._undamaged():
            file = (self.folder / "inputs.jsonl").open(encoding="ascii")
        with file:
            while True:
                with self._undamaged():
                    line = file.readline()
                    found = InputFile.from_json(line) if line else None
                if found is None:
                    return
                yield found

    def kept(self) -> Kept:
        """What is kept; what a killed run left beside it is removed.

        Raises `BatchError` if any of it is missing or damaged.
        """
        with self._undamaged():
            lines, torn = self._whole_lines()
            kept = _sorted_out(map(_parsed, lines))
            self._check_files(kept)
        if torn:
            self._write_whole("done.jsonl", b"".join(lines).decode("ascii"))
        keep = {path for part in kept.finished for path in self.files(part.number)}
        if kept.begun is not None:
            keep.update(self.journals(kept.begun.number))
        for path in self.folder.glob("[0-9]*"):
            if path not in keep:
                path.unlink()
        return kept

    def kept_pages(self) -> int:
        """How many pages need not be cleaned again."""
        try:
            finished, begun = _sorted_out(map(_parsed, self._whole_lines()[0]))
        except (OSError, *_DAMAGES):
            return 0
        return sum(part.tally.pages for part in (*finished, *filter(None, [begun])))

    def files(self, number: int) -> tuple[Path, Path]:
        """Where the records and the failures of a finished part stand."""
        return self.folder / f"{number:06}.out", self.folder / f"{number:06}.failed"

    def journals(self, number: int) -> tuple[Path, Path]:
        """Where the records and the failures of the part in work stand."""
        out, failed = self.files(number)
        return out.with_name(f"{out.name}.lines"), failed.with_name(f"{failed.name}.lines")

    def keep(self, begun: Done) -> None:
        """Keep the part in work as it is; its journals are on the disk."""
        self._log(begun, finished=False)

    def finish(self, part: Done) -> None:
        """Take a part whose files are written under their temporary names for finished."""
        for path in self.files(part.number):
            temporary(path).replace(path)
        sync_folder(self.folder)
        out, failed = (path.stat().st_size for path in self.files(part.number))
        self._log(Done(part.number, part.cursor, part.tally, (out, failed)), finished=True)
        for path in self.journals(part.number):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the folder; it is no longer one to be resumed from the first moment on."""
        shutil.rmtree(self._trash, ignore_errors=True)
        if self.folder.exists():
            self.folder.replace(self._trash)
            shutil.rmtree(self._trash, ignore_errors=True)

    def _log(self, part: Done, *, finished: bool) -> None:
        line = {
            "part": part.number,
            "finished": finished,
            "cursor": part.cursor,
            "sizes": part.sizes,
            "tally": part.tally.to_dict(),
        }
        with (self.folder / "done.jsonl").open("a", encoding="ascii") as log:
            log.write(json.dumps(line) + "\n")
            sync(log)

    def _whole_lines(self) -> tuple[list[bytes], bool]:
        """The lines of the log, and whether a run was killed while it wrote another one."""
        log = self.folder / "done.jsonl"
        lines = log.read_bytes().splitlines(keepends=True) if log.exists() else []
        whole = [line for line in lines if line.endswith(b"\n")]
        return whole, len(whole) < len(lines)

    def _check_files(self, kept: Kept) -> None:
        for part in kept.finished:
            if any(
                path.stat().st_size != size
                for path, size in zip(self.files(part.number), part.sizes, strict=True)
            ):
                raise ValueError(f"part {part.number} has another size")
        if kept.begun is not None:
            paths = self.journals(kept.begun.number)
            if any(p.stat().st_size < n for p, n in zip(paths, kept.begun.sizes, strict=True)):
                raise ValueError(f"part {kept.begun.number} is shorter")

    @contextmanager
    def _undamaged(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGES as error:
            raise BatchError(
                f"{self.folder}, in which an interrupted run of this output kept what it had"
                f" finished, is damaged ({type(error).__name__}: {error}): --restart begins anew"
            ) from error

    def _write_whole(self, name: str, text: str) -> None:
        path = self.folder / name
        with temporary(path).open("w", encoding="utf-8") as file:
            file.write(text)
            sync(file)
        temporary(path).replace(path)
        sync_folder(self.folder)


# what reading a file of the folder raises that is not as a run has left it
_DAMAGES = (ValueError, KeyError, TypeError, AttributeError, RecursionError, FileNotFoundError)


def _parsed(line: bytes) -> tuple[bool, Done]:
    values = json.loads(line)
    out, failed = values["sizes"]
    cursor, tally = Cursor(*values["cursor"]), Tally.from_dict(values["tally"])
    return values["finished"], Done(values["part"], cursor, tally, (out, failed))


def _sorted_out(log: Iterable[tuple[bool, Done]]) -> Kept:
    finished: list[Done] = []
    begun: Done | None = None
    for whole, part in log:
        if part.number != len(finished):
            raise ValueError(f"part {part.number} stands where {len(finished)} should")
        if whole:
            finished.append(part)
        begun = None if whole else part
    return Kept(finished, begun)


def _difference(old: InputFile | None, new: InputFile | None) -> str:
    if old is None or new is None or old.path != new.path:
        if old is not None and (new is None or old.path < new.path):
            return f"the input {old.path} is gone"
        return f"the input {new.path if new else ''} is new"
    return f"the input {new.path} has changed"
