"""Options that several commands share; each is defined once."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
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


def within(*names: str, **settings: Any) -> Callable[..., Any]:
    """An option whose group `in_groups` names."""
    return partial(option, *names, **settings)


def in_groups(groups: Mapping[str, Sequence[Callable[..., Any]]]) -> Callable[[F], F]:
    """Add the options of each group of the help to a command, in order."""
    options = tuple(one(group=group) for group, some in groups.items() for one in some)
    return lambda command: add_options(command, options)


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
    within(
        "--profiles", "folders", multiple=True, type=click.Path(exists=True, path_type=Path),
        help="Folder of site profiles, or of rules of ftr-site-config (also an archive), that come"
        " before the built-in ones; repeatable.",
    ),
    within("--no-profiles", is_flag=True, help="Use no site profiles at all."),
    within(
        "--budget", type=click.Choice([*BUDGETS]), default="balanced", show_default=True,
        help="How much time a page may take.",
    ),
    within(
        "--extractor", "extractors", multiple=True, metavar="NAME",
        help="Only this extractor of bodies, built in or a plug-in; repeatable.  [built in: "
        f"{', '.join(found.name for found in (*EXTRACTORS, *EXTRAS))}]",
    ),
)  # fmt: skip


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

    return in_groups({"Extraction": _PIPELINE})(with_pipeline)


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
