"""A whole run: inputs in, output and failures out, nothing lost on the way."""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsclean.batch.api import or_splitting, worker_count
from newsclean.batch.errors import BatchError
from newsclean.batch.files import publish, temporary
from newsclean.batch.inputs import STDIN, InputFile, Inputs
from newsclean.batch.journal import Journal
from newsclean.batch.lock import only_run
from newsclean.batch.outputs import Outputs
from newsclean.batch.parts import (
    KEEP_SECONDS,
    PART_BYTES,
    PART_PAGES,
    Cursor,
    Done,
    Parts,
)
from newsclean.batch.record import (
    FAILURE_COLUMNS,
    article_columns,
    article_record,
    by_story,
    failure_record,
    id_of,
)
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import Output
from newsclean.batch.start import Limits
from newsclean.batch.stats import Progress, Summary, Tally
from newsclean.batch.stream import clean_items
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from newsclean.batch.capture import Item
    from newsclean.batch.clean_one import Cleaner, Splitting
    from newsclean.batch.result import Result
    from newsclean.batch.sources.options import ReadOptions

Watch = Callable[[Progress], None]


def clean_inputs(
    inputs: Sequence[str | Path],
    output: str | Path,
    settings: Settings | None = None,
    *,
    pipeline: Cleaner | None = None,
    workers: int | None = None,
    restart: bool = False,
    watch: Watch | None = None,
) -> Summary:
    """Clean files, folders or standard input (`-`) into one output file, in order.

    The ending of `output` tells its format: .jsonl, .jsonl.gz, .jsonl.zst or .parquet. What is not
    in it stands with its reason in a second file beside it: every input record is in exactly one
    of the two, with `settings.split` each of its stories. Both appear when the run is complete. An
    interrupted run is resumed by the same call; `restart` begins anew. `watch` is told of the
    progress after each page. A `pipeline` of one's own wants a name in `settings.pipeline`, by
    which a resumed run knows it again.

    Raises `SettingError` for a bad setting, an input that lacks a field or is an output,
    `MissingExtra` if a format needs a library, `BatchError` if another run holds the output, the
    interrupted run had other inputs or settings, or the disk is full or cannot be written.
    """
    settings = settings or Settings()
    target = Output.of(Path(output))
    _check_places(target)
    with _failing_of(target), only_run(target.path), only_run(target.failures.path):
        found = Inputs([str(path) for path in inputs], Outputs.of(target), settings.format)
        parts = Parts(target.path)
        _prepare(parts, found, settings, restart=restart)
        run = _Run(parts, found, target, settings, watch or _unwatched)
        cleaner = or_splitting(pipeline, split=settings.split)
        return run.complete(cleaner, worker_count(workers))


def kept_pages(output: str | Path) -> int:
    """How many pages an interrupted run of an output has kept, which need no second cleaning."""
    return Parts(Path(output)).kept_pages()


def _check_places(target: Output) -> None:
    if not target.path.parent.is_dir():
        raise SettingError(f"{target.path.parent}: no such folder; make it first")
    for path in (target.path, target.failures.path):
        if path.is_dir():
            raise SettingError(f"{path} is a folder: name another output")


@contextmanager
def _failing_of(target: Output) -> Iterator[None]:
    """Say in a `BatchError` what the system refuses: a full disk, a long name, a missing right."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        where = f"{target.path} cannot be written: {what}"
        if error.filename is not None:
            where += f" ({error.filename})"
        raise BatchError(f"{where}{_ADVICE.get(error.errno or 0, '')}") from error


_KEPT = "; what is finished is kept: the same command goes on from it"
_ADVICE = {
    errno.ENOSPC: f": make room on the disk{_KEPT}",
    errno.EDQUOT: f": make room within the quota{_KEPT}",
    errno.ENAMETOOLONG: ": a run needs names that are 13 bytes longer; choose a shorter one",
    errno.EROFS: ": write elsewhere",
    errno.EACCES: ": write elsewhere",
    errno.EPERM: ": write elsewhere",
}


def _prepare(parts: Parts, inputs: Inputs, settings: Settings, *, restart: bool) -> None:
    found = inputs.find()
    if parts.exist() and not restart and STDIN not in inputs.paths:
        parts.check_same(settings.to_dict(), found)
    else:
        parts.begin(settings.to_dict(), (_checked(inputs, file, settings.read) for file in found))


def _checked(inputs: Inputs, file: InputFile, options: ReadOptions) -> InputFile:
    inputs.check(file, options)
    return file


def _unwatched(progress: Progress) -> None:
    pass


class _Place(NamedTuple):
    cursor: Cursor
    done_bytes: int


class _Run:
    def __init__(
        self, parts: Parts, inputs: Inputs, target: Output, settings: Settings, watch: Watch
    ) -> None:
        self.parts, self.inputs, self.target = parts, inputs, target
        self.settings, self.watch = settings, watch
        self.start = time.monotonic()
        self.tally = Tally()
        finished, self.begun = parts.kept()
        self.parts_done, self.last = len(finished), Cursor()
        for part in (*finished, *filter(None, [self.begun])):
            self.last = part.cursor
            self.tally.add(part.tally)
        self.resumed = self.tally.pages
        self.total_bytes = sum(file.size for file in parts.inputs())
        self.places: deque[_Place] = deque()
        self.columns = (article_columns(settings.fields), FAILURE_COLUMNS)

    def complete(self, pipeline: Cleaner | Splitting, workers: int) -> Summary:
        limits = Limits(self.settings.timeout, self.settings.memory)
        results = clean_items(self._items(), pipeline, workers, limits)
        with closing(results):  # type: ignore[type-var]
            while self._write_part(results):
                pass
        self._join()
        seconds = time.monotonic() - self.start
        outputs = self.target.path, self.target.failures.path
        return Summary(self.tally, seconds, self.resumed, *outputs, dict(self.inputs.passed_over))

    def _items(self) -> Iterator[Item]:
        """The pages behind those that are kept; where each stands is noted for its result."""
        last, done_bytes = self.last, 0
        for number, file in enumerate(self.parts.inputs()):
            if number >= last.input:
                after = last.row if number == last.input else -1
                for read in self.inputs.read(file, self.settings.read, after):
                    place = Cursor(number, read.item.position.row)
                    self.places.append(_Place(place, done_bytes + read.consumed))
                    yield read.item
            done_bytes += file.size

    def _write_part(self, results: Iterator[Result]) -> bool:
        """Write the next part, or the rest of the one that was begun; whether there was one."""
        first = next(results, None)
        # a run without a page has one part, too
        if first is None and self.begun is None and self.parts_done:
            return False
        begun = self.begun or Done(self.parts_done, Cursor(), Tally())
        with Journal(self.parts.journals(begun.number), begun.sizes) as journal:
            part = self._fill(journal, begun, chain(filter(None, [first]), results))
        for side, path in enumerate(self.parts.files(part.number)):
            lines = self.parts.journals(part.number)[side]
            self.target.encode(lines, temporary(path), self.columns[side])
        self.parts.finish(part)
        self.begun, self.parts_done = None, self.parts_done + 1
        return True

    def _fill(self, journal: Journal, begun: Done, results: Iterator[Result]) -> Done:
        cursor, tally = begun.cursor, begun.tally
        kept = time.monotonic()
        for result in results:
            cursor = self._write(result, journal, tally)
            if tally.pages >= PART_PAGES or sum(journal.sizes) >= PART_BYTES:
                break
            if time.monotonic() - kept >= KEEP_SECONDS:
                journal.sync()
                self.parts.keep(Done(begun.number, cursor, tally, journal.sizes))
                kept = time.monotonic()
        return Done(begun.number, cursor, tally)

    def _write(self, result: Result, journal: Journal, tally: Tally) -> Cursor:
        """Write what became of a page, all its stories at once; gives where the page stood."""
        id_ = id_of(result)
        for counts in (tally, self.tally):
            counts.count_page(id_, result.seconds)
        for story in by_story(result):
            self._write_story(story, journal, tally)
        place = self.places.popleft()
        self._tell(place.done_bytes)
        return place.cursor

    def _write_story(self, result: Result, journal: Journal, tally: Tally) -> None:
        reason, message, chance = result.reason, result.message, None
        if result.article is not None:
            chance = result.article.article_chance
            left_out = self.settings.why_left_out(result.article)
            if left_out is None:
                journal.add_record(article_record(result, self.settings.fields))
            else:
                reason, message = left_out
        if reason is not None:
            journal.add_failure(failure_record(result, reason, message))
        for counts in (tally, self.tally):
            counts.count(chance, reason)

    def _tell(self, done_bytes: int) -> None:
        pages, seconds = self.tally.pages - self.resumed, time.monotonic() - self.start
        self.watch(Progress(self.tally, pages, seconds, done_bytes, self.total_bytes))

    def _join(self) -> None:
        """Join the parts and give the files their names; the parts go when that is done."""
        joined = []
        for target, side in (self.target.failures, 1), (self.target, 0):
            written = self.parts.folder / f"joined.{side}"
            files = (self.parts.files(number)[side] for number in range(self.parts_done))
            target.join(files, written, self.columns[side])
            joined.append((written, target.path))
        publish(joined)
        self.parts.remove()
