"""Starting worker processes: by a fork server where there is one, fresh interpreters elsewhere."""

from __future__ import annotations

import multiprocessing as mp
import pickle
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.batch.worker import serve
from newsclean.errors import BatchError, SettingError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

# loaded once in the fork server, shared by all workers: a worker that takes the place of a dead
# one is there in milliseconds
_PRELOAD = ["newsclean.batch.warm", "newsclean.batch.worker"]
_TRIES = 5
_PAUSE = 0.1  # seconds
_LEAST_MEMORY = 512 * 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: seconds, and bytes of its worker process (`None`: no limit)."""

    timeout: float
    memory: int | None = None

    def __post_init__(self) -> None:
        if not self.timeout > 0:
            raise SettingError(f"timeout must be above 0 seconds, not {self.timeout}")
        if self.memory is not None and self.memory < _LEAST_MEMORY:
            raise SettingError(
                f"memory must be at least {_LEAST_MEMORY:,} bytes, not {self.memory:,}:"
                " the libraries alone take 200 MB"
            )


def pickled(extract: object) -> bytes:
    """Pickle the method of a pipeline for its way to the workers.

    Raises `SettingError` where it cannot be pickled.
    """
    try:
        return pickle.dumps(extract, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        raise SettingError(
            f"this pipeline cannot be sent to worker processes ({type(error).__name__}: {error});"
            " define its extractors and scorer as functions or classes of a module, not as"
            " lambdas or inside a function, or clean in this process with workers=0"
        ) from error


def start_process(payload: bytes, limits: Limits) -> tuple[BaseProcess, Connection]:
    """Start one worker; gives it and this side of its pipe."""
    if mp.current_process().daemon:
        raise BatchError(
            "a daemonic process (a worker of another pool, of Ray or of Spark) cannot start"
            " workers of its own: use workers=0 there"
        )
    for _ in range(_TRIES):
        try:
            return _start(payload, limits)
        except (OSError, EOFError) as failed:  # the fork server was killed; the next try starts it
            error = failed
            time.sleep(_PAUSE)
    raise BatchError(f"worker processes cannot be started: {error!r}") from error


def _start(payload: bytes, limits: Limits) -> tuple[BaseProcess, Connection]:
    # never a plain fork: a fork takes locks that other threads hold, and the pipes of the other
    # workers, with it
    method = "forkserver" if "forkserver" in mp.get_all_start_methods() else "spawn"
    context = mp.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(_PRELOAD)
    ours, theirs = context.Pipe()
    arguments = (theirs, payload, limits.memory, limits.timeout)
    process = context.Process(  # type: ignore[attr-defined]
        target=serve, args=arguments, name="newsclean-worker", daemon=True
    )
    try:
        process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return process, ours
