"""`newsclean serve`: a page of one's own to try captures on."""

from __future__ import annotations

import click

from newsclean.batch import TIMEOUT
from newsclean.cli.command import Command, option
from newsclean.cli.options import folder_option, pipeline_options
from newsclean.text import shown


@click.command(
    cls=Command,
    short_help="Serve a page to try captures on.",
    examples=("newsclean serve", "newsclean serve --port 0 --root fixtures"),
    codes=(4,),
)
@option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at; any other than this machine's own lets others ask, too.",
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="0: one that is free.",
)
@folder_option("--root", "fixtures", "fixtures")
@option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    help="Seconds that a page may take.",
)
@pipeline_options
def serve(host, port, root, timeout, pipeline):  # type: ignore[no-untyped-def]
    """Serve a page to try captures on, correct their records and save them as fixtures.

    Only who holds the address that is shown, with its end, may use it. Ctrl-C ends it.
    """
    from newsclean.serve import Server, Settings

    settings = Settings(root, pipeline, timeout)
    try:
        server = Server((host, port), settings)
    except OSError as error:
        words = f"{host}, port {port}: {error.strerror or error}; name another with --port"
        raise click.ClickException(shown(words)) from error
    with server:
        click.echo(f"Open {server.address}\nCtrl-C ends it.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("\nEnded.", err=True)
