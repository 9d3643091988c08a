"""The records that a run writes: articles and failures, as JSON and as Parquet."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from newsclean.article import Article, Sources
from newsclean.batch.compression import pyarrow
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsclean.batch.reason import Reason
    from newsclean.batch.result import Result

ORIGIN = ("id", "url", "input", "row", "offset")
"""What is written of every page: where it came from."""

_NAMES = tuple(field.name for field in dataclasses.fields(Article))
FIELDS: tuple[str, ...] = ("body", *_NAMES)
"""The fields of an article that a run can write."""

DEFAULT_FIELDS: tuple[str, ...] = tuple(
    "body" if name == "paragraphs" else name for name in _NAMES if name not in {"url", "kinds"}
)
"""The fields that are written unless told otherwise: all but those that repeat `body`."""

ON_DEMAND: Mapping[str, Callable[[Article], str]] = MappingProxyType(
    {
        "markdown": Article.to_markdown,
        "html": Article.to_html,
        "tei": Article.to_tei,
        "fingerprint": lambda article: article.fingerprint,
    }
)
"""What is made of an article only if it is asked for, by the name of its column."""

_COLUMNS = frozenset((*ORIGIN, *FIELDS, *ON_DEMAND, "reason", "message"))


def article_columns(fields: Sequence[str] = FIELDS, keep: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the columns of records with these fields, `url` among those of the origin."""
    return (*ORIGIN, *keep, *(name for name in fields if name not in ORIGIN))


def failure_columns(keep: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the columns of failures."""
    return (*ORIGIN, *keep, "reason", "message")


def checked_fields(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names back; raises `SettingError` for one that no article has."""
    known = (*FIELDS, *ON_DEMAND)
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None or not names:
        what = f"no field is named {unknown!r}" if names else "no field is named at all"
        raise SettingError(f"{what}; an article has {', '.join(sorted(known))}")
    return names


def checked_keep(keep: tuple[str, ...], fields: tuple[str, ...]) -> None:
    """Raise `SettingError` if a column that is kept has the name of one that is written."""
    taken = {*article_columns(fields), *failure_columns()}
    clash = next((name for name in keep if name in taken), None)
    if clash is not None:
        raise SettingError(
            f"field {clash!r} cannot be kept: the output has a column of that name; rename it"
        )


def article_record(
    result: Result, fields: tuple[str, ...], keep: Sequence[str] = ()
) -> dict[str, Any]:
    """The record of a page that gave an article: where it came from, what is kept, then `fields`.

    Values are JSON-ready. `url` is the article's: as handed in, or as the capture labels itself.
    """
    assert result.article is not None
    values = result.article.to_dict()
    record = _origin(result, keep)
    record["url"] = values["url"] or result.url
    for name in fields:
        made = ON_DEMAND.get(name)
        record[name] = values[name] if made is None else made(result.article)
    return record


def failure_record(
    result: Result, reason: Reason, message: str, keep: Sequence[str] = ()
) -> dict[str, Any]:
    """The record of a page that is not in the output, with the reason."""
    return {**_origin(result, keep), "reason": str(reason), "message": message}


def _origin(result: Result, keep: Sequence[str]) -> dict[str, Any]:
    position, kept = result.position, result.kept or {}
    return {
        "id": id_of(result),
        "url": result.url,
        "input": _utf8(position.input),
        "row": position.row,
        "offset": position.offset,
        **{name: kept.get(name) for name in keep},
    }


def id_of(result: Result) -> str:
    """The id that came with a page, or else its input and row.

    >>> from newsclean.batch.capture import Position
    >>> from newsclean.batch.result import Result
    >>> id_of(Result(Position("crawl.jsonl", 41)))
    'crawl.jsonl#41'
    """
    name = result.id if result.id is not None else f"{result.position.input}#{result.position.row}"
    return _utf8(name)


def by_story(result: Result) -> Iterator[Result]:
    """Return a result for each story of a page, the page's own unless it has several.

    >>> from newsclean.batch.capture import Position
    >>> from newsclean.batch.result import Result
    >>> page = Result(Position(), "mail", article=Article("One"), others=(Article("Two"),))
    >>> [(story.id, story.article.title) for story in by_story(page)]
    [('mail#1', 'One'), ('mail#2', 'Two')]
    """
    if not result.others:
        yield result
        return
    page = id_of(result)
    for number, article in enumerate(filter(None, (result.article, *result.others)), start=1):
        yield dataclasses.replace(result, id=f"{page}#{number}", article=article, others=())


def _utf8(name: str) -> str:
    r"""Return a name with what is no UTF-8 spelled out, so that two files keep two names.

    >>> _utf8("caf\udce9.html")
    'caf\\udce9.html'
    """
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")


def json_line(record: dict[str, Any]) -> bytes:
    """Return a record as a line of JSON in UTF-8."""
    # UTF-8 has no lone surrogates, a broken page may
    line = json.dumps(record, ensure_ascii=False, default=_json_form)
    return f"{line}\n".encode("utf-8", "replace")


def _json_form(value: Any) -> str:
    """Return a kept value of a type that JSON has not as text: times, bytes, decimal numbers."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def record_schema(columns: Sequence[str]) -> Any:
    """Return the Arrow schema of records with these columns, by the types of an article's fields.

    `date` is date32; `published` and `modified` are ISO 8601 texts, since some know their zone and
    others do not; `sources` is a map; what was not found is null. A column that was kept is text,
    JSON where the input has something else.
    """
    arrow = pyarrow()
    hints = get_type_hints(Article)
    numbers = {"row": int, "offset": int}
    return arrow.schema(
        [(name, _arrow_type(arrow, numbers.get(name) or hints.get(name, str))) for name in columns]
    )


def _arrow_type(arrow: Any, hint: Any) -> Any:
    """Return the Arrow type of a field's JSON form."""
    given = [part for part in get_args(hint) if part not in {type(None), Ellipsis}]
    if get_origin(hint) is tuple:
        return arrow.list_(_arrow_type(arrow, given[0]))
    kind = given[0] if given else hint
    if dataclasses.is_dataclass(kind):
        parts = get_type_hints(kind).items()
        return arrow.struct([(name, _arrow_type(arrow, part)) for name, part in parts])
    plain = {
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        dt.date: arrow.date32(),
        Sources: arrow.map_(arrow.string(), arrow.string()),
    }
    return plain.get(kind, arrow.string())


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
    if name not in _COLUMNS and not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return _clean(value)


def _clean(value: Any) -> Any:
    """UTF-8 has no lone surrogates, a broken page may."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value
