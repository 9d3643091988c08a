import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from newsclean_workshop import command
from newsclean_workshop import train as training

from newsclean import errors
from newsclean.cli.main import main


def corpus(path: Path, pages: int = 8, body: bool = True) -> Path:
    lines = []
    for number in range(pages):
        story = [f"Paragraph {n} of story {number} tells what happened to whom." for n in range(5)]
        text = "".join(f"<p>{paragraph}</p>" for paragraph in story)
        page = f"<ul><li><a href=/>Home</a></li></ul><h1>Story</h1>{text}<p>Imprint</p>"
        lines.append({"id": str(number), "site": f"{number}.example", "html": page})
        if body:
            lines[-1]["body"] = "\n".join(story)
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


class Done(NamedTuple):
    """What a run of the command gave: the exit code, its data and its talk."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


class Point(NamedTuple):
    """The entry point that an installed workshop adds."""

    name: str

    def load(self) -> click.Command:
        return command.train


class Points(tuple[Point, ...]):
    names = frozenset({"train"})


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `newsclean` as the shell would, the workshop installed."""
    monkeypatch.setattr("newsclean.cli.main.entry_points", lambda group: Points([Point("train")]))

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["newsclean", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as raised:
            main()
        out, err = capfd.readouterr()
        code = raised.value.code
        return Done(code if isinstance(code, int) else int(code is not None), out, err)

    return call


def test_the_command_is_listed(run: Run) -> None:
    assert "train" in run("--help").out


@pytest.fixture
def extra() -> None:
    for library in training._LIBRARIES:
        pytest.importorskip(library)


@pytest.mark.usefixtures("extra")
def test_weights_and_what_they_were_made_from(run: Run, tmp_path: Path) -> None:
    source = corpus(tmp_path / "tiny.jsonl")
    done = run("train", source, "--out", tmp_path / "new" / "weights", "--kind", "html")
    assert done.code == 0
    assert done.out == f"{tmp_path / 'new' / 'weights' / 'html.npz'}: 8 pages of 8 sites\n"
    assert done.err == "html: 8 pages\n"
    assert sorted(path.name for path in (tmp_path / "new" / "weights").iterdir()) == [
        "html.json",
        "html.npz",
    ]


@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("arguments", [["--hold-out", "tiny"], []])
def test_nothing_to_train_on(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    source = corpus(tmp_path / "tiny.jsonl", body=bool(arguments))
    done = run("train", source, "--out", tmp_path / "weights", *arguments)
    assert (done.code, done.out) == (errors.CorpusError.exit_code, "")
    assert "no page to train on" in done.err
    assert not (tmp_path / "weights").exists()


def test_a_missing_library_is_named_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "find_spec", lambda name: None if name == "torch" else name)
    done = run("train", corpus(tmp_path / "tiny.jsonl"), "--out", tmp_path / "weights")
    assert done.code == errors.MissingExtra.exit_code
    assert "needs torch; run: pip install ./workshop" in done.err


def test_where_to_write_has_to_be_said(run: Run, tmp_path: Path) -> None:
    done = run("train", corpus(tmp_path / "tiny.jsonl"))
    assert (done.code, done.out) == (2, "")
    assert "--out" in done.err
