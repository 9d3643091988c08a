"""`newsclean fixture`: stored captures with the records they must give."""

from __future__ import annotations

from pathlib import Path

import click

from newsclean.cli.options import iso_time
from newsclean.fixture import add_fixture


@click.group()
def fixture() -> None:
    """Work with fixtures."""


@fixture.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", help="The page's address.")
@click.option("--captured-at", type=iso_time, metavar="TIME", help="Time of capture.")
@click.option("--charset", help="The encoding that HTTP declared.")
@click.option("--site", help="Folder of the site; default: the host of --url, or generic.")
@click.option("--slug", help="Folder of the fixture; default: date and title.")
@click.option(
    "--root",
    default="fixtures",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where fixtures live.",
)
def add(file, root, **arguments):  # type: ignore[no-untyped-def]
    """Write a fixture from FILE with the current output, to be corrected by hand."""
    folder = add_fixture(file, root, **arguments)
    click.echo(folder)
    click.echo("correct record.json by hand, and say in meta.json what the fixture shows", err=True)
