"""The work of a run: pages in, records and failures out, counted and kept part by part."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newsclean.batch.duplicates import Duplicates
from newsclean.batch.files import publish, temporary
from newsclean.batch.journal import Journal
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
from newsclean.batch.start import Limits
from newsclean.batch.stats import Progress, Summary, Tally
from newsclean.batch.stream import clean_items

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.batch.capture import Item
    from newsclean.batch.clean_one import Extract
    from newsclean.batch.inputs import InputFile, Inputs
    from newsclean.batch.result import Result
    from newsclean.batch.settings import Settings
    from newsclean.batch.sinks import Output

_log = logging.getLogger("newsclean")

Watch = Callable[[Progress], None]
Files = Callable[[], Iterable["InputFile"]]


class Sink(Protocol):
    """Takes the records of a run, and those of what gave none."""

    def add_record(self, record: dict[str, Any]) -> None:
        """Take the record of an article."""

    def add_failure(self, record: dict[str, Any]) -> None:
        """Take the record of a page that gave none, with its `reason` and `message`."""


class _Place(NamedTuple):
    cursor: Cursor
    done_bytes: int


class Work:
    """Pages of the inputs in, records and failures out, counted and told to whoever watches."""

    def __init__(
        self, files: Files, inputs: Inputs, settings: Settings, watch: Watch | None
    ) -> None:
        self.files, self.inputs = files, inputs
        self.settings, self.watch = settings, watch
        self.start = time.monotonic()
        self.tally, self.resumed, self.last = Tally(), 0, Cursor()
        self.duplicates = Duplicates()
        self.total_bytes = sum(file.size for file in files())
        self.places: deque[_Place] = deque()

    def results(self, extract: Extract, workers: int) -> Generator[Result]:
        """Yield what became of each page that is not done yet, in order; close it when done."""
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
        if self.watch is not None:
            self.watch(Progress(self.tally, pages, seconds, done_bytes, self.total_bytes))

    def summary(self, target: Output | None) -> Summary:
        """Say what was done; `target` is the output, if there is a file of it."""
        seconds = time.monotonic() - self.start
        path, failures = (target.place, target.failures.place) if target else (None, None)
        passed_over = dict(self.inputs.passed_over)
        return Summary(self.tally, seconds, self.resumed, path, failures, passed_over)


class Run(Work):
    """The work whose outputs are files, kept part by part."""

    def __init__(
        self, parts: Parts, inputs: Inputs, target: Output, settings: Settings, watch: Watch | None
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
        """Clean what is left to be cleaned, and join it with what is kept."""
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
