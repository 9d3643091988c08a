"""Settings of the command line from a file: newsclean.toml, or [tool.newsclean] in pyproject.toml.

A key is the long name of an option. At the top it is for every command that has the option, in a
table (`[clean]`, `[fixture.add]`) for that command. What the command line says comes first. Paths
are relative to the file.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from newsclean.cli.command import Names
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAME = "newsclean.toml"


def find_config(folder: Path) -> Path | None:
    """Return the file of settings of a folder or of the nearest one above it that has one."""
    for parent in (folder, *folder.parents):
        if (parent / NAME).is_file():
            return parent / NAME
        if _is_ours(parent / "pyproject.toml"):
            return parent / "pyproject.toml"
    return None


def _is_ours(path: Path) -> bool:
    # another tool's file that is broken is that tool's to complain about
    try:
        return "newsclean" in tomllib.loads(path.read_text("utf-8")).get("tool", {})
    except (OSError, ValueError):
        return False


def read_config(path: Path, commands: click.Group) -> dict[str, Any]:
    """Return the defaults that a file gives the options of commands, for click's `default_map`.

    Raises `SettingError` that names the file and the key, if there is no such command or option or
    the value does not fit it.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingError(f"{path}: cannot be read: {error}") from error
    if path.name == "pyproject.toml":
        values = values.get("tool", {}).get("newsclean", {})
    return _Reader(path).of_group(commands, values, "")


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path

    def of_group(self, group: click.Group, values: Mapping[str, Any], place: str) -> dict[str, Any]:
        tables = {name: value for name, value in values.items() if isinstance(value, dict)}
        shared = {name: value for name, value in values.items() if name not in tables}
        context = click.Context(group)
        # those of other distributions load only if the file speaks of them
        names = dict.fromkeys([*group.commands, *tables])
        found = {name: group.get_command(context, name) for name in names}
        commands = {name: command for name, command in found.items() if command is not None}
        self._refuse_unknown(tables, commands, place, "command")
        known = {key for command in commands.values() for key in _all_keys(command)}
        for key in shared.keys() & commands.keys() - known:
            raise SettingError(f"{self.path}: {place}{key}: a command is a table: [{place}{key}]")
        self._refuse_unknown(shared, known, place, "option")
        return {
            name: self._of_command(command, shared, tables.get(name, {}), f"{place}{name}.", place)
            for name, command in commands.items()
        }

    def _of_command(
        self,
        command: click.Command,
        shared: Mapping[str, Any],
        table: Mapping[str, Any],
        place: str,
        above: str,
    ) -> dict[str, Any]:
        if isinstance(command, click.Group):
            names = {key for key in shared if key in _all_keys(command)}
            return self.of_group(command, {**{n: shared[n] for n in names}, **table}, place)
        options = dict(_options(command))
        self._refuse_unknown(table, options, place, "option")
        found = {}
        for values, where in (shared, above), (table, place):
            for key in values.keys() & options.keys():
                parameter = options[key]
                if values is shared and isinstance(values[key], list) and not _is_list(parameter):
                    continue  # another option of that name, such as `site new --profiles`
                found[parameter.name or key] = self._value(
                    command, parameter, values[key], f"{where}{key}"
                )
        return found

    def _value(
        self, command: click.Command, parameter: click.Option, value: Any, place: str
    ) -> Any:
        if parameter.multiple and not isinstance(value, list):
            value = [value]
        if isinstance(value, list) and not _is_list(parameter):
            raise SettingError(f"{self.path}: {place}: it takes one value, not a list")
        if isinstance(parameter.type, click.Path):
            paths = value if isinstance(value, list) else [value]
            paths = [str(self.path.parent / str(path)) for path in paths]
            value = paths if parameter.multiple else paths[0]
        try:
            parameter.process_value(click.Context(command), value)
        except click.ClickException as error:
            raise SettingError(f"{self.path}: {place}: {error.message}") from error
        return value

    def _refuse_unknown(self, given: Mapping[str, Any], known: Any, place: str, what: str) -> None:
        for key in given:
            if key not in known:
                near = get_close_matches(key, list(known), 1)
                hint = f": did you mean {near[0]}?" if near else f"; there are {sorted(known)}"
                raise SettingError(f"{self.path}: {place}{key}: no {what} has that name{hint}")


def _options(command: click.Command) -> Iterator[tuple[str, click.Option]]:
    """Yield the options of a command by their long names; which inputs and when is no setting."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.expose_value:
            for name in parameter.opts:
                if name.startswith("--"):
                    yield name[2:], parameter


def _is_list(parameter: click.Option) -> bool:
    return parameter.multiple or isinstance(parameter.type, Names)


def _all_keys(command: click.Command) -> Iterator[str]:
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _all_keys(inner)
    else:
        yield from dict(_options(command))
