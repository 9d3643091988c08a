"""Which binaries are used: all or none, and none of another source."""

import json
import logging
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import source_hash
from pathlib import Path

import pytest

import newsclean
from newsclean.inner.binaries import VARIABLE, find_state, state

SUFFIX = EXTENSION_SUFFIXES[0]


@pytest.fixture(autouse=True)
def _unforced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A loop with its binary, as a build leaves them."""
    (tmp_path / "loop.py").write_text("total = 0\n", "utf-8")
    (tmp_path / "loop.pxd").write_text("cdef int total\n", "utf-8")
    for name in ("loop", "shared"):
        (tmp_path / f"{name}{SUFFIX}").touch()
    note = {
        f"loop{SUFFIX}": source_hash(b"total = 0\ncdef int total\n").hex(),
        f"shared{SUFFIX}": source_hash(b"").hex(),
    }
    (tmp_path / "built.json").write_text(json.dumps(note), "utf-8")
    return tmp_path


def test_what_was_built_of_these_sources_is_used(folder: Path) -> None:
    assert find_state(folder) == (True, "compiled")


def test_nothing_built_is_no_mistake(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / f"loop{SUFFIX}").unlink()
    assert find_state(folder) == (False, "not compiled")
    assert not caplog.records


@pytest.mark.parametrize("name", ["loop.py", "loop.pxd"])
def test_a_binary_of_another_source_is_told_and_not_used(
    folder: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with (folder / name).open("a") as source:
        source.write("# changed\n")
    with caplog.at_level(logging.WARNING, logger="newsclean"):
        found = find_state(folder)
    assert not found.compiled
    assert f"in {folder} the binary of loop is of another source" in found.reason
    assert caplog.messages == [found.reason]


def test_a_binary_that_no_build_noted_is_not_used(folder: Path) -> None:
    (folder / "built.json").unlink()
    assert not find_state(folder).compiled


def test_the_variable_keeps_binaries_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    assert find_state(folder) == (False, "not compiled: NEWSCLEAN_PURE is set")


@pytest.mark.parametrize("pure", ["0", "1"])
def test_a_process_has_the_loops_that_it_says(pure: str) -> None:
    code = "import newsclean.inner.forest as f; print(newsclean.compiled, f.__file__)"
    command = [sys.executable, "-c", f"import newsclean; {code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_env(pure))
    compiled, file = done.stdout.split(maxsplit=1)
    assert compiled == str(not file.strip().endswith(".py"))
    if pure == "1":
        assert compiled == "False"


def test_the_package_says_which_is_in_use() -> None:
    assert newsclean.compiled is state.compiled


def _env(pure: str) -> dict[str, str]:
    import os

    return {**os.environ, VARIABLE: pure}
