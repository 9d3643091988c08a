"""Is a capture HTML, captured text, or nothing that can be read?"""

from __future__ import annotations

import re
from typing import Literal

_OPENING = re.compile(
    r"[\s\ufeff]{0,2000}(?><!--.{0,2000}?-->\s{0,200}){0,9}"
    r"<(?:!doctype|\?xml|(?:html|head|body|meta|title|script|div|p|article|section|main|span|table"
    r"|h[1-6]|ul|b|a|link)[\s>])",
    re.I | re.S,
)
_CLOSING = re.compile(
    r"</(?:p|div|span|a|li|ul|td|tr|table|h[1-6]|body|html|head|script|article|section|b|strong)>",
    re.I,
)
# markup shows early; a page of scripts may hold its first closing tag late
_WINDOW = 20_000
_MAGIC = ("%PDF-", "\x89PNG", "PK\x03\x04", "GIF8", "\x1f\x8b", "Rar!", "\x7fELF")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def tell_kind(source: str) -> Literal["html", "text"]:
    """Tell HTML from captured text by its tags.

    A story that mentions a tag is text; markup begins with one or closes several.

    >>> tell_kind("<p>One.</p>"), tell_kind("The tag <b> makes text bold.")
    ('html', 'text')
    """
    if _OPENING.match(source):
        return "html"
    for window in (source[:_WINDOW], source[: 10 * _WINDOW]):
        closings = len(_CLOSING.findall(window))
        # one closing tag in 2,000 characters: less than that is a story that quotes some markup
        if closings >= 3 and closings * 2000 >= len(window):
            return "html"
    return "text"


def is_binary(source: str) -> bool:
    r"""Whether the decoded capture is no text at all: an image, an archive, noise.

    >>> is_binary("\x89PNG\r\n\x1a\n\x00\x00"), is_binary("A story.")
    (True, False)
    """
    head = source[:4000]
    if head.lstrip("\ufeff").startswith(_MAGIC) or "JFIF" in head[:16]:
        return True
    # real captures carry a few stray control characters; noise carries one in ten
    return len(_CONTROL.findall(head)) > 0.1 * len(head)
