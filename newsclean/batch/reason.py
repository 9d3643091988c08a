"""Why a page is not in the output: the fixed vocabulary of the failures file."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a page gave no record; the text of each member says when it is used.

    >>> Reason("timeout") is Reason.TIMEOUT, str(Reason.NOT_HTML)
    (True, 'not_html')
    """

    def __new__(cls, value: str, meaning: str = "") -> Reason:
        """Make a member of its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.__doc__ = meaning
        return member

    # the input could not be read
    UNREADABLE = "unreadable", "the file cannot be opened or read"
    BAD_RECORD = (
        "bad_record",
        "the record is broken: no JSON, no WARC record, a field of another type",
    )
    TRUNCATED = (
        "truncated",
        "the input ends or breaks in the middle; the message says where the unread rest begins",
    )
    # the capture holds no page
    NOT_HTML = "not_html", "an archived response that is no HTML, by its own content type"
    HTTP_STATUS = "http_status", "an archived response with a status other than 2xx"
    BINARY = (
        "binary",
        ("a document, an image or an archive by its first bytes, or bytes that are no text"),
    )
    NOT_PAGE = "not_page", "a table or source code, by the ending of the file's name"
    EMPTY = "empty", "the capture holds no text"
    TOO_LARGE = "too_large", "the capture is over the size limit"
    # the page was too much for a worker
    TIMEOUT = "timeout", "the page took longer than the time limit"
    MEMORY = "memory", "the page needs more memory than a worker may have"
    CRASHED = "crashed", "the page ended the worker process each time that it was tried"
    INTERNAL_ERROR = "internal_error", "an error of newsclean or of a part of the pipeline"
    # the record was made, and left out by a setting
    LOW_CONFIDENCE = "low_confidence", "its confidence is under --min-confidence"
    LANGUAGE = "language", "its language is none of --lang"
    TOO_SHORT = "too_short", "its body has fewer words than --min-words"
    DUPLICATE = "duplicate", "with --dedupe: an earlier record has nearly the same body"
    NOT_ARTICLE = "not_article", "with --articles-only: the page is likely no article"
