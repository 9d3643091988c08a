"""Whole runs in this process: formats in and out, what is left out, what is refused."""

import bz2
import datetime as dt
import errno
import gzip
import io
import json
import lzma
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from backports import zstd

import newsclean
from newsclean.batch import BatchError, Position, work
from newsclean.batch.run import clean_inputs, kept_pages
from newsclean.batch.settings import Settings
from newsclean.batch.sources.options import ReadOptions
from newsclean.errors import SettingError
from tests.batch.archives import html, record, response, warc
from tests.batch.planted import Planted, page

ENDINGS = (".jsonl", ".ndjson.gz", ".jsonl.zst", ".parquet")


def run(inputs, output, settings=None, **options):
    return clean_inputs([inputs] if not isinstance(inputs, list) else inputs, output, settings,
                        **{"pipeline": Planted(), "workers": 0, **options})  # fmt: skip


def read(path) -> list[dict]:
    data = path.read_bytes()
    if path.suffix == ".parquet":
        return pq.read_table(io.BytesIO(data)).to_pylist()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".zst":
        data = zstd.decompress(data)
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def crawl(tmp_path):
    """A file of JSON Lines: 10 good pages, a failing one, a broken line."""
    path = tmp_path / "crawl.jsonl"
    lines = [
        json.dumps({"id": f"p{n}", "content": page(n), "url": f"https://e.org/{n}"})
        for n in range(10)
    ]
    lines += [json.dumps({"id": "bad", "content": page(10, "raise")}), "broken"]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_records_and_failures_come_in_order(crawl, tmp_path, ending, monkeypatch):
    monkeypatch.setattr(work, "PART_PAGES", 3)
    output = tmp_path / f"out{ending}"
    summary = run(crawl, output)
    records, failures = read(output), read(tmp_path / f"out.failed{ending}")
    assert [(r["id"], r["url"], r["row"]) for r in records] == [
        (f"p{n}", f"https://e.org/{n}", n) for n in range(10)
    ]
    assert [r["body"] for r in records] == [page(n) for n in range(10)]
    assert {r["input"] for r in records} == {str(crawl)}
    assert [(f["id"], f["row"], f["reason"]) for f in failures] == [
        ("bad", 10, "internal_error"),
        (f"{crawl}#11", 11, "bad_record"),
    ]
    assert failures[0]["message"] == "ValueError: planted"
    assert (summary.tally.pages, summary.tally.records, summary.tally.failures) == (12, 10, 2)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["crawl.jsonl", f"out{ending}", f"out.failed{ending}"]
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_records_hold_what_the_article_holds(tmp_path, ending):
    source = tmp_path / "page.html"
    story = "The bridge over the Lenn was opened again on Monday, the council said."
    source.write_text(
        "<html lang=en><head><title>Bridge reopens</title>"
        '<meta property="article:published_time" content="2025-06-14T10:30:00+02:00">'
        '<meta name="author" content="Ann Lee"></head>'
        f"<article><h1>Bridge reopens</h1><p>{story}</p><p>{story} And more.</p></article>"
    )
    article = newsclean.extract(source.read_bytes())
    run(source, tmp_path / f"out{ending}", pipeline=newsclean.DEFAULT)
    (line,) = read(tmp_path / f"out{ending}")
    expected = article.to_dict()
    if ending == ".parquet":
        expected["date"] = article.date
        line["sources"] = dict(line["sources"])
    del expected["paragraphs"], expected["kinds"]
    origin = {"id": str(source), "input": str(source), "row": 0, "offset": None}
    assert line == {**expected, **origin}


def test_parquet_has_the_documented_schema(crawl, tmp_path):
    run(crawl, tmp_path / "out.parquet")
    schema = pq.read_schema(tmp_path / "out.parquet")
    kinds = {field.name: str(field.type) for field in schema}
    assert schema.field("sources").type == pa.map_(pa.string(), pa.string())
    del kinds["sources"]
    assert kinds == {
        "id": "string", "url": "string", "input": "string", "row": "int64", "offset": "int64",
        "title": "string", "date": "date32[day]", "published": "string", "modified": "string",
        "authors": "list<element: string>", "agencies": "list<element: string>",
        "body": "string", "language": "string",
        "site": "string", "description": "string", "image": "string",
        "tags": "list<element: string>", "canonical_url": "string", "confidence": "double",
        "article_chance": "double", "version": "string",
    }  # fmt: skip
    failed = pq.read_schema(tmp_path / "out.failed.parquet")
    assert failed.names == ["id", "url", "input", "row", "offset", "reason", "message"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_pages_give_empty_files(tmp_path, ending):
    (tmp_path / "none.jsonl").write_text("\n")
    summary = run(tmp_path / "none.jsonl", tmp_path / f"out{ending}")
    assert read(tmp_path / f"out{ending}") == read(tmp_path / f"out.failed{ending}") == []
    assert summary.tally.pages == 0


def test_a_mixed_folder_is_read_in_order_of_names(tmp_path):
    folder = tmp_path / "in"
    (folder / "c").mkdir(parents=True)
    (folder / "a.html").write_bytes(html(0))
    (folder / "b.jsonl").write_text(json.dumps({"content": "b"}))
    (folder / "c" / "d.txt.gz").write_bytes(gzip.compress(b"d"))
    (folder / "c" / "e.html.zst").write_bytes(zstd.compress(b"e"))
    (folder / "f.warc.gz").write_bytes(b"".join(warc([html(1)])))
    pq.write_table(pa.table({"content": ["g"]}), folder / "g.parquet")
    (folder / "h.warc.wet").write_bytes(record(0, b"h", kind="conversion"))
    (folder / "notes.md").write_text("not a page")
    (folder / ".hidden.html").write_text("not a page")
    run(folder, tmp_path / "out.jsonl")
    records = read(tmp_path / "out.jsonl")
    assert [r["body"] for r in records] == [
        html(0).decode(), "b", "d", "e", html(1).decode(), "g", "h",
    ]  # fmt: skip
    assert records[2]["id"] == str(folder / "c" / "d.txt.gz")


def test_warc_dates_anchor_relative_dates(tmp_path):
    body = (
        b"<h1>Bridge reopens</h1><p>3 hours ago</p>"
        + b"<p>The bridge over the Lenn was opened again, the council said in the evening.</p>" * 3
    )
    (tmp_path / "a.warc").write_bytes(record(0, response(body)))
    seen = []

    class Recorder(Planted):
        def extract(self, content, url=None, **known):
            seen.append((url, known))
            return super().extract(content, url)

    run(tmp_path / "a.warc", tmp_path / "out.jsonl", pipeline=Recorder())
    ((url, known),) = seen
    assert url == "https://news.example/0"
    assert known["captured_at"] == dt.datetime(2025, 7, 1, 10, 0, tzinfo=dt.UTC)


def test_what_is_left_out_goes_with_its_reason(tmp_path):
    for name, text in {"a": "strong", "b": "weak", "c": "a listing", "d": "weak listing"}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    settings = Settings(min_confidence=0.5, articles_only=True)
    summary = run(tmp_path, tmp_path / "out.jsonl", settings)
    assert [r["body"] for r in read(tmp_path / "out.jsonl")] == ["strong"]
    assert [(f["reason"], f["message"]) for f in read(tmp_path / "out.failed.jsonl")] == [
        ("low_confidence", "confidence 0.20 is under 0.5"),
        ("not_article", "article_chance 0.10 is under 0.5"),
        ("not_article", "article_chance 0.10 is under 0.5"),
    ]
    assert summary.tally.reasons == {"low_confidence": 1, "not_article": 2}


def test_fields_can_be_chosen(crawl, tmp_path):
    run(crawl, tmp_path / "out.jsonl", Settings(fields=("paragraphs", "title")))
    first = read(tmp_path / "out.jsonl")[0]
    assert list(first) == ["id", "url", "input", "row", "offset", "paragraphs", "title"]
    run(crawl, tmp_path / "out.parquet", Settings(fields=("paragraphs", "title")))
    assert read(tmp_path / "out.parquet")[0] == first


def test_lone_surrogates_do_not_stop_a_run(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"content": "A story \ud83d of ünits.", "url": "u\udc80"})
    )
    for ending in (".jsonl", ".parquet"):
        run(tmp_path / "a.jsonl", tmp_path / f"out{ending}")
        (line,) = read(tmp_path / f"out{ending}")
        assert (line["body"], line["url"]) == ("A story ? of ünits.", "u?")


def test_an_unreadable_file_costs_itself(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("A story.")
    (folder / "b.txt").symlink_to(tmp_path / "nowhere")
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"A long story. " * 100)[:-20])
    run(folder, tmp_path / "out.jsonl")
    failures = read(tmp_path / "out.failed.jsonl")
    assert [(f["id"][-8:], f["reason"]) for f in failures] == [
        ("in/b.txt", "unreadable"),
        ("c.txt.gz", "truncated"),
    ]


def test_a_file_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text("A story.")
    assert run([tmp_path, tmp_path / "a.txt"], tmp_path / "out.jsonl").tally.pages == 1


@pytest.mark.parametrize(
    ("inputs", "output", "words"),
    [
        (["nowhere.html"], "out.jsonl", "nowhere.html: No such file"),
        (["a.txt"], "out.csv", "must end with .jsonl"),
        (["a.txt"], "no/out.jsonl", "no such folder"),
        (["a.txt", "b.jsonl"], "out.jsonl", "b.jsonl has none of the fields"),
    ],
)
def test_what_cannot_work_is_refused_before_the_run(tmp_path, monkeypatch, inputs, output, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("A story.")
    (tmp_path / "b.jsonl").write_text('{"body": "x"}')
    with pytest.raises(SettingError, match=words):
        clean_inputs(inputs, output, pipeline=Planted(), workers=0)
    assert {p.name for p in tmp_path.iterdir()} == {"a.txt", "b.jsonl"}


def test_a_broken_parquet_file_is_a_failure_among_others(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("A story.")
    (tmp_path / "in" / "b.parquet").write_bytes(b"PAR1 cut off")
    assert run(tmp_path / "in", tmp_path / "out.jsonl").tally.pages == 2
    (failure,) = read(tmp_path / "out.failed.jsonl")
    assert failure["reason"] == "unreadable"
    assert "no Parquet file" in failure["message"]


def test_a_refused_number_of_workers_leaves_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("A story.")
    with pytest.raises(SettingError, match="workers"):
        clean_inputs([tmp_path / "a.txt"], tmp_path / "out.jsonl", workers=-1)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_format_can_be_forced(tmp_path):
    (tmp_path / "dump.txt").write_text('{"content": "a"}\n{"content": "b"}\n')
    run(tmp_path / "dump.txt", tmp_path / "out.jsonl", Settings(format="jsonl"))
    assert [r["body"] for r in read(tmp_path / "out.jsonl")] == ["a", "b"]


def stop_after(pages: int):
    def watch(progress) -> None:
        if progress.pages >= pages:
            raise KeyboardInterrupt

    return watch


@pytest.fixture
def many(tmp_path, monkeypatch):
    monkeypatch.setattr(work, "PART_PAGES", 5)
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"content": page(n)}) + "\n" for n in range(50)))
    return path


def interrupt(source, output, settings=None, pages=23):
    with pytest.raises(KeyboardInterrupt):
        run(source, output, settings, watch=stop_after(pages))


def test_an_interrupted_run_goes_on_behind_its_last_part(many, tmp_path):
    run(many, tmp_path / "whole.jsonl")
    interrupt(many, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
    seen = []
    summary = run(many, tmp_path / "out.jsonl", watch=seen.append)
    assert summary.resumed == 20
    assert summary.tally.pages == 50
    assert seen[0].pages == 1
    assert seen[-1].done_bytes == seen[-1].total_bytes
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_parts_are_kept_by_time_too(many, tmp_path, ending, monkeypatch):
    monkeypatch.setattr(work, "PART_PAGES", 20)
    run(many, tmp_path / f"whole{ending}")
    monkeypatch.setattr(work, "KEEP_SECONDS", 0.0)
    interrupt(many, tmp_path / f"out{ending}", pages=27)
    assert kept_pages(tmp_path / f"out{ending}") == 26
    interrupt(many, tmp_path / f"out{ending}", pages=5)
    assert kept_pages(tmp_path / f"out{ending}") == 30
    assert run(many, tmp_path / f"out{ending}").resumed == 30
    for name in ("{}", "{}.failed"):
        paths = [tmp_path / (name.format(stem) + ending) for stem in ("whole", "out")]
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_part_ends_by_its_bytes_too(many, tmp_path, monkeypatch):
    run(many, tmp_path / "whole.jsonl")
    monkeypatch.setattr(work, "PART_PAGES", 1000)
    monkeypatch.setattr(work, "PART_BYTES", 3000)
    run(many, tmp_path / "out.parquet")
    groups = pq.read_metadata(tmp_path / "out.parquet").num_row_groups
    size = (tmp_path / "whole.jsonl").stat().st_size
    assert size / 4500 < groups <= size / 3000


def test_restart_begins_anew(many, tmp_path):
    interrupt(many, tmp_path / "out.jsonl")
    assert run(many, tmp_path / "out.jsonl", restart=True).resumed == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"min_confidence": 0.3}, "had min_confidence = 0.0, this one has 0.3"),
        ({"fields": ("title",)}, "had fields = "),
        ({"pipeline": "mine"}, "had pipeline = 'default'"),
        ({"timeout": 5.0}, "had timeout = 30.0"),
        ({"read": ReadOptions(url="link")}, "had read = "),
    ],
)
def test_changed_settings_are_refused(many, tmp_path, changed, words):
    interrupt(many, tmp_path / "out.jsonl")
    with pytest.raises(BatchError, match=words) as caught:
        run(many, tmp_path / "out.jsonl", Settings(**changed))
    assert "--restart" in str(caught.value)
    assert caught.value.exit_code == 9


def test_other_numbers_of_workers_go_on(many, tmp_path):
    run(many, tmp_path / "whole.jsonl")
    interrupt(many, tmp_path / "out.jsonl")
    assert run(many, tmp_path / "out.jsonl", workers=1).resumed == 20
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_changed_file_is_refused(many, tmp_path):
    interrupt(many, tmp_path / "out.jsonl")
    many.write_text(many.read_text().replace("Page 49", "Page 50"))
    with pytest.raises(BatchError, match=r"many.jsonl has changed since"):
        run(many, tmp_path / "out.jsonl")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "No space left on device: make room on the disk; what is finished is kept"),
        (errno.EROFS, "Read-only file system: write elsewhere"),
        (errno.EACCES, "Permission denied: write elsewhere"),
    ],
)
def test_what_the_system_refuses_is_said(many, tmp_path, monkeypatch, number, words):
    calls = []

    def fsync(handle):
        calls.append(handle)
        if len(calls) > 12:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(BatchError, match=words):
        run(many, tmp_path / "out.jsonl")
    monkeypatch.undo()
    assert run(many, tmp_path / "out.jsonl").resumed > 0
    assert len(read(tmp_path / "out.jsonl")) == 50


def test_a_name_that_is_too_long_is_refused_before_anything_is_written(many, tmp_path):
    with pytest.raises(BatchError, match=r"File name too long .*choose a shorter one"):
        run(many, tmp_path / f"{'x' * 240}.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["many.jsonl"]


def test_what_was_passed_over_is_in_the_summary(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.md", "c.md", "d"):
        (folder / name).write_text("A story.")
    summary = run(folder, tmp_path / "out.jsonl")
    assert summary.to_dict()["passed_over"] == {".md": 2, "no ending": 1}
    assert "passed over in the folders: 2 .md, 1 no ending" in summary.lines()
    assert run(folder, tmp_path / "out.jsonl", Settings(format="page")).tally.pages == 4


class Stdin(io.TextIOWrapper):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BufferedReader(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "bodies"),
    [
        (b'{"content": "a"}\n{"content": "b"}\n', ["a", "b"]),
        (gzip.compress(b'{"content": "a"}\n'), ["a"]),
        (zstd.compress(b'{"content": "a"}\n'), ["a"]),
        (bz2.compress(b'{"content": "a"}\n'), ["a"]),
        (b'\xef\xbb\xbf{"content": "a"}\n', ["a"]),
        (html(0), [html(0).decode()]),
        (lzma.compress(html(0)), [html(0).decode()]),
        (b"A story.\n\nOf two paragraphs.", ["A story.\n\nOf two paragraphs."]),
        (b"".join(warc([html(0), html(1)])), [html(0).decode(), html(1).decode()]),
    ],
)
def test_standard_input_is_read(tmp_path, monkeypatch, data, bodies):
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    run("-", tmp_path / "out.jsonl")
    records = read(tmp_path / "out.jsonl")
    assert [r["body"] for r in records] == bodies
    assert records[0]["input"] == "-"


class Dripping(io.RawIOBase):
    """Gives a byte at a time, as a slow writer does."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self.data.readinto(memoryview(buffer)[:1])


def test_standard_input_is_told_however_slowly_it_comes(tmp_path, monkeypatch):
    data = b"".join(warc([html(0)]))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Dripping(data))))
    run("-", tmp_path / "out.jsonl")
    assert [r["url"] for r in read(tmp_path / "out.jsonl")] == ["https://news.example/0"]


def test_standard_input_from_a_file_finds_its_way_behind_damage(tmp_path, monkeypatch):
    records = warc([html(n) for n in range(4)])
    records[1] = records[1][:40] + b"?" * 9 + records[1][49:]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    with (tmp_path / "a.warc.gz").open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        run("-", tmp_path / "out.jsonl")
    found = [r["url"][-1] for r in read(tmp_path / "out.jsonl")]
    assert found == ["0", "2", "3"]


def test_standard_input_is_never_resumed(tmp_path, monkeypatch):
    monkeypatch.setattr(work, "PART_PAGES", 1)
    data = b'{"content": "a"}\n{"content": "b"}\n{"content": "c"}\n'
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    interrupt("-", tmp_path / "out.jsonl", pages=2)
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    assert run("-", tmp_path / "out.jsonl").resumed == 0
    assert len(read(tmp_path / "out.jsonl")) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [(b'{"body": "a"}\n', "standard input has none of the fields"), (b"PAR1xx", "name the file")],
)
def test_standard_input_that_cannot_work_is_refused(tmp_path, monkeypatch, data, words):
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    with pytest.raises(SettingError, match=words):
        run("-", tmp_path / "out.jsonl")


def test_positions_read_as_words():
    assert str(Position("a.warc", 3, 99)) == "a.warc, row 3, byte 99"
    assert str(Position(row=3)) == "page, row 3"
