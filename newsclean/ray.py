"""Ray: datasets of captures in, datasets of records out, through `map_batches`.

newsclean must be installed where the tasks run. Both functions are lazy, as Ray Data is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from newsclean.errors import needing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa
    from ray.data import Dataset

    from newsclean.arrow import Options
    from newsclean.batch import Cleaner


def clean(
    ds: Dataset, *, map_batches: Mapping[str, Any] | None = None, **options: Unpack[Options]
) -> Dataset:
    """Clean a dataset of captures; `options` are those of `newsclean.arrow.clean_batch`.

    Gives a row for each row; the columns are those of `newsclean.arrow.SCHEMA`. `map_batches`
    holds further arguments for Ray's method (`batch_size`, `num_cpus`, `memory`); whole blocks are
    handed over unless it says otherwise.

    Raises `SettingError` where a column is missing or of a type that cannot be used: at once where
    the dataset knows its schema, else in its tasks. Raises `MissingExtra` without Ray.
    """
    _data()
    from newsclean.arrow import Settings, clean_table

    settings = Settings(**options)
    schema = ds.schema(fetch_if_missing=False)
    if schema is not None:
        settings.columns(schema.names)

    def run(table: pa.Table) -> pa.Table:
        return clean_table(table, settings)

    return ds.map_batches(run, **_arguments(map_batches))


def clean_files(
    paths: Iterable[str],
    *,
    map_batches: Mapping[str, Any] | None = None,
    pipeline: Cleaner | None = None,
    timeout: float | None = None,
    split: bool = False,
) -> Dataset:
    """Clean files of captures (WARC, WET, JSON Lines, Parquet), each of them one task.

    The tasks must see the files under these paths. Gives the columns of `newsclean.arrow.SCHEMA`;
    `map_batches` holds further arguments for Ray's method, `pipeline`, `timeout` and `split`
    are those of `newsclean.arrow.clean_file`. Raises `MissingExtra` without Ray.
    """
    data = _data()
    import pyarrow as pa

    from newsclean.arrow import clean_file

    def run(table: pa.Table) -> Iterator[pa.Table]:
        for path in table.column("path").to_pylist():
            for batch in clean_file(path, pipeline=pipeline, timeout=timeout, split=split):
                yield pa.Table.from_batches([batch])

    tables = [pa.table({"path": [path]}) for path in paths]
    files: Dataset = data.from_arrow(tables)  # a block for each file
    return files.map_batches(run, **_arguments(map_batches))


def _arguments(given: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"batch_size": None, **(given or {}), "batch_format": "pyarrow"}


def _data() -> Any:
    with needing("ray", "newsclean.ray needs Ray"):
        import ray.data
    return ray.data
