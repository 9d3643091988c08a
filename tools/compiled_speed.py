"""CPU time a page with the inner loops compiled and not, page by page in turn.

    python -m tools.compiled_speed CORPUS... [--limit N] [--rounds N]

Two processes of this checkout read each page one after the other, as HTML and as captured text; of
several rounds the least time of a page counts, since the machine may have other work.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import newsclean
from newsclean.bench.flatten import flatten_selectolax
from newsclean.bench.run import chosen_pages
from newsclean.bench.settings import BenchSettings

_SEED = 11


def main() -> None:
    """Measure, and print a line for each form of the pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=10, help="pages of each corpus")
    parser.add_argument("--rounds", type=int, default=3)
    settings = parser.parse_args()
    workers = {pure: _start(pure) for pure in ("0", "1")}
    if _answer(workers["0"], "") == _answer(workers["1"], ""):
        sys.exit("the inner loops are not compiled here: python setup.py build_ext --inplace")
    spent: dict[tuple[str, str], list[float]] = {}
    for page in _pages(settings.corpora, settings.limit):
        for form, text in (("HTML", page), ("text", flatten_selectolax(page))):
            for pure, worker in workers.items():
                times = [_answer(worker, text) for _ in range(settings.rounds)]
                spent.setdefault((form, pure), []).append(min(times))
    for form in ("HTML", "text"):
        fast, slow = (1000 * statistics.mean(spent[form, pure]) for pure in ("0", "1"))
        print(f"{form}: {fast:.2f} ms compiled, {slow:.2f} ms not, {slow / fast:.2f} times")


def _pages(corpora: list[Path], limit: int) -> list[str]:
    settings = BenchSettings(tuple(corpora), limit=limit, seed=_SEED)
    return [page.html for path in corpora for page in chosen_pages(path, settings)]


def _start(pure: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from tools.compiled_speed import serve; serve()"],
        env={**os.environ, "NEWSCLEAN_PURE": pure, "OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _answer(worker: subprocess.Popen[str], text: str) -> float:
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(text) + "\n")
    worker.stdin.flush()
    return float(worker.stdout.readline())


def serve() -> None:
    """Answer each page on standard input with its seconds, the empty one with what is in use."""
    newsclean.extract("<h1>Rain falls</h1><p>It rained.</p>")
    for line in sys.stdin:
        text = json.loads(line)
        begin = time.process_time()
        newsclean.extract(text)
        print(time.process_time() - begin if text else float(newsclean.compiled), flush=True)


if __name__ == "__main__":
    main()
