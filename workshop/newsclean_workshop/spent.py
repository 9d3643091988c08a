"""What a piece of work takes: time, CPU of all its processes, memory."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Spent(NamedTuple):
    """What a piece of work took: seconds by the clock, and of CPU in all processes."""

    wall: float
    cpu: float


def cpu_seconds() -> float:
    """CPU seconds of this process, its children, theirs, and those of them that have ended."""
    import psutil

    total = 0.0
    me = psutil.Process()
    for process in [me, *me.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def spend(work: Callable[[], object]) -> Spent:
    """Do the work, and say what it took."""
    wall, cpu = time.monotonic(), cpu_seconds()
    work()
    return Spent(time.monotonic() - wall, cpu_seconds() - cpu)


@contextmanager
def watched() -> Iterator[list[tuple[float, float]]]:
    """Sample the memory of this process and of its largest worker four times a second, in MB."""
    import psutil

    samples: list[tuple[float, float]] = []
    done = threading.Event()

    def watch() -> None:
        me = psutil.Process()
        over = False
        while not over:  # one sample at least, however short the run
            over = done.wait(0.25)
            workers = [p for server in me.children() for p in server.children()]
            own = [_unique(worker) for worker in workers]
            samples.append((me.memory_info().rss / 1e6, max(own, default=0.0)))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield samples
    finally:
        done.set()
        thread.join()


def _unique(process: Any) -> float:
    import psutil

    try:
        return float(process.memory_full_info().uss) / 1e6
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
