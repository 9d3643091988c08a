"""What the page may ask, read strictly: each value of its type and within its bounds."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from http import HTTPStatus
from typing import Any

from newsclean.capture import Capture

_LONGEST = 2000


class Refused(Exception):
    """A question that is not answered, with the status and the words to say so."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def _bad(words: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, words)


def read_capture(question: dict[str, Any]) -> Capture:
    """Return the capture that a question holds in Base64."""
    content = question.get("content")
    if not isinstance(content, str):
        raise _bad("content must be text in Base64")
    try:
        page = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise _bad("content must be text in Base64") from None
    kind = _text(question, "kind")
    if kind not in {None, "html", "text"}:
        raise _bad("kind must be html or text")
    charset, when = _text(question, "charset"), _time(question)
    return Capture(page, _text(question, "url"), when, charset, kind)  # type: ignore[arg-type]


def read_record(question: dict[str, Any]) -> dict[str, Any]:
    """Return the record in the form of `Article.to_dict`, its values still to be checked."""
    record = question.get("record")
    if not isinstance(record, dict):
        raise _bad("record must be an object")
    unknown = sorted(record.keys() - {"title", "date", "published", "authors", "body"})
    if unknown:
        raise _bad(f"record: unknown field {unknown[0]!r}")
    return {"paragraphs" if name == "body" else name: value for name, value in record.items()}


def read_folder(question: dict[str, Any]) -> dict[str, Any]:
    """Return what a question says of the fixture: where it goes, and what it shows."""
    named = {name: _text(question, name) for name in ("site", "slug", "about")}
    return {name: value for name, value in named.items() if value}


def _time(question: dict[str, Any]) -> dt.datetime | None:
    value = _text(question, "captured_at")
    try:
        return dt.datetime.fromisoformat(value) if value else None
    except ValueError:
        raise _bad(f"captured_at: {value!r} is no ISO time such as 2025-07-01T17:36") from None


def _text(question: dict[str, Any], name: str) -> str | None:
    value = question.get(name)
    if value is None or (isinstance(value, str) and len(value) <= _LONGEST):
        return value
    raise _bad(f"{name} must be a text of at most {_LONGEST:,} characters")
