"""`newsclean schema`: the JSON Schema of a record."""

from __future__ import annotations

import json

import click

from newsclean.article import json_schema
from newsclean.cli.command import Command


@click.command(
    cls=Command,
    short_help="Print the JSON Schema of a record.",
    examples=("newsclean schema > record.schema.json",),
)
def schema() -> None:
    """Print the JSON Schema of the records that `extract` and `to_json` give."""
    click.echo(json.dumps(json_schema(), indent=2))
