"""Measures batches: `python -m newsclean_workshop.batch_speed COMMAND`, each ratio in one run.

    make OUT.warc.gz SOURCE...   a WARC file of so many pages, from folders of HTML or corpora
    overhead CRAWL.warc.gz       CPU of the batch over a plain loop of extract; two workers to one
    peer CRAWL.warc.gz           WARC to records, against trafilatura in a process pool
    memory CRAWL.warc.gz         peak memory of a run, and of a worker as it goes on

CPU is that of all processes of a run together. Needs the extra `batch`.
"""

from __future__ import annotations

import gzip
import itertools
import json
import multiprocessing as mp
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import newsclean
from newsclean.batch import Capture, clean, clean_inputs
from newsclean.batch.sources import ReadOptions, read_warc
from newsclean.bench.corpus import read_corpus
from newsclean_workshop.spent import Spent, spend, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_GIVE_UP = 1_000_000


def _captures(path: Path, limit: int) -> list[Capture]:
    with path.open("rb") as stream:
        items = (read.item for read in read_warc(str(path), stream, ReadOptions()))
        pages = (item for item in items if isinstance(item, Capture))
        return list(itertools.islice(pages, limit))


def _extract(capture: Capture) -> newsclean.Article:
    return newsclean.extract(
        capture.content,
        capture.url,
        captured_at=capture.captured_at,
        charset=capture.charset,
        kind=capture.kind,
    )


@click.group()
def main() -> None:
    """Measure the batch."""


@main.command()
@click.argument("output", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--pages", type=int, default=2000, show_default=True, help="Pages in the file.")
def make(output: Path, sources: tuple[Path, ...], pages: int) -> None:
    """Write a WARC file (gzip by record) of PAGES pages; the sources are repeated as needed."""
    bodies = [body for source in sources for body in _bodies(source, pages)]
    if not bodies:
        raise click.ClickException("the sources hold no page")
    with output.open("wb") as file:
        for number, body in enumerate(itertools.islice(itertools.cycle(bodies), pages)):
            file.write(gzip.compress(_record(number, body), 6, mtime=0))
    click.echo(f"{pages:,} pages of {len(bodies):,}, {output.stat().st_size / 1e6:.1f} MB")


def _bodies(source: Path, limit: int) -> Iterator[bytes]:
    if source.is_dir():
        for path in itertools.islice(sorted(source.rglob("*.html")), limit):
            yield path.read_bytes()
    else:
        for page in itertools.islice(read_corpus(source), limit):
            yield page.html.encode("utf-8", "replace")


def _record(number: int, body: bytes) -> bytes:
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"WARC-Date: 2025-07-01T10:00:00Z\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


@main.command()
@click.argument("crawl", type=click.Path(exists=True, path_type=Path))
@click.option("--pages", type=int, default=600, show_default=True)
@click.option("--rounds", type=int, default=3, show_default=True)
def overhead(crawl: Path, pages: int, rounds: int) -> None:
    """Compare one and two workers of `clean` to a loop of `extract`, the best of some rounds."""
    captures = _captures(crawl, pages)
    works: dict[str, Callable[[], object]] = {
        "loop": lambda: [_extract(capture) for capture in captures],
        "1 worker": lambda: _exhaust(clean(captures, workers=1)),
        "2 workers": lambda: _exhaust(clean(captures, workers=2)),
    }
    for capture in captures[:20]:
        _extract(capture)
    _exhaust(clean(captures[:20], workers=2))  # starts the fork server
    spent: dict[str, list[Spent]] = {name: [] for name in works}
    for _ in range(rounds):  # in turn, since the machine is not equally fast all the time
        for name, work in works.items():
            spent[name].append(spend(work))
    best = {name: Spent(*map(min, zip(*found, strict=True))) for name, found in spent.items()}
    for name, (wall, cpu) in best.items():
        each = 1000 / len(captures)
        click.echo(f"{name:10} {wall * each:7.2f} ms wall {cpu * each:7.2f} ms CPU a page")
    click.echo(
        f"CPU of one worker over the loop: {best['1 worker'].cpu / best['loop'].cpu - 1:+.1%}"
    )
    click.echo(f"two workers against one: {best['1 worker'].wall / best['2 workers'].wall:.2f}")


def _exhaust(results: Iterable[Any]) -> None:
    for _ in results:
        pass


@main.command()
@click.argument("crawl", type=click.Path(exists=True, path_type=Path))
@click.option("--workers", type=int, default=2, show_default=True)
def peer(crawl: Path, workers: int) -> None:
    """Compare WARC to JSON Lines with the same job written with trafilatura and a pool."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder, "own.jsonl")
        theirs = Path(folder, "theirs.jsonl")
        ours = spend(lambda: clean_inputs([crawl], own, workers=workers))
        other = spend(lambda: _peer_run(crawl, theirs, workers))
        counts = [path.read_bytes().count(b"\n") for path in (own, theirs)]
    for name, spent, count in zip(("newsclean", "trafilatura"), (ours, other), counts, strict=True):
        speed = count / spent.wall
        click.echo(f"{name:12} {count:,} records {speed:8.1f} a second {spent.cpu:8.1f} s CPU")
    click.echo(f"by the clock: {other.wall / ours.wall:.2f} times; CPU: {other.cpu / ours.cpu:.2f}")


def _peer_run(crawl: Path, output: Path, workers: int) -> None:
    with mp.get_context("forkserver").Pool(workers) as pool, output.open("w") as file:
        for line in pool.imap(_peer_page, _peer_pages(crawl), chunksize=16):
            file.write(line + "\n")


def _peer_pages(crawl: Path) -> Iterator[tuple[str | None, bytes]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(str(crawl), record_types=WarcRecordType.response):
        yield record.headers.get("WARC-Target-URI"), record.reader.read()


def _peer_page(page: tuple[str | None, bytes]) -> str:
    import trafilatura

    url, content = page
    document: Any = trafilatura.bare_extraction(content, url=url, with_metadata=True)
    values = document.as_dict() if document is not None else {}
    plain = {k: v for k, v in values.items() if v is None or isinstance(v, str | list)}
    return json.dumps(plain, ensure_ascii=False)


@main.command()
@click.argument("crawl", type=click.Path(exists=True, path_type=Path))
@click.option("--pages", type=int, multiple=True, default=(10_000, 100_000), show_default=True)
@click.option("--workers", type=int, default=2, show_default=True)
def memory(crawl: Path, pages: tuple[int, ...], workers: int) -> None:
    """Clean so many pages (the file's, over and over) to a file; show the peaks of memory.

    Of the parent as its resident size, of a worker as what it does not share with others, in the
    first and the last tenth of the run.
    """
    peaks = []
    for count in pages:
        with tempfile.TemporaryDirectory() as folder, watched() as samples:
            inputs = _links(crawl, Path(folder), count)
            summary = clean_inputs(inputs, Path(folder, "out.jsonl"), workers=workers)
        tenth = max(1, len(samples) // 10)
        parent = max(sample[0] for sample in samples)
        first, last = (
            max(sample[1] for sample in part)
            for part in (samples[tenth : 2 * tenth] or samples, samples[-tenth:])
        )
        peaks.append(parent)
        click.echo(
            f"{summary.tally.pages:,} pages: parent {parent:.1f} MB at most; largest worker"
            f" {first:.1f} MB early, {last:.1f} MB late; {summary.speed:.0f} pages/s"
        )
    click.echo(f"the largest run against the smallest: {peaks[-1] / peaks[0] - 1:+.1%}")


def _links(crawl: Path, folder: Path, count: int) -> list[Path]:
    """The crawl under as many names as make up `count` pages."""
    each = len(_captures(crawl, _GIVE_UP))
    links = [folder / f"{number:06}.warc.gz" for number in range(max(1, count // each))]
    for link in links:
        link.symlink_to(crawl.resolve())
    return links


if __name__ == "__main__":
    main()
