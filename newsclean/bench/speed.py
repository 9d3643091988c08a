"""Quality against time: what `newsclean bench --speed` measures, and the plot of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.bench.peers import installed_peers
from newsclean.bench.settings import BenchSettings
from newsclean.bench.summary import ALL
from newsclean.errors import SettingError, needing

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from newsclean.bench.report import BenchReport
    from newsclean.bench.summary import Summary

LOADING = 20
"""Pages that every library reads before its time counts: models and tables load with them."""
_OWN, _OTHER = "#b3261e", "#3a5a78"
# points from a point to its name, and the side of the name that stands there
_PLACES = (
    ((6, 4), "left"), ((-6, 4), "right"), ((6, -12), "left"), ((-6, -12), "right"),
    ((6, 16), "left"), ((-6, 16), "right"), ((6, -24), "left"), ((6, 28), "left"),
)  # fmt: skip


def speed_settings(corpora: tuple[Path, ...], **settings: Any) -> BenchSettings:
    """Return what measures time against quality: by size of page, each peer in its own process.

    Without `peers` all that are installed are measured.
    """
    own = settings.pop("peers", ())
    peers = own or installed_peers("html" if settings.get("form", "html") == "html" else "text")
    fixed = {"by": "size", "apart": True, "loading": LOADING, "workers": 1}
    return BenchSettings(corpora, peers=peers, **{**settings, **fixed})


def draw(report: BenchReport, path: Path) -> None:
    """Write a plot of body F1 against processor time a page, as the file's ending says (SVG, PNG).

    Raises `MissingExtra` without matplotlib, `SettingError` for a report without bodies.
    """
    with needing("plot", "a plot needs matplotlib"):
        import matplotlib as mpl
        from matplotlib.figure import Figure
    rows = [row for row in _whole(report) if row.f1 is not None]
    if not rows:
        raise SettingError("no peer was measured on a page with a reference body")
    # the same report gives the same file
    with mpl.rc_context({"svg.hashsalt": "newsclean", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        _draw_rows(figure.add_subplot(), rows)
        metadata = {"Date": None} if path.suffix == ".svg" else {}
        figure.savefig(path, metadata=metadata, dpi=150)


def _whole(report: BenchReport) -> list[Summary]:
    """The rows of all pages together."""
    rows = report.summaries
    return [row for row in rows if row.group == ALL] or list(rows)


def _draw_rows(axes: Any, rows: list[Summary]) -> None:
    own = sorted((r for r in rows if r.peer.startswith("newsclean")), key=lambda r: r.cpu_ms)
    axes.plot([r.cpu_ms for r in own], [r.f1 for r in own], color=_OWN, linewidth=1, zorder=1)
    for row in rows:
        colour = _OWN if row in own else _OTHER
        axes.errorbar(row.cpu_ms, row.f1, yerr=row.f1_error, fmt="o", color=colour, markersize=5)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("processor time a page, milliseconds (log)")
    axes.set_ylabel("body F1")
    axes.margins(x=0.2)
    axes.grid(alpha=0.3, which="both")
    axes.set_title(f"{max(row.pages for row in rows):,} pages, one run", loc="left", fontsize=9)
    axes.figure.draw_without_rendering()
    taken: list[Any] = []
    for row in rows:
        taken.append(_name_beside(axes, row, _OWN if row in own else _OTHER, taken))


def _name_beside(axes: Any, row: Summary, colour: str, taken: list[Any]) -> Any:
    """Write a peer's name beside its point, in the first place where no other name stands."""
    for place, side in _PLACES:
        name = axes.annotate(
            row.peer, (row.cpu_ms, row.f1), place, textcoords="offset points", color=colour, ha=side
        )
        box = name.get_window_extent()
        if place == _PLACES[-1][0] or not any(map(box.overlaps, taken)):
            return box
        name.remove()
    return None
