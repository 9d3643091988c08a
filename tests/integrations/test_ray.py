"""A local Ray over Parquet made of the fixtures."""

import logging
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow.parquet")

pytestmark = [
    pytest.mark.ray,
    # Ray's own: it sets options of itself that it has deprecated, and leaves files and sockets to
    # the garbage collector
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]

# read as Ray is imported
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "disabled",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
}

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

import newsclean.ray  # noqa: E402
from newsclean import Pipeline, SettingError  # noqa: E402
from newsclean.arrow import (  # noqa: E402
    PROFILE_SCHEMA,
    SCHEMA,
    clean_batch,
    clean_file,
    learn_table,
    profiles_of,
)

from ..learning.made_up import PROMISE  # noqa: E402
from . import documented, pages  # noqa: E402
from .site import stories  # noqa: E402


@pytest.fixture(scope="module")
def ray(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in QUIET.items():
            patch.setenv(name, value)
        pytest.importorskip("ray.data", reason="needs newsclean[ray]")
        import ray

        ray.init(
            num_cpus=2,
            include_dashboard=False,
            object_store_memory=200 * 1024**2,
            log_to_driver=False,
            logging_level=logging.ERROR,
            _node_ip_address="127.0.0.1",
        )
        ray.data.DataContext.get_current().enable_progress_bars = False
        yield ray
        ray.shutdown()


def test_the_same_records_as_extract(ray: Any, parquet: Path, tmp_path: Path) -> None:
    cleaned = newsclean.ray.clean(ray.data.read_parquet(str(parquet)), keep=["crawl"])
    cleaned.write_parquet(str(tmp_path / "clean"))
    table = pq.read_table(tmp_path / "clean")
    assert table.schema.remove_metadata() == pa.schema([("crawl", pa.int32()), *SCHEMA])
    rows = table.to_pylist()
    assert pages.outcomes(rows) == pages.expected()
    assert len(rows) == len(pages.rows())
    assert {row["crawl"] for row in rows if row["reason"]} == {8}


def test_a_missing_column_is_refused_before_anything_runs(ray: Any) -> None:
    dataset = ray.data.from_arrow(pa.table({"html": ["x"]}))
    with pytest.raises(SettingError, match=r"no column 'content'; there are \['html'\]"):
        newsclean.ray.clean(dataset)


def test_arguments_for_map_batches(ray: Any) -> None:
    contents = ["<h1>Bridge reopens</h1><p>It opened.", None, ""]
    dataset = ray.data.from_arrow(pa.table({"html": contents, "key": [1, 2, 3]}))
    options = {"batch_size": 1, "num_cpus": 1}
    cleaned = newsclean.ray.clean(dataset, content="html", id="key", map_batches=options)
    found = {row["id"]: (row["title"], row["reason"]) for row in cleaned.take_all()}
    assert found == {1: ("Bridge reopens", None), 2: (None, "empty"), 3: (None, "empty")}


def test_a_page_that_hangs_costs_its_row(ray: Any) -> None:
    contents = [pages.HANGS, b"<h1>Bridge reopens</h1><p>It opened."]
    dataset = ray.data.from_arrow(pa.table({"content": contents, "id": [1, 2]}))
    cleaned = newsclean.ray.clean(dataset, pipeline=pages.STUMBLING, timeout=3).take_all()
    assert [(row["id"], row["reason"], row["title"]) for row in cleaned] == [
        (1, "timeout", None),
        (2, None, "Bridge reopens"),
    ]


def test_files_are_cleaned_one_a_task(ray: Any, parquet: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Bridge reopens</h1><p>It opened.")
    cleaned = newsclean.ray.clean_files([str(parquet), str(page)])
    found = {row["id"]: row for row in cleaned.take_all()}
    assert found.pop(str(page))["title"] == "Bridge reopens"
    expected = clean_batch(pages.batch().select(["content", "id", "url"])).to_pylist()
    assert {key: (row["title"], row["body"], row["reason"]) for key, row in found.items()} == {
        row["id"]: (row["title"], row["body"], row["reason"]) for row in expected
    }
    assert {row["input"] for row in found.values()} == {str(parquet)}


def test_sites_are_learned_group_by_group(ray: Any) -> None:
    rows = pages.of_sites()
    dataset = ray.data.from_items(rows)
    # of 200 partitions, as unless told, two cores make them in half an hour
    grouped = dataset.groupby("host", num_partitions=2)
    learned = grouped.map_groups(learn_table, batch_format="pyarrow")
    found = pa.Table.from_pylist(learned.take_all(), PROFILE_SCHEMA)
    assert found.sort_by("host").equals(pages.learned_of(rows))
    pipeline = Pipeline(profiles=profiles_of(found))
    cleaned = newsclean.ray.clean(dataset, pipeline=pipeline, id="url").take_all()
    assert len(cleaned) == len(rows)
    assert not any(PROMISE in row["body"] for row in cleaned)


def test_the_documented_job(ray: Any, parquet: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "records")
    documented.run("arrow-spark-ray.md", "ray_job.py", str(parquet), target)
    assert pages.outcomes(pq.read_table(target).to_pylist()) == pages.expected()


def test_the_documented_job_over_warc(ray: Any, warcs: list[Path], tmp_path: Path) -> None:
    listing, target = tmp_path / "warc.paths", str(tmp_path / "records")
    listing.write_text("\n".join(map(str, warcs)))
    documented.run("arrow-spark-ray.md", "ray_warc_job.py", str(listing), target)
    rows = pq.read_table(target).to_pylist()
    expected = [row for path in warcs for batch in clean_file(path) for row in batch.to_pylist()]
    assert len(rows) == len(expected) == len(stories())
    without = [{k: v for k, v in row.items() if k != "paragraphs"} for row in expected]
    assert sorted(rows, key=itemgetter("id")) == sorted(without, key=itemgetter("id"))
