"""HTML entities in places where no parser decodes them, or where they were encoded twice."""

from __future__ import annotations

import html


def decode_entities(text: str) -> str:
    """Return `text` with its entities decoded, up to three times.

    >>> decode_entities("Fish &amp;amp; &quot;chips&quot;")
    'Fish & "chips"'
    """
    for _ in range(3):
        if "&" not in text:
            break
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return text
