"""Run the peers over the corpora and collect what they reach and how long they take."""

from __future__ import annotations

import hashlib
import heapq
import multiprocessing
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from importlib import metadata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsclean.bench.corpus import CorpusPage, corpus_hash, corpus_name, read_corpus
from newsclean.bench.flatten import flatten
from newsclean.bench.peers import quiet_peers, run_peer
from newsclean.bench.report import BenchReport, CorpusInfo, PeerInfo
from newsclean.bench.scores import Task, html_task, score_page, text_task
from newsclean.bench.summary import PageResult, differences, summarise
from newsclean.bench.worst import PageView, view_page, worst_pages
from newsclean.errors import NewscleanError

if TYPE_CHECKING:
    from pathlib import Path

    from newsclean.bench.records import Peer
    from newsclean.bench.settings import BenchSettings

# what a peer imports or builds on its first page is not timed
_WARM_UP = "<html><body><h1>A title</h1><p>A first paragraph of the page.</p></body></html>"
_BATCH_PAGES = 16

Progress = Callable[[int], None]
_Pages = tuple[str, list[CorpusPage]]


class _Batch(NamedTuple):
    """Pages of one corpus that are measured together, and what came of them."""

    results: list[PageResult]
    skipped: list[str]
    pages: int


def run_bench(settings: BenchSettings, progress: Progress | None = None) -> BenchReport:
    """Measure the peers of the settings side by side on the same pages.

    `progress` is called with the number of pages done since its last call. Raises `CorpusError`
    for a bad corpus, `MissingExtra` for a peer not installed; a peer that fails on a page is
    counted. No time limit is set on a peer.
    """
    results: list[PageResult] = []
    skipped: list[str] = []
    with quiet_peers():
        peers = settings.load_peers()
        for batch in _measured(settings, peers):
            results += batch.results
            skipped += batch.skipped
            if progress is not None:
                progress(batch.pages)
        views = tuple(_views(settings, peers, results))
    names = settings.peer_names
    return BenchReport(
        settings=settings,
        corpora=tuple(_corpora(settings, results)),
        peers=tuple(PeerInfo(peer.name, _version(peer), peer.fields) for peer in peers),
        skipped=tuple(skipped),
        results=tuple(results),
        summaries=summarise(results, settings.by, names),
        differences=differences(results, settings.by, names),
        views=views,
    )


def chosen_pages(path: Path, settings: BenchSettings) -> Iterator[CorpusPage]:
    """Return the pages of a corpus that the settings ask for.

    A sample takes the pages whose ids, hashed with the seed, come first: pages added to a corpus
    change it little.
    """
    pages = (
        page
        for page in read_corpus(path)
        if (not settings.kinds or page.kind in settings.kinds)
        and (not settings.ids or page.id in settings.ids)
    )
    if settings.limit is None:
        return pages
    if settings.seed is None:
        return islice(pages, settings.limit)
    prefix = f"{settings.seed}:"
    return iter(
        heapq.nsmallest(
            settings.limit,
            pages,
            key=lambda page: hashlib.sha256((prefix + page.id).encode()).digest(),
        )
    )


def _measured(settings: BenchSettings, peers: list[Peer]) -> Iterator[_Batch]:
    batches = (
        (corpus_name(path), batch)
        for path in settings.corpora
        for batch in _batches(chosen_pages(path, settings), settings.workers)
    )
    if settings.apart:
        measured = _measured_by_each(settings, batches)
    elif settings.workers > 1:
        measured = _measured_apart(settings, batches)
    else:
        _warm_up(peers)
        measured = (_measure(settings, peers, corpus, pages) for corpus, pages in batches)
    # those that only load what is loaded once do not count
    return islice(measured, settings.loading, None)


def _batches(pages: Iterator[CorpusPage], workers: int) -> Iterator[list[CorpusPage]]:
    size = 1 if workers == 1 else _BATCH_PAGES
    while batch := list(islice(pages, size)):
        yield batch


def _measured_by_each(settings: BenchSettings, batches: Iterable[_Pages]) -> Iterator[_Batch]:
    """Measure in a process for each peer, one of them at a time, on the pages in turn."""
    context = multiprocessing.get_context("spawn")
    each = [replace(settings, peers=(peer,), worst=0, worst_peer=None) for peer in settings.peers]
    with ExitStack() as stack:
        pools = [
            (own, stack.enter_context(ProcessPoolExecutor(1, mp_context=context))) for own in each
        ]
        for corpus, pages in batches:
            turn = sum(pages[0].id.encode()) % len(pools)
            found = [
                pool.submit(_measure_in_worker, own, corpus, pages).result()
                for own, pool in (*pools[turn:], *pools[:turn])
            ]
            results = [result for batch in found for result in batch.results]
            yield _Batch(results, found[0].skipped, len(pages))


def _measured_apart(settings: BenchSettings, batches: Iterable[_Pages]) -> Iterator[_Batch]:
    """Measure in several processes, only so many batches ahead as keep them busy."""
    # a fresh interpreter for each: peers with threads of their own do not survive a fork
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[_Batch]] = deque()
    with ProcessPoolExecutor(settings.workers, mp_context=context) as executor:
        for corpus, pages in batches:
            waiting.append(executor.submit(_measure_in_worker, settings, corpus, pages))
            if len(waiting) > 2 * settings.workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _measure_in_worker(settings: BenchSettings, corpus: str, pages: list[CorpusPage]) -> _Batch:
    with quiet_peers():
        return _measure(settings, _peers_of_worker(settings), corpus, pages)


@cache
def _peers_of_worker(settings: BenchSettings) -> list[Peer]:
    """Load the peers once in a process."""
    peers = settings.load_peers()
    _warm_up(peers)
    return peers


def _warm_up(peers: Iterable[Peer]) -> None:
    for peer in peers:
        run_peer(peer, _WARM_UP, None)


def _measure(
    settings: BenchSettings, peers: Sequence[Peer], corpus: str, pages: list[CorpusPage]
) -> _Batch:
    results: list[PageResult] = []
    skipped: list[str] = []
    for page in pages:
        task = _task(settings, corpus, page)
        if task is None:
            skipped.append(f"{corpus}/{page.id}")
            continue
        # the first to touch a page pays for cold caches: take turns
        turn = sum(page.id.encode()) % len(peers)
        results += (_run(peer, corpus, page, task) for peer in (*peers[turn:], *peers[:turn]))
    return _Batch(results, skipped, len(pages))


def _task(settings: BenchSettings, corpus: str, page: CorpusPage) -> Task | None:
    null_dates = corpus in settings.null_dates
    if settings.form == "html":
        return html_task(page, null_dates=null_dates)
    try:
        capture = flatten(page.html, settings.form)
    except NewscleanError:
        raise
    except Exception:  # noqa: BLE001 - the flattening library cannot read this page
        return None
    return text_task(page, capture, null_dates=null_dates)


def _run(peer: Peer, corpus: str, page: CorpusPage, task: Task) -> PageResult:
    wall, cpu = time.perf_counter(), time.process_time()
    record, failure = run_peer(peer, task.content, page.url)
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    if peer.text_of is not None:
        record = replace(record, body=peer.text_of(record.body))
    return PageResult(
        corpus=corpus,
        id=page.id,
        peer=peer.name,
        scores=score_page(page, task, record, peer.fields),
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        site=page.site,
        language=page.lang,
        country=page.country,
        kind=page.kind,
        source=record.source,
        confidence=record.confidence,
        failure=failure,
        chars=len(task.content),
    )


def _views(
    settings: BenchSettings, peers: Sequence[Peer], results: Iterable[PageResult]
) -> Iterator[PageView]:
    """Run the chosen peer again on its worst pages: the texts of all pages are not kept."""
    name = settings.worst_peer or settings.peer_names[0]
    worst = {(r.corpus, r.id): r for r in worst_pages(results, name, settings.worst)}
    peer = next(peer for peer in peers if peer.name == name)
    found = {}
    for path in settings.corpora if worst else ():
        corpus = corpus_name(path)
        for page in read_corpus(path):
            result = worst.get((corpus, page.id))
            task = result and _task(settings, corpus, page)
            if result and task:
                record, _ = run_peer(peer, task.content, page.url)
                found[corpus, page.id] = view_page(page, record, result)
    return (found[key] for key in worst)


def _corpora(settings: BenchSettings, results: Iterable[PageResult]) -> Iterator[CorpusInfo]:
    first = settings.peer_names[0]
    pages = Counter(result.corpus for result in results if result.peer == first)
    for path in settings.corpora:
        name = corpus_name(path)
        yield CorpusInfo(name, corpus_hash(path), pages[name])


def _version(peer: Peer) -> str | None:
    try:
        return metadata.version(peer.distribution) if peer.distribution else None
    except metadata.PackageNotFoundError:
        return None
