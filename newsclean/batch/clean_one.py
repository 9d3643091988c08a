"""Cleaning one page: an article or a reason, whatever the page does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsclean.batch.reason import Reason
from newsclean.batch.result import Outcome
from newsclean.errors import CaptureTooLarge, CaptureTypeError
from newsclean.page import decode, is_binary

if TYPE_CHECKING:
    import datetime as dt

    from newsclean.article import Article
    from newsclean.batch.capture import Capture, Kind


class Cleaner(Protocol):
    """What a batch needs of a pipeline; `newsclean.Pipeline` is one."""

    def extract(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        captured_at: dt.datetime | None = None,
        charset: str | None = None,
        kind: Kind | None = None,
    ) -> Article:
        """Return the record of one capture."""


class Task(NamedTuple):
    """The part of a capture that a worker needs."""

    content: str | bytes
    url: str | None
    captured_at: dt.datetime | None
    charset: str | None
    kind: Kind | None


def task_of(capture: Capture) -> Task:
    """Take from a capture what a worker needs."""
    return Task(capture.content, capture.url, capture.captured_at, capture.charset, capture.kind)


def clean_one(cleaner: Cleaner, task: Task) -> Outcome:
    """Clean one page; every error becomes a reason.

    >>> import newsclean
    >>> clean_one(newsclean.DEFAULT, Task(b" ", None, None, None, None)).reason
    <Reason.EMPTY: 'empty'>
    """
    start = time.perf_counter()
    article, reason, message = _try(cleaner, task)
    return Outcome(article, reason, message, time.perf_counter() - start)


def _try(cleaner: Cleaner, task: Task) -> tuple[Article | None, Reason | None, str]:
    try:
        article = cleaner.extract(
            task.content,
            task.url,
            captured_at=task.captured_at,
            charset=task.charset,
            kind=task.kind,
        )
        if article.paragraphs or article.title:
            return article, None, ""
        return None, *_why_empty(task)
    except CaptureTooLarge as error:
        return None, Reason.TOO_LARGE, str(error)
    except CaptureTypeError as error:
        return None, Reason.BAD_RECORD, str(error)
    except MemoryError:
        return None, Reason.MEMORY, "out of memory"
    except Exception as error:  # noqa: BLE001 - one page, never the run
        return None, Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}"


def _why_empty(task: Task) -> tuple[Reason, str]:
    content = task.content
    if not content or content.isspace():
        return Reason.EMPTY, "the capture is empty"
    text = content if isinstance(content, str) else decode(content, task.charset)
    if is_binary(text):
        return Reason.BINARY, "no text encoding explains the content"
    return Reason.EMPTY, "neither a title nor a body in the capture"
