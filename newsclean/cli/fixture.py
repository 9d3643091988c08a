"""`newsclean fixture`: stored captures with the records they must give."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclean.cli.command import Group, option
from newsclean.cli.options import CAPTURED_AT, CHARSET, URL, folder_option, pipeline_options
from newsclean.errors import FixtureError
from newsclean.fixture import (
    add_fixture,
    differences,
    find_fixtures,
    known_failures,
    read_fixture,
    record_of,
    stale_failures,
)
from newsclean.text import shown

if TYPE_CHECKING:
    from newsclean.pipeline import Pipeline


@click.group(cls=Group)
def fixture() -> None:
    """Work with fixtures."""


@fixture.command(
    examples=("newsclean fixture add page.html --url https://courier.example/bridge",),
    codes=(3, 4, 6),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@URL
@CAPTURED_AT
@CHARSET
@option(
    "--site",
    group="Where it goes",
    help="Folder of the site; default: the host of --url, or generic.",
)
@option("--slug", group="Where it goes", help="Folder of the fixture; default: date and title.")
@folder_option("--root", "fixtures", "fixtures", "Where it goes")
@pipeline_options
def add(file, root, **arguments):  # type: ignore[no-untyped-def]
    """Write a fixture from FILE with the current output, to be corrected by hand."""
    folder = add_fixture(file, root, **arguments)
    click.echo(folder)
    note_if_empty(folder)
    click.echo("correct record.json by hand, and say in meta.json what the fixture shows", err=True)


def note_if_empty(folder: Path) -> None:
    """Say that the record of a new fixture holds nothing, and why if that is known."""
    from newsclean.capture import Capture
    from newsclean.pipeline import DEFAULT

    stored = read_fixture(folder)
    if not any(stored.record.values()):
        why = "; ".join(DEFAULT.explain(Capture(stored.content)).page.notes)
        text = f"{folder}: the record is empty: {why or 'neither title nor body was found'}"
        click.echo(shown(f"note: {text}"), err=True)


@fixture.command(examples=("newsclean fixture check fixtures/ --profiles mine/",), codes=(4, 6))
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path))
@pipeline_options
def check(root: Path, pipeline: Pipeline) -> None:
    """Check every fixture under ROOT, and show where the current output differs."""
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
    stale = stale_failures(root)
    for test in stale:
        click.echo(shown(f"{test}\nis known to fail, but no fixture has it"))
    wrong += len(stale)
    click.echo(f"{pages} fixtures, {fields} fields, {wrong} not as expected", err=True)
    if wrong or not pages:
        sys.exit(FixtureError.exit_code)
