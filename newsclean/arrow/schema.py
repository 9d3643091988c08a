"""The columns that go in and come out."""

from __future__ import annotations

from newsclean.batch import article_columns, record_schema
from newsclean.errors import needing

with needing("arrow", "newsclean.arrow needs pyarrow"):
    import pyarrow as pa

__all__ = ["OPTIONAL", "ORIGIN", "SCHEMA", "pa"]

SCHEMA = record_schema((*article_columns(), "reason", "message"))
"""The columns of the output: those of the records and failures that `newsclean clean` writes.

Where the input has columns for `id`, `input`, `row` and `offset`, they are passed on in their own
type; every other column is as here. `published` and `modified` are ISO 8601, with an offset where
the zone is known. `reason` (one of `newsclean.batch.Reason`) and `message` are null where there is
a record; where there is none, so are the fields of the record.
"""

OPTIONAL = ("charset", "captured_at", "kind")
"""Columns that are used where the input has them: see the arguments of `newsclean.extract`."""

ORIGIN = ("id", "input", "row", "offset")
"""Columns that are passed on where the input has them."""
