"""Outputs: names and bytes."""

from pathlib import Path

import pytest

from newsclean.batch import compression
from newsclean.batch.record import checked_fields
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import Output
from newsclean.errors import MissingExtra, SettingError

RECORDS = [{"id": f"{n}", "text": "story " * n} for n in range(50)]


@pytest.mark.parametrize(
    ("name", "failures"),
    [
        ("a.jsonl", "a.failed.jsonl"),
        ("a.b.JSONL.GZ", "a.b.failed.JSONL.GZ"),
        ("a.jsonl.zst", "a.failed.jsonl.zst"),
        ("a.parquet", "a.failed.parquet"),
    ],
)
def test_failures_stand_beside_the_output(name, failures):
    assert Output.of(Path("x") / name).failures.path == Path("x") / failures


@pytest.mark.parametrize("name", ["a.json", "a", ".jsonl", "a.gz"])
def test_other_endings_are_refused(name):
    with pytest.raises(SettingError, match="must end with"):
        Output.of(Path(name))


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_the_same_records_are_the_same_bytes(tmp_path, ending):
    output = Output.of(tmp_path / f"out{ending}")
    written = []
    for name in ("one", "two"):
        with output.open(tmp_path / name, None) as sink:
            for record in RECORDS:
                sink.write(record)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [("a.parquet", "pyarrow", "parquet"), ("a.jsonl.zst", "zstandard", "zstd")],
)
def test_a_missing_library_names_its_extra(monkeypatch, name, library, extra):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingExtra, match=rf"newsclean\[{extra}\]"):
        Output.of(Path(name))


def test_a_missing_reader_of_archives_names_its_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fastwarc", None)
    with pytest.raises(MissingExtra, match=r"newsclean\[warc\]"):
        compression.fastwarc()


def test_settings_are_checked():
    with pytest.raises(SettingError, match="no field is named 'titel'; an article has"):
        Settings(fields=("title", "titel"))
    with pytest.raises(SettingError, match="no field is named at all"):
        checked_fields(())
    with pytest.raises(SettingError, match="min_confidence must be 0 to 1"):
        Settings(min_confidence=50)
