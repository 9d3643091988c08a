"""Cleaning record batches, tables and files."""

from __future__ import annotations

import os
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from newsclean.arrow.library import pa
from newsclean.arrow.rows import item_of, make_batch
from newsclean.arrow.schema import ORIGIN
from newsclean.arrow.settings import Settings
from newsclean.batch import Inputs, clean
from newsclean.batch.sources import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsclean.batch import Cleaner, Item, Result


def clean_batch(
    batch: pa.RecordBatch,
    *,
    content: str = "content",
    url: str = "url",
    id: str = "id",  # noqa: A002 - the column's name
    keep: Sequence[str] = (),
    pipeline: Cleaner | None = None,
    timeout: float | None = None,
) -> pa.RecordBatch:
    """Clean a batch of captures; the output has `SCHEMA`, and a row for each row, in order.

    `content` names the column of HTML or captured text, as text or bytes; `url` and `id` are used
    where they are there; so are columns named `charset`, `captured_at` (timestamps, ISO 8601 or
    seconds since 1970, UTC) and `kind`. `keep` names further columns to be passed on as they are;
    they come first.

    A page that fails costs its own row: `reason` and `message` say why. With `timeout` (seconds)
    pages are cleaned in a process of their own, as `newsclean.clean` does, so that a page that
    hangs, needs too much memory or crashes costs no more than its row either; without it, such a
    page stops or ends the caller.

    Raises `SettingError` where a column is missing or of a type that cannot be used.
    """
    settings = Settings(content, url, id, tuple(keep), pipeline, timeout)
    for cleaned in clean_batches([batch], settings):
        return cleaned
    return pa.RecordBatch.from_pylist([], settings.output(batch.schema))


def clean_batches(
    batches: Iterable[pa.RecordBatch], settings: Settings | None = None
) -> Iterator[pa.RecordBatch]:
    """Clean a stream of batches, one out for each one in; empty ones are left out.

    With a `timeout`, one worker process serves the whole stream.
    """
    settings = settings or Settings()
    waiting: deque[pa.RecordBatch] = deque()
    results = _clean(_items(batches, settings, waiting), settings.pipeline, settings.timeout)
    for first in results:
        batch = waiting.popleft()
        yield _output(batch, [first, *islice(results, batch.num_rows - 1)], settings)


def clean_table(table: pa.Table, settings: Settings | None = None) -> pa.Table:
    """Clean a table, as `clean_batch` does a batch."""
    settings = settings or Settings()
    cleaned = clean_batches(table.to_batches(), settings)
    return pa.Table.from_batches(cleaned, schema=settings.output(table.schema))


def clean_file(
    path: str | os.PathLike[str],
    *,
    rows: int = 256,
    pipeline: Cleaner | None = None,
    timeout: float | None = None,
) -> Iterator[pa.RecordBatch]:
    """Clean a file of captures (WARC, WET, JSON Lines, Parquet), `rows` at a time.

    The batches have `SCHEMA`, with a row for each page and for each record that could not be
    read; `id`, `input`, `row` and `offset` are those that `newsclean clean` writes. `timeout` is
    as for `clean_batch`. Raises `SettingError` where there is no such file or it lacks a column.
    """
    options = ReadOptions()
    inputs = Inputs([os.fspath(path)])
    for file in inputs.find():
        inputs.check(file, options)
        results = _clean((read.item for read in inputs.read(file, options)), pipeline, timeout)
        while some := list(islice(results, rows)):
            yield make_batch(some)


def _clean(
    items: Iterator[Item], pipeline: Cleaner | None, timeout: float | None
) -> Iterator[Result]:
    if timeout is None:
        return clean(items, workers=0, pipeline=pipeline)
    return clean(items, workers=1, timeout=timeout, pipeline=pipeline)


def _items(
    batches: Iterable[pa.RecordBatch], settings: Settings, waiting: deque[pa.RecordBatch]
) -> Iterator[Item]:
    for batch in batches:
        settings.output(batch.schema)
        if batch.num_rows:
            waiting.append(batch)
        columns = settings.columns(batch.schema.names)
        values = {role: batch.column(columns[role]) for role in columns if role not in ORIGIN}
        yield from (item_of(values, row) for row in range(batch.num_rows))


def _output(batch: pa.RecordBatch, results: list[Result], settings: Settings) -> pa.RecordBatch:
    schema = settings.output(batch.schema)
    own = settings.passed(batch.schema.names)
    made = make_batch(results)
    arrays = []
    for field in schema:
        if field.name in own:
            arrays.append(batch.column(own[field.name]))
        elif field.name in ORIGIN:  # a number within the batch says nothing
            arrays.append(pa.nulls(batch.num_rows, field.type))
        else:
            arrays.append(made.column(field.name))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
