"""Measures cleaning by batches: `python -m newsclean_workshop.arrow_speed PAGES.parquet`.

Prints what `extract` takes for a page, and what batches add to it, without and with a time limit:
the CPU of all processes where the pages are cleaned by a pipeline that gives a ready article. The
Parquet file has columns `content` and, where it is there, `url`.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import click
import pyarrow as pa

import newsclean
from newsclean.arrow import Settings, clean_batch, clean_batches
from newsclean_workshop.spent import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

_ROWS = 256


def _parquet_bytes(table: Any) -> int:
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(table.drop_columns(["paragraphs"]), file, compression="zstd")
    return file.tell()


def _least(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The least CPU seconds of each work; a round does all, so that what else runs hits all."""
    least = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            start = cpu_seconds()
            work()
            least[name] = min(least[name], cpu_seconds() - start)
    return least


class Ready:
    """Gives one article for every page, in no time."""

    def __init__(self, article: newsclean.Article) -> None:
        """Take the article to be given."""
        self.article = article

    def extract(self, *_: object, **__: object) -> newsclean.Article:
        """Return the article."""
        return self.article


@click.command()
@click.argument("pages", type=click.Path(exists=True, dir_okay=False))
@click.option("--limit", type=int, default=300, show_default=True, help="Pages to be cleaned.")
@click.option("--rounds", type=int, default=5, show_default=True, help="The best one counts.")
def main(pages: str, limit: int, rounds: int) -> None:
    """Print CPU per page, of extraction and of what batches add, and bytes out."""
    import pyarrow.parquet as pq

    table = pq.read_table(pages).slice(0, limit)
    batches = table.to_batches(_ROWS)
    rows = table.to_pylist()
    cleaned = pa.Table.from_batches([clean_batch(batch) for batch in batches])
    ready = Ready(newsclean.extract(rows[0]["content"], rows[0].get("url")))
    limited = Settings(pipeline=ready, timeout=30)
    works: dict[str, Callable[[], object]] = {
        "extract": lambda: [newsclean.extract(row["content"], row.get("url")) for row in rows],
        "added by batches": lambda: list(clean_batches(batches, Settings(pipeline=ready))),
        "with a timeout": lambda: list(clean_batches(batches, limited)),
    }
    works["with a timeout"]()  # starts the fork server
    for name, seconds in _least(works, rounds).items():
        click.echo(f"{name:16} {1000 * seconds / len(rows):6.2f} ms a page")
    size = sum(len(row["content"] or b"") for row in rows) / len(rows) / 1000
    out = _parquet_bytes(cleaned) / len(rows) / 1000
    click.echo(f"{len(rows)} pages of {size:.0f} KB, {out:.1f} KB out a page")


if __name__ == "__main__":
    main()
