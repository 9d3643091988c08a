"""`newsclean profiles`: check, try and import site profiles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclean.cli.command import Group, option
from newsclean.cli.learn import captures_of
from newsclean.errors import ProfileError
from newsclean.text import shorten, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.learning import Trial

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
# paragraphs shown of each side, and their characters
_SHOWN, _CHARS = 5, 90


@click.group(cls=Group)
def profiles() -> None:
    """Work with site profiles."""


@profiles.command(examples=("newsclean profiles check mine/",), codes=(4,))
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@option(
    "--pages",
    type=_FOLDER,
    group="Pages",
    help="Folder with pages of the sites: tells which profiles went stale, and why.",
)
@option("--site", metavar="HOST", group="Pages", help="The host that the pages are of.")
def check(folder: Path, pages: Path | None, site: str | None) -> None:
    """Check every profile in FOLDER; problems are printed as file: key: what is wrong."""
    from newsclean.profiles import check_folder, check_rules, is_ftr, read_ftr

    if is_ftr(folder):
        files = read_ftr(folder)
        found, count = [*check_rules(files)], len(files.texts)
    else:
        found, count = [*check_folder(folder)], len(list(folder.glob("*.toml")))
    if not count and not found:
        raise ProfileError(f"{folder}: holds no profile, no *.toml and no rules of ftr-site-config")
    problems = list(map(str, found))
    for problem in problems:
        click.echo(shown(problem))
    click.echo(f"{count} profiles, {len(problems)} problems", err=True)
    if pages is not None and not problems:
        problems = list(_complaints(folder, pages, site))
    if problems:
        sys.exit(ProfileError.exit_code)


def _complaints(folder: Path, pages: Path, site: str | None) -> Iterator[str]:
    """Print how each profile does on its pages, and yield what is wrong."""
    from newsclean.learning import health, try_profiles
    from newsclean.profiles import ProfileSet

    captures = captures_of([str(pages)], site)
    trials = list(try_profiles(ProfileSet.load(folder, builtin=False), captures))
    for found in health(trials):
        click.echo(
            f"{found.name}: {found.pages} pages, predicted quality {found.before:.3f} without,"
            f" {found.after:.3f} with it"
        )
        for complaint in found.complaints:
            click.echo(shown(f"{found.name}: {complaint}"))
            yield complaint
    unmatched = sum(trial.profile is None for trial in trials)
    click.echo(f"{len(trials)} pages, {unmatched} of them match no profile", err=True)


@profiles.command(
    "try", examples=("newsclean profiles try mine/courier.example.toml pages/",), codes=(4,)
)
@click.argument("profile", type=click.Path(exists=True, path_type=Path))
@click.argument("pages", metavar="PAGES...", nargs=-1, required=True)
def try_(profile: Path, pages: tuple[str, ...]) -> None:
    """Show what PROFILE changes on PAGES, page by page, and its rules that match nothing."""
    from newsclean.learning import health, try_profiles
    from newsclean.profiles import ProfileSet, read_file

    if profile.is_dir():
        files = sorted(profile.glob("*.toml"))
        if len(files) != 1:
            names = ", ".join(path.name for path in files[:_SHOWN]) or "none"
            raise click.UsageError(f"{profile} is a folder: name one profile in it, of {names}")
        profile = files[0]
    site, problems = read_file(profile)
    if site is None:
        raise ProfileError("\n".join(map(str, problems)))
    host = site.hosts[0] if site.hosts else None
    trials = list(try_profiles(ProfileSet((site,)), captures_of(pages, host)))
    for trial in trials:
        for line in _view(trial):
            click.echo(shown(line))
    for found in health(trials):
        for complaint in found.complaints:
            click.echo(shown(complaint))


def _view(trial: Trial) -> Iterator[str]:
    yield f"{trial.name}: predicted quality {trial.before:.3f} without, {trial.after:.3f} with"
    if trial.profile is None:
        yield "  the profile does not match this page"
    for sign, texts in (("-", trial.lost), ("+", trial.gained)):
        for text in texts[:_SHOWN]:
            yield f"  {sign} {shorten(text, _CHARS)}"
        if len(texts) > _SHOWN:
            yield f"  {sign} {len(texts) - _SHOWN} more"


@profiles.command(
    "import", examples=("newsclean profiles import ftr-site-config -o imported",), codes=(4,)
)
@click.argument("rules", type=click.Path(exists=True, path_type=Path))
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    group="Output",
    help="Folder for the profiles.",
)
def import_(rules: Path, output: Path) -> None:
    """Write RULES of ftr-site-config, a folder or an archive, as profiles in TOML."""
    from newsclean.profiles import import_rules, read_ftr

    files = read_ftr(rules)
    done = import_rules(files, output)
    for problem in done.problems:
        click.echo(shown(str(problem)), err=True)
    click.echo(f"{'use':<15}{'directive':<24}{'count':>7}{'in TOML':>9}")
    for (use, name), count in sorted(done.counts.items(), key=lambda item: (item[0][0], -item[1])):
        click.echo(shown(f"{use:<15}{name:<24}{count:>7,}{done.told[name] or '-':>9}"))
    click.echo(
        f"{len(files.texts):,} rule files, {done.profiles:,} profiles,"
        f" {len(done.problems)} problems",
        err=True,
    )
