"""The command line's entry point: one group of commands, one place where errors become exits.

Exit codes: 0 done; 1 another error of newsclean; 2 a wrong option or setting; 3 a capture over
the size limit; 4 a bad site profile; 5 a bad corpus; 6 a bad fixture; 7 a missing extra; 8 with
`clean --strict`, some pages are not in the output; 9 a run over many pages that cannot start or
go on; 10 with `clean`, no page in the inputs; 130 interrupted.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

import click

from newsclean._version import __version__
from newsclean.cli.bench import bench
from newsclean.cli.clean import clean
from newsclean.cli.explain import explain
from newsclean.cli.extract import extract
from newsclean.cli.fixture import fixture
from newsclean.cli.learn import learn
from newsclean.cli.profiles import profiles
from newsclean.cli.site import site
from newsclean.errors import NewscleanError
from newsclean.inner import state
from newsclean.text import shown

GROUP = "newsclean.commands"
"""The group of entry points that add commands; the entry point's name is the command's."""


class Commands(click.Group):
    """The commands of newsclean itself, and those that other distributions add."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*super().list_commands(ctx), *entry_points(group=GROUP).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; one that is added loads when it is asked for."""
        known = super().get_command(ctx, cmd_name)
        if known is not None:
            return known
        points = (point for point in entry_points(group=GROUP) if point.name == cmd_name)
        added: click.Command | None = next((point.load() for point in points), None)
        return added


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(message=f"newsclean, version {__version__} ({state.reason})")
def cli() -> None:
    """Turn noisy captures of news pages, HTML or plain text, into clean records."""


for _command in (extract, explain, clean, learn, profiles, fixture, site, bench):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; newsclean's own errors end it with their message and exit code."""
    try:
        cli(prog_name="newsclean")
    except NewscleanError as error:
        click.echo(shown(f"newsclean: {error}"), err=True)
        sys.exit(error.exit_code)
