"""A pool of worker processes that a page can hang, fill or crash without harm to the others.

Each worker has a pipe of its own and nothing is shared between workers, neither a queue nor a
lock: whatever moment a worker dies at, nobody else waits for what it held. A worker answers page
by page, so the page at which it hung or died is known, and only that page pays for it.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from newsclean.batch.clock import WatchedClock
from newsclean.batch.reason import Reason
from newsclean.batch.result import Outcome
from newsclean.batch.start import Limits, start_process
from newsclean.batch.worker import MEMORY_EXIT, READY
from newsclean.capture import Capture
from newsclean.errors import BatchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.process import BaseProcess

Task = tuple[int, Capture]
"""A page with its number, by which its answer is known."""
Answer = tuple[int, Outcome]

# a page at which a worker died is tried again alone in a fresh one: the worker may have been
# ended from outside, by an operator or by a system short of memory
TRIES = 3
# a machine under load takes seconds to start an interpreter and load the libraries
START_SECONDS = 120.0
_START_TRIES = 3


@dataclass(eq=False, slots=True)
class _Worker:
    process: BaseProcess
    conn: Connection
    since: float
    ready: bool = False
    pages: deque[Task] = field(default_factory=deque)

    @property
    def idle(self) -> bool:
        return self.ready and not self.pages


class Pool:
    """Worker processes for numbered pages; `close` it when done.

    `payload` is the pickled method of the pipeline. Raises `BatchError` where workers cannot start.
    """

    def __init__(self, workers: int, payload: bytes, limits: Limits) -> None:
        self._payload, self._limits = payload, limits
        self._clock = WatchedClock()
        self._answers: list[Answer] = []
        self._again: deque[Sequence[Task]] = deque()
        self._deaths: dict[int, int] = {}
        self._failed_starts = 0
        self._workers: list[_Worker] = []
        try:
            for _ in range(workers):
                self._workers.append(self._started())
        except BaseException:
            self.close()
            raise

    def send(self, chunk: Sequence[Task]) -> bool:
        """Hand numbered pages to a worker; `False` if none is free."""
        self._resend()
        worker = next((worker for worker in self._workers if worker.idle), None)
        if worker is None:
            return False
        self._give(worker, chunk)
        return True

    def poll(self, *, block: bool) -> list[Answer]:
        """Return the pages that are done, in no order; `block` waits for something to happen.

        Ends workers that take too long over a page, starts others in the place of dead ones.
        """
        block = block and not self._answers
        seconds = max(0.0, self._next_deadline() - self._clock.now) if block else 0.0
        with self._clock.watching(seconds):
            found = wait([worker.conn for worker in self._workers], seconds)
        now_ready = set(map(id, found))
        for worker in [w for w in self._workers if id(w.conn) in now_ready]:
            self._drain(worker)
        for worker in [w for w in self._workers if self._overdue(w)]:
            worker.process.kill()
            self._bury(worker, overdue=True)
        self._resend()
        answers, self._answers = self._answers, []
        return answers

    def close(self) -> None:
        """End all workers; pages that are not done are dropped."""
        for worker in self._workers:
            worker.conn.close()
            if not worker.idle:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(1.0)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self._workers.clear()

    def _started(self) -> _Worker:
        process, conn = start_process(self._payload, self._limits)
        return _Worker(process, conn, self._clock.now)

    def _give(self, worker: _Worker, chunk: Sequence[Task]) -> None:
        worker.pages.extend(chunk)
        worker.since = self._clock.now
        data = pickle.dumps([capture for _, capture in chunk], pickle.HIGHEST_PROTOCOL)
        try:
            worker.conn.send_bytes(data)
        except OSError:  # it died, perhaps of what it was being given
            self._bury(worker)

    def _resend(self) -> None:
        while self._again and (worker := next((w for w in self._workers if w.idle), None)):
            self._give(worker, self._again.popleft())

    def _drain(self, worker: _Worker) -> None:
        try:
            while worker.conn.poll():
                message = worker.conn.recv_bytes()
                worker.since = self._clock.now
                if worker.ready:
                    self._answers.append(self._answer(worker, message))
                else:
                    self._greet(worker, message)
        except (EOFError, OSError):
            self._bury(worker)

    def _answer(self, worker: _Worker, message: bytes) -> Answer:
        number, _ = worker.pages.popleft()
        self._deaths.pop(number, None)
        outcome: Outcome = pickle.loads(message)  # noqa: S301 - made by our own worker
        return number, outcome

    def _greet(self, worker: _Worker, message: bytes) -> None:
        if message != READY:
            text = message.decode("utf-8", "replace")
            raise BatchError(
                f"the pipeline cannot be rebuilt in a worker process ({text}); define its parts"
                " in an importable module, or clean in this process with workers=0"
            )
        worker.ready, self._failed_starts = True, 0

    def _bury(self, worker: _Worker, *, overdue: bool = False) -> None:
        """Settle the pages of a worker that died by itself, or was ended since it took too long."""
        pages = list(worker.pages)
        code = self._replace(worker)
        if not worker.ready:
            self._count_failed_start(code)
        if not pages:
            return
        number, _ = pages[0]
        deaths = self._deaths.pop(number, 0) + 1
        if overdue or deaths >= TRIES:
            outcome = self._outcome_of_overdue() if overdue else _outcome_of_death(code)
            self._answers.append((number, outcome))
        else:
            self._deaths[number] = deaths
            self._again.appendleft(pages[:1])
        if pages[1:]:
            self._again.append(pages[1:])

    def _count_failed_start(self, code: int | None) -> None:
        self._failed_starts += 1
        if self._failed_starts >= _START_TRIES:
            raise BatchError(
                f"worker processes end as they start ({_ending(code)}); a script that starts"
                " workers must do so under `if __name__ == '__main__':`"
            )

    def _overdue(self, worker: _Worker) -> bool:
        return self._deadline(worker) <= self._clock.now

    def _deadline(self, worker: _Worker) -> float:
        if worker.ready:
            return worker.since + self._limits.timeout if worker.pages else float("inf")
        return worker.since + START_SECONDS

    def _next_deadline(self) -> float:
        # an hour is as good as no end, and systems refuse waits of months
        return min([self._clock.now + 3600.0, *map(self._deadline, self._workers)])

    def _outcome_of_overdue(self) -> Outcome:
        limit = self._limits.timeout
        return Outcome(None, Reason.TIMEOUT, f"no result within {limit:g} s", limit)

    def _replace(self, worker: _Worker) -> int | None:
        """Start another worker in the place of one that is dead; gives its exit code."""
        worker.conn.close()
        worker.process.join(5.0)
        if worker.process.is_alive():  # its pipe is closed, so it is of no use
            worker.process.kill()
            worker.process.join()
        code = worker.process.exitcode
        worker.process.close()
        self._workers.remove(worker)
        self._workers.append(self._started())
        return code


def _outcome_of_death(code: int | None) -> Outcome:
    if code == MEMORY_EXIT:
        return Outcome(None, Reason.MEMORY, "out of memory while the page was handed over")
    return Outcome(None, Reason.CRASHED, f"the worker ended with {_ending(code)}")


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
