"""From rows to pages to be cleaned, and from results to rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean.arrow.schema import SCHEMA, pa
from newsclean.batch import (
    FIELDS,
    Broken,
    Item,
    Reason,
    article_record,
    as_item,
    failure_record,
    to_arrow,
)
from newsclean.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.batch import Result

_NOTHING = dict.fromkeys(SCHEMA.names)


def as_table(frame: Any) -> pa.Table:
    """Return a table of Arrow for one, or for a frame of another library that can make one.

    Raises `SettingError` for anything else, and for a column of mixed types.
    """
    if isinstance(frame, pa.Table):
        return frame
    if isinstance(frame, pa.RecordBatch):
        return pa.Table.from_batches([frame])
    try:
        # of pandas: NaN among texts is null only to `from_pandas`
        if hasattr(frame, "iloc"):
            return pa.Table.from_pandas(frame, preserve_index=False)
        return pa.table(frame)
    except (TypeError, ValueError, pa.ArrowException) as error:
        raise SettingError(f"{type(frame).__name__} is no table of Arrow: {error}") from error


def item_of(columns: Mapping[str, pa.Array], row: int) -> Item:
    """Read the page of a row, or the reason why it cannot be read.

    >>> item_of({"content": pa.array(["<p>One."]), "charset": pa.array([None])}, 0).content
    '<p>One.'
    """
    try:
        values = {role: _read(role, column[row]) for role, column in columns.items()}
    # text that is no UTF-8, a time outside the years 1 to 9999
    except (ValueError, OverflowError) as error:
        return Broken(Reason.BAD_RECORD, f"row {row} cannot be read: {error}")
    if values["content"] is None:
        return Broken(Reason.EMPTY, "null in the column of the content", values.get("url"))
    return as_item(values, row)


def _read(role: str, scalar: pa.Scalar) -> Any:
    if pa.types.is_timestamp(scalar.type) and scalar.type.unit == "ns":
        # Python's datetime has no nanoseconds
        scalar = scalar.cast(pa.timestamp("us", scalar.type.tz), safe=False)
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        if role != "content":
            raise
        return scalar.as_buffer().to_pybytes()


def make_batch(results: Sequence[Result]) -> pa.RecordBatch:
    """Make rows of results; the columns are those of `SCHEMA`."""
    records = [_record(result) for result in results]
    try:
        return to_arrow(records, SCHEMA).to_batches()[0]
    except (ValueError, TypeError, pa.ArrowException):
        fitting = [_fitting(record) for record in records]
        return to_arrow(fitting, SCHEMA).to_batches()[0]


def _record(result: Result) -> dict[str, Any]:
    if result.article is not None:
        return {**article_record(result, FIELDS), "reason": None, "message": None}
    reason = result.reason or Reason.INTERNAL_ERROR
    return {**_NOTHING, **failure_record(result, reason, result.message)}


def _fitting(record: dict[str, Any]) -> dict[str, Any]:
    """Replace the record of an article whose values are not of the types that an article has.

    Only a pipeline of the user's own makes one.
    """
    try:
        to_arrow([record], SCHEMA)
    except (ValueError, TypeError, pa.ArrowException) as error:
        origin = {name: record[name] for name in ("id", "url", "input", "row", "offset")}
        message = f"the article does not fit the schema: {type(error).__name__}: {error}"
        return {**_NOTHING, **origin, "reason": Reason.INTERNAL_ERROR.value, "message": message}
    return record
