"""Time and memory of `extract` against the size of a capture, for shapes that grow.

    python -m tools.grow --to 8000000             # every shape of tests/attack/shapes.py, 1 to 8 MB
    python -m tools.grow --shape "html select"    # one of them

A line a shape: seconds at each size, the exponent of growth over the last doubling that took more
than .3 s, seconds and megabytes for each megabyte of the largest size. Exits with 1 if a shape
raised, grew with an exponent of 1.15 or more, took 2 s a MB or over 40 times its size + 200 MB.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sys
import time
from typing import NamedTuple

import newsclean
from tests.attack.shapes import SHAPES

MAX_EXPONENT, MAX_SECONDS, MAX_TIMES, MAX_MORE = 1.15, 2.0, 40, 200
_MEASURABLE = 0.3
_STORY = "<h1>Bridge reopens</h1><p>By Ann Lee<p>The bridge reopened on Monday, the city said."


class Run(NamedTuple):
    """One call: characters, seconds of CPU, megabytes over the loaded library, what went wrong."""

    size: int
    seconds: float
    megabytes: float
    fault: str


def measure(name: str, size: int, limit: int = 120) -> Run:
    """Extract a shape of one size in a process of its own, ended after `limit` seconds of CPU."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        os.write(writer, json.dumps(_run(name, size)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not told:
        return Run(size, math.inf, math.inf, f"ended by {status}")
    return Run(*json.loads(told))


def _run(name: str, size: int) -> Run:
    content = SHAPES[name](size)
    before, start = _peak(), time.process_time()
    try:
        explanation = newsclean.explain(content, "https://example.com/2025/06/30/a")
        fault = "; ".join(f.error for f in explanation.failures if f.extractor != "capture")
    except Exception as error:  # noqa: BLE001 - what the run looks for
        fault = f"{type(error).__name__}: {error}"[:80]
    return Run(len(content), time.process_time() - start, _peak() - before, fault)


def _peak() -> float:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 if sys.platform == "linux" else 1024 * 1024)


def faults(runs: list[Run]) -> list[str]:
    """Say which bounds the runs of one shape, in order of size, do not keep."""
    found = [run.fault for run in runs if run.fault]
    last, size = runs[-1], runs[-1].size / 1e6
    if last.seconds > MAX_SECONDS * max(size, 0.5):
        found.append(f"{last.seconds / size:.1f} s a MB")
    if exponent(runs) >= MAX_EXPONENT:
        found.append(f"exponent {exponent(runs):.2f}")
    if last.megabytes > MAX_TIMES * size + MAX_MORE:
        found.append(f"{last.megabytes:.0f} MB")
    return found


def exponent(runs: list[Run]) -> float:
    """Return the exponent of growth between the last two runs that took long enough to tell."""
    long = [run for run in runs if run.seconds > _MEASURABLE]
    if len(long) < 2:
        return 0.0
    one, two = long[-2:]
    return math.log(two.seconds / one.seconds) / math.log(two.size / one.size)


def main() -> None:
    """Measure the shapes and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", action="append", choices=SHAPES, metavar="NAME")
    parser.add_argument("--from", dest="least", type=int, default=1_000_000)
    parser.add_argument("--to", dest="most", type=int, default=8_000_000)
    options = parser.parse_args()
    for content in (_STORY, "Bridge reopens\n\nBy Ann Lee\n\nThe bridge reopened.\n" * 9):
        newsclean.extract(content, pipeline=newsclean.Pipeline(budget="best"))
    sizes = [options.least]
    while sizes[-1] * 2 <= options.most:
        sizes.append(sizes[-1] * 2)
    bad = 0
    for name in options.shape or SHAPES:
        runs = [measure(name, size) for size in sizes]
        wrong = faults(runs)
        bad += bool(wrong)
        times = " ".join(f"{run.seconds:6.2f}" for run in runs)
        size = runs[-1].size / 1e6
        print(
            f"{'!' if wrong else ' '} {name:32} {times} s, exponent {exponent(runs):.2f}, "
            f"{runs[-1].seconds / size:.2f} s/MB, {runs[-1].megabytes:.0f} MB {'; '.join(wrong)}",
            flush=True,
        )
    print(f"{len(options.shape or SHAPES)} shapes, {bad} over a bound")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
