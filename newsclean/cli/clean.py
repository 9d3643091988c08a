"""`newsclean clean`: from one file to a month of crawls, nothing lost on the way."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from newsclean.batch import (
    COMPRESSIONS,
    OUTPUT_ENDINGS,
    Output,
    Settings,
    clean_inputs,
    json_line,
    kept_pages,
    learn_sites,
    stream_inputs,
    write_report,
)
from newsclean.batch.sources import FORMATS, ReadOptions
from newsclean.cli.command import (
    INTERRUPTED,
    NO_PAGE,
    SOME_FAILED,
    Command,
    Names,
    fail,
)
from newsclean.cli.options import in_groups, pipeline_options, within
from newsclean.cli.progress import Display
from newsclean.pipeline import DEFAULT
from newsclean.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.batch import Summary
    from newsclean.pipeline import Pipeline

# sites whose gain is shown; the folder's report holds them all
_SITES_SHOWN = 20
_NO_SITES = "a site takes three pages of one layout; pages without an address (--url) are of none"

_SIZE = re.compile(r"(\d{1,15})\s?([kmgt]?)(?:i?b)?", re.I)
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}


def _size(context: click.Context, option: click.Parameter, value: str) -> int | None:  # noqa: ARG001
    """Read a size in bytes, `500M` or `2G`, or fail with the form that is expected; 0 is none."""
    found = _SIZE.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"{value!r} is no size such as 500M or 2G")
    return int(found[1]) * _UNITS[found[2].lower()] or None


_GROUPS = {
    "Input": (
        within(
            "--input-format", "format", type=click.Choice([known.name for known in FORMATS]),
            help="Format of all inputs, and of every file in a folder.  [default: told by content"
            " and name]",
        ),
        within("--content", help="Field that holds the page.  [default: content, html or text]"),
        within("--url", help="Field that holds its address.  [default: url]"),
        within("--id", help="Field that holds its id.  [default: id]"),
        within(
            "--captured-at-field", "captured_at", help="Field that holds its time of capture.",
        ),
        within("--limit", type=click.IntRange(1), help="Read at most so many pages."),
        within(
            "--sample", type=float, default=1.0, metavar="SHARE",
            help="Read this share of the pages (0 to 1), the same ones each time.",
        ),
    ),
    "Output": (
        within(
            "-o", "--output", required=True, metavar="FILE",
            help="The output, whose ending tells its format; - for JSON Lines on standard output.",
        ),
        within(
            "--fields", type=Names(), default=Settings.fields,
            help="Fields of the article to be written, commas between them.",
        ),
        within(
            "--keep", multiple=True, metavar="FIELD",
            help="Field of the input to be passed on as it is; repeatable.",
        ),
        within(
            "--json-summary", type=click.Path(dir_okay=False, path_type=Path),
            help="Write the summary there as JSON.",
        ),
        within(
            "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.html",
            help="Write a page that shows what the run gave, and explanations of doubtful pages"
            " beside it.",
        ),
        within(
            "--split", is_flag=True,
            help="A record for each story of a page that holds several: digests, newsletters.",
        ),
        within("-q", "--quiet", is_flag=True, help="Show no progress and no summary."),
    ),
    "What is left out": (
        within("--articles-only", is_flag=True, help="Pages that are likely no articles."),
        within(
            "--min-confidence", type=float, default=0.0,
            help="Records of a lower confidence (0 to 1).",
        ),
        within("--min-words", type=int, default=0, help="Records whose body has fewer words."),
        within(
            "--lang", "languages", multiple=True, metavar="CODE",
            help="Records in another language than this (en, de, ...); repeatable.",
        ),
        within(
            "--dedupe", is_flag=True, help="Records with nearly the body of an earlier one.",
        ),
    ),
    "The run": (
        within(
            "--workers", type=click.IntRange(0),
            help="Processes; 0 cleans in this one, without limits.  [default: one for each CPU]",
        ),
        within(
            "--timeout", type=float, default=30.0, show_default=True,
            help="Seconds that a page may take.",
        ),
        within(
            "--memory", callback=_size, metavar="SIZE", default="2G", show_default=True,
            help="Memory of a worker (enforced on Linux); 0: no limit.",
        ),
        within(
            "--learn-sites", is_flag=True,
            help="Learn each site from its first pages before the run: OUTPUT.profiles.",
        ),
        within(
            "--restart", is_flag=True, help="Begin anew, whatever an interrupted run has done.",
        ),
        within("--strict", is_flag=True, help="Exit with 8 where any page is not in the output."),
    ),
}  # fmt: skip


def _help() -> str:
    formats = "; ".join(f"{known.title} ({' '.join(known.suffixes)})" for known in FORMATS)
    compressions = ", ".join(known.name for known in COMPRESSIONS)
    return f"""Clean many pages into OUTPUT, whose name ends with {" ".join(OUTPUT_ENDINGS)}.

    INPUTS are files, folders or - for standard input: {formats}; also compressed ({compressions}).
    Records come in the order of the inputs. What is not in the output goes with its reason to a
    second file beside it. After an interruption the same command goes on where the run was.
    """


@click.command(
    cls=Command,
    short_help="Clean many pages into one output.",
    help=_help(),
    examples=(
        "newsclean clean crawl/*.warc.gz -o records.parquet",
        "newsclean clean pages.jsonl.gz --content doc.html --keep crawl -o records.jsonl",
        "newsclean clean pages/ -o - --lang en --min-words 50 | head",
    ),
    codes=(SOME_FAILED, 9, NO_PAGE, INTERRUPTED),
)
@click.argument("inputs", nargs=-1, required=True)
@in_groups(_GROUPS)
@pipeline_options
def clean(inputs: tuple[str, ...], output: str, pipeline: Pipeline, **options: Any) -> None:
    """Clean many pages into one output and report what became of them."""
    quiet, summary_file, report = options["quiet"], options["json_summary"], options["report"]
    to_stdout = output == "-"
    files = {"--json-summary": summary_file, "--report": report}
    _check_files(files, inputs, None if to_stdout else output)
    if "-" in inputs and not quiet and not to_stdout:
        click.echo("standard input cannot be read twice: this run cannot be resumed", err=True)
    try:
        if options["learn_sites"]:
            pipeline = _with_sites(inputs, output, pipeline, options)
        settings = _settings(pipeline, options)
        summary = _run(inputs, output, pipeline, settings, options)
        if report is not None:
            with _failing(report):
                write_report(report, summary, settings, pipeline, options["workers"])
    except KeyboardInterrupt:
        kept = "" if to_stdout else f"; {_what_is_kept(inputs, output)}"
        fail(f"interrupted{kept}", INTERRUPTED)
    if not quiet:
        for line in summary.lines():
            click.echo(line, err=True)
    if summary_file is not None:
        with _failing(summary_file):
            summary_file.write_text(json.dumps(summary.to_dict(), indent=1) + "\n", "utf-8")
    if not summary.tally.pages:
        fail("the inputs hold no page", NO_PAGE)
    if options["strict"] and summary.tally.failures:
        sys.exit(SOME_FAILED)


def _check_files(
    files: dict[str, Path | None], inputs: tuple[str, ...], output: str | None
) -> None:
    """Refuse, before the run, files that could not be written or would replace something."""
    target = None if output is None else Output.of(output)
    others = [*map(Path, inputs), *((target.path, target.failures.path) if target else ())]
    for name, path in files.items():
        if path is None:
            continue
        if not path.parent.is_dir():
            raise click.UsageError(f"{name}: {path.parent}: no such folder; make it first")
        if path.resolve() in {other.resolve() for other in others}:
            raise click.UsageError(f"{name}: {path} is an input or output of this run")


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    """Say that a run is complete where a file about it cannot be written."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(
            f"the run is complete, but {path} cannot be written: {error.strerror or error}"
        ) from error


def _what_is_kept(inputs: tuple[str, ...], output: str) -> str:
    kept = 0 if "-" in inputs else kept_pages(output)
    if not kept:
        return "nothing is kept: the same command begins anew"
    return f"{kept:,} pages are kept: the same command goes on from there"


def _run(
    inputs: tuple[str, ...],
    output: str,
    pipeline: Pipeline,
    settings: Settings,
    options: dict[str, Any],
) -> Summary:
    with ExitStack() as stack:
        # a bar would stand between the records of a terminal
        shows = not options["quiet"] and not (output == "-" and sys.stdout.isatty())
        known: dict[str, Any] = {"pipeline": pipeline, "workers": options["workers"]}
        known |= {"watch": stack.enter_context(Display())} if shows else {}
        if output == "-":
            return stream_inputs(inputs, _Stdout(), settings, **known)
        return clean_inputs(inputs, output, settings, restart=options["restart"], **known)


class _Stdout:
    """Writes each record to standard output at once, and what gave none to standard error."""

    def add_record(self, record: dict[str, Any]) -> None:
        line = json_line(record)
        if sys.stdout.isatty():
            line = shown(line.decode()).encode()
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()

    def add_failure(self, record: dict[str, Any]) -> None:
        name = record["url"] or record["id"]
        line = f"newsclean: no record of {name}: {record['reason']}: {record['message']}"
        click.echo(shown(line), err=True)


def _with_sites(
    inputs: tuple[str, ...], output: str, pipeline: Pipeline, options: dict[str, Any]
) -> Pipeline:
    """Learn the sites of the run; return the pipeline with them, behind what a person wrote."""
    if pipeline.profiles is None:
        raise click.UsageError("--learn-sites and --no-profiles exclude each other")
    if output == "-":
        raise click.UsageError("--learn-sites needs an output file, beside which profiles stand")
    folder, gains = learn_sites(
        inputs,
        output,
        _settings(pipeline, options),
        known=pipeline.profile_set,
        workers=options["workers"],
        restart=options["restart"],
    )
    if not options["quiet"]:
        for gain in gains[:_SITES_SHOWN]:
            click.echo(gain.line(), err=True)
        why = "" if gains else f" ({_NO_SITES})"
        click.echo(f"{len(gains):,} sites learned: {folder}{why}", err=True)
    return replace(pipeline, profiles=(folder, *cast("tuple[Path, ...]", pipeline.profiles)))


def _settings(pipeline: Pipeline, options: dict[str, Any]) -> Settings:
    read = ReadOptions(**_fields_of(ReadOptions, options))
    chosen = _fields_of(Settings, options)
    return Settings(**chosen, read=read, pipeline=_pipeline_name(pipeline))


def _fields_of(kind: type[Settings | ReadOptions], options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that are fields of these settings, whose names they bear."""
    return {field.name: options[field.name] for field in fields(kind) if field.name in options}


def _pipeline_name(pipeline: Pipeline) -> str:
    """Name the pipeline so that a run is resumed only with the same profiles, word for word."""
    names = [found.name for found in pipeline.lineup]
    words: list[str] = [] if pipeline.budget == DEFAULT.budget else [pipeline.budget]
    words += [] if names == [found.name for found in DEFAULT.lineup] else names
    if pipeline.profiles is None:
        words.append("no profiles")
    elif pipeline.profiles:
        digest = hashlib.sha256(repr(pipeline.profile_set).encode()).hexdigest()
        words.append(f"profiles {digest[:16]}")
    return " ".join(words) or "default"
