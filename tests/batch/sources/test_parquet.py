"""Parquet: columns by name, row groups, damage."""

import datetime as dt
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsclean.batch.capture import Broken, Capture
from newsclean.batch.reason import Reason
from newsclean.batch.sources.options import ReadOptions
from newsclean.batch.sources.parquet import check_parquet, read_parquet
from newsclean.errors import SettingError


def table(count: int = 100, **columns) -> pa.Table:
    content = pa.array([f"<p>{n} " + "word " * 50 for n in range(count)])
    urls = [f"https://e.org/{n}" for n in range(count)]
    return pa.table({"content": content, "url": urls, **columns})


def written(data: pa.Table, **settings) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(data, buffer, row_group_size=30, **settings)
    return buffer.getvalue()


def items(data: bytes, after: int = -1, **options):
    return [
        r.item for r in read_parquet("a.parquet", io.BytesIO(data), ReadOptions(**options), after)
    ]


def test_each_row_is_a_page():
    found = items(written(table()))
    assert [item.content.split()[0] for item in found] == [f"<p>{n}" for n in range(100)]
    assert (found[64].url, found[64].position.row) == ("https://e.org/64", 64)


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_string(), pa.large_binary()])
def test_content_may_be_bytes(kind):
    found = items(written(table(content=pa.array([b"<p>x"] * 100, pa.binary()).cast(kind))))
    assert {item.content for item in found} <= {b"<p>x", "<p>x"}


def test_dictionaries_are_read():
    content = pa.array(["<p>x"] * 100).dictionary_encode()
    check_parquet("a", io.BytesIO(written(table(content=content))), ReadOptions())
    assert items(written(table(content=content)))[99].content == "<p>x"


def test_columns_are_named_by_options():
    when = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
    data = table(raw=[b"<p>raw"] * 100, key=list(range(100)), at=[when] * 100)
    found = items(written(data), content="raw", id="key", captured_at="at")
    assert (found[3].content, found[3].id, found[3].captured_at) == (b"<p>raw", "3", when)


def test_nulls_cost_their_row():
    found = items(written(table(content=pa.array(["x", None] * 50))))
    assert [isinstance(item, Broken) for item in found] == [False, True] * 50
    assert found[1].reason is Reason.EMPTY
    assert found[1].url == "https://e.org/1"


@pytest.mark.parametrize(
    ("columns", "options", "words"),
    [
        ({}, {"content": "raw"}, "no field 'raw'; it has .'content', 'url'."),
        ({}, {"url": "link"}, "no field 'link'"),
        ({"content": list(range(100))}, {}, "column 'content' is int64"),
    ],
)
def test_a_missing_or_unusable_column_is_refused(columns, options, words):
    data = io.BytesIO(written(table(**columns)))
    with pytest.raises(SettingError, match=words):
        check_parquet("a.parquet", data, ReadOptions(**options))


@pytest.mark.parametrize("data", [b"", b"PAR1 and nothing else", b"PAR1" + bytes(99) + b"PAR1"])
def test_a_file_that_is_no_parquet_costs_itself(data):
    check_parquet("a.parquet", io.BytesIO(data), ReadOptions())
    (item,) = items(data)
    assert (item.reason, item.message[:12]) == (Reason.UNREADABLE, "no Parquet f")


def test_a_damaged_row_group_costs_its_rows():
    data = bytearray(written(table(), compression="zstd", use_dictionary=False))
    group = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0)
    start = group.data_page_offset
    data[start + 20 : start + group.total_compressed_size] = bytes(group.total_compressed_size - 20)
    found = items(bytes(data))
    broken = [item for item in found if isinstance(item, Broken)]
    assert [(item.position.row, item.reason) for item in broken] == [(30, Reason.BAD_RECORD)]
    assert "rows 30 to 59 cannot be read" in broken[0].message
    rows = [item.position.row for item in found if isinstance(item, Capture)]
    assert rows == [*range(30), *range(60, 100)]
    for after in (29, 30, 59, 75):
        assert items(bytes(data), after) == [i for i in found if i.position.row > after]


def test_reading_goes_on_behind_a_row():
    data = written(table())
    whole = items(data)
    for after in (-1, 0, 29, 30, 45, 98, 99):
        assert items(data, after) == whole[after + 1 :]
