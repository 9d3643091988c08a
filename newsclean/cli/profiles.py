"""`newsclean profiles check`: every problem of a folder of site profiles at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsclean.errors import ProfileError


@click.group()
def profiles() -> None:
    """Work with site profiles."""


@profiles.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check every profile in FOLDER; problems are printed as file: key: what is wrong."""
    from newsclean.profiles import check_folder

    problems = check_folder(folder)
    for problem in problems:
        click.echo(str(problem))
    count = len(list(folder.glob("*.toml")))
    click.echo(f"{count} profiles, {len(problems)} problems", err=True)
    if problems:
        sys.exit(ProfileError.exit_code)
