"""Showing how far a run is: a bar on a terminal, a line every so often in a log."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsclean.batch import Progress

LOG_SECONDS = 10.0
_BAR_SECONDS = 0.2


def describe(progress: Progress) -> str:
    """Say in a few words how far a run is.

    >>> from newsclean.batch.stats import Progress, Tally
    >>> describe(Progress(Tally(1200, 1100, 1000), 1200, 6.0, 250_000, 1_000_000))
    '1,200 pages, 200/s, 1,000 articles, 0 failed, 25 % read, 18 s left'
    """
    tally = progress.tally
    words = (
        f"{tally.pages:,} pages, {progress.speed:.0f}/s, {tally.articles:,} articles,"
        f" {tally.failures:,} failed"
    )
    if progress.total_bytes <= 0:
        return words
    share = progress.done_bytes / progress.total_bytes
    left = "" if share <= 0 else f", {_duration(progress.seconds * (1 / share - 1))} left"
    return f"{words}, {share:.0%} read{left}".replace("%", " %")


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class Display:
    """Shows the progress on standard error; a context manager, to be called with each progress."""

    def __init__(self, file: TextIO | None = None) -> None:
        self._file = file or sys.stderr
        self._terminal = self._file.isatty()
        self._pause = _BAR_SECONDS if self._terminal else LOG_SECONDS
        self._next = time.monotonic() + self._pause
        self._stack = ExitStack()
        self._bar: Any = None

    def __enter__(self) -> Display:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def __call__(self, progress: Progress) -> None:
        """Show the progress, if the last time is long enough ago."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + self._pause
        if self._terminal:
            self._draw(progress)
        else:
            clock = time.strftime("%H:%M:%S")
            click.echo(f"{clock} {describe(progress)}", file=self._file)

    def _draw(self, progress: Progress) -> None:
        if self._bar is None:
            # the time left is in the words: the bar's own is wrong for a run that was resumed
            bar: Any = click.progressbar(
                length=max(1, progress.total_bytes),
                show_eta=False,
                show_percent=False,
                item_show_func=lambda item: None if item is None else describe(item),
                # standard input has no length: the bar stands still, the words do not
                update_min_steps=0,
                file=self._file,
            )
            self._bar = self._stack.enter_context(bar)
        self._bar.update(progress.done_bytes - self._bar.pos, progress)


def count_pages() -> Callable[[int], None]:
    """Return a function that counts pages as they are done, in one line of the terminal."""
    done, start = 0, time.monotonic()

    def count(pages: int) -> None:
        nonlocal done
        done += pages
        seconds = time.monotonic() - start
        speed = f", {done / seconds:.1f}/s, {_duration(seconds)}" if seconds else ""
        click.echo(f"\r{done:,} pages{speed}", nl=False, err=True)

    return count
