"""Readers of inputs: each gives the pages of one file, one by one, in order."""

from newsclean.batch.sources.formats import FORMATS
from newsclean.batch.sources.http import charset_of
from newsclean.batch.sources.options import ReadOptions
from newsclean.batch.sources.warc import read_warc

__all__ = ["FORMATS", "ReadOptions", "charset_of", "read_warc"]
