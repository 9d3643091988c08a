import datetime as dt
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="needs newsclean[arrow]")

import newsclean  # noqa: E402
from newsclean import Article, Pipeline, SettingError  # noqa: E402
from newsclean.arrow import (  # noqa: E402
    SCHEMA,
    Settings,
    clean_batch,
    clean_batches,
    clean_file,
    clean_table,
)
from newsclean.batch import Reason  # noqa: E402
from newsclean.batch.record import article_columns, failure_columns, record_schema  # noqa: E402
from tests import digests  # noqa: E402

from . import pages  # noqa: E402

TITLE = "Ferry to run on batteries"
STORY = f"<h1>{TITLE}</h1><p>The ferry switches to batteries, its owner said on Monday.</p>"


class Odd:
    """A pipeline of a user's own whose articles do not always fit."""

    def extract(self, content: str | bytes, url: str | None = None, **_: object) -> Article:
        if content == "raises":
            raise ZeroDivisionError("by zero")
        titles: dict[str | bytes, Any] = {"number": 7, "surrogate": "a\ud800b"}
        return Article(title=titles.get(content, "fits"), paragraphs=("One.",), url=url)


def of(**columns: Any) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def reasons(batch: Any) -> list[str | None]:
    found: list[str | None] = batch.column("reason").to_pylist()
    return found


def test_a_row_for_each_row_with_the_record_or_the_reason() -> None:
    given = pages.batch()
    cleaned = clean_batch(given)
    assert cleaned.column("id").equals(given.column("id"))
    assert pages.outcomes(cleaned.to_pylist()) == pages.expected()


def test_the_columns_are_those_of_the_schema_and_of_an_article() -> None:
    assert clean_batch(pages.batch()).schema == SCHEMA
    assert {f.name for f in fields(Article)} | {"body"} == set(SCHEMA.names) - {
        *("id", "input", "row", "offset", "reason", "message")
    }


def test_the_columns_are_those_that_the_command_writes() -> None:
    own = {field.name: field for field in SCHEMA}
    for field in [*record_schema(article_columns()), *record_schema(failure_columns())]:
        assert own.pop(field.name, field) == field
    assert not own


def test_columns_by_other_names() -> None:
    batch = of(html=[STORY], link=["https://ferry.example/1"], key=[41], crawl=["a"], content=[1])
    cleaned = clean_batch(batch, content="html", url="link", id="key", keep=["crawl"])
    row = cleaned.to_pylist()[0]
    assert (row["url"], row["id"], row["crawl"]) == ("https://ferry.example/1", 41, "a")
    assert row["title"] == TITLE
    assert cleaned.schema.names == ["crawl", *SCHEMA.names]
    assert cleaned.schema.field("id").type == pa.int64()


def test_where_a_page_stands_is_passed_on() -> None:
    batch = of(content=[STORY], input=["a.warc"], row=pa.array([3], pa.int32()), offset=[512])
    cleaned = clean_batch(batch).select(["id", "input", "row", "offset"])
    assert cleaned.to_pylist() == [{"id": None, "input": "a.warc", "row": 3, "offset": 512}]
    assert clean_batch(of(content=[STORY])).to_pylist()[0]["row"] is None


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({"html": [STORY]}, {}, "no column 'content'; there are ['html']"),
        ({"content": [STORY]}, {"url": "link"}, "no column 'link'; there are ['content']"),
        ({"content": [STORY]}, {"id": "key"}, "no column 'key'"),
        ({"content": [STORY]}, {"keep": ["crawl"]}, "no column 'crawl'"),
        ({"content": [STORY], "title": [""]}, {"keep": ["title"]}, "column 'title' cannot be kept"),
        ({"content": [1]}, {}, "column 'content' is int64; it must be text or bytes"),
        ({"content": [STORY], "url": [b"x"]}, {}, "column 'url' is binary; it must be text"),
        ({"content": [STORY], "captured_at": [True]}, {}, "'captured_at' is bool"),
    ],
)
def test_columns_that_cannot_be_used_are_refused(
    columns: dict[str, Any], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(SettingError) as raised:
        clean_batch(of(**columns), **options)
    assert message in str(raised.value)
    with pytest.raises(SettingError):
        clean_batch(of(**columns).slice(0, 0), **options)


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(),
        pa.binary_view(), pa.dictionary(pa.int32(), pa.string()),
    ],
    ids=str,
)  # fmt: skip
def test_every_type_of_text_and_bytes(kind: Any) -> None:
    content = pa.array([STORY], kind)
    assert clean_batch(of(content=content)).to_pylist()[0]["title"] == TITLE


def test_text_that_is_no_utf8_is_read_as_bytes() -> None:
    latin = pa.array([STORY.replace("batteries", "Batterieströme").encode("latin-1")], pa.binary())
    broken = pa.StringArray.from_buffers(1, latin.buffers()[1], latin.buffers()[2])
    row = clean_batch(of(content=broken, charset=["latin-1"])).to_pylist()[0]
    assert row["title"] == "Ferry to run on Batterieströme"


def test_what_cannot_be_read_costs_its_row() -> None:
    latin = pa.array([b"https://a.example/\xe9", b"https://a.example/1"], pa.binary())
    url = pa.StringArray.from_buffers(2, latin.buffers()[1], latin.buffers()[2])
    assert reasons(clean_batch(of(content=[STORY, STORY], url=url))) == ["bad_record", None]
    for at in (pa.array([2**62, 0], pa.timestamp("s")), ["the other day", "2025-07-01"]):
        batch = of(content=[STORY, STORY], captured_at=at)
        assert reasons(clean_batch(batch)) == ["bad_record", None]


@pytest.mark.parametrize(
    "at",
    [
        pa.array([1_751_364_000_000_000_001], pa.timestamp("ns")),
        pa.array([dt.datetime(2025, 7, 1, 10, tzinfo=dt.UTC)]),
        pa.array(["2025-07-01T10:00:00Z"]),
        pa.array([1_751_364_000]),
    ],
    ids=["nanoseconds", "timestamp", "text", "number"],
)
def test_the_time_of_capture_anchors_ages(at: Any) -> None:
    page = STORY.replace("</h1>", "</h1><p>Published 2 days ago</p>")
    row = clean_batch(of(content=[page], captured_at=at)).to_pylist()[0]
    assert row["date"] == dt.date(2025, 6, 29)


def test_an_error_costs_its_row() -> None:
    contents = ["fits", "raises", "number", "surrogate", "fits"]
    cleaned = clean_batch(of(content=contents, id=list("abcde")), pipeline=Odd())  # type: ignore[arg-type]
    assert reasons(cleaned) == [None, "internal_error", "internal_error", None, None]
    messages = cleaned.column("message").to_pylist()
    assert messages[1] == "ZeroDivisionError: by zero"
    assert "does not fit the schema" in messages[2]
    assert cleaned.column("title").to_pylist() == ["fits", None, None, "a?b", "fits"]
    assert cleaned.column("id").to_pylist() == list("abcde")


def test_a_pipeline_of_ones_own() -> None:
    small = Pipeline(max_bytes=1_000)
    cleaned = clean_batch(of(content=[STORY, STORY * 20]), pipeline=small)
    assert reasons(cleaned) == [None, "too_large"]


def test_a_page_that_hangs_costs_its_row() -> None:
    contents = [STORY.encode(), pages.HANGS, STORY.encode()]
    batches = [of(content=contents, id=[1, 2, 3]), of(content=contents[:1], id=[4])]
    settings = Settings(pipeline=pages.STUMBLING, timeout=2)
    cleaned = pa.Table.from_batches(clean_batches(batches, settings))
    assert reasons(cleaned) == [None, "timeout", None, None]
    assert cleaned.column("id").to_pylist() == [1, 2, 3, 4]
    assert cleaned.column("title").to_pylist() == [TITLE, None, TITLE, TITLE]


def test_streams_of_batches_and_tables() -> None:
    whole = pages.batch()
    parts = [whole.slice(0, 2), whole.slice(2, 0), whole.slice(2, 5)]
    cleaned = list(clean_batches(parts))
    assert [batch.num_rows for batch in cleaned] == [2, 5]
    expected = clean_batch(whole.slice(0, 7))
    assert pa.Table.from_batches(cleaned).equals(pa.Table.from_batches([expected]))
    assert clean_table(pa.Table.from_batches(parts)).to_pylist() == expected.to_pylist()
    assert clean_table(pa.table(whole).slice(0, 0)).schema == SCHEMA
    assert clean_batch(whole.slice(0, 0)).schema == SCHEMA


def test_a_table_takes_the_arguments_of_a_batch() -> None:
    table = pa.table({"html": [STORY, None], "key": [1, 2]})
    cleaned = clean_table(table, content="html", id="key")
    assert cleaned["title"].to_pylist() == [TITLE, None]
    assert cleaned["reason"].to_pylist() == [None, "empty"]
    assert cleaned["id"].to_pylist() == [1, 2]
    with pytest.raises(SettingError, match="exclude each other"):
        clean_table(table, Settings(content="html"), content="html")
    with pytest.raises(SettingError, match="int is no table of Arrow"):
        clean_table(7)


def test_frames_of_pandas() -> None:
    pd = pytest.importorskip("pandas", reason="needs pandas")
    frame = pd.DataFrame({"html": [STORY, None, float("nan"), ""], "crawl": list("abcd")})
    cleaned = clean_table(frame[frame["crawl"] != "d"], content="html", keep=["crawl"])
    assert cleaned["reason"].to_pylist() == [None, "empty", "empty"]
    assert list(cleaned.to_pandas()["crawl"]) == ["a", "b", "c"]
    with pytest.raises(SettingError, match="DataFrame is no table of Arrow"):
        clean_table(pd.DataFrame({"content": ["text", 7, b"x"]}))


def test_what_other_libraries_call_a_table() -> None:
    class Frame:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return pa.table({"content": [STORY]}).__arrow_c_stream__(requested_schema)

    assert clean_table(Frame())["title"].to_pylist() == [TITLE]


@pytest.mark.parametrize("content", [None, float("nan")])
def test_no_content_is_a_result_with_a_reason(content: object) -> None:
    (result,) = newsclean.clean([{"content": content, "url": "https://a.example/1"}], workers=0)
    assert (result.reason, result.url) == (Reason.EMPTY, "https://a.example/1")
    (result,) = newsclean.clean([content], workers=0)
    assert result.reason is Reason.EMPTY


def test_a_file_gives_the_pages_that_the_command_reads(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    lines = [{"html": STORY, "url": "https://ferry.example/1", "id": "one"}, {"html": STORY}]
    path.write_text("\n".join([json.dumps(lines[0]), "{broken", json.dumps(lines[1])]))
    first, second = clean_file(path, rows=2)
    assert (first.num_rows, second.num_rows) == (2, 1)
    assert first.schema == second.schema == SCHEMA
    rows = [*first.to_pylist(), *second.to_pylist()]
    assert [row["id"] for row in rows] == ["one", f"{path}#1", f"{path}#2"]
    assert [row["reason"] for row in rows] == [None, "bad_record", None]
    assert [row["row"] for row in rows] == [0, 1, 2]
    assert {row["input"] for row in rows} == {str(path)}
    assert rows[0]["url"] == "https://ferry.example/1"
    assert rows[2]["title"] == TITLE


def test_the_same_records_as_the_command(tmp_path: Path) -> None:
    """Over one Parquet file; the command leaves out `paragraphs`."""
    given = pages.batch().drop_columns(["charset", "kind"])
    source, output = tmp_path / "pages.parquet", tmp_path / "out.parquet"
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.Table.from_batches([given]), source)
    command = [sys.executable, "-c", "from newsclean.cli.main import main; main()", "clean"]
    command += [str(source), "-o", str(output), "--workers", "1", "--quiet"]
    command += ["--captured-at-field", "captured_at"]
    subprocess.run(command, check=True, timeout=300)
    table = pq.read_table(output)
    cleaned = pa.Table.from_batches([clean_batch(given)])
    good = cleaned.filter(pa.compute.is_null(cleaned["reason"]))
    names = [name for name in table.column_names if name not in {"input", "row", "offset"}]
    assert good.select(names).to_pylist() == table.select(names).to_pylist()
    failed = pq.read_table(tmp_path / "out.failed.parquet").select(["id", "reason"])
    assert dict(zip(*failed.to_pydict().values(), strict=True)) == {
        name: reason.value for name, (_, reason) in pages.FAULTS.items()
    }


def test_each_story_of_a_page_has_a_row_with_its_own_id() -> None:
    given = of(
        id=["page", "mail"], crawl=[1, 2], content=[digests.page_with_teasers(), digests.message()]
    )
    split = clean_batch(given, keep=["crawl"], split=True)
    assert split.column("id").to_pylist() == ["page", *(f"mail#{n}" for n in range(1, 5))]
    assert split.column("crawl").to_pylist() == [1, 2, 2, 2, 2]
    assert clean_batch(given).column("id").to_pylist() == ["page", "mail"]
    numbered = clean_batch(of(id=[7], content=[digests.message()]), split=True)
    assert numbered.column("id").to_pylist() == [f"7#{n}" for n in range(1, 5)]
    unnamed = clean_batch(of(content=[digests.message()]), split=True)
    assert unnamed.column("id").to_pylist() == 4 * [None]


def test_a_file_is_split_as_the_command_does(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml.jsonl"
    path.write_text(json.dumps({"content": digests.message()}) + "\n")
    [batch] = clean_file(path, split=True)
    assert batch.column("id").to_pylist() == [f"{path}#0#{n}" for n in range(1, 5)]
