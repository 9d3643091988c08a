"""The command line's entry point: one group of commands, one place where errors become exits.

What an exit code says stands in `newsclean.cli.command.CODES`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsclean._version import __version__
from newsclean.cli.bench import bench
from newsclean.cli.clean import clean
from newsclean.cli.command import INTERRUPTED, Commands, GroupedOption, fail
from newsclean.cli.config import find_config, read_config
from newsclean.cli.doctor import doctor
from newsclean.cli.explain import explain
from newsclean.cli.extract import extract
from newsclean.cli.fixture import fixture
from newsclean.cli.learn import learn
from newsclean.cli.profiles import profiles
from newsclean.cli.schema import schema
from newsclean.cli.serve import serve
from newsclean.cli.site import site
from newsclean.errors import NewscleanError
from newsclean.inner import state


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(message=f"newsclean, version {__version__} ({state.reason})")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    cls=GroupedOption,
    help="File of settings.  [default: newsclean.toml, or [tool.newsclean] in pyproject.toml, here"
    " or above]",
)
@click.option("--no-config", is_flag=True, cls=GroupedOption, help="Read no file of settings.")
@click.pass_context
def cli(context: click.Context, config: Path | None, no_config: bool) -> None:
    """Turn noisy captures of news pages, HTML or plain text, into clean records."""
    if config is not None and no_config:
        raise click.UsageError("--config and --no-config exclude each other")
    path = None if no_config else config or find_config(Path.cwd())
    if path is not None:
        context.default_map = read_config(path, cli)


for _command in (
    extract,
    explain,
    clean,
    learn,
    profiles,
    fixture,
    site,
    serve,
    bench,
    doctor,
    schema,
):
    cli.add_command(_command)
cli.titles = {
    "One page": ("extract", "explain", "serve"),
    "Many pages": ("clean",),
    "Sites and fixtures": ("learn", "site", "profiles", "fixture"),
    "Quality": ("bench", "train"),
    "This installation": ("doctor", "schema"),
}


def main() -> None:
    """Run the command line: every error ends it with one line and an exit code of its own."""
    try:
        code = cli.main(prog_name="newsclean", standalone_mode=False)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "newsclean"
        fail(f"{error.format_message()} ({where} -h shows what there is)", error.exit_code)
    except click.ClickException as error:
        fail(error.format_message(), error.exit_code)
    except NewscleanError as error:
        fail(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        fail("interrupted", INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)
