"""A plugin for pytest: fixtures of one's own as tests, one for each page and field.

    # pyproject.toml
    [tool.pytest.ini_options]
    newsclean_fixtures = ["fixtures"]      # or pytest --newsclean-fixtures DIR
    newsclean_profiles = ["profiles"]

`pytest --newsclean-update` writes what is found today into each `record.json` that differs. A test
per field, and its name, are the ideas of web-poet's plugin. Without fixtures named it does nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsclean.fixture import Fixture

_RECORD = "record.json"
_UPDATED = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and settings."""
    group = parser.getgroup("newsclean")
    for name, what in (("fixtures", "fixtures to test"), ("profiles", "site profiles to use")):
        group.addoption(
            f"--newsclean-{name}",
            action="append",
            default=[],
            metavar="DIR",
            help=f"Folder of {what}; repeatable.",
        )
        parser.addini(f"newsclean_{name}", f"Folders of {what}.", "paths", default=[])
    group.addoption(
        "--newsclean-update",
        action="store_true",
        help="Write what is found today into the record.json of fixtures that differ.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have the fixtures collected where no tests are named, and those that the option names."""
    config.stash[_UPDATED] = []
    if config.getoption("newsclean_update") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--newsclean-update writes files: run it without -n")
    folders = list(map(str, config.getoption("newsclean_fixtures")))
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        folders += map(str, config.getini("newsclean_fixtures"))
    config.args += [folder for folder in folders if not _is_within(config, folder)]
    if folders:
        _check(config)


def _is_within(config: pytest.Config, folder: str) -> bool:
    """Whether what is collected anyway holds a folder: named twice, old pytests lose the rest."""
    place = config.invocation_params.dir
    path = (place / folder).resolve()
    return any(path.is_relative_to((place / name).resolve()) for name in config.args)


def _check(config: pytest.Config) -> None:
    """Refuse profiles that are not valid, and warn of known failures that name no test."""
    from newsclean.errors import FixtureError, ProfileError
    from newsclean.fixture import stale_failures
    from newsclean.pipeline import Pipeline

    try:
        Pipeline(profiles=tuple(_folders(config, "profiles")))
    except ProfileError as error:
        raise pytest.UsageError(str(error)) from error
    for root in _folders(config, "fixtures"):
        try:
            stale = stale_failures(root)
        except FixtureError:
            continue  # named where the fixtures are collected
        for test in stale:
            text = f"{root}: {test} is known to fail, but no fixture has it"
            config.issue_config_time_warning(pytest.PytestConfigWarning(text), stacklevel=2)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FixtureFile | None:
    """Collect each `record.json` in the folders of fixtures."""
    if file_path.name != _RECORD:
        return None
    root = file_path.parents[2]
    if root not in _folders(parent.config, "fixtures"):
        return None
    file: FixtureFile = FixtureFile.from_parent(parent, path=file_path)
    return file


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was written."""
    for name in config.stash[_UPDATED]:
        terminalreporter.write_line(f"newsclean: updated {name}")


def _folders(config: pytest.Config, name: str) -> list[Path]:
    given = [config.invocation_params.dir / n for n in config.getoption(f"newsclean_{name}")]
    return [path.resolve() for path in (*given, *config.getini(f"newsclean_{name}"))]


class FixtureFile(pytest.File):
    """A fixture, with one test for each field that its record names."""

    def collect(self) -> Iterator[FieldItem]:
        """Yield the tests."""
        from newsclean.errors import FixtureError
        from newsclean.fixture import known_failures, read_fixture

        try:
            self.fixture: Fixture = read_fixture(self.path.parent)
            known = known_failures(self.path.parents[2])
        except FixtureError as error:
            raise self.CollectError(str(error)) from error
        for name in self.fixture.record:
            item: FieldItem = FieldItem.from_parent(self, name=name)
            if f"{self.fixture.name}:{name}" in known:
                reason = known[f"{self.fixture.name}:{name}"]
                item.add_marker(pytest.mark.xfail(strict=True, reason=reason))
            yield item

    @cached_property
    def found(self) -> dict[str, Any]:
        """The record that newsclean makes of the page today."""
        from newsclean.fixture import record_of
        from newsclean.pipeline import Pipeline

        profiles = tuple(_folders(self.config, "profiles"))
        return record_of(self.fixture.extract(Pipeline(profiles=profiles)))


class FieldItem(pytest.Item):
    """A test of one field of one page."""

    parent: FixtureFile

    def runtest(self) -> None:
        """Compare the field with what is found, or write what is found."""
        from newsclean.fixture import differences, update_fixture

        file = self.parent
        difference = differences(file.fixture, file.found).get(self.name)
        if difference is None:
            return
        if not self.config.getoption("newsclean_update"):
            raise _Different(difference)
        file.fixture = update_fixture(file.fixture, file.found, [self.name])
        self.config.stash[_UPDATED].append(f"{file.fixture.name}: {self.name}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the difference alone, with what the fixture is about."""
        if not isinstance(excinfo.value, _Different):
            return super().repr_failure(excinfo, style)
        about = self.parent.fixture.about
        head = f"{self.name}: - expected by {self.path.name}, + found today"
        return "\n".join(filter(None, (about, head, str(excinfo.value))))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return what the report is headed with."""
        return self.path, None, f"{self.parent.fixture.name}: {self.name}"


class _Different(Exception):
    """A field is not as expected."""
