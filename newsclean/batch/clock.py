"""A clock for time limits that runs only while somebody watches."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# what may pass unwatched between two looks and still counts
_SLACK = 0.5


class WatchedClock:
    """Counts the seconds of waiting for workers, and of short absences between.

    A consumer that is slow to take results, or a run that was stopped and continued, must not use
    up the time limit of the pages that were in work meanwhile: their answers wait unread.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self._seen = time.monotonic()

    @contextmanager
    def watching(self, seconds: float) -> Iterator[None]:
        """Count the time inside, up to what the wait was meant to take, and a little before."""
        self._advance(_SLACK)
        yield
        self._advance(seconds + _SLACK)

    def _advance(self, most: float) -> None:
        moment = time.monotonic()
        self.now += min(most, moment - self._seen)
        self._seen = moment
