"""The worker process: takes chunks of pages from its pipe and answers page by page."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import TYPE_CHECKING

from newsclean.batch.clean_one import Extract, clean_one
from newsclean.batch.reason import Reason
from newsclean.batch.result import Outcome

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY = b"ready"
# the exit code of a worker for which even the pages themselves are too much (EX_OSERR)
MEMORY_EXIT = 71


def serve(conn: Connection, payload: bytes, memory: int | None, timeout: float) -> None:
    """Clean pages until the pipe closes; the main function of a worker.

    `payload` is the pickled method of the pipeline, `memory` the limit in bytes, `timeout` the
    seconds that a page may take (the parent ends a worker that takes longer). Says `READY` first,
    or else why it cannot work. After a page that ran out of memory it ends itself: a fresh one
    takes its place.
    """
    # Ctrl-C goes to the whole process group; the parent alone decides how a run ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        extract: Extract = pickle.loads(payload)  # noqa: S301 - made by the parent process
        _limit(memory)
    except Exception as error:  # noqa: BLE001 - the parent raises it
        conn.send_bytes(f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
        return
    try:
        conn.send_bytes(READY)
        while _clean_chunk(conn, extract, timeout):
            pass
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except (EOFError, OSError):  # the parent is gone
        return


def _clean_chunk(conn: Connection, extract: Extract, timeout: float) -> bool:
    for capture in conn.recv():
        _set_alarm(2 * timeout + 10)
        outcome = clean_one(extract, capture)
        _set_alarm(0)
        conn.send_bytes(_packed(outcome))
        if outcome.reason is Reason.MEMORY:
            return False
    return True


def _set_alarm(seconds: float) -> None:
    """Let the kernel end a hung page whose parent was killed and can no longer do it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _packed(outcome: Outcome) -> bytes:
    try:
        return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - an article of a pipeline of the user's own
        message = f"the article cannot be pickled: {type(error).__name__}: {error}"
        failed = Outcome(None, Reason.INTERNAL_ERROR, message, outcome.seconds)
        return pickle.dumps(failed, pickle.HIGHEST_PROTOCOL)


def _limit(memory: int | None) -> None:
    """Limit the memory of this process, where the system can; no core files either."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Linux counts private memory under RLIMIT_DATA, without the address space that libraries
    # reserve and never use; macOS enforces no limit, and may refuse to set one
    if memory is not None and sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        if hard == resource.RLIM_INFINITY or memory < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))
