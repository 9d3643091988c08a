"""`newsclean bench`: newsclean and its peers on the same pages, in the same run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command()
@click.argument(
    "corpora", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--peer", "peers", multiple=True, help="A peer to measure; repeatable. [default: newsclean]"
)
@click.option("--all-peers", is_flag=True, help="Measure every peer that is installed.")
@click.option(
    "--form",
    default="html",
    show_default=True,
    help="html, or a form of captured text: selectolax, resiliparse, inscriptis, wrapped.",
)
@click.option("--limit", type=int, help="At most so many pages of each corpus.")
@click.option("--seed", type=int, help="With --limit: a sample instead of the first pages.")
@click.option(
    "--by",
    default="corpus",
    show_default=True,
    type=click.Choice(["corpus", "language", "country", "site", "kind", "source"]),
)
@click.option("--kinds", default="article", show_default=True, help="Kinds of page, or all.")
@click.option("--id", "ids", multiple=True, help="Only the page with this id; repeatable.")
@click.option(
    "--without",
    multiple=True,
    metavar="RULE",
    help="Measure newsclean without a rule about bodies, too; repeatable.",
)
@click.option("--ablate", is_flag=True, help="Show what each rule about bodies is worth.")
@click.option("--worst", type=int, default=0, help="Show so many of the worst pages.")
@click.option("--worst-peer", help="Whose worst pages; default: the first peer's.")
@click.option("--workers", type=int, default=1, show_default=True, help="Times count with 1 only.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every page's scores there.",
)
@click.option("--style", type=click.Choice(["plain", "markdown", "json"]), default="plain")
def bench(peers, all_peers, kinds, json_file, style, without, ablate, **settings):  # type: ignore[no-untyped-def]
    """Measure newsclean and other libraries on CORPORA (.jsonl, .jsonl.xz, .jsonl.gz)."""
    from newsclean.bench import BenchSettings, Newsclean, Peer, installed_peers, render, run_bench

    if all_peers:
        peers = installed_peers("html" if settings["form"] == "html" else "text")
    peers = peers or ("newsclean",)
    if without:
        less = Newsclean("html" if settings["form"] == "html" else "text", without)
        peers = (*peers, Peer(f"without {', '.join(without)}", less))
    chosen = BenchSettings(
        peers=peers,
        kinds=() if kinds == "all" else tuple(kinds.split(",")),
        **settings,
    )
    if ablate:
        from newsclean.bench import render_worth, rule_worth

        click.echo(render_worth(rule_worth(chosen, _counter() if sys.stderr.isatty() else None)))
        return
    report = run_bench(chosen, _counter() if sys.stderr.isatty() else None)
    click.echo(render(report, style))
    if json_file is not None:
        json_file.write_text(json.dumps(report.to_dict(pages=True), indent=1), "utf-8")


def _counter() -> Callable[[int], None]:
    """Count the pages that are done in one line of the terminal."""
    done = 0

    def count(pages: int) -> None:
        nonlocal done
        done += pages
        click.echo(f"\r{done} pages", nl=False, err=True)

    return count
