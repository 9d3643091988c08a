"""Cleaning record batches, tables and files."""

from __future__ import annotations

import os
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, Unpack

from newsclean.arrow.rows import as_table, item_of, make_batch
from newsclean.arrow.schema import pa
from newsclean.arrow.settings import Options, Settings
from newsclean.batch import MEMORY, TIMEOUT, Inputs, Limits, by_story, clean_items, extract_of
from newsclean.batch.sources import ReadOptions
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Unpack

    from newsclean.arrow.settings import Options
    from newsclean.batch import Cleaner, Item, Result


def clean_batch(  # noqa: PLR0913 - columns and settings, each by its name
    batch: pa.RecordBatch,
    *,
    content: str = "content",
    url: str = "url",
    id: str = "id",  # noqa: A002 - the column's name
    keep: Sequence[str] = (),
    pipeline: Cleaner | None = None,
    timeout: float | None = None,
    split: bool = False,
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

    With `split` a page that holds several stories has a row for each, as `newsclean.extract_all`
    finds them, and where there are ids, one of its own: `mail#1`.

    Raises `SettingError` where a column is missing or of a type that cannot be used.
    """
    settings = Settings(content, url, id, tuple(keep), pipeline, timeout, split)
    for cleaned in clean_batches([batch], settings):
        return cleaned
    return pa.RecordBatch.from_pylist([], settings.output(batch.schema))


def clean_batches(
    batches: Iterable[pa.RecordBatch],
    settings: Settings | None = None,
    **options: Unpack[Options],
) -> Iterator[pa.RecordBatch]:
    """Clean a stream of batches, one out for each one in; empty ones are left out.

    `options` are the arguments of `clean_batch`, unless `settings` holds them. With a `timeout`,
    one worker process serves the whole stream.
    """
    settings = settings or Settings(**options)
    waiting: deque[pa.RecordBatch] = deque()
    items = _items(batches, settings, waiting)
    results = _clean(items, settings.pipeline, settings.timeout, split=settings.split)
    for first in results:
        batch = waiting.popleft()
        yield _output(batch, [first, *islice(results, batch.num_rows - 1)], settings)


def clean_table(
    table: Any, settings: Settings | None = None, **options: Unpack[Options]
) -> pa.Table:
    """Clean a table: of Arrow, or a frame of pandas, polars, DuckDB or whatever makes one of Arrow.

    `options` are the arguments of `clean_batch` (`content`, `url`, `id`, `keep`, `pipeline`,
    `timeout`), or `settings` holds them. The output is a table of Arrow with a row for each row, in
    order: `.to_pandas()`, or `polars.from_arrow(...)`. A row without content (null, NaN) has the
    reason `empty`. Raises `SettingError` as `clean_batch` does, and for what is no table.

    >>> pages = pa.table({"html": ["<h1>Bridge reopens</h1><p>It opened.", None]})
    >>> clean_table(pages, content="html")["title"].to_pylist()
    ['Bridge reopens', None]
    """
    if settings is not None and options:
        raise SettingError("settings and single options exclude each other")
    settings = settings or Settings(**options)
    table = as_table(table)
    cleaned = clean_batches(table.to_batches(), settings)
    return pa.Table.from_batches(cleaned, schema=settings.output(table.schema))


def clean_file(
    path: str | os.PathLike[str],
    *,
    rows: int = 256,
    pipeline: Cleaner | None = None,
    timeout: float | None = None,
    split: bool = False,
) -> Iterator[pa.RecordBatch]:
    """Clean a file of captures (WARC, WET, JSON Lines, Parquet), `rows` at a time.

    The batches have `SCHEMA`, with a row for each page and for each record that could not be
    read; `id`, `input`, `row` and `offset` are those that `newsclean clean` writes. `timeout`
    (seconds), `pipeline` and `split` are as for `clean_batch`. Raises `SettingError` where there is
    no such file or it lacks a column.
    """
    options = ReadOptions()
    inputs = Inputs([os.fspath(path)])
    for file in inputs.find():
        inputs.check(file, options)
        items = (read.item for read in inputs.read(file, options))
        results = _clean(items, pipeline, timeout, split=split)
        while some := list(islice(results, rows)):
            yield make_batch([story for page in some for story in by_story(page)])


def _clean(
    items: Iterator[Item], pipeline: Cleaner | None, timeout: float | None, *, split: bool
) -> Iterator[Result]:
    workers = 0 if timeout is None else 1
    limits = Limits(TIMEOUT if timeout is None else timeout, MEMORY)
    return clean_items(items, extract_of(pipeline, split=split), workers, limits)


def _items(
    batches: Iterable[pa.RecordBatch], settings: Settings, waiting: deque[pa.RecordBatch]
) -> Iterator[Item]:
    for batch in batches:
        settings.output(batch.schema)
        if batch.num_rows:
            waiting.append(batch)
        columns = settings.columns(batch.schema.names)
        values = {
            role: batch.column(columns[role]) for role in columns if role not in settings.origin
        }
        yield from (item_of(values, row) for row in range(batch.num_rows))


def _output(batch: pa.RecordBatch, results: list[Result], settings: Settings) -> pa.RecordBatch:
    schema = settings.output(batch.schema)
    own, ids = settings.passed(batch.schema.names), settings.columns(batch.schema.names)
    stories = [(row, s) for row, page in enumerate(results) for s in by_story(page)]
    made = make_batch([story for _, story in stories])
    rows = pa.array([row for row, _ in stories], pa.int64())
    arrays = []
    for field in schema:
        if field.name in own:
            column = batch.column(own[field.name])
            arrays.append(column if len(stories) == batch.num_rows else column.take(rows))
        elif field.name in settings.origin or (field.name == "id" and "id" not in ids):
            # a number within the batch says nothing
            arrays.append(pa.nulls(len(stories), field.type))
        else:
            arrays.append(made.column(field.name))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
