"""Commands of one kind: options in groups, examples and exit codes in the help, one set of them."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

F = TypeVar("F", bound="Callable[..., Any]")
SOME_FAILED, NO_PAGE, NOTHING_LEARNED, UNHEALTHY = 8, 10, 11, 12
INTERRUPTED, CLOSED = 130, 141

CODES: Mapping[int, str] = MappingProxyType(
    {
        0: "done",
        1: "another error: a file that cannot be written, a bug",
        2: "a wrong option, setting or configuration, an input that cannot be read",
        3: "a capture over the size limit",
        4: "a bad site profile",
        5: "a bad corpus",
        6: "a bad fixture",
        7: "a missing extra",
        SOME_FAILED: "clean --strict: some pages are not in the output",
        9: "a run over many pages that cannot start or go on",
        NO_PAGE: "clean: the inputs hold no page",
        NOTHING_LEARNED: "learn: too few pages of one layout",
        UNHEALTHY: "doctor: something does not work",
        INTERRUPTED: "interrupted",
        CLOSED: "the output was closed: `| head` had enough",
    }
)
"""What each exit code says."""

POINTS = "newsclean.commands"
"""The group of entry points that add commands; the entry point's name is the command's."""


class GroupedOption(click.Option):
    """An option that the help shows under the title of its group."""

    def __init__(self, *arguments: Any, group: str = "Options", **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.group = group


class Names(click.ParamType):  # type: ignore[type-arg]
    """Names with commas between them, or a list of them in a file of settings."""

    name = "text"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:  # noqa: ARG002
        """Return the names."""
        names = value.split(",") if isinstance(value, str) else map(str, value)
        return tuple(name for name in map(str.strip, names) if name)


def option(*names: str, group: str = "Options", **settings: Any) -> Callable[[F], F]:
    """Add an option to a command, as `click.option` does, in a group of its help."""
    return click.option(*names, cls=GroupedOption, group=group, **settings)


def speak_up(context: click.Context, parameter: click.Parameter, count: int) -> None:  # noqa: ARG001
    """Let the library's log go to standard error with `-v`, all of it with `-vv`."""
    log = logging.getLogger("newsclean")
    if not any(isinstance(handler, _ToStderr) for handler in log.handlers):
        log.addHandler(_ToStderr())
    before = log.level
    context.call_on_close(lambda: log.setLevel(before))
    log.setLevel([logging.ERROR, logging.INFO, logging.DEBUG][min(count, 2)])


class _ToStderr(logging.StreamHandler[Any]):
    def emit(self, record: logging.LogRecord) -> None:
        from newsclean.text import shown

        click.echo(shown(f"newsclean: {record.getMessage()}"), err=True)


class Command(click.Command):
    """A command whose help has groups, examples and exit codes; it takes `-v`."""

    def __init__(
        self, *arguments: Any, examples: Sequence[str] = (), codes: Sequence[int] = (), **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.examples, self.codes = examples, (0, 1, 2, *codes)
        self.params.append(
            GroupedOption(
                ["-v", "--verbose"], count=True, expose_value=False, callback=speak_up,
                group="General", help="Say more on standard error; twice: all there is.",
            )
        )  # fmt: skip

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options by their groups."""
        groups: dict[str, list[tuple[str, str]]] = {}
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        for one in sorted(options, key=lambda one: getattr(one, "group", "General") == "General"):
            row = one.get_help_record(ctx)
            if row is not None:
                groups.setdefault(getattr(one, "group", "General"), []).append(row)
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit codes."""
        del ctx
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        write_codes(formatter, sorted({*self.codes}))


def write_codes(formatter: click.HelpFormatter, codes: Sequence[int]) -> None:
    """Write what exit codes say."""
    with formatter.section("Exit codes"):
        formatter.write_dl([(str(code), CODES[code]) for code in codes])


class Group(click.Group):
    """A group of commands."""

    command_class = Command


class Commands(Group):
    """The commands of newsclean itself, under titles, and those that other distributions add."""

    titles: Mapping[str, Sequence[str]] = MappingProxyType({})

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whoever reads its output may close it, as `| head` does."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(CLOSED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*super().list_commands(ctx), *entry_points(group=POINTS).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; one that is added loads when it is asked for."""
        known = super().get_command(ctx, cmd_name)
        if known is not None:
            return known
        points = (point for point in entry_points(group=POINTS) if point.name == cmd_name)
        try:
            added: click.Command | None = next((point.load() for point in points), None)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise click.ClickException(
                f"the command {cmd_name} cannot be loaded: {what}"
            ) from error
        return added

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their titles."""
        left = self.list_commands(ctx)
        for title, names in (*self.titles.items(), ("Added by other distributions", left)):
            there = [name for name in names if name in left]
            left = [name for name in left if name not in there]
            rows = [(name, self._help_of(ctx, name)) for name in there]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def _help_of(self, ctx: click.Context, name: str) -> str:
        try:
            found = self.get_command(ctx, name)
        except click.ClickException as error:
            return error.message
        return found.get_short_help_str(70) if found else ""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes."""
        del ctx
        write_codes(formatter, [*CODES])


def fail(message: str, code: int) -> NoReturn:
    """End the command with a message in the one style of all errors."""
    from newsclean.text import shown

    click.echo(shown(f"newsclean: {message}"), err=True)
    sys.exit(code)
