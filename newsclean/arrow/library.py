"""pyarrow, or an error that says how to get it."""

from __future__ import annotations

from newsclean.errors import MissingExtra

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtra("newsclean.arrow needs pyarrow: pip install 'newsclean[arrow]'") from error

__all__ = ["pa"]
