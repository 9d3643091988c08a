"""`newsclean.clean`: results for any iterable of pages, from a pool of workers."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean.batch.clean_one import Cleaner
    from newsclean.batch.result import Result

TIMEOUT = 30.0
"""Seconds that one page may take, unless set: a thousand times what the median page takes."""
MEMORY = 2 * 1024**3
"""Bytes that one worker may use, unless set."""


def clean(
    pages: Iterable[object],
    *,
    workers: int | None = None,
    timeout: float = TIMEOUT,
    memory: int | None = MEMORY,
    pipeline: Cleaner | None = None,
    split: bool = False,
) -> Iterator[Result]:
    """Clean many pages in worker processes, and give their results in order.

    Each page is a `Capture`, `(content, url)`, a mapping with `content` (and `url`, `id`,
    `charset`, `captured_at`, `kind`), `str` or `bytes`. Pages are read only as results are taken:
    at most 128 pages or 8 MB for each worker are on their way, so memory stays flat. A page that
    takes more than `timeout` seconds, needs more than `memory` bytes (on Linux) or crashes its
    process costs itself alone: its result has a `reason` in place of an `article`.

    `workers` defaults to the number of CPUs; 0 cleans in this process, without limits. `pipeline`
    defaults to `newsclean.DEFAULT`; it must pickle. With `split` a page that holds several stories
    gives a result for each (see `newsclean.extract_all`), with ids such as `mail#1`. Close the
    iterator, or drop it, to stop early. Raises `SettingError` for a bad setting,
    `CaptureTypeError` when it meets a page of another type, `BatchError` where workers cannot
    start.

    >>> [r.article.title for r in clean(["<h1>Bridge reopens</h1><p>It opened."], workers=0)]
    ['Bridge reopens']
    """
    from newsclean.batch.clean_one import extract_of
    from newsclean.batch.start import Limits
    from newsclean.batch.stream import as_items, clean_items

    limits = Limits(timeout, memory)
    extract = extract_of(pipeline, split=split)
    results = clean_items(as_items(pages), extract, worker_count(workers), limits)
    return _each_story(results) if split else results


def _each_story(results: Iterator[Result]) -> Iterator[Result]:
    from newsclean.batch.record import by_story

    with closing(results):  # type: ignore[type-var]
        for result in results:
            yield from by_story(result)


def worker_count(workers: int | None) -> int:
    """The number of workers: as given, or the CPUs that this process may use.

    Raises `SettingError` for a negative number.
    """
    if workers is None:
        allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
        return len(allowed) or os.cpu_count() or 1
    if workers < 0:
        raise SettingError(f"workers must be 0 (in this process) or more, not {workers}")
    return workers
