"""`newsclean learn`: a site's profile from a few of its pages, without labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclean.cli.command import NOTHING_LEARNED, Command, fail, option
from newsclean.cli.options import read_content
from newsclean.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsclean.capture import Capture
    from newsclean.profiles import Profile


@click.command(
    cls=Command,
    short_help="Learn a site's profile from a few of its pages.",
    examples=("newsclean learn pages/*.html -o profiles/",),
    codes=(3, NOTHING_LEARNED),
)
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True)
@option(
    "--site", metavar="HOST", group="Pages", help="The site's host.  [default: told by the pages]"
)
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    group="Output",
    help="Folder of the profile HOST.toml.",
)
@option(
    "--update", is_flag=True, group="Output", help="Mend a profile that is there; your edits stay."
)
def learn(pages: tuple[str, ...], site: str | None, output: Path, *, update: bool) -> None:
    """Learn a site's profile from PAGEs of it, HTML or captured text, without labels.

    Five pages are enough, three of one layout are needed.
    """
    from newsclean.learning import LEAST_PAGES, update_profile, write_profile
    from newsclean.learning import learn as learned_from

    captures = captures_of(pages, site)
    profile = learned_from([capture for _, capture in captures], site=site)
    if not profile.learned:
        fail(
            f"nothing learned: no {LEAST_PAGES} of these pages are different stories in one layout;"
            " give more pages",
            NOTHING_LEARNED,
        )
    if not profile.hosts and not profile.recognise.lines:
        raise click.UsageError("nothing tells which site the pages are of: give --site HOST")
    path = output / f"{profile.name}.toml"
    if path.exists() and not update:
        raise click.UsageError(f"{path} is there: --update mends it and keeps your edits")
    output.mkdir(parents=True, exist_ok=True)
    if path.exists():
        update_profile(profile, path)
    else:
        write_profile(profile, path)
    _report(profile, captures, path)


def captures_of(files: Sequence[str], site: str | None) -> list[tuple[str, Capture]]:
    """The captures of files, each with its name; of a folder all files in it."""
    from newsclean.capture import Capture

    url = f"https://{site}/" if site else None
    paths = [Path(file) for file in files]
    every = [
        path
        for found in paths
        for path in (
            sorted(p for p in found.iterdir() if p.is_file()) if found.is_dir() else [found]
        )
    ]
    return [(str(path), Capture(read_content(str(path)), url)) for path in every]


def _report(profile: Profile, captures: Sequence[tuple[str, Capture]], path: Path) -> None:
    from newsclean.learning import health, try_profiles
    from newsclean.profiles import ProfileSet

    layouts = ", ".join(str(part.pages) for part in profile.learned)
    click.echo(f"{path}: learned from {layouts} pages of {len(profile.learned)} layout(s)")
    for found in health(try_profiles(ProfileSet.of(profile), captures)):
        click.echo(
            f"predicted quality {found.before:.3f} without, {found.after:.3f} with the profile"
        )
        for complaint in found.complaints:
            click.echo(shown(complaint))
