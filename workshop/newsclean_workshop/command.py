"""`newsclean train`: the block labeller's weight files from corpora."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.argument(
    "corpora", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the weight files.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["html", "text"]),
    help="Kind of capture; repeatable. [default: both]",
)
@click.option(
    "--captures",
    type=click.IntRange(1),
    help="Captured texts made of each page.",
)
@click.option(
    "--hold-out", multiple=True, metavar="NAME", help="A corpus never trained on; repeatable."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress on stderr.")
def train(corpora, out, kinds, captures, hold_out, quiet):  # type: ignore[no-untyped-def]
    """Train the block labeller on CORPORA (.jsonl, .jsonl.xz, .jsonl.gz).

    Writes KIND.npz, and KIND.json with what it was made from, for each kind of capture. The same
    corpora, options and library versions give the same bytes on the same kind of machine.
    """
    from newsclean_workshop.settings import HELD_OUT, TrainSettings
    from newsclean_workshop.train import train as run

    settings = TrainSettings(
        corpora=corpora,
        out=out,
        kinds=kinds or ("html", "text"),
        held_out=HELD_OUT | set(hold_out),
        **({} if captures is None else {"captures": captures}),
    )
    with nullcontext() if quiet else _progress():
        written = run(settings)
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
