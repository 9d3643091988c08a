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
# the first bytes of files that are no pages, and what a person calls them
_MAGIC: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (name, re.compile(pattern, re.S))
    for name, pattern in (
        ("a PDF document", rb"\s{0,99}%PDF-"),
        (
            "an office document",
            rb"PK\x03\x04.{26}(?:\[Content_Types\]|_rels/|docProps/|word/|xl/|ppt/|mimetype)",
        ),
        ("an office document", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf1"),
        ("a ZIP archive", rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
        (
            "a compressed archive",
            rb"\x1f\x8b|Rar!\x1a|7z\xbc\xaf\x27\x1c|\xfd7zXZ|BZh\d1AY|\x28\xb5\x2f\xfd",
        ),
        ("a JPEG image", rb"\xff\xd8\xff"),
        ("a PNG image", rb"\x89PNG"),
        ("a GIF image", rb"GIF8[79]a"),
        (
            "an image",
            rb"RIFF.{4}WEBP|II\*\x00|MM\x00\*|BM.{4}\x00\x00\x00\x00|\x00\x00\x01\x00.\x00|.{4}ftyp(?:avif|heic|mif1)",
        ),
        (
            "a film or a sound",
            rb".{4}ftyp|ID3[\x02-\x04]|OggS\x00|fLaC|RIFF.{4}(?:AVI |WAVE)|\x1aE\xdf\xa3",
        ),
        ("a program", rb"\x7fELF|MZ.{56}.{2}\x00\x00|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\x00asm"),
        ("a font", rb"wOF[F2]|OTTO\x00|\x00\x01\x00\x00\x00"),
        ("a database", rb"SQLite format 3\x00"),
    )
)
_HEAD = 128
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


def binary_kind(content: str | bytes) -> str:
    r"""Return what a capture is by its first bytes, if that is no page; nothing otherwise.

    >>> binary_kind(b"%PDF-1.7\n"), binary_kind(b"PK\x03\x04" + 26 * b"\x00" + b"word/a.xml")
    ('a PDF document', 'an office document')
    >>> binary_kind("GIF89a\x01\x00"), binary_kind("BMW reopens its works.")
    ('a GIF image', '')
    """
    head = content[:_HEAD]
    if isinstance(head, str):
        head = head.lstrip("\ufeff").encode("latin-1", "replace")
    return next((name for name, magic in _MAGIC if magic.match(head)), "")


def is_binary(source: str) -> bool:
    r"""Whether the decoded capture is no text at all but noise.

    >>> is_binary("\x01\x00\x02\x00 a \x03\x00"), is_binary("A story.")
    (True, False)
    """
    head = source[:4000]
    # real captures carry a few stray control characters; noise carries one in ten
    return len(_CONTROL.findall(head)) > 0.1 * len(head)
