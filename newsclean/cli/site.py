"""`newsclean site new`: a profile and fixtures of a site, to be corrected by hand."""

from __future__ import annotations

from pathlib import Path

import click

from newsclean.cli.command import Group, option
from newsclean.cli.fixture import note_if_empty
from newsclean.cli.options import folder_option
from newsclean.site import new_site


@click.group(cls=Group)
def site() -> None:
    """Begin with a site of your own."""


@site.command(
    examples=("newsclean site new a.html b.html --url https://courier.example/a",), codes=(4, 6)
)
@click.argument(
    "pages", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@option(
    "--url",
    "urls",
    multiple=True,
    required=True,
    group="The page",
    help="The page's address: once for each page, or only that of the first.",
)
@folder_option("--profiles", "profiles", "profiles", "Where it goes")
@folder_option("--root", "fixtures", "fixtures", "Where it goes")
def new(pages: tuple[Path, ...], urls: tuple[str, ...], profiles: Path, root: Path) -> None:
    """Write a profile for the site of PAGES, and a fixture of each with the current output."""
    for path in new_site(pages, urls, profiles, root):
        click.echo(path)
        if path.is_dir():
            note_if_empty(path)
    click.echo(
        "correct each record.json by hand, then: pytest"
        f" --newsclean-fixtures {root} --newsclean-profiles {profiles}",
        err=True,
    )
