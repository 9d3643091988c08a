"""What a run keeps beside its output: parts, settings, inputs, the lock."""

import json

import pytest

from newsclean.article import Article
from newsclean.batch.capture import Position
from newsclean.batch.files import temporary
from newsclean.batch.inputs import InputFile
from newsclean.batch.lock import only_run
from newsclean.batch.parts import Cursor, Done, Kept, Parts
from newsclean.batch.result import Result
from newsclean.batch.stats import Tally
from newsclean.errors import BatchError

INPUTS = [InputFile("a", "jsonl", 1, 2, "3"), InputFile("b", "page", 4, 5)]


@pytest.fixture
def parts(tmp_path):
    made = Parts(tmp_path / "out.jsonl")
    made.begin({"fields": ("title",)}, INPUTS)
    return made


def part(parts: Parts, number: int) -> Done:
    for path in parts.files(number):
        temporary(path).write_text(f"{number}")
    done = Done(number, Cursor(number, 7), tally(), (1, 1))
    parts.finish(done)
    return done


def tally() -> Tally:
    made = Tally()
    made.count_page("x", 1.5)
    made.count(Result(Position("in", 7), "x", article=Article(title="T")))
    return made


def begun(parts: Parts, number: int, text: str = "line") -> Done:
    for path in parts.journals(number):
        path.write_text(text)
    done = Done(number, Cursor(number, 3), tally(), (4, 4))
    parts.keep(done)
    return done


def test_finished_parts_are_known_again(parts):
    written = [part(parts, 0), part(parts, 1)]
    assert parts.exist()
    assert parts.kept() == Kept(written, None)
    assert list(parts.inputs()) == INPUTS


def test_what_is_not_in_the_log_does_not_count(parts):
    first = part(parts, 0)
    part(parts, 1)
    log = parts.folder / "done.jsonl"
    log.write_bytes(log.read_bytes()[:-1])  # the last line is not whole
    temporary(parts.files(2)[0]).write_text("half")
    assert parts.kept() == Kept([first], None)
    assert sorted(path.name for path in parts.folder.glob("0*")) == ["000000.failed", "000000.out"]
    second = part(parts, 1)
    assert parts.kept() == Kept([first, second], None)


def test_the_part_in_work_is_known_again_until_it_is_finished(parts):
    first = part(parts, 0)
    begun(parts, 1)
    latest = begun(parts, 1, "line, and what was not kept")
    assert parts.kept() == Kept([first], latest)
    assert parts.kept_pages() == 2
    assert all(path.exists() for path in parts.journals(1))
    second = part(parts, 1)
    assert parts.kept() == Kept([first, second], None)
    assert not any(path.exists() for path in parts.journals(1))


def damage_manifest(parts: Parts) -> None:
    (parts.folder / "manifest.json").write_text("{")


def damage_inputs(parts: Parts) -> None:
    (parts.folder / "inputs.jsonl").write_text('{"path": "a"}\n[]\n')


def damage_log(parts: Parts) -> None:
    log = parts.folder / "done.jsonl"
    log.write_bytes(b"\xff\n" + log.read_bytes())


def lose_a_line_of_the_log(parts: Parts) -> None:
    log = parts.folder / "done.jsonl"
    log.write_bytes(log.read_bytes().split(b"\n", 1)[1])


def lose_a_part(parts: Parts) -> None:
    parts.files(0)[0].unlink()


def cut_a_part(parts: Parts) -> None:
    parts.files(0)[1].write_text("")


def cut_the_part_in_work(parts: Parts) -> None:
    parts.journals(1)[0].write_text("li")


@pytest.mark.parametrize(
    "damage",
    [
        damage_manifest,
        damage_inputs,
        damage_log,
        lose_a_line_of_the_log,
        lose_a_part,
        cut_a_part,
        cut_the_part_in_work,
    ],
)
def test_damage_is_said_with_the_way_out(parts, damage):
    part(parts, 0)
    begun(parts, 1)
    damage(parts)
    with pytest.raises(BatchError, match=r"is damaged .*--restart begins anew"):
        go_on(parts)


def go_on(parts: Parts) -> None:
    parts.check_same({"fields": ["title"]}, INPUTS)
    parts.kept()


def test_nothing_is_kept_where_nothing_was_begun(tmp_path):
    assert Parts(tmp_path / "out.jsonl").kept_pages() == 0


def test_a_folder_without_manifest_is_no_run(parts):
    (parts.folder / "manifest.json").unlink()
    assert not parts.exist()


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
