"""`newsclean train`: the weight files of the role models from readings."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclean.cli.command import Command, option

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    cls=Command,
    short_help="Train the role models.",
    examples=("newsclean train readings.jsonl.xz corpora/ --out weights/",),
    codes=(5, 7),
)
@click.argument("readings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@option(
    "--more",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    group="Training",
    help="Further readings; repeatable.",
)
@option("--out", required=True, type=_FOLDER, group="Output", help="Folder for the weight files.")
@option(
    "--cache",
    type=_FOLDER,
    default=Path(".cache"),
    show_default=True,
    group="Training",
    help="Folder for what is made of the pages once.",
)
@option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["html", "text"]),
    group="Training",
    help="Kind of capture; repeatable. [default: both]",
)
@option("-q", "--quiet", is_flag=True, group="Output", help="No progress on stderr.")
def train(readings, corpora, more, out, cache, kinds, quiet):  # type: ignore[no-untyped-def]
    """Train the role models on READINGS (.jsonl.xz) of pages in the folder CORPORA.

    Writes KIND.npz, and KIND.json with what it was made from, for each kind of capture. The same
    readings, options and library versions give the same bytes on the same kind of machine.
    """
    from newsclean_workshop.roles.train import RoleSettings
    from newsclean_workshop.roles.train import train as run

    settings = RoleSettings(readings, corpora, cache, more)
    with nullcontext() if quiet else _progress():
        written = run(settings, kinds or ("html", "text"), out)
    for path in written.values():
        card = json.loads(path.with_suffix(".json").read_text("utf-8"))
        click.echo(f"{path}: {card['pages']} pages of {card['sites']} sites")


@contextmanager
def _progress() -> Iterator[None]:
    """Show on stderr what the training logs."""
    logger = logging.getLogger("newsclean_workshop")
    handler = logging.StreamHandler()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
