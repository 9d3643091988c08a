"""A whole run: inputs in, output and failures out, nothing lost on the way."""

from __future__ import annotations

import errno
import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newsclean.batch.api import worker_count
from newsclean.batch.clean_one import extract_of
from newsclean.batch.duplicates import Duplicates
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
from newsclean.batch.reason import Reason
from newsclean.batch.record import (
    article_columns,
    article_record,
    by_story,
    failure_columns,
    failure_record,
    id_of,
)
from newsclean.batch.remote import send
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import Output
from newsclean.batch.start import Limits
from newsclean.batch.stats import Progress, Summary, Tally
from newsclean.batch.stream import clean_items
from newsclean.errors import BatchError, SettingError

if TYPE_CHECKING:
    from pathlib import Path

    from newsclean.article import Article
    from newsclean.batch.capture import Item
    from newsclean.batch.clean_one import Cleaner, Extract
    from newsclean.batch.result import Result

_log = logging.getLogger("newsclean")

Watch = Callable[[Progress], None]
Files = Callable[[], Iterable["InputFile"]]


class Sink(Protocol):
    """Takes the records of a run, and those of what gave none."""

    def add_record(self, record: dict[str, Any]) -> None:
        """Take the record of an article."""

    def add_failure(self, record: dict[str, Any]) -> None:
        """Take the record of a page that gave none, with its `reason` and `message`."""


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

    Each may also be an address that fsspec knows, such as `s3://bucket/crawl.warc.gz`. The ending
    of `output` tells its format: .jsonl, .jsonl.gz, .jsonl.zst or .parquet. What is not
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
    target = Output.of(output)
    _check_places(target)
    extract, count = extract_of(pipeline, split=settings.split), worker_count(workers)
    with _failing_of(target), only_run(target.path), only_run(target.failures.path):
        found = Inputs([str(path) for path in inputs], Outputs.of(target), settings.format)
        parts = Parts(target.path)
        _prepare(parts, found, settings, restart=restart)
        run = _Run(parts, found, target, settings, watch or _unwatched)
        return run.complete(extract, count)


def stream_inputs(
    inputs: Sequence[str | Path],
    sink: Sink,
    settings: Settings | None = None,
    *,
    pipeline: Cleaner | None = None,
    workers: int | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Clean files, folders or standard input, and hand each record to `sink` at once, in order.

    Takes the arguments of `clean_inputs`. Nothing is kept: what is interrupted begins anew.
    """
    settings = settings or Settings()
    found = Inputs([str(path) for path in inputs], None, settings.format)
    files = list(found.checked(settings.read))
    work = _Work(lambda: files, found, settings, watch or _unwatched)
    extract = extract_of(pipeline, split=settings.split)
    with closing(work.results(extract, worker_count(workers))) as results:
        for result in results:
            work.write(result, sink)
    return work.summary(None)


def kept_pages(output: str | Path) -> int:
    """How many pages an interrupted run of an output has kept, which need no second cleaning."""
    return Parts(Output.of(output).path).kept_pages()


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
        where = f"{target.place} cannot be written: {what}"
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
    if parts.exist() and not restart and STDIN not in inputs.paths:
        parts.check_same(settings.to_dict(), inputs.find())
    else:
        parts.begin(settings.to_dict(), inputs.checked(settings.read))


def _unwatched(progress: Progress) -> None:
    pass


class _Place(NamedTuple):
    cursor: Cursor
    done_bytes: int


class _Work:
    """Pages of the inputs in, records and failures out, counted and told to whoever watches."""

    def __init__(self, files: Files, inputs: Inputs, settings: Settings, watch: Watch) -> None:
        self.files, self.inputs = files, inputs
        self.settings, self.watch = settings, watch
        self.start = time.monotonic()
        self.tally, self.resumed, self.last = Tally(), 0, Cursor()
        self.duplicates = Duplicates()
        self.total_bytes = sum(file.size for file in files())
        self.places: deque[_Place] = deque()

    def results(self, extract: Extract, workers: int) -> Generator[Result]:
        limits = Limits(self.settings.timeout, self.settings.memory)
        most = self.settings.limit
        items = self._items() if most is None else islice(self._items(), most - self.resumed)
        with closing(clean_items(items, extract, workers, limits)) as found:  # type: ignore[type-var]
            yield from found

    def _items(self) -> Iterator[Item]:
        """The pages behind those that are kept; where each stands is noted for its result."""
        last, done_bytes = self.last, 0
        for number, file in enumerate(self.files()):
            if number >= last.input:
                after = last.row if number == last.input else -1
                for read in self.inputs.read(file, self.settings.read, after):
                    if self.settings.takes(read.item.position):
                        place = Cursor(number, read.item.position.row)
                        self.places.append(_Place(place, done_bytes + read.consumed))
                        yield read.item
            done_bytes += file.size

    def write(self, result: Result, sink: Sink, *tallies: Tally) -> Cursor:
        """Hand on what became of a page, all its stories at once; gives where the page stood."""
        for counts in (*tallies, self.tally):
            counts.count_page(result.url or id_of(result), result.seconds)
        for story in by_story(result):
            self._write_story(story, sink, (*tallies, self.tally))
        place = self.places.popleft()
        self._tell(place.done_bytes)
        return place.cursor

    def _write_story(self, result: Result, sink: Sink, tallies: Sequence[Tally]) -> None:
        reason, message = result.reason, result.message
        keep = self.settings.read.keep
        if result.article is not None:
            left_out = self._why_left_out(result.article)
            if left_out is None:
                sink.add_record(article_record(result, self.settings.fields, keep))
            else:
                reason, message = left_out
        if reason is not None:
            sink.add_failure(failure_record(result, reason, message, keep))
            _log.info("no record of %s: %s: %s", result.url or id_of(result), reason, message)
        for counts in tallies:
            counts.count(result, reason, message)

    def _why_left_out(self, article: Article) -> tuple[Reason, str] | None:
        left_out = self.settings.why_left_out(article)
        if left_out is not None or not self.settings.dedupe:
            return left_out
        twin = self.duplicates.twin_of(article.body)
        if twin is None:
            return None
        message = f"{twin.bits} of 64 bits from record {twin.record} of the output (from 0)"
        return Reason.DUPLICATE, message

    def _tell(self, done_bytes: int) -> None:
        pages, seconds = self.tally.pages - self.resumed, time.monotonic() - self.start
        self.watch(Progress(self.tally, pages, seconds, done_bytes, self.total_bytes))

    def summary(self, target: Output | None) -> Summary:
        seconds = time.monotonic() - self.start
        path, failures = (target.place, target.failures.place) if target else (None, None)
        passed_over = dict(self.inputs.passed_over)
        return Summary(self.tally, seconds, self.resumed, path, failures, passed_over)


class _Run(_Work):
    """The work whose outputs are files, kept part by part."""

    def __init__(
        self, parts: Parts, inputs: Inputs, target: Output, settings: Settings, watch: Watch
    ) -> None:
        super().__init__(parts.inputs, inputs, settings, watch)
        self.parts, self.target = parts, target
        finished, self.begun = parts.kept()
        self.parts_done = len(finished)
        for part in (*finished, *filter(None, [self.begun])):
            self.last = part.cursor
            self.tally.add(part.tally)
        self.resumed = self.tally.pages
        if settings.dedupe:
            self.duplicates = Duplicates(parts.fingerprints, self.tally.records)
        keep = settings.read.keep
        self.columns = (article_columns(settings.fields, keep), failure_columns(keep))

    def complete(self, extract: Extract, workers: int) -> Summary:
        with closing(self.results(extract, workers)) as results, closing(self.duplicates):
            while self._write_part(results):
                pass
        self._join()
        return self.summary(self.target)

    def _write_part(self, results: Iterator[Result]) -> bool:
        """Write the next part, or the rest of the one that was begun; whether there was one."""
        first = next(results, None)
        # a run without a page has one part, too
        if first is None and self.begun is None and self.parts_done:
            return False
        begun = self.begun or Done(self.parts_done, Cursor(), Tally())
        with Journal(self.parts.journals(begun.number), begun.sizes) as journal:
            part = self._fill(journal, begun, chain(filter(None, [first]), results))
        self.duplicates.sync()
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
            cursor = self.write(result, journal, tally)
            if tally.pages >= PART_PAGES or sum(journal.sizes) >= PART_BYTES:
                break
            if time.monotonic() - kept >= KEEP_SECONDS:
                journal.sync()
                self.duplicates.sync()
                self.parts.keep(Done(begun.number, cursor, tally, journal.sizes))
                kept = time.monotonic()
        return Done(begun.number, cursor, tally)

    def _join(self) -> None:
        """Join the parts and give the files their names; the parts go when that is done."""
        joined = []
        for target, side in (self.target.failures, 1), (self.target, 0):
            written = self.parts.folder / f"joined.{side}"
            files = (self.parts.files(number)[side] for number in range(self.parts_done))
            target.join(files, written, self.columns[side])
            joined.append((written, target))
        if self.target.url is None:
            publish([(written, target.path) for written, target in joined])
        else:
            for written, target in joined:
                send(written, str(target.place))
        self.parts.remove()
