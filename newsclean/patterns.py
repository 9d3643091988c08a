"""Regular expressions that are compiled when they are first used.

To compile all of newsclean's takes a fifth of the time of a first record, and a page needs half of
them; the large sets of characters of East Asian scripts take the most.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = (
    "search",
    "match",
    "fullmatch",
    "findall",
    "finditer",
    "sub",
    "subn",
    "split",
    "pattern",
)


def late_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, but a mistake in `source` shows when it is first used.

    >>> late_pattern(r"(\\d+) days").search("in 3 days")[1]
    '3'
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern:
    """Stands for a pattern, whose methods it takes over once one is asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by copies and the like, before there is anything
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)
