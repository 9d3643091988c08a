from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import newsclean
from newsclean import errors
from newsclean.batch.errors import BatchError
from newsclean.inner import state

from ..conftest import ROOT
from .conftest import Run

COMMANDS = ["extract", "explain", "clean", "profiles", "fixture", "bench"]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(run: Run, option: str) -> None:
    done = run(option)
    assert (done.code, done.err) == (0, "")
    assert all(f"  {command} " in done.out for command in COMMANDS)


@pytest.mark.parametrize(
    "command", [*([name] for name in COMMANDS), ["profiles", "check"], ["fixture", "add"]]
)
def test_each_command_has_help(run: Run, command: list[str]) -> None:
    done = run(*command, "-h")
    assert done.code == 0
    assert done.out.startswith(f"Usage: newsclean {' '.join(command)} ")


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
    assert "Error" in done.err


def test_a_file_that_is_not_there_ends_with_1(run: Run, tmp_path: Path) -> None:
    done = run("extract", tmp_path / "gone.html")
    assert (done.code, done.out) == (1, "")
    assert "gone.html" in done.err


def test_an_error_of_the_library_ends_with_its_code_and_message(run: Run, tmp_path: Path) -> None:
    done = run("extract", "-", given=b"x" * 20_000_001)
    assert (done.code, done.out) == (errors.CaptureTooLarge.exit_code, "")
    assert done.err.startswith("newsclean: the capture has 20,000,001 bytes")
    assert "Traceback" not in done.err


def test_every_exit_code_is_documented() -> None:
    from newsclean.cli import main

    known = [*vars(errors).values(), BatchError]
    codes = {e.exit_code for e in known if isinstance(e, type)}
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for code in codes:
        assert f" {code} " in (main.__doc__ or "")
        assert f"| {code} | " in page


def test_another_distribution_adds_a_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def greet() -> None:
        click.echo("hello")

    point = SimpleNamespace(name="greet", load=lambda: greet)

    class Points(list[SimpleNamespace]):
        names = frozenset({"greet"})

    monkeypatch.setattr("newsclean.cli.main.entry_points", lambda group: Points([point]))
    assert run("greet") == (0, "hello\n", "")
    assert "greet" in run("--help").out
    assert run("gret").code == 2
