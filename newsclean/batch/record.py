"""The records that a run writes: articles and failures, as JSON and as Parquet."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from newsclean.article import Article
from newsclean.batch.opening import pyarrow
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from newsclean.batch.reason import Reason
    from newsclean.batch.result import Result

FIELDS: tuple[str, ...] = ("body", *(f.name for f in dataclasses.fields(Article)))
"""The fields of an article that a run can write."""

DEFAULT_FIELDS: tuple[str, ...] = (
    "title",
    "date",
    "published",
    "modified",
    "authors",
    "agencies",
    "body",
    "language",
    "site",
    "description",
    "image",
    "tags",
    "canonical_url",
    "confidence",
    "article_chance",
    "sources",
    "version",
)
"""The fields that are written unless told otherwise: all but `paragraphs`, which repeats `body`."""

# written of every page: where it came from
_ORIGIN = ("id", "url", "input", "row", "offset")


def checked_fields(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the names back; raises `SettingError` for one that no article has."""
    unknown = next((name for name in names if name not in FIELDS), None)
    if unknown is not None or not names:
        what = f"no field is named {unknown!r}" if names else "no field is named at all"
        raise SettingError(f"{what}; an article has {', '.join(sorted(FIELDS))}")
    return names


def article_record(result: Result, fields: tuple[str, ...]) -> dict[str, Any]:
    """The record of a page that gave an article: where it came from, then `fields`.

    Values are JSON-ready. `url` is the article's: as handed in, or as the capture labels itself.
    """
    assert result.article is not None
    values = result.article.to_dict()
    record = _origin(result)
    record["url"] = values["url"] or result.url
    for name in fields:
        record[name] = values[name]
    return record


def failure_record(result: Result, reason: Reason, message: str) -> dict[str, Any]:
    """The record of a page that is not in the output, with the reason."""
    return {**_origin(result), "reason": str(reason), "message": message}


def _origin(result: Result) -> dict[str, Any]:
    position = result.position
    return {
        "id": id_of(result),
        "url": result.url,
        "input": position.input,
        "row": position.row,
        "offset": position.offset,
    }


def id_of(result: Result) -> str:
    """The id that came with a page, or else its input and row.

    >>> from newsclean.batch.capture import Position
    >>> from newsclean.batch.result import Result
    >>> id_of(Result(Position("crawl.jsonl", 41)))
    'crawl.jsonl#41'
    """
    return result.id if result.id is not None else f"{result.position.input}#{result.position.row}"


def article_schema(fields: tuple[str, ...]) -> Any:
    """The Arrow schema of the records that `article_record` makes.

    `date` is date32; `published` and `modified` are ISO 8601 texts, since some know their zone and
    others do not; `sources` is a map; what was not found is null.
    """
    return _schema((*_ORIGIN, *(name for name in fields if name != "url")))


def failure_schema() -> Any:
    """The Arrow schema of the records that `failure_record` makes."""
    return _schema((*_ORIGIN, "reason", "message"))


def _schema(names: tuple[str, ...]) -> Any:
    arrow = pyarrow()
    text = arrow.string()
    special = {
        "row": arrow.int64(),
        "offset": arrow.int64(),
        "date": arrow.date32(),
        "authors": arrow.list_(text),
        "agencies": arrow.list_(text),
        "paragraphs": arrow.list_(text),
        "tags": arrow.list_(text),
        "confidence": arrow.float64(),
        "article_chance": arrow.float64(),
        "sources": arrow.map_(text, text),
    }
    return arrow.schema([(name, special.get(name, text)) for name in names])


def to_arrow(records: list[dict[str, Any]], schema: Any) -> Any:
    """Make an Arrow table of records."""
    arrow = pyarrow()
    columns = []
    for field in schema:
        values = [_arrow_value(field.name, record[field.name]) for record in records]
        columns.append(arrow.array(values, field.type))
    return arrow.Table.from_arrays(columns, schema=schema)


def _arrow_value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "date":
        return dt.date.fromisoformat(value)
    if name == "sources":
        return [(_clean(key), _clean(source)) for key, source in value.items()]
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    """UTF-8 has no lone surrogates, a broken page may."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
