"""Cleaning one page: an article or a reason, whatever the page does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newsclean.batch.reason import Reason
from newsclean.batch.result import Outcome
from newsclean.errors import CaptureTooLarge, CaptureTypeError, SettingError
from newsclean.page import binary_kind, decode, is_binary

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


class Splitter(Cleaner, Protocol):
    """What a batch needs of a pipeline to split pages; `newsclean.Pipeline` is one."""

    def extract_all(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        captured_at: dt.datetime | None = None,
        charset: str | None = None,
        kind: Kind | None = None,
    ) -> list[Article]:
        """Return the record of each story of one capture."""


@dataclass(frozen=True)
class Splitting:
    """A pipeline that is asked for all stories of each page; raises `SettingError` if it cannot."""

    pipeline: Splitter

    def __post_init__(self) -> None:
        if not callable(getattr(self.pipeline, "extract_all", None)):
            name = type(self.pipeline).__name__
            raise SettingError(f"{name} cannot split pages: it has no method extract_all")


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


def clean_one(cleaner: Cleaner | Splitting, task: Task) -> Outcome:
    """Clean one page; every error becomes a reason.

    >>> import newsclean
    >>> clean_one(newsclean.DEFAULT, Task(b" ", None, None, None, None)).reason
    <Reason.EMPTY: 'empty'>
    """
    start = time.perf_counter()
    article, reason, message, others = _try(cleaner, task)
    return Outcome(article, reason, message, time.perf_counter() - start, others)


def _try(
    cleaner: Cleaner | Splitting, task: Task
) -> tuple[Article | None, Reason | None, str, tuple[Article, ...]]:
    try:
        found = [a for a in _articles(cleaner, task) if not a.is_empty]
        if found:
            return found[0], None, "", tuple(found[1:])
        return None, *_why_empty(task), ()
    except CaptureTooLarge as error:
        return None, Reason.TOO_LARGE, str(error), ()
    except CaptureTypeError as error:
        return None, Reason.BAD_RECORD, str(error), ()
    except MemoryError:
        return None, Reason.MEMORY, "out of memory", ()
    except Exception as error:  # noqa: BLE001 - one page, never the run
        return None, Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}", ()


def _articles(cleaner: Cleaner | Splitting, task: Task) -> list[Article]:
    known: dict[str, Any] = {
        "captured_at": task.captured_at,
        "charset": task.charset,
        "kind": task.kind,
    }
    if isinstance(cleaner, Splitting):
        return cleaner.pipeline.extract_all(task.content, task.url, **known)
    return [cleaner.extract(task.content, task.url, **known)]


def _why_empty(task: Task) -> tuple[Reason, str]:
    content = task.content
    if not content or content.isspace():
        return Reason.EMPTY, "the capture is empty"
    text = content if isinstance(content, str) else decode(content, task.charset)
    if what := binary_kind(content):
        return Reason.BINARY, f"the content is {what}"
    if is_binary(text):
        return Reason.BINARY, "no text encoding explains the content"
    return Reason.EMPTY, "neither a title nor a body in the capture"
