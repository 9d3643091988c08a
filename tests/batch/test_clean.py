"""newsclean.clean: results in order, one for each page, whatever the pages do."""

import os
import signal
import threading
import time
import types
from collections.abc import Iterator

import psutil
import pytest

import newsclean
from newsclean.batch import BatchError, Capture, Position, Reason, clean
from newsclean.batch.stream import AHEAD_PAGES
from newsclean.errors import CaptureTypeError, SettingError
from tests.batch.planted import Planted, page

FAULTS = {
    "hang": Reason.TIMEOUT,
    "spin": Reason.TIMEOUT,
    "bomb": Reason.MEMORY,
    "abort": Reason.CRASHED,
    "kill": Reason.CRASHED,
    "exit": Reason.CRASHED,
    "raise": Reason.INTERNAL_ERROR,
    "recurse": Reason.INTERNAL_ERROR,
}
MEMORY = 512 * 1024**2


def titles(results) -> list[str | None]:
    return [result.article.title if result.article else None for result in results]


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_pages(workers):
    results = list(clean((page(n) for n in range(300)), workers=workers, pipeline=Planted()))
    assert titles(results) == [page(n)[:20] for n in range(300)]
    assert [result.position for result in results] == [Position("", n) for n in range(300)]
    assert all(result.ok and result.reason is None for result in results)


def test_workers_give_what_extract_gives():
    story = "The bridge over the Lenn was opened again on Monday, the council said in the evening."
    pages = [f"<h1>Bridge reopens</h1><p>{story}</p><p>{story}</p>", f"title: Bridge\n\n{story}"]
    direct = [newsclean.extract(content) for content in pages]
    assert [result.article for result in clean(pages, workers=1)] == direct
    assert [result.article for result in clean(pages, workers=0)] == direct


def test_a_page_may_come_in_many_forms():
    forms = [
        "A text.",
        b"Bytes.",
        ("A pair.", "https://e.org/1"),
        ("No address.", None),
        {"content": "A mapping.", "url": "https://e.org/2", "id": 7, "other": 1},
        Capture("A capture.", id="c", position=Position("x", 9)),
    ]
    results = list(clean(forms, workers=0, pipeline=Planted()))
    assert [result.article.body for result in results] == [
        "A text.", "Bytes.", "A pair.", "No address.", "A mapping.", "A capture.",
    ]  # fmt: skip
    assert [r.url for r in results][2:5] == ["https://e.org/1", None, "https://e.org/2"]
    assert [r.id for r in results][4:] == ["7", "c"]
    assert [r.position.row for r in results] == [0, 1, 2, 3, 4, 9]


@pytest.mark.parametrize(
    ("broken", "reason", "words"),
    [
        ({"url": "x"}, Reason.BAD_RECORD, "no 'content'"),
        ({"content": None}, Reason.EMPTY, "null in 'content'"),
        ({"content": 5}, Reason.BAD_RECORD, "'content' is int"),
        ({"content": "x", "captured_at": "yesterday"}, Reason.BAD_RECORD, "no time of capture"),
    ],
)
def test_a_mapping_that_cannot_be_used_costs_itself(broken, reason, words):
    first, second = clean([broken, "A text."], workers=0, pipeline=Planted())
    assert first.reason is reason
    assert words in first.message
    assert second.ok


@pytest.mark.parametrize("workers", [0, 1])
def test_a_page_of_another_type_raises_behind_the_results_before_it(workers):
    results = clean(["One.", "Two.", 3], workers=workers, pipeline=Planted())
    assert [next(results).article.body, next(results).article.body] == ["One.", "Two."]
    with pytest.raises(CaptureTypeError, match="page 2 is int"):
        next(results)


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ("hello world", r"one str; .*\[page\]"),
        (b"hello", "one bytes"),
        ({"content": "<p>One."}, "one dict"),
        (types.SimpleNamespace(columns=["html"]), "newsclean.arrow.clean_table"),
    ],
)
def test_one_page_or_a_table_is_no_iterable_of_pages(pages, words):
    with pytest.raises(CaptureTypeError, match=words):
        clean(pages, workers=0)


def test_an_error_of_the_iterable_comes_behind_the_results_before_it():
    def pages() -> Iterator[str]:
        yield from (page(n) for n in range(50))
        raise OSError("the database is gone")

    results = clean(pages(), workers=2, pipeline=Planted())
    seen = []
    with pytest.raises(OSError, match="the database is gone"):
        seen.extend(results)
    seen += list(results)
    assert len(seen) in {0, 50}  # list.extend keeps nothing of an iterable that raises


def test_pages_are_read_only_as_results_are_taken():
    read = 0

    def pages() -> Iterator[str]:
        nonlocal read
        for number in range(5000):
            read += 1
            yield page(number)

    results = clean(pages(), workers=2, pipeline=Planted())
    assert read == 0
    for taken in range(1, 1000):
        next(results)
        assert read <= taken + 2 * AHEAD_PAGES
    results.close()
    assert read < 5000


def test_large_pages_are_read_ahead_by_their_bytes():
    read = 0

    def pages() -> Iterator[str]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield "x" * 900_000

    results = clean(pages(), workers=1, pipeline=Planted(seconds=0.3))
    next(results)
    assert read <= 12
    results.close()


def test_a_slow_iterable_does_not_hold_back_what_is_done():
    read = 0

    def pages() -> Iterator[str]:
        nonlocal read
        for number in range(100):
            read += 1
            yield page(number)
            time.sleep(0.1)

    results = clean(pages(), workers=1, pipeline=Planted())
    next(results)
    next(results)
    assert read < 50  # a few, and no more where the machine has other work for seconds
    results.close()


@pytest.mark.parametrize("pages", [0, 3])
def test_a_last_record_without_a_worker_ends_a_run_at_once(pages):
    """It takes longer to read than a chunk may wait, and no worker will ever answer for it."""

    def items() -> Iterator[object]:
        yield from (page(n) for n in range(pages))
        time.sleep(0.2)
        yield {"content": None}

    began = time.monotonic()
    results = list(clean(items(), workers=1, pipeline=Planted()))
    assert [result.ok for result in results] == [True] * pages + [False]
    assert time.monotonic() - began < 60


def test_articles_that_wait_for_their_turn_are_few_if_they_are_large():
    read = []

    def items() -> Iterator[str]:
        yield page(0, "hang")
        for number in range(100):
            read.append(number)
            yield "A long story. " * 70_000

    results = clean(items(), workers=1, timeout=3, pipeline=Planted())
    assert next(results).reason is Reason.TIMEOUT
    assert len(read) < 20
    results.close()


def test_closing_early_ends_the_workers():
    results = clean((page(n) for n in range(1000)), workers=2, pipeline=Planted(seconds=0.01))
    next(results)
    assert len(workers_alive()) == 2
    results.close()
    assert workers_alive() == []


def workers_alive() -> list[psutil.Process]:
    """The workers, which are the children of the fork server."""
    servers = [p for p in psutil.Process().children() if "forkserver" in " ".join(p.cmdline())]
    return [child for server in servers for child in server.children()]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_page_alone(fault):
    pages = [page(n, fault if n in {0, 17} else "") for n in range(60)]
    timeout = 1.0 if fault in {"hang", "spin"} else 30.0
    results = list(clean(pages, workers=2, timeout=timeout, memory=MEMORY, pipeline=Planted()))
    assert {n for n, result in enumerate(results) if not result.ok} == {0, 17}
    assert {results[0].reason, results[17].reason} == {FAULTS[fault]}
    assert titles(results[1:17]) == [page(n)[:20] for n in range(1, 17)]


def test_a_hang_stalls_a_run_no_longer_than_its_limit():
    pages = [page(n, "hang" if n == 5 else "") for n in range(200)]
    start = time.monotonic()
    results = list(clean(pages, workers=2, pipeline=Planted(), timeout=2.0))
    assert results[5].reason is Reason.TIMEOUT
    assert results[5].message == "no result within 2 s"
    assert time.monotonic() - start < 20.0  # the start of workers included, on a busy machine


def test_a_slow_consumer_costs_no_page_its_time():
    results = clean(
        (page(n) for n in range(40)), workers=1, pipeline=Planted(seconds=0.02), timeout=1.0
    )
    seen = [next(results)]
    time.sleep(2.5)
    seen += results
    assert all(result.ok for result in seen)


def test_messages_of_crashes_name_the_signal():
    (result,) = clean([page(0, "abort")], workers=1, pipeline=Planted())
    assert result.message == "the worker ended with SIGABRT"


def test_a_page_that_memory_cannot_hold_is_named_so():
    big = "x" * (MEMORY // 2)  # a worker needs it twice, as it comes and as it is
    results = list(clean(["a", big, "b"], workers=1, memory=MEMORY, pipeline=Planted()))
    assert [result.reason for result in results] == [None, Reason.MEMORY, None]


def test_empty_and_binary_pages_have_their_reasons():
    pages = [
        "",
        b" \n ",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        "<html><body></body></html>",
    ]
    reasons = [result.reason for result in clean(pages, workers=0)]
    assert reasons == [Reason.EMPTY, Reason.EMPTY, Reason.BINARY, Reason.EMPTY]


def test_files_that_are_no_pages_are_named():
    pdf, office = b"%PDF-1.7\n1 0 obj", b"PK\x03\x04" + 26 * b"\x00" + b"word/document.xml"
    results = list(clean([pdf, office], workers=0))
    assert [(result.reason, result.message) for result in results] == [
        (Reason.BINARY, "the content is a PDF document"),
        (Reason.BINARY, "the content is an office document"),
    ]


def test_a_page_over_the_limit_of_the_pipeline_is_too_large():
    (result,) = clean(["x" * 200], workers=0, pipeline=Planted(max_bytes=100))
    assert result.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_workers_killed_from_outside_cost_no_page(kills):
    count = kills * 60
    done = threading.Event()

    def kill_now_and_then() -> None:
        for turn in range(kills):
            if done.wait(0.15 + 0.013 * (turn % 10)):
                return
            alive = workers_alive()
            if alive:
                os.kill(alive[turn % len(alive)].pid, signal.SIGKILL)

    results = clean((page(n) for n in range(count)), workers=2, pipeline=Planted(seconds=0.008))
    seen = [next(results)]
    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        seen += results
    finally:
        done.set()
        killer.join()
    assert [result.article.title for result in seen] == [page(n)[:20] for n in range(count)]


def test_a_killed_fork_server_costs_no_page():
    results = clean((page(n) for n in range(200)), workers=2, pipeline=Planted(seconds=0.005))
    seen = [next(results)]
    for process in psutil.Process().children():
        if "forkserver" in " ".join(process.cmdline()):
            for child in process.children():
                child.kill()
            process.kill()
    seen += results
    assert titles(seen) == [page(n)[:20] for n in range(200)]


def test_a_pipeline_that_does_not_pickle_is_refused_at_once():
    pipeline = newsclean.Pipeline(scorer=lambda *_: [])
    with pytest.raises(SettingError, match=r"cannot be sent to worker processes.*workers=0"):
        clean(["x"], workers=1, pipeline=pipeline)


class Unborn(Planted):
    """Pickles, and cannot be made again."""

    def __reduce__(self):
        return (_fail, ())


def _fail():
    raise RuntimeError("not here")


def test_a_pipeline_that_cannot_be_rebuilt_is_named():
    with pytest.raises(BatchError, match=r"cannot be rebuilt .*RuntimeError: not here"):
        next(clean(["x"], workers=1, pipeline=Unborn()))


def test_a_pipeline_with_profiles_reaches_the_workers(tmp_path):
    pipeline = newsclean.Pipeline(profiles=[tmp_path])
    (result,) = clean(["<h1>A title</h1><p>A story, he said.</p>"], workers=1, pipeline=pipeline)
    assert result.article.title == "A title"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"workers": -1}, "workers must be 0"),
        ({"timeout": 0}, "timeout must be above 0"),
        ({"memory": 1000}, "memory must be at least"),
    ],
)
def test_settings_are_checked_at_the_call(settings, words):
    with pytest.raises(SettingError, match=words):
        clean([], **settings)


def test_no_pages_give_no_results():
    assert list(clean([], workers=1)) == []


def test_two_runs_at_once_do_not_meet():
    first = clean((page(n) for n in range(50)), workers=1, pipeline=Planted())
    second = clean((page(n) for n in range(50, 100)), workers=1, pipeline=Planted())
    pairs = list(zip(first, second, strict=True))
    assert titles(pair[0] for pair in pairs) == [page(n)[:20] for n in range(50)]
    assert titles(pair[1] for pair in pairs) == [page(n)[:20] for n in range(50, 100)]
