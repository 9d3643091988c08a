"""newsclean doctor: what works is told, and what does not ends with a code of its own."""

import json

import pytest

import newsclean
from newsclean.cli import doctor
from newsclean.cli.command import UNHEALTHY

from .conftest import Run


def test_all_is_well_here(run: Run) -> None:
    done = run("doctor", "--json")
    found = {(row["part"], row["name"]): row for row in json.loads(done.out)}
    assert (done.code, [row for row in found.values() if row["works"] is False]) == (0, [])
    assert found["versions", "newsclean"]["value"] == newsclean.__version__
    assert found["versions", "selectolax"]["works"] is True
    assert found["self test", "a worker process"]["works"] is True
    assert int(found["limits", "cores"]["value"].split()[0]) >= 1


def test_what_is_missing_says_what_it_would_give(monkeypatch: pytest.MonkeyPatch) -> None:
    found = doctor._extra("remote", "no_such_library", "clean reads s3://")
    assert found.works is None
    assert found.value == "missing: clean reads s3:// with pip install 'newsclean[remote]'"


def test_every_extra_for_users_is_listed() -> None:
    from importlib.metadata import metadata

    extras = set(metadata("newsclean").get_all("Provides-Extra") or ())
    assert {extra for extra, _, _ in doctor._EXTRAS} >= extras - {
        "batch",
        "test",
        "dev",
        "docs",
        "browser",
    }


def test_what_does_not_work_ends_with_its_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise OSError("no model here")

    monkeypatch.setattr(doctor, "_loads_models", fails)
    monkeypatch.setattr(doctor, "_cleans", lambda: "not tried")
    done = run("doctor")
    assert done.code == UNHEALTHY
    assert "roles, scorers     FAILED OSError: no model here" in done.out


@pytest.mark.parametrize(
    ("file", "text", "shown"),
    [
        ("memory.max", "max\n", ""),
        ("memory.max", "2147483648\n", "2.0 GB"),
        ("cpu.max", "150000 100000\n", "1.5 cores"),
        ("cpu.max", "max 100000\n", ""),
    ],
)
def test_limits_of_a_container(
    file: str, text: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.read_text", lambda path, encoding: text)
    assert doctor._cgroup(file) == shown
