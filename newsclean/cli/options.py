"""Options that several commands share; each is defined once."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from newsclean.body.extractors import EXTRACTORS, EXTRAS
from newsclean.budget import BUDGETS
from newsclean.cli.command import option
from newsclean.errors import SettingError
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


URL, CAPTURED_AT, CHARSET, KIND = CAPTURE = (
    option("--url", group="The page", help="The page's address; never fetched."),
    option(
        "--captured-at",
        type=iso_time,
        metavar="TIME",
        group="The page",
        help="Time of capture, for relative dates.",
    ),
    option("--charset", group="The page", help="The encoding that HTTP declared."),
    option(
        "--kind",
        type=click.Choice(["html", "text"]),
        group="The page",
        help="Default: told by content.",
    ),
)
"""What is known of one page beside its content."""

_PIPELINE = (
    option(
        "--profiles",
        "folders",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        group="Extraction",
        help="Folder of site profiles, or of rules of ftr-site-config (also an archive), that come"
        " before the built-in ones; repeatable.",
    ),
    option("--no-profiles", is_flag=True, group="Extraction", help="Use no site profiles at all."),
    option(
        "--budget",
        type=click.Choice([*BUDGETS]),
        default="balanced",
        show_default=True,
        group="Extraction",
        help="How much time a page may take.",
    ),
    option(
        "--extractor",
        "extractors",
        multiple=True,
        metavar="NAME",
        group="Extraction",
        help="Only this extractor of bodies, built in or a plug-in; repeatable.  [built in: "
        f"{', '.join(found.name for found in (*EXTRACTORS, *EXTRAS))}]",
    ),
)


def folder_option(name: str, default: str, what: str, group: str = "Options") -> Callable[[F], F]:
    """Add the option of a folder that is made if it is not there."""
    return option(
        name,
        default=default,
        show_default=True,
        type=click.Path(file_okay=False, path_type=Path),
        group=group,
        help=f"Where {what} live.",
    )


def add_options(command: F, options: tuple[Any, ...]) -> F:
    """Add options to a command, in order."""
    for one in reversed(options):
        command = one(command)
    return command


def capture_options(command: F) -> F:
    """Add what `extract` takes beside the content."""
    return add_options(command, CAPTURE)


def pipeline_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the settings of the pipeline; the command gets a `pipeline` that is made of them."""

    @wraps(command)
    def with_pipeline(
        *, folders: Any, no_profiles: bool, budget: Any, extractors: Any, **others: Any
    ) -> Any:
        pipeline = make_pipeline(folders, no_profiles, budget, extractors)
        return command(pipeline=pipeline, **others)

    return add_options(with_pipeline, _PIPELINE)


def make_pipeline(
    folders: tuple[Path, ...],
    no_profiles: bool,
    budget: Any = "balanced",
    extractors: tuple[str, ...] = (),
) -> Pipeline:
    """The pipeline that the options describe."""
    if folders and no_profiles:
        raise click.UsageError("--profiles and --no-profiles exclude each other")
    if not folders and not no_profiles and budget == DEFAULT.budget and not extractors:
        return DEFAULT
    profiles = None if no_profiles else folders
    return Pipeline(extractors or EXTRACTORS, profiles=profiles, budget=budget)


def read_content(file: str) -> bytes:
    """The bytes of a file, of standard input for `-`."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise SettingError(f"{file}: {error.strerror or error}") from error


def write_page(path: Path, page: str) -> None:
    """Write a page of HTML, or say why that cannot be."""
    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror or error}") from error
