"""Inputs and outputs that are elsewhere, by the file systems of fsspec that need no network."""

import gzip
import json

import pyarrow.parquet as pq
import pytest

from newsclean.batch import BatchError, Settings, clean_inputs, kept_pages, work
from newsclean.batch import remote as remote_module
from newsclean.errors import MissingExtra, SettingError
from tests.batch.archives import html, warc
from tests.batch.planted import Planted, page

fsspec = pytest.importorskip("fsspec", reason="needs newsclean[remote]")


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A bucket in memory; what a run keeps meanwhile goes under tmp_path."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    system = fsspec.filesystem("memory")
    system.store.clear()
    lines = [json.dumps({"content": page(n), "url": f"https://e.org/{n}"}) for n in range(5)]
    system.pipe("/crawl/a.jsonl.gz", gzip.compress("\n".join(lines).encode()))
    system.pipe("/crawl/b.warc", b"".join(warc([html(0), html(1)])))
    system.pipe("/crawl/notes.md", b"notes")
    yield system
    system.store.clear()


def run(inputs, output, **options):
    return clean_inputs(inputs, output, **{"pipeline": Planted(), "workers": 0, **options})


def records(system, path):
    return [json.loads(line) for line in system.cat(path).splitlines()]


def test_a_folder_elsewhere_becomes_a_file_elsewhere(store, tmp_path):
    summary = run(["memory://crawl"], "memory://made/out.jsonl")
    found = records(store, "/made/out.jsonl")
    assert [r["url"] for r in found] == [
        *(f"https://e.org/{n}" for n in range(5)), "https://news.example/0", "https://news.example/1",
    ]  # fmt: skip
    assert {r["input"] for r in found} == {"memory:///crawl/a.jsonl.gz", "memory:///crawl/b.warc"}
    assert summary.to_dict()["output"] == "memory://made/out.jsonl"
    assert summary.passed_over == {".md": 1}
    assert sorted(store.find("/made")) == ["/made/out.failed.jsonl", "/made/out.jsonl"]
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_parquet_there_and_back(store, tmp_path):
    run(["memory://crawl/a.jsonl.gz"], "memory://made/out.parquet")
    with store.open("/made/out.parquet") as file:
        assert pq.read_table(file).num_rows == 5
    settings = Settings(read=Settings().read.__class__(content="body"))
    run(["memory://made/out.parquet"], tmp_path / "again.jsonl", settings=settings)
    assert len((tmp_path / "again.jsonl").read_text().splitlines()) == 5


def test_the_file_system_of_this_machine(store, tmp_path):
    (tmp_path / "page.txt").write_text(page(1))
    run([f"file://{tmp_path}/page.txt"], f"file://{tmp_path}/made/out.jsonl")
    (line,) = (tmp_path / "made" / "out.jsonl").read_text().splitlines()
    assert json.loads(line)["body"] == page(1)


@pytest.mark.parametrize("changed", [False, True])
def test_an_interrupted_run_goes_on_unless_an_input_has_changed(store, monkeypatch, changed):
    monkeypatch.setattr(work, "PART_PAGES", 2)

    def stop(progress):
        if progress.tally.pages == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(["memory://crawl"], "memory://made/out.jsonl", watch=stop)
    assert kept_pages("memory://made/out.jsonl") == 2
    assert not store.exists("/made/out.jsonl")
    if changed:
        store.pipe("/crawl/b.warc", b"".join(warc([html(2)])))
        with pytest.raises(BatchError, match=r"b\.warc has changed"):
            run(["memory://crawl"], "memory://made/out.jsonl")
    else:
        summary = run(["memory://crawl"], "memory://made/out.jsonl")
        assert (summary.resumed, len(records(store, "/made/out.jsonl"))) == (2, 7)


def test_what_cannot_be_sent_is_kept(store, monkeypatch):
    def full(*arguments, **options):
        raise OSError("full")

    put = type(store).put_file
    monkeypatch.setattr(type(store), "put_file", full)
    with pytest.raises(BatchError, match=r"memory://made/out\.failed\.jsonl: full"):
        run(["memory://crawl"], "memory://made/out.jsonl")
    monkeypatch.setattr(type(store), "put_file", put)
    assert run(["memory://crawl"], "memory://made/out.jsonl").resumed == 7
    assert len(records(store, "/made/out.jsonl")) == 7


@pytest.mark.parametrize(
    ("inputs", "output", "words"),
    [
        ("memory://nowhere.html", "memory://made/out.jsonl", "memory://nowhere.html: no such file"),
        (
            "memory://crawl",
            "memory://made/out.csv",
            "out.csv: the output's name must",
        ),
        ("memory://crawl", "http://a.example/out.jsonl", "http://a.example/out.jsonl: "),
        ("nonsense://crawl/a", "memory://made/out.jsonl", "nonsense://crawl/a: "),
        ("memory://crawl/a.jsonl.gz", "memory://crawl/a.jsonl.gz", "would write over it"),
    ],
)
def test_what_cannot_be_is_said(store, inputs, output, words):
    with pytest.raises((SettingError, MissingExtra)) as raised:
        run([inputs], output)
    assert words in str(raised.value)


def test_without_fsspec_the_extra_is_named(store, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsclean\[remote\]'"):
        remote_module.opened_system("s3://bucket/key")
