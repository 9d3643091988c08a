import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import newsclean
from newsclean import errors
from newsclean.cli.command import CODES
from newsclean.cli.main import cli
from newsclean.inner import state

from ..conftest import ROOT
from .conftest import Run

COMMANDS = [
    *("extract", "explain", "clean", "learn", "profiles", "fixture", "site", "bench"),
    *("doctor", "schema"),
]


INNER = ["profiles check", "profiles try", "fixture add", "fixture check", "site new"]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(run: Run, option: str) -> None:
    done = run(option)
    assert (done.code, done.err) == (0, "")
    assert all(f"  {command} " in done.out for command in COMMANDS)


def test_version(run: Run) -> None:
    assert run("--version").out == f"newsclean, version {newsclean.__version__} ({state.reason})\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["extract"],
        ["extract", "-", "--kind", "pdf"],
        ["extract", "-", "--captured-at", "now"],
        ["--nope"],
    ],
)
def test_a_wrong_use_ends_with_2(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("newsclean: ")
    assert line.endswith(" -h shows what there is)")


@pytest.mark.parametrize("command", ["extract", "learn", "clean"])
def test_a_file_that_is_not_there_ends_with_2(run: Run, tmp_path: Path, command: str) -> None:
    output = [] if command == "extract" else ["-o", tmp_path / "out.jsonl"]
    done = run(command, tmp_path / "gone.html", *output)
    assert (done.code, done.out) == (2, "")
    assert "gone.html: No such file" in done.err


def test_an_output_that_is_closed_ends_quietly_with_141(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<h1>Rain</h1><p>It rained all day, the county said.</p>")
    code = "import os; os.dup2({}, 1); from newsclean.cli.main import main; main()"
    out, into = os.pipe()
    os.close(out)
    done = subprocess.run(
        [sys.executable, "-c", code.format(into), "explain", tmp_path / "page.html"],
        pass_fds=[into],
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(into)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_error_of_the_library_ends_with_its_code_and_message(run: Run, tmp_path: Path) -> None:
    done = run("extract", "-", given=b"x" * 20_000_001)
    assert (done.code, done.out) == (errors.CaptureTooLarge.exit_code, "")
    assert done.err.startswith("newsclean: the capture has 20,000,001 bytes")
    assert "Traceback" not in done.err


def test_every_exit_code_is_documented() -> None:
    codes = {e.exit_code for e in vars(errors).values() if isinstance(e, type)}
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for code in codes:
        assert code in CODES
    assert [int(code) for code in re.findall(r"^\| (\d+) \| ", page, re.M)] == [*CODES]


def test_another_distribution_adds_a_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def greet() -> None:
        click.echo("hello")

    point = SimpleNamespace(name="greet", load=lambda: greet)

    class Points(list[SimpleNamespace]):
        names = frozenset({"greet"})

    monkeypatch.setattr("newsclean.cli.command.entry_points", lambda group: Points([point]))
    assert run("greet") == (0, "hello\n", "")
    assert "greet" in run("--help").out
    assert run("gret").code == 2


def test_an_added_command_that_is_broken_costs_itself(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def load() -> None:
        raise ImportError("no module named torch")

    class Points(list[SimpleNamespace]):
        names = frozenset({"greet"})

    point = SimpleNamespace(name="greet", load=load)
    monkeypatch.setattr("newsclean.cli.command.entry_points", lambda group: Points([point]))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newsclean.toml").write_text('budget = "fast"\n')
    words = "the command greet cannot be loaded: ImportError: no module named torch"
    assert (run("greet").code, run("greet").err) == (1, f"newsclean: {words}\n")
    assert words in " ".join(run("-h").out.split())
    assert run("schema").code == 0


@pytest.mark.parametrize("name", [*COMMANDS, *INNER])
def test_help_has_groups_and_says_what_codes_mean(run: Run, name: str) -> None:
    code, shown, _ = run(*name.split(), "-h")
    assert code == 0
    assert shown.startswith(f"Usage: newsclean {name} ")
    if name in {"profiles", "fixture", "site"}:
        return
    assert "\nExamples:\n  newsclean " in shown
    assert "\nExit codes:\n  0 " in shown
    assert "  -v, --verbose " in shown
    assert "\nOptions:\n" not in shown  # every option is in a group


def test_examples_of_the_help_parse() -> None:
    """Each is a command with options that it has."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        for one in getattr(command, "commands", {name: command}).values():
            for example in one.examples:
                words = shlex.split(re.split(r" [|>] ", example.split("| newsclean ")[-1])[0])
                known = {opt for parameter in one.params for opt in parameter.opts}
                assert {word for word in words if word.startswith("--")} <= known, example


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "newsclean", "extract", "-"]
    done = subprocess.run(
        command, input=b"<h1>Rain</h1><p>It rained.", capture_output=True, check=True
    )
    assert b'"title": "Rain"' in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    command = [sys.executable, "-c", "from newsclean.cli.main import main; main()"]
    environment = {**os.environ, "_NEWSCLEAN_COMPLETE": f"{shell}_source"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "_NEWSCLEAN_COMPLETE" in done.stdout, done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("It rained. " * 500)
    command = f"{sys.executable} -m newsclean clean {tmp_path} -o - -q --workers 0 | head -c 100"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert (len(done.stdout), done.stderr) == (100, "")


def test_more_is_said_with_v(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("")
    command = ("clean", tmp_path, "-o", tmp_path / "out.jsonl", "--workers", 0, "-q")
    assert run(*command).err == ""
    assert f"no record of {tmp_path / 'page.txt'}: empty: " in run(*command, "-v").err
