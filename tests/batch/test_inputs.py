"""Inputs: found in a fixed order, told apart, known again."""

import gzip
from pathlib import Path

import pytest

from newsclean.batch.inputs import InputFile, find_inputs, read_file
from newsclean.batch.reason import Reason
from newsclean.batch.sources.formats import read_input, suffix_format, tell_format
from newsclean.batch.sources.options import ReadOptions
from newsclean.errors import SettingError


def names(paths, **options) -> list[str]:
    return [Path(found.path).name for found in find_inputs([str(p) for p in paths], **options)]


def test_folders_are_walked_in_order_of_names(tmp_path):
    for name in (
        "b/z.html",
        "b/a.htm",
        "a.txt",
        "c.jsonl.gz",
        "b.html",
        "B.html",
        "c.md",
        ".d.txt",
        "e.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert names([tmp_path]) == ["B.html", "a.txt", "a.htm", "z.html", "b.html", "c.jsonl.gz"]


def test_a_file_that_is_named_needs_no_known_ending(tmp_path):
    (tmp_path / "page").write_text("<p>x")
    (tmp_path / "lines.json").write_text('{"content": "x"}')
    kinds = [f.format for f in find_inputs([str(tmp_path / "page"), str(tmp_path / "lines.json")])]
    assert kinds == ["page", "jsonl"]


def test_links_to_folders_are_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "a.txt").write_text("x")
    assert names([tmp_path / "in"]) == ["a.txt"]


def test_what_is_to_be_left_out_is(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "out.jsonl").write_text("")
    assert names([tmp_path], leave_out={str(tmp_path / "out.jsonl")}) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.html", b"<html>", "page"),
        ("a.txt.gz", gzip.compress(b"x"), "page"),
        ("a.html", b"WARC/1.0\r\n", "warc"),
        ("a.txt", gzip.compress(b"WARC/1.1\r\n"), "warc"),
        ("a.warc.gz", gzip.compress(b""), "warc"),
        ("a.bin", b"PAR1", "parquet"),
        ("a.parquet", b"no", "parquet"),
        ("a.ndjson", b"", "jsonl"),
        ("a", b'\n {"x": 1}', "jsonl"),
        ("a", gzip.compress(b'{"x": 1}')[:20], "jsonl"),
        ("a", b"Some text", "page"),
        ("a", b"", "page"),
    ],
)
def test_formats_are_told_by_content_and_name(name, head, kind):
    assert tell_format(name, head) == kind


def test_endings_are_known_behind_compression():
    assert suffix_format("2025.01.warc.wet.gz") == "warc"
    assert suffix_format("a.gz") is None


def test_an_input_is_known_again_by_size_time_and_head(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"content": "x"}\n')
    (first,) = find_inputs([str(path)])
    assert InputFile.from_json(first.to_json()) == first
    assert (first.size, len(first.head)) == (17, 16)
    (again,) = find_inputs([str(path)])
    assert again == first


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(SettingError, match="No such file"):
        list(find_inputs([str(tmp_path / "nowhere")]))


def test_a_file_that_is_gone_is_one_failure(tmp_path):
    (read,) = read_file(InputFile(str(tmp_path / "gone.jsonl"), "jsonl"), ReadOptions())
    assert read.item.reason is Reason.UNREADABLE


def test_a_reader_that_fails_costs_the_rest_of_its_input(tmp_path, monkeypatch):
    def failing(name, stream, options, after):
        yield from ()
        raise KeyError("a bug")

    monkeypatch.setitem(read_input.__globals__["_READERS"], "page", failing)
    path = tmp_path / "a.txt"
    path.write_text("x")
    (read,) = read_file(InputFile(str(path), "page"), ReadOptions())
    assert read.item.reason is Reason.TRUNCATED
    assert "KeyError: 'a bug'; the unread rest begins behind row -1" in read.item.message
