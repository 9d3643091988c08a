"""The lines of a captured text: cleaned, without bullets, joined again where hard-wrapped."""

from __future__ import annotations

from functools import partial

from newsclean.page.fragments import join_fragments
from newsclean.page.line import Line
from newsclean.page.wraps import unwrap
from newsclean.patterns import late_pattern
from newsclean.text import clean, normalise

# text that went through a tool of Windows twice has two carriage returns before each line feed
_BREAK = late_pattern("\r{1,3}\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# no dash longer than a hyphen: it begins direct speech in half the languages of Europe
_BULLET = late_pattern(
    r"(?:[-*+•‣◦▪▸►●○■□·∙»]|\(?\d{1,2}[.)](?=\s))\s{1,8}(?=\S)|[•‣◦▪▸►●■]\s{0,8}(?=\S)"
)
_SOFT_HYPHEN = late_pattern("\u00ad(?=[ \\t]{0,8}[\r\n])")
# past the constructor of the named tuple, which is Python
_make_line = partial(tuple.__new__, Line)
_NUMBERED = late_pattern(r"\(?\d")


def read_lines(source: str) -> list[Line]:
    r"""Return the lines of `source` that hold text, those of one paragraph joined.

    >>> [line.text for line in read_lines("- One\r\n\r\n\u2022 Two\u00a0words\u200b")]
    ['One', 'Two words']
    """
    return join_fragments(unwrap(_cut(source)))


def _cut(source: str) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    if "\u00ad" in source:  # invisible within a line, it divides a word at the end of one
        source = _SOFT_HYPHEN.sub("\u2010", source)
    source = clean(source)
    for raw in _BREAK.split(source) if "\r\r" in source else source.splitlines():
        text = normalise(raw)
        if not text:
            gap += 1
            continue
        indent = len(raw) - len(raw.lstrip()) if raw[0].isspace() else 0
        bullet = None if text[0].isalpha() else _BULLET.match(text)
        if bullet and text.endswith(" -"):  # "- A subhead -"
            bullet = None
        if bullet and not _NUMBERED.match(text):
            text = text[bullet.end() :]
        lines.append(_make_line((text, gap, indent, bool(bullet))))
        gap = 0
    return lines
