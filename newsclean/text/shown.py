"""What a terminal or a log may show: text of pages, addresses and messages without orders."""

from __future__ import annotations

from newsclean.patterns import late_pattern

# C0 but tab and line feed, DEL, C1, the marks that turn the direction of what follows, and lone
# surrogates, which no file in UTF-8 can hold
_ORDERS = late_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def shown(text: str) -> str:
    r"""Return `text` with each order to a terminal written out, as JSON would write it.

    >>> shown("a\x1b[31mb\x9b2J")
    'a\\u001b[31mb\\u009b2J'
    """
    return _ORDERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
