"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from newsclean.pipeline import DEFAULT, Pipeline

F = TypeVar("F", bound=Callable[..., Any])


def iso_time(value: str) -> dt.datetime:
    """Read an ISO 8601 date and time, or fail with the form that is expected."""
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no ISO time such as 2025-07-01T17:36+02:00"
        ) from None


def capture_options(command: F) -> F:
    """Add what `extract` takes beside the content."""
    for option in (
        click.option("--url", help="The page's address; never fetched."),
        click.option(
            "--captured-at",
            type=iso_time,
            metavar="TIME",
            help="Time of capture, for relative dates.",
        ),
        click.option("--charset", help="The encoding that HTTP declared."),
        click.option(
            "--kind", type=click.Choice(["html", "text"]), help="Default: told by content."
        ),
    ):
        command = option(command)
    return command


def pipeline_options(command: F) -> F:
    """Add the settings of the pipeline."""
    for option in (
        click.option(
            "--profiles",
            "folders",
            multiple=True,
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Folder of site profiles that come before the built-in ones; repeatable.",
        ),
        click.option("--no-profiles", is_flag=True, help="Use no site profiles at all."),
    ):
        command = option(command)
    return command


def make_pipeline(folders: tuple[Path, ...], no_profiles: bool) -> Pipeline:
    """The pipeline that the options describe."""
    if folders and no_profiles:
        raise click.UsageError("--profiles and --no-profiles exclude each other")
    if not folders and not no_profiles:
        return DEFAULT
    return Pipeline(profiles=None if no_profiles else folders)


def read_content(file: str) -> bytes:
    """The bytes of a file, of standard input for `-`."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror or error}") from error
