"""A report as a table that a person reads: plain or Markdown; or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsclean.bench.records import FIELDS
from newsclean.errors import SettingError
from newsclean.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsclean.bench.metrics import Overlap
    from newsclean.bench.report import BenchReport
    from newsclean.bench.summary import Difference, Summary
    from newsclean.bench.worst import PageView

Style = Literal["plain", "markdown", "json"]

_LINE_WIDTH = 140


class _Column(NamedTuple):
    """A column of the table: its head and what it shows of a row, "" for nothing."""

    head: str
    show: Callable[[Summary], str]


# what the table of time against quality shows
_PACE = frozenset("size peer pages failed F1 ~ title date cpu cpu.m times".split())


def render(report: BenchReport, style: Style = "plain") -> str:
    """Return the report as text; columns without any value are left out.

    `~` is the standard error of the F1; `chars` the F1 of character 4-grams, on so many pages in
    scripts without spaces; title and date show the right and wrong shares, `date.a` the share
    answered; `ms` and `median` are wall time a page, `x` is the mean relative to trafilatura's:
    `trafilatura-record` for peers of whole records, `trafilatura` for the others. By size of page
    the table shows processor time in their place, `cpu` and its median, and how many `times` that
    of the first peer the mean is.
    """
    if style == "json":
        return json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    if style not in ("plain", "markdown"):
        raise SettingError(f"there is no style {style!r}; choose plain, markdown or json")
    table = _table(report)
    drawn = _markdown(table) if style == "markdown" else _plain(table)
    parts = [drawn, *_notes(report), *map(render_view, report.views)]
    return "\n\n".join(parts)


def _table(report: BenchReport) -> list[list[str]]:
    rows = report.summaries
    columns = [c for c in _columns(report) if any(c.show(row) for row in rows)]
    if report.settings.by == "size":
        columns = [c for c in columns if c.head in _PACE]
    else:
        columns = [c for c in columns if c.head not in {"cpu", "cpu.m", "times"}]
    return [[c.head for c in columns], *([c.show(row) for c in columns] for row in rows)]


def _columns(report: BenchReport) -> list[_Column]:
    return [
        _Column(report.settings.by, lambda row: row.group),
        _Column("peer", lambda row: row.peer),
        _Column("pages", lambda row: str(row.pages)),
        _Column("failed", lambda row: str(row.failures) if row.failures else ""),
        _Column("bodies", lambda row: str(row.body_pages) if row.body_pages else ""),
        _Column("F1", lambda row: _share(row.f1)),
        _Column("~", lambda row: _share(row.f1_error)),
        _Column("P", lambda row: _share(row.precision)),
        _Column("R", lambda row: _share(row.recall)),
        _Column("exact", lambda row: _share(row.exact)),
        _Column("words", lambda row: _share(row.word_f1)),
        _Column("chunks", lambda row: _share(row.chunk_f1)),
        _Column("chars", lambda row: _share(row.character_f1)),
        _Column("on", lambda row: str(row.character_pages) if row.character_pages else ""),
        _Column("title", lambda row: _share(row.title.right) if row.title else ""),
        _Column("title.w", lambda row: _share(row.title.wrong) if row.title else ""),
        _Column("titles", lambda row: str(row.title.pages) if row.title else ""),
        _Column("date", lambda row: _share(row.date.right) if row.date else ""),
        _Column("date.w", lambda row: _share(row.date.wrong) if row.date else ""),
        _Column("date.a", lambda row: _share(row.date.answered) if row.date else ""),
        _Column("dates", lambda row: str(row.date.pages) if row.date else ""),
        _Column("author", lambda row: _share(row.author_f1)),
        _Column("people", lambda row: _share(row.people_f1)),
        _Column("ms", lambda row: f"{row.ms:.1f}"),
        _Column("median", lambda row: f"{row.median_ms:.1f}"),
        _Column("x", lambda row: _ratio(report, row)),
        _Column("cpu", lambda row: f"{row.cpu_ms:.2f}"),
        _Column("cpu.m", lambda row: f"{row.median_cpu_ms:.2f}"),
        _Column("times", lambda row: _times(report, row)),
    ]


def _share(value: float | None) -> str:
    """Show a share with three digits.

    >>> _share(0.9386), _share(1.0), _share(None)
    ('.939', '1.000', '')
    """
    return "" if value is None else f"{value:.3f}".replace("0.", ".", 1)


def _ratio(report: BenchReport, row: Summary) -> str:
    fields = {peer.name: peer.fields for peer in report.peers}[row.peer]
    base = "trafilatura-record" if fields == FIELDS else "trafilatura"
    for other in report.summaries:
        if other.group == row.group and other.peer == base and other.ms:
            return f"{row.ms / other.ms:.2f}"
    return ""


def _times(report: BenchReport, row: Summary) -> str:
    first = next(other for other in report.summaries if other.group == row.group)
    return f"{row.cpu_ms / first.cpu_ms:.2f}" if first.cpu_ms else ""


def _plain(table: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    )


def _markdown(table: Sequence[Sequence[str]]) -> str:
    rule = ["---" if index < 2 else "---:" for index in range(len(table[0]))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (table[0], rule, *table[1:]))


def _notes(report: BenchReport) -> list[str]:
    corpora = (f"{c.name} {c.pages} pages, sha256 {c.sha256[:12]}" for c in report.corpora)
    versions = (f"{peer.name} {peer.version or '-'}" for peer in report.peers)
    # the differences over all pages; the groups' own are in the JSON form
    last = [d for d in report.differences if d.group == report.differences[-1].group]
    failures = Counter((r.peer, r.failure) for r in report.results if r.failure)
    notes = [
        *map(_difference, last),
        *(f"{peer} failed on {n} pages: {why}" for (peer, why), n in failures.items()),
        "; ".join(corpora),
        f"{'; '.join(versions)}; form {report.settings.form}",
    ]
    if report.skipped:
        notes.append(f"could not be flattened: {', '.join(report.skipped)}")
    if not report.is_timing_valid:
        notes.append("several processes ran at once: the times cannot be compared")
    return ["\n".join(notes)]


def _difference(difference: Difference) -> str:
    return (
        f"{difference.group}: {difference.peer} less {difference.base}:"
        f" F1 {difference.f1:+.3f} ~ {difference.error:.3f} on {difference.pages} pages"
    )


def render_view(view: PageView) -> str:
    """Return one page with its judged fields, then the missed (-) and the surplus (+) lines."""
    page = view.result
    source = f" by {page.source}" if page.source else ""
    head = f"{page.corpus} {page.id}  {page.peer}{source}  {_quality(page.scores.body)}"
    lines = [head, *([f"  {view.url}"] if view.url else [])]
    lines += [
        f"  {field.field} {field.verdict}: {field.reference!r}, found {field.found!r}"
        for field in view.fields
    ]
    lines += [
        f"  {d.mark} {d.number:>3}/{d.count:<3} {shorten(d.text, _LINE_WIDTH)}" for d in view.lines
    ]
    return "\n".join(lines)


def _quality(body: Overlap | None) -> str:
    if body is None:
        return "no reference body"
    precision, recall = _share(body.precision), _share(body.recall)
    return f"F1 {_share(body.f1)}  P {precision or '-'}  R {recall or '-'}"
