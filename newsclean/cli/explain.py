"""`newsclean explain`: every block of a page, kept or dropped, by whom and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import newsclean
from newsclean.cli.command import Command, option
from newsclean.cli.options import capture_options, pipeline_options, read_content, write_page

if TYPE_CHECKING:
    from newsclean.explanation import Line

_STYLES: dict[str, dict[str, Any]] = {
    "body": {"fg": "green"},
    "title": {"fg": "cyan", "bold": True},
    "dropped": {"dim": True},
    "aside": {"dim": True},
    "note": {"fg": "yellow"},
    "failed": {"fg": "red"},
    "best": {"bold": True},
}


@click.command(
    cls=Command,
    short_help="Show what became of each block of a capture.",
    examples=("newsclean explain page.html", "newsclean explain page.html --html seen.html"),
    codes=(3, 4),
)
@click.argument("file", metavar="FILE|-")
@option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    group="Output",
    help="Write a page that shows it there, and nothing to the terminal.",
)
@option(
    "--width",
    type=click.IntRange(40),
    group="Output",
    help="Columns at which lines are wrapped.  [default: those of the terminal, or 100]",
)
@option(
    "--color/--no-color",
    default=None,
    group="Output",
    help="Default: colours on a terminal only.",
)
@capture_options
@pipeline_options
def explain(file, html, width, color, pipeline, **arguments):  # type: ignore[no-untyped-def]
    """Show every block of one capture, kept or dropped, then candidates and fields."""
    from newsclean.explanation import lines, terminal_width

    explanation = newsclean.explain(read_content(file), pipeline=pipeline, **arguments)
    if html is not None:
        write_page(html, explanation.to_html())
        return
    for line in lines(explanation, width or terminal_width()):
        click.echo(_styled(line), color=color)


def _styled(line: Line) -> str:
    return "".join(click.style(text, **_STYLES[style]) if style else text for text, style in line)
