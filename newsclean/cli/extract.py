"""`newsclean extract`: one capture to one record."""

from __future__ import annotations

import click

from newsclean.article import FORMS
from newsclean.cli.options import capture_options, make_pipeline, pipeline_options, read_content
from newsclean.text import shown


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--format", "form", type=click.Choice([*FORMS]), default="json", show_default=True)
@capture_options
@pipeline_options
def extract(file, form, folders, no_profiles, **arguments):  # type: ignore[no-untyped-def]
    """Print the record of one capture: a file, or - for standard input."""
    pipeline = make_pipeline(folders, no_profiles)
    article = pipeline.extract(read_content(file), **arguments)
    click.echo(shown(FORMS[form](article)).removesuffix("\n"))
