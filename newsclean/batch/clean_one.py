"""Cleaning one page: an article or a reason, whatever the page does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from newsclean.batch.reason import Reason
from newsclean.batch.result import Outcome
from newsclean.errors import CaptureTooLarge, CaptureTypeError, SettingError
from newsclean.page import binary_kind, decode, is_binary

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.capture import Capture

Extract = Callable[..., "Article | list[Article]"]
"""What workers do with a page: `Pipeline.extract`, or `extract_all` where pages are split."""


class Cleaner(Protocol):
    """What a batch needs of a pipeline; `newsclean.Pipeline` is one.

    It takes the arguments of `newsclean.extract`. To split pages it needs `extract_all`, too.
    """

    @property
    def extract(self) -> Callable[..., Article]:
        """Return the record of one capture."""


def extract_of(pipeline: Cleaner | None, *, split: bool) -> Extract:
    """The method of a pipeline, or else of the default one, that cleans pages, or splits them.

    Raises `SettingError` for a pipeline that has none.
    """
    if pipeline is None:
        from newsclean.pipeline import DEFAULT

        pipeline = DEFAULT
    name = "extract_all" if split else "extract"
    method: Extract | None = getattr(pipeline, name, None)
    if method is None:
        what = "split pages" if split else "clean pages"
        raise SettingError(f"{type(pipeline).__name__} cannot {what}: it has no method {name}")
    return method


def clean_one(extract: Extract, capture: Capture) -> Outcome:
    """Clean one page; every error becomes a reason.

    >>> import newsclean
    >>> clean_one(newsclean.DEFAULT.extract, newsclean.Capture(b" ")).reason
    <Reason.EMPTY: 'empty'>
    """
    start = time.perf_counter()
    article, reason, message, others = _try(extract, capture)
    return Outcome(article, reason, message, time.perf_counter() - start, others)


def _try(
    extract: Extract, capture: Capture
) -> tuple[Article | None, Reason | None, str, tuple[Article, ...]]:
    try:
        found = [article for article in _articles(extract, capture) if not article.is_empty]
        if found:
            return found[0], None, "", tuple(found[1:])
        return None, *_why_empty(capture), ()
    except CaptureTooLarge as error:
        return None, Reason.TOO_LARGE, str(error), ()
    except CaptureTypeError as error:
        return None, Reason.BAD_RECORD, str(error), ()
    except MemoryError:
        return None, Reason.MEMORY, "out of memory", ()
    except Exception as error:  # noqa: BLE001 - one page, never the run
        return None, Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}", ()


def _articles(extract: Extract, capture: Capture) -> list[Article]:
    made = extract(
        capture.content,
        capture.url,
        captured_at=capture.captured_at,
        charset=capture.charset,
        kind=capture.kind,
    )
    return made if isinstance(made, list) else [made]


def _why_empty(capture: Capture) -> tuple[Reason, str]:
    content = capture.content
    if not content or content.isspace():
        return Reason.EMPTY, "the capture is empty"
    text = content if isinstance(content, str) else decode(content, capture.charset)
    if what := binary_kind(content):
        return Reason.BINARY, f"the content is {what}"
    if is_binary(text):
        return Reason.BINARY, "no text encoding explains the content"
    return Reason.EMPTY, "neither a title nor a body in the capture"
