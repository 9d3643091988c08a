"""Cleaning many captures in one run: every input ends in the output or among the failures."""

from newsclean.batch.api import MEMORY, TIMEOUT, clean
from newsclean.batch.capture import Broken, Capture, Item, Position, as_item
from newsclean.batch.clean_one import Cleaner, clean_one, extract_of
from newsclean.batch.compression import COMPRESSIONS, ZSTD_MODULE
from newsclean.batch.explained import ExplainedArticle, Explainer
from newsclean.batch.inputs import Inputs
from newsclean.batch.reason import Reason
from newsclean.batch.record import (
    FIELDS,
    article_columns,
    article_record,
    by_story,
    failure_record,
    json_line,
    record_schema,
    to_arrow,
)
from newsclean.batch.report import write_report
from newsclean.batch.result import Result
from newsclean.batch.run import clean_inputs, kept_pages, stream_inputs
from newsclean.batch.settings import Settings
from newsclean.batch.sinks import OUTPUT_ENDINGS, Output
from newsclean.batch.sites import SITE_PAGES, SiteGain, learn_sites
from newsclean.batch.start import Limits
from newsclean.batch.stats import Progress, Summary
from newsclean.batch.stream import clean_items
from newsclean.errors import BatchError

__all__ = [
    "COMPRESSIONS",
    "FIELDS",
    "MEMORY",
    "OUTPUT_ENDINGS",
    "SITE_PAGES",
    "TIMEOUT",
    "ZSTD_MODULE",
    "BatchError",
    "Broken",
    "Capture",
    "Cleaner",
    "ExplainedArticle",
    "Explainer",
    "Inputs",
    "Item",
    "Limits",
    "Output",
    "Position",
    "Progress",
    "Reason",
    "Result",
    "Settings",
    "SiteGain",
    "Summary",
    "article_columns",
    "article_record",
    "as_item",
    "by_story",
    "clean",
    "clean_inputs",
    "clean_items",
    "clean_one",
    "extract_of",
    "failure_record",
    "json_line",
    "kept_pages",
    "learn_sites",
    "record_schema",
    "stream_inputs",
    "to_arrow",
    "write_report",
]
