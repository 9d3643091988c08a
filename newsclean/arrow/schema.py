"""The columns that go in and come out."""

from __future__ import annotations

from newsclean.arrow.library import pa

_TEXTS = pa.list_(pa.string())

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("url", pa.string()),
        ("input", pa.string()),
        ("row", pa.int64()),
        ("offset", pa.int64()),
        ("title", pa.string()),
        ("date", pa.date32()),
        # some times are aware and some are not: one Arrow type cannot hold both
        ("published", pa.string()),
        ("modified", pa.string()),
        ("authors", _TEXTS),
        ("agencies", _TEXTS),
        ("body", pa.string()),
        ("paragraphs", _TEXTS),
        ("language", pa.string()),
        ("site", pa.string()),
        ("description", pa.string()),
        ("image", pa.string()),
        ("tags", _TEXTS),
        ("canonical_url", pa.string()),
        ("confidence", pa.float64()),
        ("article_chance", pa.float64()),
        ("sources", pa.map_(pa.string(), pa.string())),
        ("version", pa.string()),
        ("reason", pa.string()),
        ("message", pa.string()),
    ]
)
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
