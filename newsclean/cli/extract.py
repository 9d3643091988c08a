"""`newsclean extract`: one capture to one record, or to one for each of its stories."""

from __future__ import annotations

import click

from newsclean.article import FORMS
from newsclean.capture import Capture
from newsclean.cli.options import capture_options, make_pipeline, pipeline_options, read_content
from newsclean.text import shown


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--format", "form", type=click.Choice([*FORMS]), default="json", show_default=True)
@click.option(
    "--split", is_flag=True, help="One record for each story; JSON, a line each: newsletters."
)
@capture_options
@pipeline_options
def extract(file, form, split, folders, no_profiles, **arguments):  # type: ignore[no-untyped-def]
    """Print the record of one capture: a file, or - for standard input."""
    pipeline = make_pipeline(folders, no_profiles)
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
    click.echo(shown(FORMS[form](made.article)).removesuffix("\n"))
