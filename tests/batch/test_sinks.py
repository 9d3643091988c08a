"""Outputs: names and bytes."""

from pathlib import Path

import pytest

from newsclean.batch import compression
from newsclean.batch.record import checked_fields, json_line
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import OUTPUT_ENDINGS, Output
from newsclean.errors import MissingExtra, SettingError

COLUMNS = ("id", "title")
RECORDS = [{"id": f"{n}", "title": "story " * n} for n in range(450)]


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


@pytest.mark.parametrize("name", ["y.failed.jsonl", "y.FAILED.parquet"])
def test_the_name_of_failures_is_no_output(name):
    with pytest.raises(SettingError, match="are those of failures"):
        Output.of(Path(name))


@pytest.mark.parametrize("ending", OUTPUT_ENDINGS)
def test_the_same_records_are_the_same_bytes(tmp_path, ending):
    output = Output.of(tmp_path / f"out{ending}")
    (tmp_path / "lines").write_bytes(b"".join(map(json_line, RECORDS)))
    written = []
    for name in ("one", "two"):
        output.encode(tmp_path / "lines", tmp_path / name, COLUMNS)
        output.join([tmp_path / name, tmp_path / name], tmp_path / f"joined {name}", COLUMNS)
        written.append([(tmp_path / f"{how}{name}").read_bytes() for how in ("", "joined ")])
    assert written[0] == written[1]
    assert output.format.columns(tmp_path / "joined one") == set(COLUMNS)


@pytest.mark.parametrize("ending", OUTPUT_ENDINGS)
def test_a_file_of_another_format_has_no_columns(tmp_path, ending):
    (tmp_path / "a").write_bytes(b"Some text")
    assert Output.of(tmp_path / f"a{ending}").format.columns(tmp_path / "a") is None


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [("a.parquet", "pyarrow", "parquet"), ("a.jsonl.zst", "backports.zstd", "zstd")],
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
    with pytest.raises(SettingError, match="no input format is named 'csv': page, jsonl"):
        Settings(format="csv")
