"""Pages in, results out: in the order of the pages, with a bounded number of them on their way."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.batch.capture import Broken, Capture, Item, as_item
from newsclean.batch.clean_one import Extract, clean_one
from newsclean.batch.pool import Pool, Task
from newsclean.batch.result import Outcome, Result, result_of
from newsclean.batch.start import Limits, pickled
from newsclean.errors import CaptureTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Pages read and not yet given out, for each worker: by number and by size. A page that hangs holds
# back the results behind it; so many more are cleaned meanwhile.
AHEAD_PAGES = 128
AHEAD_BYTES = 8 * 1024**2
# A chunk is about this much work, so that the way to the worker costs little and the last chunk of
# a run does not keep one worker busy long after the others.
_CHUNK_SECONDS = 0.1
_CHUNK_PAGES = 32
_CHUNK_BYTES = 1024**2
# a chunk of slow input is sent before it is full
_READ_SECONDS = 0.05
_NEW = 0.1  # weight of a new page in the running mean of seconds per page


def clean_items(
    items: Iterable[Item], extract: Extract, workers: int, limits: Limits
) -> Iterator[Result]:
    """Clean what was read; broken records pass through in their place.

    `workers` are processes; 0 cleans in this one, where no limit can be enforced. An error that
    `items` raises comes after the results of the items before it. Raises `SettingError` for a
    pipeline that does not pickle.
    """
    if workers == 0:
        return _in_this_process(items, extract)
    return _in_workers(items, pickled(extract), workers, limits)


def _in_this_process(items: Iterable[Item], extract: Extract) -> Iterator[Result]:
    for item in items:
        outcome = clean_one(extract, item.alone) if isinstance(item, Capture) else _broken(item)
        yield result_of(item, outcome)


def _in_workers(
    items: Iterable[Item], payload: bytes, workers: int, limits: Limits
) -> Iterator[Result]:
    pool = Pool(workers, payload, limits)
    try:
        yield from _Flow(iter(items), pool, workers).results()
    finally:
        pool.close()


def _broken(item: Broken) -> Outcome:
    return Outcome(None, item.reason, item.message)


def as_items(pages: Iterable[object]) -> Iterator[Item]:
    """Make items of pages in any form that `as_item` knows, numbered from 0.

    Raises `CaptureTypeError` for what is one page, or a table, whose items are no pages.
    """
    kind = type(pages).__name__
    if isinstance(pages, str | bytes | Mapping):
        raise CaptureTypeError(f"pages is one {kind}; give a list or another iterable: [page]")
    if hasattr(pages, "columns"):
        raise CaptureTypeError(
            f"pages is a table ({kind}); clean it with newsclean.arrow.clean_table, or give pages"
            " one by one: a column and its values"
        )
    return (as_item(page, row) for row, page in enumerate(pages))


class _Flow:
    """The pages on their way: read, in a chunk, with a worker, done."""

    def __init__(self, items: Iterator[Item], pool: Pool, workers: int) -> None:
        self.items, self.pool = items, pool
        self.most_pages, self.most_bytes = AHEAD_PAGES * workers, AHEAD_BYTES * workers
        self.read: dict[int, Item] = {}
        self.bytes = 0
        self.chunks: deque[list[Task]] = deque()
        self.done: dict[int, Outcome] = {}
        self.next_read = self.next_out = 0
        self.exhausted = False
        self.error: Exception | None = None
        self.mean_seconds = _CHUNK_SECONDS

    def results(self) -> Iterator[Result]:
        while True:
            while self.next_out in self.done:
                yield self._take()
            if self.exhausted and not self.read:
                break
            if self._has_room():
                self._fill_chunk()
            while self.chunks and self.pool.send(self.chunks[0]):
                self.chunks.popleft()
            for number, outcome in self.pool.poll(block=self._must_wait()):
                self._settle(number, outcome)
        if self.error is not None:
            raise self.error

    def _must_wait(self) -> bool:
        """Whether nothing can be done before a worker answers: its page holds back all others.

        What was read last may have been settled without a worker; then none will ever answer.
        """
        return bool(self.read) and self.next_out not in self.done and not self._has_room()

    def _take(self) -> Result:
        item = self.read.pop(self.next_out)
        outcome = self.done.pop(self.next_out)
        self.next_out += 1
        self.bytes -= _weight(outcome)
        return result_of(item, outcome)

    def _settle(self, number: int, outcome: Outcome) -> None:
        """Keep what became of a page, and no longer its content."""
        self.done[number] = outcome
        self.mean_seconds += _NEW * (outcome.seconds - self.mean_seconds)
        item = self.read[number]
        # an article that waits for its turn takes memory, too
        self.bytes += _weight(outcome) - _size(item)
        self.read[number] = replace(item, content="") if isinstance(item, Capture) else item

    def _has_room(self) -> bool:
        return (
            not self.exhausted and len(self.read) < self.most_pages and self.bytes < self.most_bytes
        )

    def _fill_chunk(self) -> None:
        """Read pages until they make a chunk, the room is used up or reading takes long."""
        chunk: list[Task] = []
        size = 0
        pages = min(_CHUNK_PAGES, max(1, int(_CHUNK_SECONDS / max(self.mean_seconds, 1e-6))))
        end = time.monotonic() + _READ_SECONDS
        while len(chunk) < pages and size < _CHUNK_BYTES and self._has_room():
            item = self._next()
            if item is None:
                break
            size += self._accept(item, chunk)
            if time.monotonic() > end:
                break
        if chunk:
            self.chunks.append(chunk)

    def _next(self) -> Item | None:
        try:
            return next(self.items)
        except StopIteration:
            self.exhausted = True
        except Exception as error:  # noqa: BLE001 - raised again behind the results before it
            self.exhausted, self.error = True, error
        return None

    def _accept(self, item: Item, chunk: list[Task]) -> int:
        number = self.next_read
        self.next_read += 1
        self.read[number] = item
        if isinstance(item, Broken):
            self.done[number] = _broken(item)
        else:
            chunk.append((number, item.alone))
        self.bytes += _size(item)
        return _size(item)


def _weight(outcome: Outcome) -> int:
    articles = filter(None, (outcome.article, *outcome.others))
    return sum(len(text) for article in articles for text in article.paragraphs)


def _size(item: Item) -> int:
    return len(item.content) if isinstance(item, Capture) else 0
