"""Exceptions that signal handlers raise, and interrupts in the middle of a first call."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from types import FrameType
from typing import NoReturn

import pytest

from newsclean import Pipeline, extract, extractor
from newsclean.body.candidate import Candidate
from newsclean.interrupts import held_signals, is_from_handler
from newsclean.page.page import Page

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
STORY = "The bridge over the Lenn reopened on Monday after two years of repairs, it said."


class Expired(Exception):
    """What a caller's alarm raises."""


def expire(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Expired


class Alarm:
    def ring(self, number: int, frame: FrameType | None) -> None:
        expire(number, frame)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        expire(number, frame)


@extractor("waits")
def waits(_page: Page) -> Candidate | None:
    time.sleep(5)
    return None


@pytest.mark.parametrize("handler", [expire, Alarm().ring, Alarm(), partial(Alarm().ring)])
def test_what_a_handler_raises_passes_through(handler: signal.Handlers) -> None:
    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(Expired):
            extract(f"<p>{STORY}</p>", pipeline=Pipeline(extractors=(waits,)))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_what_an_extractor_raises_is_of_no_handler() -> None:
    with pytest.raises(Expired) as caught:
        expire(0, None)
    assert not is_from_handler(caught.value)


def test_a_signal_waits_until_libraries_are_loaded() -> None:
    arrived: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: arrived.append(number))
    try:
        with held_signals():
            os.kill(os.getpid(), signal.SIGALRM)
            assert arrived == []
        assert arrived == [signal.SIGALRM]
    finally:
        signal.signal(signal.SIGALRM, before)


FIRST_CALL = """
import os, signal, sys, threading, time, newsclean
# a shell starts what runs behind it with interrupts ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
page = "<title>Bridge</title><h1>Bridge reopens</h1>" + "<p>" * 6 + sys.argv[2]
try:
    threading.Timer(float(sys.argv[1]), os.kill, (os.getpid(), signal.SIGINT)).start()
    newsclean.extract(page)
    time.sleep(9)
except KeyboardInterrupt:
    print("interrupted")
explanation = newsclean.explain(page, pipeline=newsclean.Pipeline(budget="best"))
assert explanation.failures == (), explanation.failures
print(explanation.article.paragraphs == (sys.argv[2],))
"""


@pytest.mark.parametrize("after", [0.02, 0.2, 0.6, 1.2])
def test_an_interrupt_of_the_first_call_leaves_the_process_usable(after: float) -> None:
    command = [sys.executable, "-c", FIRST_CALL, str(after), STORY]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.split() == ["interrupted", "True"], done.stderr
