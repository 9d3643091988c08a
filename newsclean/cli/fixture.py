"""`newsclean fixture`: stored captures with the records they must give."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsclean.cli.options import iso_time, make_pipeline, pipeline_options
from newsclean.errors import FixtureError
from newsclean.fixture import (
    add_fixture,
    differences,
    find_fixtures,
    known_failures,
    read_fixture,
    record_of,
)
from newsclean.text import shown


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


@fixture.command()
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path))
@pipeline_options
def check(root: Path, folders: tuple[Path, ...], no_profiles: bool) -> None:
    """Check every fixture under ROOT, and show where the current output differs."""
    pipeline = make_pipeline(folders, no_profiles)
    known = known_failures(root)
    pages = fields = wrong = 0
    for stored in map(read_fixture, find_fixtures(root)):
        found = differences(stored, record_of(stored.extract(pipeline)))
        pages, fields = pages + 1, fields + len(stored.record)
        for name in stored.record:
            test = f"{stored.name}:{name}"
            if (name in found) == (test in known):
                continue
            wrong += 1
            click.echo(shown(f"{test}\n{found.get(name, 'is known to fail, and is right')}"))
    click.echo(f"{pages} fixtures, {fields} fields, {wrong} not as expected", err=True)
    if wrong or not pages:
        sys.exit(FixtureError.exit_code)
