"""`newsclean bench`: newsclean and its peers on the same pages, in the same run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclean.cli.command import Command
from newsclean.cli.options import in_groups, pipeline_options, within
from newsclean.cli.progress import count_pages
from newsclean.pipeline import DEFAULT

if TYPE_CHECKING:
    from newsclean.bench import BenchSettings, Style
    from newsclean.capture import Kind


_BY = ("corpus", "language", "country", "site", "kind", "source", "size")
_FILE = click.Path(dir_okay=False, path_type=Path)
_GROUPS = {
    "Peers": (
        within(
            "--peer", "peers", multiple=True,
            help="A peer to measure; repeatable. [default: newsclean]",
        ),
        within("--all-peers", is_flag=True, help="Measure every peer that is installed."),
        within(
            "--without", multiple=True, metavar="RULE",
            help="Measure newsclean without a rule about bodies, too; repeatable.",
        ),
    ),
    "Pages": (
        within(
            "--form", default="html", show_default=True,
            help="html, or a form of captured text: selectolax, resiliparse, inscriptis, wrapped.",
        ),
        within("--limit", type=int, help="At most so many pages of each corpus."),
        within("--seed", type=int, help="With --limit: a sample instead of the first pages."),
        within("--kinds", default="article", show_default=True, help="Kinds of page, or all."),
        within("--id", "ids", multiple=True, help="Only the page with this id; repeatable."),
    ),
    "Report": (
        within("--by", default="corpus", show_default=True, type=click.Choice(_BY)),
        within("--ablate", is_flag=True, help="Show what each rule about bodies is worth."),
        within(
            "--speed", is_flag=True,
            help="Quality against processor time by size of page, each library in its own process.",
        ),
        within(
            "--plot", type=_FILE,
            help="With --speed: draw body F1 against time there (.svg, .png).",
        ),
        within("--worst", type=int, default=0, help="Show so many of the worst pages."),
        within("--worst-peer", help="Whose worst pages; default: the first peer's."),
        within(
            "--workers", type=int, default=1, show_default=True, help="Times count with 1 only.",
        ),
        within("--json", "json_file", type=_FILE, help="Write every page's scores there."),
        within(
            "--style", type=click.Choice(["plain", "markdown", "json"]), default="plain",
        ),
    ),
}  # fmt: skip


@click.command(
    cls=Command,
    short_help="Measure newsclean and other libraries on corpora.",
    examples=(
        "newsclean bench corpus.jsonl.xz --peer newsclean --peer trafilatura",
        "newsclean bench corpus.jsonl.xz --limit 200 --seed 1 --worst 5",
    ),
    codes=(5, 7),
)
@click.argument(
    "corpora", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@in_groups(_GROUPS)
@pipeline_options
def bench(pipeline, peers, json_file, style, plot, **settings):  # type: ignore[no-untyped-def]
    """Measure newsclean and other libraries on CORPORA (.jsonl, .jsonl.xz, .jsonl.gz)."""
    from newsclean.bench import BenchSettings, Newsclean, Peer, installed_peers, speed_settings

    all_peers, without, ablate = map(settings.pop, ("all_peers", "without", "ablate"))
    kinds, speed = settings.pop("kinds"), settings.pop("speed")
    settings["kinds"] = () if kinds == "all" else tuple(kinds.split(","))
    if plot and not speed:
        raise click.UsageError("--plot needs --speed")
    if speed:
        _write(speed_settings(peers=peers, **settings), style, json_file, plot)
        return
    kind: Kind = "html" if settings["form"] == "html" else "text"
    if all_peers:
        peers = installed_peers(kind)
    peers = peers or ("newsclean",)
    if pipeline is not DEFAULT:
        peers = (*peers, Peer("as set", Newsclean(kind, pipeline=pipeline)))
    if without:
        less = Newsclean(kind, without)
        peers = (*peers, Peer(f"without {', '.join(without)}", less))
    chosen = BenchSettings(peers=peers, **settings)
    if ablate:
        from newsclean.bench import render_worth, rule_worth

        click.echo(render_worth(rule_worth(chosen, count_pages() if sys.stderr.isatty() else None)))
        return
    _write(chosen, style, json_file)


def _write(
    chosen: BenchSettings, style: Style, json_file: Path | None, plot: Path | None = None
) -> None:
    from newsclean.bench import draw, render, run_bench

    report = run_bench(chosen, count_pages() if sys.stderr.isatty() else None)
    click.echo(render(report, style))
    if json_file is not None:
        json_file.write_text(json.dumps(report.to_dict(pages=True), indent=1), "utf-8")
    if plot is not None:
        draw(report, plot)
