"""Settings from a file: newsclean.toml, or [tool.newsclean] in pyproject.toml."""

import json
from pathlib import Path

import pytest

from newsclean.cli.config import find_config, read_config
from newsclean.cli.main import cli

from .conftest import Run

STORY = "<h1>Rain falls</h1><p>It rained all day, the county said on Monday in the evening.</p>"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(STORY)
    return tmp_path


def test_a_setting_for_a_command(run: Run, here: Path) -> None:
    (here / "newsclean.toml").write_text('[extract]\nformat = "markdown"\n')
    assert run("extract", "page.html").out.startswith("# Rain falls\n")
    # the command line comes first
    assert run("extract", "page.html", "--format", "text").out.startswith("Rain falls\n")
    assert json.loads(run("--no-config", "extract", "page.html").out)["title"] == "Rain falls"


def test_a_setting_at_the_top_is_for_each_command_that_has_it(run: Run, here: Path) -> None:
    (here / "profiles").mkdir()
    profile = 'site = "Lenn Courier"\nhosts = ["lenn.example"]\n'
    (here / "profiles" / "lenn.example.toml").write_text(profile)
    # pyproject.toml of a folder above; paths are relative to it, wherever the command runs
    settings = '[tool.newsclean]\nprofiles = ["profiles"]\n[tool.newsclean.clean]\nworkers = 0\n'
    (here / "pyproject.toml").write_text(settings)
    (here / "below").mkdir()
    found = find_config(here / "below")
    assert found == here / "pyproject.toml"
    defaults = read_config(found, cli)
    assert defaults["extract"]["folders"] == [str(here / "profiles")]
    assert defaults["fixture"]["add"]["folders"] == defaults["extract"]["folders"]
    assert defaults["clean"]["workers"] == 0
    assert "folders" not in defaults["doctor"]
    done = run("extract", "page.html", "--url", "https://lenn.example/1")
    assert json.loads(done.out)["site"] == "Lenn Courier"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("[clean]\nworker = 2", "clean.worker: no option has that name: did you mean workers?"),
        ("[cleen]\nworkers = 2", "cleen: no command has that name: did you mean clean?"),
        ("[clean]\nworkers = -1", "clean.workers: -1 is not in the range x>=0."),
        ('[clean]\nmemory = "much"', "clean.memory: 'much' is no size such as 500M or 2G"),
        ('budget = "huge"', "budget: 'huge' is not one of 'fast', 'balanced', 'best'."),
        ("nonsense = 1", "nonsense: no option has that name"),
        ("[fixture]\nadd = 1", "fixture.add: a command is a table: [fixture.add]"),
        ("extract = 5", "extract: a command is a table: [extract]"),
        ('[clean]\nurl = ["a", "b"]', "clean.url: it takes one value, not a list"),
        ("[clean", "cannot be read: "),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(
    run: Run, here: Path, settings: str, words: str
) -> None:
    (here / "newsclean.toml").write_text(settings)
    done = run("extract", "page.html")
    assert (done.code, done.out) == (2, "")
    assert f"newsclean: {here / 'newsclean.toml'}: {words}" in done.err


def test_fields_may_be_a_list(run: Run, here: Path) -> None:
    (here / "newsclean.toml").write_text('[clean]\nfields = ["title", "date"]\n')
    record = json.loads(run("clean", "page.html", "-o", "-", "-q", "--workers", 0).out)
    assert {"title", "date"} < record.keys()
    assert "body" not in record
    done = run("clean", "page.html", "-o", "-", "-q", "--workers", 0, "--fields", "title,")
    assert "date" not in json.loads(done.out)


def test_a_file_that_is_named(run: Run, here: Path) -> None:
    (here / "mine.toml").write_text('[extract]\nformat = "text"\n')
    (here / "newsclean.toml").write_text("[clean")
    done = run("--config", "mine.toml", "extract", "page.html")
    assert done.out.startswith("Rain falls\n")
    assert "exclude each other" in run("--config", "mine.toml", "--no-config", "schema").err


def test_a_file_of_another_tool_is_left_alone(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")
    assert find_config(here) != here / "pyproject.toml"
    (here / "pyproject.toml").write_text("[broken")
    assert find_config(here) != here / "pyproject.toml"
