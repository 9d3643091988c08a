"""`newsclean explain`: every block of a page, kept or dropped, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import newsclean
from newsclean.cli.command import Command, option
from newsclean.cli.options import capture_options, pipeline_options, read_content
from newsclean.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsclean.body import Scored
    from newsclean.explanation import BlockLabel, Explanation

_STYLES: dict[str, dict[str, Any]] = {
    "body": {"fg": "green"},
    "title": {"fg": "cyan", "bold": True},
    "dropped": {"dim": True},
}
_SIGNS = {"body": "+", "title": "T", "dropped": "-"}


@click.command(
    cls=Command,
    short_help="Show what became of each block of a capture.",
    examples=("newsclean explain page.html",),
    codes=(3, 4),
)
@click.argument("file", metavar="FILE|-")
@option(
    "--width",
    type=click.IntRange(40),
    default=100,
    show_default=True,
    group="Output",
    help="Characters of a line.",
)
@option(
    "--color/--no-color",
    default=None,
    group="Output",
    help="Default: colours on a terminal only.",
)
@capture_options
@pipeline_options
def explain(file, width, color, pipeline, **arguments):  # type: ignore[no-untyped-def]
    """Show every block of one capture, kept or dropped, then candidates and fields."""
    explanation = newsclean.explain(read_content(file), pipeline=pipeline, **arguments)
    for line in view(explanation, width):
        click.echo(line, color=color)


def view(explanation: Explanation, width: int) -> Iterator[str]:
    """Yield the lines of the view: blocks, candidates, fields, failures."""
    page = explanation.page
    profile = page.profile.site if page.profile else "none"
    yield f"{page.kind} capture, {len(page.blocks)} blocks, site profile: {profile}"
    for note in page.notes:
        yield click.style(shown(f"note: {note}"), fg="yellow")
    for name, value in page.labels.items():
        yield shown(f"label {name}: {value}")
    for label in explanation.labels:
        yield _block_line(explanation, label, width)
    yield from _candidate_lines(explanation)
    yield from _field_lines(explanation, width)
    for failure in explanation.failures:
        yield click.style(shown(f"failed: {failure.extractor}: {failure.error}"), fg="red")


def _block_line(explanation: Explanation, label: BlockLabel, width: int) -> str:
    block = explanation.page.blocks[label.index]
    text = f"{_SIGNS[label.role]} {label.index:4} {block.tag:5} {_cut(block.text, width)}"
    role = f"{label.likeliest.name.lower().replace('_', ' ')} {label.probability:.2f}"
    why = "; ".join(filter(None, (role, label.reason, ", ".join(label.proposed_by))))
    reason = click.style(f"  [{why}]", dim=True)
    return click.style(text, **_STYLES[label.role]) + reason


def _candidate_lines(explanation: Explanation) -> Iterator[str]:
    yield "\ncandidates (predicted F1, purity, ms)"
    for item in sorted(explanation.candidates, key=lambda item: -item.estimate.quality):
        yield _candidate_line(item, explanation)
        moved = ", ".join(f"{name} {by:+.3f}" for name, by in item.estimate.moved)
        if moved:
            yield click.style(f"    {moved}", dim=True)


def _candidate_line(item: Scored, explanation: Explanation) -> str:
    won = (
        explanation.winner is not None and item.candidate.extractor == explanation.winner.extractor
    )
    quality, purity, _ = item.estimate
    line = (
        f"{'>' if won else ' '} {item.candidate.extractor:18} {quality:.3f} "
        f"{purity:.2f} {item.seconds * 1000:7.2f}  "
        f"{len(item.candidate.paragraphs)} paragraphs"
    )
    return click.style(line, bold=won)


def _field_lines(explanation: Explanation, width: int) -> Iterator[str]:
    yield "\nfields"
    for choice in explanation.choices:
        if choice.best is not None:
            best = choice.best
            value = _cut(str(best.value), width)
            yield f"  {choice.field:14} {value}  [{best.source}] {shown(best.reason)}"
        elif choice.rejected:
            yield f"  {choice.field:14} none"
        for other in choice.rejected:
            line = f"  {'':14} not {_cut(str(other.value), width)}  [{other.source}] {other.reason}"
            yield click.style(shown(line), dim=True)


def _cut(text: str, width: int) -> str:
    return shown(text if len(text) <= width else text[: width - 1] + "…")
