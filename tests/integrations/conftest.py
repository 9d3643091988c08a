"""The inputs that Spark and Ray share."""

import gzip
from importlib.util import find_spec
from pathlib import Path

import pytest

from .site import stories

# a program that Scrapy runs; and what cannot be imported where its library is missing
collect_ignore = ["items_spider.py", *(["pages.py"] if find_spec("pyarrow") is None else [])]


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Parquet file of the pages."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from . import pages

    path = tmp_path_factory.mktemp("pages") / "pages.parquet"
    pq.write_table(pa.Table.from_batches([pages.batch()]), path, row_group_size=20)
    return path


@pytest.fixture(scope="session")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two WARC files, compressed by record, of the site's stories."""
    pytest.importorskip("fastwarc", reason="needs newsclean[warc]")
    pytest.importorskip("backports.zstd", reason="needs newsclean[zstd]")
    from ..batch.archives import record, response

    folder = tmp_path_factory.mktemp("warc")
    records = []
    for number, (path, story) in enumerate(stories().items()):
        charset = story.arguments.get("charset")
        kind = f"text/html; charset={charset}" if charset else "text/html"
        url = f"https://lenn.example{path}"
        records.append(record(number, response(story.content, content_type=kind), url=url))
    half = len(records) // 2
    paths = [folder / "CC-NEWS-1.warc.gz", folder / "CC-NEWS-2.warc.gz"]
    for path, part in zip(paths, (records[:half], records[half:]), strict=True):
        path.write_bytes(b"".join(map(gzip.compress, part)))
    return paths
