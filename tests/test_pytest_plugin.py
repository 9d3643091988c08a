"""The plugin for pytest, run as its users run it: in a process and a folder of their own."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from newsclean.fixture import add_fixture

from .conftest import ROOT

STORY = (
    "Bridge over the Lenn reopens after two years of repairs\n\n1 July 2025\n\n"
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.\n\n"
    "Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.\n"
)
SETTINGS = '[tool.pytest.ini_options]\nnewsclean_fixtures = ["fixtures"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(STORY, "utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    add_fixture(tmp_path / "page.txt", tmp_path / "fixtures", site="a", slug="b")
    return tmp_path


def change(folder: Path, **fields: object) -> Path:
    path = folder / "fixtures" / "a" / "b" / "record.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | fields), "utf-8")
    return path


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    # by its module, lest a plugin of the same name that is installed comes before it
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-p", "newsclean.pytest_plugin"]
    command += ["-p", "no:cacheprovider", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=alone, capture_output=True, text=True, timeout=300, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_each_field_is_a_test_and_a_difference_is_shown_by_paragraph(folder: Path) -> None:
    body = json.loads(change(folder).read_text("utf-8"))["body"]
    change(folder, body=[body[0], "Nobody cut a ribbon."])
    code, out = run(folder, "-v")
    assert code == 1
    assert "b/record.json::title PASSED" in out
    assert "b/record.json::body FAILED" in out
    assert "  1 paragraph as expected\n- Nobody cut a ribbon.\n+ Mayor Ulla Brandt cut" in out
    assert "1 failed, 4 passed" in out


def test_an_update_writes_only_what_differs_and_what_the_record_names(folder: Path) -> None:
    path = change(folder, title="Wrong")
    before = json.loads(path.read_text("utf-8"))
    code, out = run(folder, "--newsclean-update")
    assert (code, "newsclean: updated a/b: title" in out) == (0, True)
    title = "Bridge over the Lenn reopens after two years of repairs"
    assert json.loads(path.read_text("utf-8")) == before | {"title": title}
    assert run(folder)[0] == 0


def test_a_fixture_that_cannot_be_read_is_named_with_what_is_wrong(folder: Path) -> None:
    change(folder, headline="x")
    code, out = run(folder)
    assert code == 2
    assert "record.json: unknown key 'headline'; allowed" in out
    assert "Traceback" not in out


def test_what_is_known_to_fail_must_fail(folder: Path) -> None:
    known = folder / "fixtures" / "known_failures.toml"
    known.write_text("'a/b:title' = 'read as a kicker'\n'a/b:date' = 'right today'\n", "utf-8")
    change(folder, title="Wrong")
    code, out = run(folder)
    assert code == 1
    assert "1 failed, 3 passed, 1 xfailed" in out


def test_what_is_known_to_fail_and_is_not_there_is_named(folder: Path) -> None:
    (folder / "fixtures" / "known_failures.toml").write_text("'a/gone:title' = 'x'\n", "utf-8")
    code, out = run(folder)
    assert (code, "a/gone:title is known to fail, but no fixture has it" in out) == (0, True)


def test_profiles_that_are_not_there_are_one_error(folder: Path) -> None:
    code, out = run(folder, "--newsclean-profiles", "nope")
    assert (code, "ERROR: " in out, "there is no such folder" in out) == (4, True, True)
    assert "Traceback" not in out


def test_profiles_are_used_and_options_come_before_the_settings(folder: Path) -> None:
    (folder / "profiles").mkdir()
    profile = '[recognise]\nsure = ["1 July 2025"]\n[text]\ndrop = ["/^Mayor/"]\n'
    profile += 'title = ["before date"]\n'
    (folder / "profiles" / "a.toml").write_text(profile, "utf-8")
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    assert "no tests ran" in run(folder)[1]
    code, out = run(folder, "--newsclean-fixtures", "fixtures", "--newsclean-profiles", "profiles")
    assert (code, "+ Mayor" in out, "- Mayor" in out) == (1, False, True)


def test_tests_that_are_named_run_without_the_fixtures(folder: Path) -> None:
    (folder / "test_own.py").write_text("def test_one(): pass\n", "utf-8")
    assert "1 passed" in run(folder, "test_own.py")[1]
    assert "6 passed" in run(folder)[1]


def test_the_plugin_is_an_entry_point_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"newsclean": "newsclean.pytest_plugin"}
