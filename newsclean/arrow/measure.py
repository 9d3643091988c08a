"""Measures cleaning by batches: `python -m newsclean.arrow.measure PAGES.parquet`.

Compares a loop of `extract`, `clean_batch`, and `clean_batches` with a time limit over the same
pages (columns `content` and, where it is there, `url`) in one run, by the CPU of all processes.
Needs the extras `arrow` and `bench`.
"""

from __future__ import annotations

import io
import resource
from typing import TYPE_CHECKING, Any

import click

import newsclean
from newsclean.arrow import Settings, clean_batch, clean_batches
from newsclean.arrow.library import pa

if TYPE_CHECKING:
    from collections.abc import Callable

_ROWS = 256


def _cpu() -> float:
    """CPU seconds of this process and of those that it started."""
    import psutil

    me = psutil.Process()
    return sum(_cpu_of(process) for process in [me, *me.children(recursive=True)])


def _cpu_of(process: Any) -> float:
    import psutil

    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def _parquet_bytes(table: Any) -> int:
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(table.drop_columns(["paragraphs"]), file, compression="zstd")
    return file.tell()


def _least(work: Callable[[], object], rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        start = _cpu()
        work()
        spent.append(_cpu() - start)
    return min(spent)


@click.command()
@click.argument("pages", type=click.Path(exists=True, dir_okay=False))
@click.option("--limit", type=int, default=500, show_default=True, help="Pages to be cleaned.")
@click.option("--rounds", type=int, default=3, show_default=True, help="The best one counts.")
def main(pages: str, limit: int, rounds: int) -> None:
    """Print pages per second and core, overheads, memory and bytes out."""
    import pyarrow.parquet as pq

    table = pq.read_table(pages).slice(0, limit)
    batches = table.to_batches(_ROWS)
    rows = table.to_pylist()
    works: dict[str, Callable[[], object]] = {
        "loop of extract": lambda: [
            newsclean.extract(row["content"], row.get("url")) for row in rows
        ],
        "clean_batch": lambda: [clean_batch(batch) for batch in batches],
        "with timeout": lambda: list(clean_batches(batches, Settings(timeout=30))),
    }
    for work in works.values():
        work()  # what is loaded once, the worker's fork server among it
    spent = {name: _least(work, rounds) for name, work in works.items()}
    loop = spent["loop of extract"]
    for name, seconds in spent.items():
        per_page = 1000 * seconds / len(rows)
        click.echo(
            f"{name:16} {per_page:6.2f} ms  {1000 / per_page:6.1f} pages/s  {seconds / loop:.3f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(len(row["content"] or b"") for row in rows) / len(rows) / 1000
    out = (
        _parquet_bytes(pa.Table.from_batches([clean_batch(b) for b in batches])) / len(rows) / 1000
    )
    click.echo(f"{len(rows)} pages of {size:.0f} KB, {out:.2f} KB out a page, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
