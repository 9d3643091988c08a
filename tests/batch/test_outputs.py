"""An output is never an input, and no two runs write one file."""

import json
import os
import sys

import pytest

from newsclean.batch import BatchError
from newsclean.batch.lock import only_run
from newsclean.batch.run import clean_inputs
from newsclean.batch.sinks import OUTPUT_ENDINGS
from newsclean.errors import SettingError
from tests.batch.planted import Planted

CAPTURES = '{"content": "a"}\n{"content": ""}\n'


def clean(inputs, output, **options):
    return clean_inputs(inputs, output, pipeline=Planted(), workers=0, **options)


@pytest.fixture
def captures(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(CAPTURES)
    return path


def check_nothing_happened(captures):
    assert captures.read_text() == CAPTURES
    assert not [path for path in captures.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["x.jsonl", "./x.jsonl", "hard.jsonl", "soft.jsonl"])
def test_the_output_is_no_input_under_any_name(captures, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hard.jsonl").hardlink_to(captures)
    (tmp_path / "soft.jsonl").symlink_to(captures)
    for source, output in (("x.jsonl", name), (name, "x.jsonl")):
        with pytest.raises(SettingError, match="is an input, and this run would write over it"):
            clean([source], output)
    check_nothing_happened(captures)


def test_the_file_of_failures_is_no_input(tmp_path):
    path = tmp_path / "y.failed.jsonl"
    path.write_text(CAPTURES)
    with pytest.raises(SettingError, match=r"write over it as .*y\.failed\.jsonl"):
        clean([path], tmp_path / "y.jsonl")
    check_nothing_happened(path)


def test_standard_input_is_not_the_output(captures, monkeypatch):
    with captures.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(SettingError, match="standard input is an input"):
            clean(["-"], captures)
    check_nothing_happened(captures)


def test_captures_in_a_folder_are_not_written_over(captures, tmp_path):
    with pytest.raises(SettingError, match="would write over it"):
        clean([tmp_path], captures)
    check_nothing_happened(captures)


@pytest.mark.parametrize("ending", OUTPUT_ENDINGS)
def test_what_an_earlier_run_wrote_is_passed_over(tmp_path, ending):
    (tmp_path / "a.txt").write_text("A story.")
    (tmp_path / "b.txt").write_text("")
    for _ in range(3):
        assert clean([tmp_path], tmp_path / f"out{ending}").tally.pages == 2


def test_an_output_that_is_named_beside_its_folder_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("A story.")
    clean([tmp_path], tmp_path / "out.jsonl")
    with pytest.raises(SettingError, match="is an input"):
        clean([tmp_path, tmp_path / "out.jsonl"], tmp_path / "out.jsonl")


def test_an_empty_output_of_an_earlier_run_is_passed_over(tmp_path):
    (tmp_path / "b.txt").write_text("")
    clean([tmp_path], tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert clean([tmp_path], tmp_path / "out.jsonl").tally.pages == 1


def test_both_outputs_are_locked(captures, tmp_path):
    for name in ("out.jsonl", "out.failed.jsonl"):
        with only_run(tmp_path / name), pytest.raises(BatchError, match="another run writes"):
            clean([captures], tmp_path / "out.jsonl")
    clean([captures], tmp_path / "out.jsonl")


def test_a_folder_is_no_output(captures, tmp_path):
    for name in ("a.jsonl", "b.failed.jsonl"):
        (tmp_path / name).mkdir()
        with pytest.raises(SettingError, match="is a folder"):
            clean([captures], tmp_path / name.replace(".failed", ""))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_utf_8_stay_distinct(tmp_path):
    for byte in (b"\xe9", b"\xe8"):
        path = os.fsencode(tmp_path) + b"/caf" + byte + b".txt"
        with open(path, "wb") as file:  # noqa: PTH123 - bytes
            file.write(b"A story." if byte == b"\xe9" else b"")
    output = tmp_path / "out.jsonl"
    summary = clean([tmp_path], output)
    failures = tmp_path / "out.failed.jsonl"
    found = [json.loads(path.read_bytes())["id"] for path in (output, failures)]
    assert found == [rf"{tmp_path}/caf\udce9.txt", rf"{tmp_path}/caf\udce8.txt"]
    assert {id_ for _, id_ in summary.tally.slowest} == set(found)
    json.dumps(summary.to_dict()).encode()
