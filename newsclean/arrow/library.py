"""pyarrow, or an error that says how to get it."""

from __future__ import annotations

from newsclean.errors import needing

with needing("arrow", "newsclean.arrow needs pyarrow"):
    import pyarrow as pa

__all__ = ["pa"]
