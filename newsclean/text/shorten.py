"""Texts cut to a size, for displays."""

from __future__ import annotations


def shorten(text: str, size: int) -> str:
    """Return a text of at most `size` characters, cut at a word where there is one.

    >>> shorten("The bridge over the Lenn reopened", 20)
    'The bridge over the…'
    """
    if len(text) <= size:
        return text
    begin = text[:size]
    at_word = begin.rpartition(" ")[0]
    return (at_word if 2 * len(at_word) > size else begin[:-1]) + "…"
