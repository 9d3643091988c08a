"""Read a corpus: one page a line, the HTML with the references of a careful reader.

A corpus is a file `<name>.jsonl`, `<name>.jsonl.xz` or `<name>.jsonl.gz` in UTF-8; each line is one
JSON object with the fields below. `id` and `html` are required; every other field may be null or
left out, which says that there is no reference. Other fields are ignored.

    id        unique within the corpus
    site      registered domain or publisher: the unit to split by when pages are held out
    url       address of the page
    html      the page, decoded
    title     reference title
    date      ISO day of first publication; a year or a month alone is no day, so no reference
    author    names as free text
    body      reference text, a paragraph a line
    with      list of snippets that the body must hold
    without   list of snippets that the body must not hold
    lang, country, kind    what the source says; kind is "article" where it is left out
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from newsclean.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUFFIXES = (".jsonl", ".jsonl.xz", ".jsonl.gz")
_TEXT_FIELDS = ("site", "url", "title", "author", "body", "lang", "country")
_COARSE_DATE = re.compile(r"\d{4}(-\d{2})?")


@dataclass(frozen=True, slots=True)
class CorpusPage:
    """One page of a corpus with its references; `None` is a field without a reference."""

    id: str
    html: str
    site: str | None = None
    url: str | None = None
    title: str | None = None
    date: date | None = None
    author: str | None = None
    body: str | None = None
    with_snippets: tuple[str, ...] = ()
    without_snippets: tuple[str, ...] = ()
    lang: str | None = None
    country: str | None = None
    kind: str = "article"


def corpus_name(path: Path) -> str:
    """Return the name of a corpus: its file name without the suffixes.

    >>> from pathlib import Path
    >>> corpus_name(Path("pages/fundus_tests.jsonl.xz"))
    'fundus_tests'
    """
    for suffix in _SUFFIXES:
        if path.name.endswith(suffix):
            return path.name.removesuffix(suffix)
    return path.stem


def corpus_hash(path: Path) -> str:
    """Return the SHA-256 of the corpus file as 64 hexadecimal digits, for reports."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_corpus(path: Path) -> Iterator[CorpusPage]:
    """Yield the pages of a corpus one by one, in the order of the file.

    Raises `CorpusError`, which names file, line, field and what to do about it.
    """
    seen: set[str] = set()
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        page = _page(line, f"{path}, line {number}")
        if page.id in seen:
            raise CorpusError(
                f"{path}, line {number}, field 'id': {page.id!r} is the id of an earlier page;"
                " give each page its own"
            )
        seen.add(page.id)
        yield page


def _lines(path: Path) -> Iterator[str]:
    if not path.name.endswith(_SUFFIXES):
        raise CorpusError(f"{path} is no corpus: its name has to end with {', '.join(_SUFFIXES)}")
    try:
        with _open(path) as stream:
            for line in stream:
                yield line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8 ({error}); convert the file") from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise CorpusError(f"{path} cannot be read: {error}; check the path and the file") from error


def _open(path: Path) -> BinaryIO | lzma.LZMAFile | gzip.GzipFile:
    if path.suffix == ".xz":
        return lzma.open(path, "rb")
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _page(line: str, where: str) -> CorpusPage:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{where}: not JSON ({error}); write one object a line") from error
    if not isinstance(record, dict):
        raise CorpusError(f"{where}: {type(record).__name__} is no page; write one object a line")
    texts: dict[str, Any] = {name: _text(record, name, where) for name in _TEXT_FIELDS}
    return CorpusPage(
        id=_required(record, "id", where),
        html=_required(record, "html", where),
        date=_day(record, where),
        with_snippets=_snippets(record, "with", where),
        without_snippets=_snippets(record, "without", where),
        kind=_text(record, "kind", where) or "article",
        **texts,
    )


def _required(record: dict[str, Any], name: str, where: str) -> str:
    value = _text(record, name, where)
    if not value:
        raise CorpusError(f"{where}, field {name!r}: missing or empty; every page needs one")
    return value


def _text(record: dict[str, Any], name: str, where: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value
    raise CorpusError(
        f"{where}, field {name!r}: {type(value).__name__} is not allowed; write a string or null"
    )


def _day(record: dict[str, Any], where: str) -> date | None:
    value = _text(record, "date", where)
    if not value or _COARSE_DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise CorpusError(
            f"{where}, field 'date': {value!r} is no day; write YYYY-MM-DD or null"
        ) from error


def _snippets(record: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = record.get(name)
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(snippet, str) for snippet in value):
        return tuple(value)
    raise CorpusError(f"{where}, field {name!r}: write a list of strings or null")
