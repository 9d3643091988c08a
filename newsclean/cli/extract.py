"""`newsclean extract`: one capture to one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsclean.cli.options import capture_options, make_pipeline, pipeline_options, read_content
from newsclean.text import shown

if TYPE_CHECKING:
    from newsclean.article import Article


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option(
    "--format", "form", type=click.Choice(["json", "text"]), default="json", show_default=True
)
@capture_options
@pipeline_options
def extract(file, form, folders, no_profiles, **arguments):  # type: ignore[no-untyped-def]
    """Print the record of one capture: a file, or - for standard input."""
    pipeline = make_pipeline(folders, no_profiles)
    article = pipeline.extract(read_content(file), **arguments)
    click.echo(shown(article.to_json(indent=2) if form == "json" else as_text(article)))


def as_text(article: Article) -> str:
    """Return the article as a reader would like it: head lines, then the paragraphs.

    >>> from newsclean.article import Article
    >>> print(as_text(Article(title="A title", authors=("A. Writer",), paragraphs=("One.",))))
    A title
    A. Writer
    <BLANKLINE>
    One.
    """
    when = article.published or article.date
    facts = [", ".join(article.authors), when.isoformat() if when else "", article.site or ""]
    head = [article.title or "", " · ".join(filter(None, facts))]
    return "\n\n".join(filter(None, ("\n".join(filter(None, head)), article.body)))
