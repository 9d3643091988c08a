"""What the checks do is what is written of them, and what is declared can be had."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.container_steps import FILE, steps
from tools.lower_bounds import bounds, unmet

from .conftest import ROOT

RUN = ROOT / ".ci" / "run"
PROJECTS = [ROOT / "pyproject.toml", *ROOT.glob("workshop/pyproject.toml")]
# an extra as it stands in a command: .[test,bench], $work/source[arrow,spark]
EXTRAS = re.compile(r"(?<=[./\w])\[([a-z]+(?:,[a-z]+)*)\]")

pytestmark = pytest.mark.skipif(
    not RUN.is_file(), reason="the checks are not part of a source distribution"
)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def project(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))["project"]


def requirements(path: Path) -> list[Requirement]:
    table = project(path)
    groups = [table.get("dependencies", []), *table.get("optional-dependencies", {}).values()]
    return [Requirement(line) for group in groups for line in group]


def ci_steps() -> list[str]:
    done = subprocess.run(["bash", str(RUN), "--list"], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.parent.name)
def test_every_dependency_has_a_lower_bound(path: Path) -> None:
    bounded = {
        canonicalize_name(one.name)
        for one in requirements(path)
        if any(part.operator == ">=" for part in one.specifier)
    }
    wanted = {canonicalize_name(one.name) for one in requirements(path)}
    assert wanted - bounded <= {"newsclean"}


def test_a_library_has_the_same_lower_bound_in_every_extra() -> None:
    found: dict[str, set[str]] = {}
    for one in requirements(PROJECTS[0]):
        lowest = {part.version for part in one.specifier if part.operator == ">="}
        found.setdefault(canonicalize_name(one.name), set()).update(lowest)
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


def test_a_bound_that_nobody_can_have_is_named() -> None:
    declared = bounds(["numpy>=1.26", "click>=8.1", "zstd<2", "tzdata>=1; python_version < '3'"])
    assert declared == {"numpy": Version("1.26"), "click": Version("8.1")}
    resolved = {"numpy": Version("2.0.0"), "click": Version("8.1.0"), "zstd": Version("1.9")}
    assert unmet(declared, resolved) == ["numpy>=1.26 resolves to 2.0.0"]


def test_every_extra_is_installed_by_a_step() -> None:
    extras = project(PROJECTS[0])["optional-dependencies"]
    text = "".join(read(name) for name in ("README.md", ".ci/run", ".ci/spark-ray"))
    installed = {name for group in EXTRAS.findall(text) for name in group.split(",")}
    for name in list(installed & set(extras)):
        installed.update(_brought_by(name, extras))
    assert set(extras) - installed == set()


def _brought_by(name: str, extras: dict[str, list[str]]) -> set[str]:
    """The extras that an extra asks for in its turn."""
    asked = {extra for line in extras[name] for extra in Requirement(line).extras} & set(extras)
    return asked.union(*(_brought_by(extra, extras) for extra in asked))


def test_the_steps_are_those_of_the_documentation() -> None:
    documented = re.findall(r"^- `(\w+)`: ", read("CONTRIBUTING.md"), re.M)
    assert documented == ci_steps()
    assert set(ci_steps()) == set(re.findall(r"^step_(\w+)\(\)", RUN.read_text("utf-8"), re.M))


def test_an_unknown_step_is_refused() -> None:
    done = subprocess.run(
        ["bash", str(RUN), "nonsense"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no step is called nonsense" in done.stderr


def test_the_commands_of_the_readme_are_two() -> None:
    """`.ci/run` takes them from there, by their numbers."""
    first, second = re.findall(r"^```sh\n(.*?)\n```$", read("README.md"), re.M | re.S)
    assert first.startswith("python3.11 -m venv .venv && .venv/bin/pip install -e '.[dev]' && ")
    assert second.startswith(".venv/bin/python -m pytest")
    assert second in read("CONTRIBUTING.md")


def test_no_expected_value_comes_from_the_installed_babel() -> None:
    """Only the tools ask it; what they made is kept, so that none of its releases fails a test."""
    asks = re.compile(r"^\s*(?:import|from) babel\b|= pytest.importorskip\(.babel", re.M)
    paths = [*ROOT.glob("tests/**/*.py"), *ROOT.glob("newsclean/**/*.py")]
    assert [str(path) for path in paths if asks.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("chosen", "outcome"),
    [((), "skipped"), (("-m", "slow"), "passed"), (("-m", "not x"), "skipped")],
)
def test_slow_tests_run_when_they_are_asked_for(
    chosen: tuple[str, ...], outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSCLEAN_SLOW", raising=False)
    (tmp_path / "conftest.py").write_text(read("conftest.py"))
    (tmp_path / "test_it.py").write_text("import pytest\n@pytest.mark.slow\ndef test_it(): pass\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"1 {outcome}" in done.stdout


def test_the_container_is_made_by_steps_that_run_anywhere() -> None:
    text = FILE.read_text("utf-8")
    commands = steps(text)
    assert [command.split()[-1] for command in commands][-1] == "doctor"
    # none names a place of the image
    assert not [
        command for command in commands if re.search(r"(?<![\w.$])/(?:source|opt)", command)
    ]
    assert steps("RUN a \\\n  b\nENV x\nRUN c") == ["a  b", "c"]
    assert "python -m tools.container_steps" in (ROOT / "tools/container_steps.py").read_text()
    assert "tools.container_steps" in read(".ci/run")


def test_the_citation_names_this_version() -> None:
    import newsclean

    assert f"\nversion: {newsclean.__version__}\n" in read("CITATION.cff")
