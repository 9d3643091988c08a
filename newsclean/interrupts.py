"""Signals and extraction: what a handler raises is the caller's, and imports are not cut short."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from functools import partial
from types import CodeType, MethodType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_from_handler(error: BaseException) -> bool:
    """Whether a signal handler written in Python raised `error`, so that its frame is in it.

    An alarm that ends a call must not be taken for the failure of the extractor that it met.

    >>> is_from_handler(ValueError("of an extractor"))
    False
    """
    codes = frozenset(map(_code, map(signal.getsignal, signal.valid_signals()))) - {None}
    trace = error.__traceback__
    while codes and trace is not None:
        if trace.tb_frame.f_code in codes:
            return True
        trace = trace.tb_next
    return False


def _code(handler: Any) -> CodeType | None:
    while isinstance(handler, partial):
        handler = handler.func
    if not isinstance(handler, MethodType) and not hasattr(handler, "__code__"):
        handler = vars(type(handler)).get("__call__")
    code = getattr(handler, "__code__", None)
    return code if isinstance(code, CodeType) else None


@contextmanager
def held_signals() -> Iterator[None]:
    """Hold back signals while libraries load: one cut short cannot be imported a second time.

    They arrive when the block ends. Only the main thread runs handlers, so only there. Blocking
    them by the system would not do: it would give them to another thread.

    >>> with held_signals():
    ...     import json
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    arrived: list[int] = []
    handlers = {n: signal.getsignal(n) for n in signal.valid_signals()}
    held = {n: handler for n, handler in handlers.items() if callable(handler)}
    for number in held:
        signal.signal(number, lambda n, _frame: arrived.append(n))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        for late in dict.fromkeys(arrived):
            signal.raise_signal(late)
