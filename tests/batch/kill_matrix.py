"""Kills runs and lets them go on: python -m tests.batch.kill_matrix FORMAT ENDING KILLS FOLDER.

A run over inputs of FORMAT (jsonl, warc, arc, folder, parquet) into an output with ENDING is killed
KILLS times: at random moments, and before random steps that reach the disk (a sync, a file that
gets its name, a file that goes). It is done again whenever it came to its end. Prints as JSON how
many kills there were, how many runs came to their end, and how many of these gave other bytes than
an undisturbed run, or left something beside their two files.

Each run is a fork of this process, which has loaded the library: so a kill costs milliseconds. One
in ten has a worker process.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from newsclean.batch import run, start, work
from newsclean.batch.settings import Settings
from tests.batch.archives import html, record, response
from tests.batch.planted import Planted, page

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = (
    ("jsonl", ".jsonl"),
    ("warc", ".jsonl.gz"),
    ("arc", ".jsonl"),
    ("folder", ".jsonl.zst"),
    ("parquet", ".parquet"),
    ("folder", ".parquet"),
    ("parquet", ".jsonl.gz"),
)
PAGES = 120
STEPS = ("fsync", "replace", "unlink")


class Count(NamedTuple):
    """What came of the kills."""

    kills: int
    ended: int
    differ: int


def make_jsonl(folder: Path) -> None:
    lines = [{"id": n, "content": page(n, "" if n % 11 else "raise")} for n in range(PAGES)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "in.jsonl").write_text(text + "broken\n")


def make_warc(folder: Path) -> None:
    status = ("200 OK", "404 Not Found")
    records = [record(n, response(html(n), status=status[n % 17 == 0])) for n in range(PAGES)]
    packed = [gzip.compress(one, mtime=0) for one in records]
    packed[40] = packed[40][:60]
    (folder / "in.warc.gz").write_bytes(b"".join(packed))


def make_arc(folder: Path) -> None:
    payloads = [response(html(n)) for n in range(PAGES)]
    heads = [
        f"http://news.example/{n} 192.0.2.7 20081103172059 text/html {len(payload)}\n"
        for n, payload in enumerate(payloads)
    ]
    packed = [
        gzip.compress(head.encode() + payload + b"\n", mtime=0)
        for head, payload in zip(heads, payloads, strict=True)
    ]
    (folder / "in.arc.gz").write_bytes(b"".join(packed))


def make_folder(folder: Path) -> None:
    for number in range(PAGES):
        path = folder / ("a", "b/c", "d")[number % 3] / f"{number:03}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html(number) if number % 13 else b"")


def make_parquet(folder: Path) -> None:
    content = [page(n) if n % 7 else None for n in range(PAGES)]
    table = pa.table({"content": content, "id": [f"p{n}" for n in range(PAGES)]})
    pq.write_table(table, folder / "in.parquet", row_group_size=37)


MAKERS: dict[str, Callable[[Path], None]] = {
    "jsonl": make_jsonl,
    "warc": make_warc,
    "arc": make_arc,
    "folder": make_folder,
    "parquet": make_parquet,
}


def clean(inputs: Path, output: Path, workers: int) -> None:
    # small parts that are kept often: many moments at which a run may be killed
    work.PART_PAGES, work.KEEP_SECONDS = 25, 0.004
    start._PRELOAD = ["newsclean.batch.worker", "tests.batch.planted"]
    settings = Settings(pipeline="planted")
    run.clean_inputs([inputs], output, settings, pipeline=Planted(seconds=0.001), workers=workers)


def forked(work: Callable[[], None], seconds: float | None = None) -> bool:
    """Do something in a process of its own, killed after `seconds`; whether it came to its end."""
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException:  # noqa: BLE001 - said, and the process ends
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"a run ended with {os.WEXITSTATUS(status)}")
    return os.WIFEXITED(status)


def killing_itself(work: Callable[[], None], steps: int) -> None:
    """Do something and kill the process before the step of that number."""
    left = [steps]

    def watched(name: str) -> Callable[..., object]:
        step = getattr(os, name)

        def counted(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*arguments, **named)

        return counted

    for name in STEPS:
        setattr(os, name, watched(name))
    work()


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}


def kill(source: str, ending: str, kills: int, folder: Path) -> Count:
    inputs = folder / "in"
    inputs.mkdir(parents=True)
    MAKERS[source](inputs)
    rng = random.Random(f"{source}{ending}")
    whole = folder / "whole"
    whole.mkdir()
    began = time.monotonic()
    assert forked(lambda: clean(inputs, whole / f"out{ending}", 0))
    took, expected = time.monotonic() - began, outputs(whole)
    assert len(expected) == 2
    done = ended = differ = 0
    while done < kills:
        out = folder / f"out{ended}"
        out.mkdir(exist_ok=True)
        workers = int(rng.random() < 0.1)

        def work(out: Path = out, workers: int = workers) -> None:
            clean(inputs, out / f"out{ending}", workers)

        if rng.random() < 0.5:
            at_end = forked(work, rng.uniform(0, took * 0.7))
        else:
            steps = rng.randrange(40)
            at_end = forked(lambda work=work, steps=steps: killing_itself(work, steps))
        done += not at_end
        if not at_end and done == kills:
            at_end = forked(work)
        if at_end:
            ended += 1
            differ += outputs(out) != expected
    return Count(done, ended, differ)


if __name__ == "__main__":
    _, source, ending, kills, folder = sys.argv
    sys.stdout.write(json.dumps(kill(source, ending, int(kills), Path(folder))._asdict()))
