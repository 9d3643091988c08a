"""`newsclean extract`: one capture to one record, or to one for each of its stories."""

from __future__ import annotations

import click

from newsclean.article import FORMS
from newsclean.batch import COMPRESSIONS
from newsclean.capture import Capture
from newsclean.cli.command import Command, option
from newsclean.cli.options import capture_options, pipeline_options, read_content
from newsclean.text import shown


@click.command(
    cls=Command,
    short_help="Print the record of one capture.",
    examples=(
        "newsclean extract page.html",
        "newsclean extract page.html --format markdown > story.md",
        "curl -s https://example.org/story | newsclean extract - --url https://example.org/story",
    ),
    codes=(3, 4),
)
@click.argument("file", metavar="FILE|-")
@option(
    "--format",
    "form",
    type=click.Choice([*FORMS]),
    default="json",
    show_default=True,
    group="Output",
    help="How the record is printed.",
)
@option(
    "--split",
    is_flag=True,
    group="Output",
    help="One record for each story; JSON, a line each: newsletters.",
)
@capture_options
@pipeline_options
def extract(file, form, split, pipeline, **arguments):  # type: ignore[no-untyped-def]
    """Print the record of one capture: a file, or - for standard input."""
    content = read_content(file)
    if split:
        stories = pipeline.extract_all(content, **arguments)
        if form == "json":
            records = [story.to_json() for story in stories]
        else:
            records = [FORMS[form](story) for story in stories]
        click.echo(shown("\n".join(records)).removesuffix("\n"))
        return
    made = pipeline.explain(Capture(content, **arguments))
    for note in made.page.notes:
        click.echo(shown(f"note: {note}"), err=True)
    if any(compression.magic.match(content) for compression in COMPRESSIONS):
        click.echo("note: newsclean clean reads compressed files", err=True)
    click.echo(shown(FORMS[form](made.article)).removesuffix("\n"))
