"""A whole run: inputs in, output and failures out, nothing lost on the way."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsclean.batch.api import or_default, worker_count
from newsclean.batch.inputs import STDIN, InputFile, check, find_inputs, output_paths, read_file
from newsclean.batch.lock import only_run
from newsclean.batch.parts import PART_PAGES, Cursor, Done, Parts, publish, temporary
from newsclean.batch.record import (
    article_record,
    article_schema,
    failure_record,
    failure_schema,
    id_of,
)
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import Output, Sink
from newsclean.batch.start import Limits
from newsclean.batch.stats import Progress, Summary, Tally
from newsclean.batch.stream import clean_items
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from newsclean.batch.capture import Item
    from newsclean.batch.clean_one import Cleaner
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
    of the two. Both appear when the run is complete. An interrupted run is resumed by the same
    call; `restart` begins anew. `watch` is told of the progress after each page. A `pipeline` of
    one's own wants a name in `settings.pipeline`, by which a resumed run knows it again.

    Raises `SettingError` for a bad setting or an input that lacks a field, `MissingExtra` where a
    format needs a library, `BatchError` where another run holds the output or the interrupted run
    had other inputs or settings.
    """
    settings = settings or Settings()
    target = Output.of(Path(output))
    if not target.path.parent.is_dir():
        raise SettingError(f"{target.path.parent}: no such folder; make it first")
    names = [str(path) for path in inputs]
    with only_run(target.path):
        parts = Parts(target.path)
        _prepare(parts, names, target, settings, restart=restart)
        run = _Run(parts, target, settings, watch or _unwatched)
        return run.complete(or_default(pipeline), worker_count(workers))


def _prepare(
    parts: Parts, names: Sequence[str], target: Output, settings: Settings, *, restart: bool
) -> None:
    leave_out = output_paths([target.path, target.failures.path])
    found = find_inputs(names, leave_out, settings.format)
    if parts.exist() and not restart and STDIN not in names:
        parts.check_same(settings.to_dict(), found)
    else:
        parts.begin(settings.to_dict(), (_checked(file, settings.read) for file in found))


def _checked(file: InputFile, options: ReadOptions) -> InputFile:
    check(file, options)
    return file


def _unwatched(progress: Progress) -> None:
    pass


class _Place(NamedTuple):
    cursor: Cursor
    done_bytes: int


class _Run:
    def __init__(self, parts: Parts, target: Output, settings: Settings, watch: Watch) -> None:
        self.parts, self.target, self.settings, self.watch = parts, target, settings, watch
        self.start = time.monotonic()
        self.tally = Tally()
        self.parts_done, self.last = 0, Cursor()
        for part in parts.done():
            self.parts_done, self.last = part.number + 1, part.cursor
            self.tally.add(part.tally)
        self.resumed = self.tally.pages
        self.total_bytes = sum(file.size for file in parts.inputs())
        self.places: deque[_Place] = deque()
        self.schemas = (None, None)
        if target.ending == ".parquet":
            self.schemas = (article_schema(settings.fields), failure_schema())

    def complete(self, pipeline: Cleaner, workers: int) -> Summary:
        limits = Limits(self.settings.timeout, self.settings.memory)
        results = clean_items(self._items(), pipeline, workers, limits)
        with closing(results):  # type: ignore[type-var]
            while (part := self._write_part(results)) is not None:
                self.parts.finish(part)
                self.parts_done += 1
        self._join()
        seconds = time.monotonic() - self.start
        outputs = self.target.path, self.target.failures.path
        return Summary(self.tally, seconds, self.resumed, *outputs)

    def _items(self) -> Iterator[Item]:
        """The pages behind the finished parts; where each stands is kept for its result."""
        last, done_bytes = self.last, 0
        for number, file in enumerate(self.parts.inputs()):
            if number >= last.input:
                after = last.row if number == last.input else -1
                for read in read_file(file, self.settings.read, after):
                    place = Cursor(number, read.item.position.row)
                    self.places.append(_Place(place, done_bytes + read.consumed))
                    yield read.item
            done_bytes += file.size

    def _write_part(self, results: Iterator[Result]) -> Done | None:
        """Write the next part under temporary names; `None` where no page is left."""
        number = self.parts_done
        first = next(results, None)
        if first is None and number:
            return None
        paths = [temporary(path) for path in self.parts.files(number)]
        tally = Tally()
        cursor = Cursor()
        with (
            self.target.open(paths[0], self.schemas[0]) as output,
            self.target.open(paths[1], self.schemas[1]) as failures,
        ):
            for result in chain(filter(None, [first]), islice(results, PART_PAGES - 1)):
                cursor = self._write(result, output, failures, tally)
        return Done(number, cursor, tally)

    def _write(self, result: Result, output: Sink, failures: Sink, tally: Tally) -> Cursor:
        reason, message, chance = result.reason, result.message, None
        if result.article is not None:
            chance = result.article.article_chance
            left_out = self.settings.why_left_out(result.article)
            if left_out is None:
                output.write(article_record(result, self.settings.fields))
            else:
                reason, message = left_out
        if reason is not None:
            failures.write(failure_record(result, reason, message))
        for counts in (tally, self.tally):
            counts.count(id_of(result), result.seconds, chance, reason)
        place = self.places.popleft()
        self._tell(place.done_bytes)
        return place.cursor

    def _tell(self, done_bytes: int) -> None:
        pages, seconds = self.tally.pages - self.resumed, time.monotonic() - self.start
        self.watch(Progress(self.tally, pages, seconds, done_bytes, self.total_bytes))

    def _join(self) -> None:
        """Join the parts and give the files their names; the parts go when that is done."""
        joined = []
        for target, side in (self.target.failures, 1), (self.target, 0):
            written = self.parts.folder / f"joined.{side}"
            files = (self.parts.files(number)[side] for number in range(self.parts_done))
            target.join(files, written, self.schemas[side])
            joined.append((written, target.path))
        publish(joined)
        self.parts.remove()
