"""Arrow: record batches of captures in, record batches of records out, a row for every row.

>>> import pyarrow as pa
>>> pages = pa.RecordBatch.from_pydict({"content": ["<h1>Bridge reopens</h1><p>It opened.", None]})
>>> clean_batch(pages).select(["title", "reason"]).to_pylist()
[{'title': 'Bridge reopens', 'reason': None}, {'title': None, 'reason': 'empty'}]
"""

from newsclean.arrow.clean import clean_batch, clean_batches, clean_file, clean_table
from newsclean.arrow.learn import PROFILE_SCHEMA, learn_table, profiles_of
from newsclean.arrow.schema import SCHEMA
from newsclean.arrow.settings import Options, Settings

__all__ = [
    "PROFILE_SCHEMA",
    "SCHEMA",
    "Options",
    "Settings",
    "clean_batch",
    "clean_batches",
    "clean_file",
    "clean_table",
    "learn_table",
    "profiles_of",
]
