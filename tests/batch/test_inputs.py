"""Inputs: found in a fixed order, told apart, known again."""

import bz2
import errno
import gzip
import lzma
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from newsclean.batch import Settings, clean_inputs
from newsclean.batch.capture import Capture, Position
from newsclean.batch.compression import COMPRESSIONS
from newsclean.batch.inputs import InputFile, Inputs
from newsclean.batch.reason import Reason
from newsclean.batch.sources import formats
from newsclean.batch.sources.format import Format
from newsclean.batch.sources.formats import FORMATS, detect_format, suffix_format
from newsclean.batch.sources.options import Read, ReadOptions
from newsclean.batch.sources.pages import PAGE
from newsclean.batch.sources.warc import WARC
from newsclean.errors import SettingError


def names(paths, **options) -> list[str]:
    return [Path(found.path).name for found in found_in(*paths, **options)]


def found_in(*paths, **options) -> list[InputFile]:
    return list(Inputs([str(path) for path in paths], **options).find())


def read(file: InputFile):
    return [read.item for read in Inputs([]).read(file, ReadOptions())]


def test_folders_are_walked_in_order_of_names(tmp_path):
    named = "b/z.html b/a.htm a.txt c.jsonl.gz b.html B.html c.md .d.txt e.json"
    for name in named.split():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert names([tmp_path]) == ["B.html", "a.txt", "a.htm", "z.html", "b.html", "c.jsonl.gz"]


def test_a_file_that_is_named_needs_no_known_ending(tmp_path):
    (tmp_path / "page").write_text("<p>x")
    (tmp_path / "lines.json").write_text('{"content": "x"}')
    kinds = [found.format for found in found_in(tmp_path / "page", tmp_path / "lines.json")]
    assert kinds == ["page", "jsonl"]


def test_links_to_folders_are_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "a.txt").write_text("x")
    assert names([tmp_path / "in"]) == ["a.txt"]


def test_what_is_no_input_is_counted(tmp_path):
    for name in ("a.txt", "b.md", "c.MD.gz", "LICENSE", ".hidden", "d.averylongending", "e/f.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "again").symlink_to(tmp_path / "e")
    inputs = Inputs([str(tmp_path)])
    assert [Path(found.path).name for found in inputs.find()] == ["a.txt"]
    expected = {
        ".md": 2, ".pdf": 1, "no ending": 1, "hidden": 1, "other endings": 1, "links to folders": 1
    }  # fmt: skip
    assert inputs.passed_over == expected
    list(inputs.find())
    assert inputs.passed_over == expected


def test_many_endings_are_counted_as_few(tmp_path):
    for number in range(150):
        (tmp_path / f"a.{number}").write_text("")
    inputs = Inputs([str(tmp_path)])
    assert list(inputs.find()) == []
    assert len(inputs.passed_over) == 101
    assert inputs.passed_over["other endings"] == 50


def test_a_forced_format_takes_every_file(tmp_path):
    for name in ("a", "b.md", ".c", "d.txt"):
        (tmp_path / name).write_text("x")
    assert names([tmp_path], forced="page") == ["a", "b.md", "d.txt"]


def test_folders_within_folders_to_any_depth(tmp_path):
    """The system bounds a path to 4,096 bytes: what lies deeper is said."""
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(2500):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        *_, last = found_in(tmp_path)
    finally:
        os.close(here)
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)
    assert last.fault == "the folder cannot be listed: File name too long"


def test_a_folder_that_cannot_be_listed_is_one_failure(tmp_path, monkeypatch):
    for name in ("a.txt", "b/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    scan = os.scandir

    def scandir(path):
        if path == str(tmp_path / "b"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = found_in(tmp_path)
    assert [Path(file.path).name for file in found] == ["a.txt", "b", "c.txt"]
    (item,) = read(found[1])
    assert (item.reason, item.id) == (Reason.UNREADABLE, str(tmp_path / "b"))
    assert item.message == "the folder cannot be listed: Permission denied"


@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_what_is_no_file_is_refused_or_one_failure(tmp_path, kind):
    path = tmp_path / "a.txt"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "device" else tmp_path)
    if kind != "link":  # a link that is named may lead to a folder
        with pytest.raises(SettingError, match=r"it is a .*, not a file"):
            found_in(path)
        (file,) = found_in(tmp_path)
        (item,) = read(file)
        assert item.reason is Reason.UNREADABLE
    # it may have become one since it was found
    (item,) = read(InputFile(str(path), "page"))
    assert item.reason is Reason.UNREADABLE
    assert "not a file" in item.message


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
        ("a", b'\xef\xbb\xbf{"x": 1}', "jsonl"),
        ("a", b"{}", "jsonl"),
        ("a", b"{{Infobox}} of a page", "page"),
        ("a", bz2.compress(b'{"x": 1}'), "jsonl"),
        ("a.warc.xz", lzma.compress(b"WARC/1.0\r\n"), "warc"),
        ("", b"<!doctype html>", "page"),
        ("a", b"", "page"),
    ],
)
def test_formats_are_told_by_content_and_name(name, head, kind):
    assert detect_format(name, head).name == kind


def test_endings_are_known_behind_compression():
    for compression in COMPRESSIONS:
        assert suffix_format(f"2025.01.warc.wet{compression.suffix}") is WARC
    assert suffix_format("a.gz") is None


def test_an_input_is_known_again_by_size_time_and_head(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"content": "x"}\n')
    (first,) = found_in(path)
    assert InputFile.from_json(first.to_json()) == first
    assert (first.size, len(first.head)) == (17, 16)
    (again,) = found_in(path)
    assert again == first


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(SettingError, match="No such file"):
        found_in(tmp_path / "nowhere")


def test_a_file_that_is_gone_is_one_failure(tmp_path):
    (item,) = read(InputFile(str(tmp_path / "gone.jsonl"), "jsonl"))
    assert item.reason is Reason.UNREADABLE


def test_a_reader_that_fails_costs_the_rest_of_its_input(tmp_path, monkeypatch):
    def failing(name, stream, options, after):
        yield from ()
        raise KeyError("a bug")

    monkeypatch.setattr(formats, "FORMATS", (replace(PAGE, read=failing),))
    path = tmp_path / "a.txt"
    path.write_text("x")
    (item,) = read(InputFile(str(path), "page"))
    assert item.reason is Reason.TRUNCATED
    assert "KeyError: 'a bug'; the unread rest begins behind row -1" in item.message


def test_a_further_format_needs_its_reader_alone(tmp_path, monkeypatch):
    def read_chapters(name, stream, options, after):
        for row, part in enumerate(stream.read().split(b"\f")):
            if row > after:
                yield Read(Capture(part, position=Position(name, row)), 0)

    chapters = Format("book", "a book", (".book",), read_chapters, magic=re.compile(b"BOOK"))
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, chapters))
    (tmp_path / "a.book.gz").write_bytes(gzip.compress(b"One.\fTwo."))
    (tmp_path / "b.txt").write_bytes(b"BOOK\fThree.")
    first, second = found_in(tmp_path)
    assert (first.format, second.format) == ("book", "page")
    (named,) = found_in(tmp_path / "b.txt")
    assert named.format == "book"
    assert [item.content for item in (*read(first), *read(named))] == [
        b"One.", b"Two.", b"BOOK", b"Three."
    ]  # fmt: skip
    with pytest.raises(SettingError, match="page, jsonl, parquet, warc, arc, book"):
        found_in(tmp_path, forced="csv")


def test_tables_and_source_code_are_named_as_failures(tmp_path):
    (tmp_path / "votes.csv").write_text("town,votes\nSaltby,12\n")
    (tmp_path / "page.py").write_text('print("<p>One.</p>")\n')
    (tmp_path / "saved.js").write_text("<!DOCTYPE html><h1>Ferry sails</h1><p>It sailed on Monday.")
    inputs = [tmp_path / name for name in ("votes.csv", "page.py", "saved.js")]
    summary = clean_inputs(inputs, tmp_path / "out.jsonl", workers=0)
    assert (summary.tally.records, dict(summary.tally.reasons)) == (1, {"not_page": 2})
    assert "votes.csv" in (tmp_path / "out.failed.jsonl").read_text()
    forced = clean_inputs(inputs, tmp_path / "all.jsonl", Settings(format="page"), workers=0)
    assert "not_page" not in forced.tally.reasons
    folder = Inputs([str(tmp_path)])
    assert "votes.csv" not in {Path(file.path).name for file in folder.find()}
    assert folder.passed_over[".csv"] == 1
