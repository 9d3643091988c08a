"""What a run keeps beside its output: parts, settings, inputs, the lock."""

import json

import pytest

from newsclean.batch.errors import BatchError
from newsclean.batch.inputs import InputFile
from newsclean.batch.lock import only_run
from newsclean.batch.parts import Cursor, Done, Parts, temporary
from newsclean.batch.stats import Tally

INPUTS = [InputFile("a", "jsonl", 1, 2, "3"), InputFile("b", "page", 4, 5)]


@pytest.fixture
def parts(tmp_path):
    made = Parts(tmp_path / "out.jsonl")
    made.begin({"fields": ("title",)}, INPUTS)
    return made


def part(parts: Parts, number: int) -> Done:
    for path in parts.files(number):
        temporary(path).write_text(f"{number}")
    tally = Tally()
    tally.count("x", 1.5, 0.9, None)
    done = Done(number, Cursor(number, 7), tally)
    parts.finish(done)
    return done


def test_finished_parts_are_known_again(parts):
    written = [part(parts, 0), part(parts, 1)]
    assert parts.exist()
    assert parts.done() == written
    assert list(parts.inputs()) == INPUTS


def test_what_is_not_in_the_log_does_not_count(parts):
    first = part(parts, 0)
    part(parts, 1)
    log = parts.folder / "done.jsonl"
    log.write_bytes(log.read_bytes()[:-1])  # the last line is not whole
    temporary(parts.files(2)[0]).write_text("half")
    assert parts.done() == [first]
    assert sorted(path.name for path in parts.folder.glob("0*")) == ["000000.failed", "000000.out"]
    second = part(parts, 1)
    assert parts.done() == [first, second]


def test_a_folder_without_manifest_is_no_run(parts):
    (parts.folder / "manifest.json").unlink()
    assert not parts.exist()


def test_the_same_settings_and_inputs_go_on(parts):
    parts.check_same({"fields": ("title",)}, INPUTS)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ([INPUTS[0]], "the input b is gone"),
        ([*INPUTS, InputFile("c", "page")], "the input c is new"),
        ([InputFile("a", "jsonl", 1, 3, "3"), INPUTS[1]], "the input a has changed"),
        ([InputFile("a", "jsonl", 1, 2, "4"), INPUTS[1]], "the input a has changed"),
        ([InputFile("0", "page"), *INPUTS], "the input 0 is new"),
    ],
)
def test_other_inputs_are_refused(parts, inputs, words):
    with pytest.raises(BatchError, match=f"{words} since .*--restart"):
        parts.check_same({"fields": ["title"]}, inputs)


def test_another_format_of_the_folder_is_refused(parts):
    path = parts.folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 0}))
    with pytest.raises(BatchError, match="--restart"):
        parts.check_same({"fields": ["title"]}, INPUTS)


def test_removing_leaves_nothing(parts, tmp_path):
    part(parts, 0)
    parts.remove()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_goes_with_its_holder(tmp_path):
    output = tmp_path / "out.jsonl"
    with only_run(output):
        with pytest.raises(BatchError, match="another run"), only_run(output):
            pass
        with only_run(tmp_path / "other.jsonl"):
            pass
    with only_run(output):
        pass
    assert list(tmp_path.iterdir()) == []
