"""`newsclean clean`: from one file to a month of crawls, nothing lost on the way."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsclean.batch import COMPRESSIONS, OUTPUT_ENDINGS, Output
from newsclean.batch.sources import FORMATS
from newsclean.cli.options import make_pipeline, pipeline_options

if TYPE_CHECKING:
    from newsclean.batch import Settings, Summary

# ends a run with --strict in which some inputs failed
SOME_FAILED = 8
# ends a run whose inputs hold no page at all
NO_PAGE = 10
# what a shell gives for a program that Ctrl-C ended
INTERRUPTED = 130

_SIZE = re.compile(r"(\d{1,15})\s?([kmgt]?)(?:i?b)?", re.I)
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}


def _size(context: click.Context, option: click.Parameter, value: str) -> int:  # noqa: ARG001
    """Read a size in bytes, `500M` or `2G`, or fail with the form that is expected."""
    found = _SIZE.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"{value!r} is no size such as 500M or 2G")
    return int(found[1]) * _UNITS[found[2].lower()]


def _option(*names: str, **settings: Any) -> Any:
    return click.option(*names, **settings)


_OPTIONS = (
    _option(
        "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
        help="The output; its ending tells its format.",
    ),
    _option(
        "--workers", type=click.IntRange(0),
        help="Processes; 0 cleans in this one, without limits.  [default: one for each CPU]",
    ),
    _option(
        "--timeout", type=float, default=30.0, show_default=True,
        help="Seconds that a page may take.",
    ),
    _option(
        "--memory", callback=_size, metavar="SIZE", default="2G", show_default=True,
        help="Memory of a worker (enforced on Linux); 0: no limit.",
    ),
    _option(
        "--input-format", type=click.Choice([known.name for known in FORMATS]),
        help="Format of all inputs, and of every file in a folder.  [default: told by content and"
        " name]",
    ),
    _option("--content", help="Field that holds the page.  [default: content, html or text]"),
    _option("--url", help="Field that holds its address.  [default: url]"),
    _option("--id", "id_", help="Field that holds its id.  [default: id]"),
    _option("--captured-at-field", help="Field that holds its time of capture."),
    _option("--fields", help="Fields of the article to be written, commas between them."),
    _option(
        "--min-confidence", type=float, default=0.0,
        help="Leave out records of a lower confidence (0 to 1).",
    ),
    _option("--articles-only", is_flag=True, help="Leave out pages that are likely no articles."),
    _option(
        "--split", is_flag=True,
        help="A record for each story of a page that holds several: digests, newsletters.",
    ),
    _option("--restart", is_flag=True, help="Begin anew, whatever an interrupted run has done."),
    _option("--strict", is_flag=True, help="Exit with 8 where any page is not in the output."),
    _option("-q", "--quiet", is_flag=True, help="Show no progress and no summary."),
    _option(
        "--json-summary", type=click.Path(dir_okay=False, path_type=Path),
        help="Write the summary there as JSON.",
    ),
)  # fmt: skip


def _batch_options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _help() -> str:
    formats = "; ".join(f"{known.title} ({' '.join(known.suffixes)})" for known in FORMATS)
    compressions = ", ".join(known.name for known in COMPRESSIONS)
    return f"""Clean many pages into OUTPUT, whose name ends with {" ".join(OUTPUT_ENDINGS)}.

    INPUTS are files, folders or - for standard input: {formats}; also compressed ({compressions}).
    Records come in the order of the inputs. What is not in the output goes with its reason to a
    second file beside it. After an interruption the same command goes on where the run was.
    """


@click.command(help=_help())
@click.argument("inputs", nargs=-1, required=True)
@_batch_options
@pipeline_options
def clean(inputs: tuple[str, ...], output: Path, **options: Any) -> None:
    """Clean many pages into one output and report what became of them."""
    quiet, summary_file = options["quiet"], options["json_summary"]
    if summary_file is not None:
        _check_summary_file(summary_file, inputs, output)
    if "-" in inputs and not quiet:
        click.echo("standard input cannot be read twice: this run cannot be resumed", err=True)
    try:
        summary = _run(inputs, output, options)
    except KeyboardInterrupt:
        click.echo(f"\nnewsclean: interrupted; {_what_is_kept(inputs, output)}", err=True)
        sys.exit(INTERRUPTED)
    if not quiet:
        for line in summary.lines():
            click.echo(line, err=True)
    if summary_file is not None:
        _write_summary(summary_file, summary)
    if not summary.tally.pages:
        click.echo("newsclean: the inputs hold no page", err=True)
        sys.exit(NO_PAGE)
    if options["strict"] and summary.tally.failures:
        sys.exit(SOME_FAILED)


def _check_summary_file(path: Path, inputs: tuple[str, ...], output: Path) -> None:
    """Refuse, before the run, a summary that could not be written or would replace something."""
    if not path.parent.is_dir():
        raise click.UsageError(f"--json-summary: {path.parent}: no such folder; make it first")
    target = Output.of(output)
    others = (target.path, target.failures.path, *map(Path, inputs))
    if path.resolve() in {other.resolve() for other in others}:
        raise click.UsageError(f"--json-summary: {path} is an input or output of this run")


def _write_summary(path: Path, summary: Summary) -> None:
    try:
        path.write_text(json.dumps(summary.to_dict(), indent=1) + "\n", "utf-8")
    except OSError as error:
        raise click.ClickException(
            f"the run is complete, but {path} cannot be written: {error.strerror or error}"
        ) from error


def _what_is_kept(inputs: tuple[str, ...], output: Path) -> str:
    from newsclean.batch import kept_pages

    kept = 0 if "-" in inputs else kept_pages(output)
    if not kept:
        return "nothing is kept: the same command begins anew"
    return f"{kept:,} pages are kept: the same command goes on from there"


def _run(inputs: tuple[str, ...], output: Path, options: dict[str, Any]) -> Summary:
    from newsclean.batch import clean_inputs
    from newsclean.cli.progress import Display

    pipeline = make_pipeline(options["folders"], options["no_profiles"])
    settings = _settings(options)
    with ExitStack() as stack:
        watch = {} if options["quiet"] else {"watch": stack.enter_context(Display())}
        return clean_inputs(
            inputs,
            output,
            settings,
            pipeline=pipeline,
            workers=options["workers"],
            restart=options["restart"],
            **watch,
        )


def _settings(options: dict[str, Any]) -> Settings:
    from newsclean.batch import Settings
    from newsclean.batch.sources import ReadOptions

    read = ReadOptions(
        options["content"], options["url"], options["id_"], options["captured_at_field"]
    )
    chosen: dict[str, Any] = {}
    if options["fields"] is not None:
        chosen["fields"] = tuple(name.strip() for name in options["fields"].split(","))
    return Settings(
        read=read,
        format=options["input_format"],
        min_confidence=options["min_confidence"],
        articles_only=options["articles_only"],
        split=options["split"],
        timeout=options["timeout"],
        memory=options["memory"] or None,
        pipeline=_pipeline_name(options["folders"], options["no_profiles"]),
        **chosen,
    )


def _pipeline_name(folders: tuple[Path, ...], no_profiles: bool) -> str:
    """Name the pipeline so that a run is resumed only with the same profiles, texts included."""
    if no_profiles:
        return "no profiles"
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*.toml")):
            digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return f"profiles {digest.hexdigest()[:16]}" if folders else "default"
