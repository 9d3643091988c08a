"""Spark: data frames of captures in, data frames of records out, through `mapInArrow`.

newsclean must be installed where the executors run. Both functions are lazy, as Spark is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from newsclean.errors import needing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

    from newsclean.arrow import Options
    from newsclean.batch import Cleaner


def clean(df: DataFrame, **options: Unpack[Options]) -> DataFrame:
    """Clean a data frame of captures; `options` are those of `newsclean.arrow.clean_batch`.

    Gives a row for each row; the columns are those of `newsclean.arrow.SCHEMA`, behind the ones of
    `keep`. Only the columns that are used leave the JVM. Spark hands over
    `spark.sql.execution.arrow.maxRecordsPerBatch` pages at once, 10,000 unless set: with HTML set
    it to 256, or the workers need gigabytes.

    Raises `SettingError` where a column is missing, `MissingExtra` without pyspark. A column of a
    type that cannot be used fails the tasks, with the same `SettingError`.
    """
    _need_pyspark()
    from newsclean.arrow import Settings, clean_batches

    settings = Settings(**options)
    passed = settings.passed(df.columns)
    used = dict.fromkeys([*settings.columns(df.columns).values(), *passed.values()])
    pages = df.select(*used)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return clean_batches(batches, settings)

    return pages.mapInArrow(run, _output(passed, pages.schema))


def clean_files(
    session: SparkSession,
    paths: Iterable[str],
    *,
    pipeline: Cleaner | None = None,
    timeout: float | None = None,
    split: bool = False,
) -> DataFrame:
    """Clean files of captures (WARC, WET, JSON Lines, Parquet), each of them one task.

    The executors must see the files under these paths. Gives the columns of
    `newsclean.arrow.SCHEMA`; `pipeline`, `timeout` and `split` are those of
    `newsclean.arrow.clean_file`.
    Raises `MissingExtra` without pyspark.
    """
    _need_pyspark()
    from newsclean.arrow import clean_file

    files = list(paths)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from clean_file(
                    files[number], pipeline=pipeline, timeout=timeout, split=split
                )

    # a range has as many numbers in each partition: here one
    numbers = session.range(0, len(files), 1, max(1, len(files)))
    return numbers.mapInArrow(run, _output({}, numbers.schema))


def _output(passed: Mapping[str, str], schema: StructType) -> StructType:
    """Return the output's schema; what is passed on keeps the type that it has in `schema`."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType

    from newsclean.arrow import SCHEMA

    own = {name: StructField(name, schema[given].dataType) for name, given in passed.items()}
    made = {field.name: field for field in from_arrow_schema(SCHEMA)}
    kept = [field for name, field in own.items() if name not in made]
    return StructType([*kept, *(own.get(name, field) for name, field in made.items())])


def _need_pyspark() -> None:
    with needing("spark", "newsclean.spark needs pyspark"):
        import pyspark.sql  # noqa: F401
