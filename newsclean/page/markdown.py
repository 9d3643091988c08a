"""Captures in Markdown, as reader services and converters write them, to the HTML they mean."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WINDOW = 40_000
_HEADING = late_pattern(r"^ {0,3}(#{1,6})[ \t]+(\S.*)$", re.M)
_UNDERLINE = late_pattern(r"(?:={3,}|-{3,})[ \t]*\Z")
_IMAGE = late_pattern(r"!\[([^\]\n]{0,500})\]\(([^)\s]{0,2000})[^)\n]{0,300}\)")
_LINK = late_pattern(r"\[((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){1,1000})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,200}\))?[^()\s]{0,500})(?:\s+\"[^\"\n]{0,300}\")?\)")  # fmt: skip # noqa: E501
_BOLD = late_pattern(r"(\*\*|__)(?=\S)([^\n]{1,2000}?)(?<=\S)\1")
_ITALIC = late_pattern(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]{1,1000})(?<=\S)_(?!\w)")  # fmt: skip # noqa: E501
_CODE = late_pattern(r"`([^`\n]{1,500})`")
_ESCAPED = late_pattern(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_ITEM = late_pattern(r"[ \t]{0,12}(?:[*+-]|\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = late_pattern(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = late_pattern(r"[ \t]{0,3}(?:```|~~~)")
# what a reader service says of the page before its text
_LABEL = late_pattern(
    r"(title|url source|published time|url|date|published|author|authors|description|lang|language)"
    r":[ \t]*(\S.*)?$",
    re.I,
)
_CONTENT = late_pattern(r"^Markdown Content:[ \t]*$", re.M)
_METAS = {
    "title": "og:title", "published time": "article:published_time",
    "published": "article:published_time", "date": "article:published_time", "author": "author",
    "authors": "author", "description": "og:description", "lang": "language",
    "language": "language", "url source": "og:url", "url": "og:url",
}  # fmt: skip
# stand for what is put in after the markup is read
_BREAK, _PICTURE = "\x03", "\x04"
_FEWEST_MARKS, _FEWEST_KINDS = 3, 2


def is_markdown(source: str) -> bool:
    """Whether a captured text is Markdown: several kinds of its marks agree.

    >>> is_markdown("# Rain\\n\\nIt **rained** in [Sète](https://sete.example) again.")
    True
    >>> is_markdown("# 1 in the charts: Rain")
    False
    """
    window = source[:_WINDOW]
    if "Markdown Content:" in window and _CONTENT.search(window):
        return True
    counts = [
        len(mark.findall(window)) if any(sign in window for sign in signs) else 0
        for mark, signs in (
            (_HEADING, "#"),
            (_IMAGE, ("![",)),
            (_LINK, ("](",)),
            (_BOLD, ("**", "__")),
        )
    ]
    kinds = sum(count > 0 for count in counts)
    return kinds >= _FEWEST_KINDS and sum(counts) >= _FEWEST_MARKS


def markdown_to_html(source: str) -> str:
    """Return the HTML that a Markdown capture means, its labels or front matter as meta elements.

    >>> markdown_to_html("# Rain\\n\\nIt **fell**\\nhard.").partition("<body>")[2]
    '<main><h1>Rain</h1>\\n<p>It <b>fell</b> hard.</p></main>'
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    labels, lines = _split_labels(lines)
    return f"<html><head>{head_of(labels)}</head><body><main>{_body(lines)}</main>"


def head_of(labels: Mapping[str, str]) -> str:
    """Return labels as the meta elements that say the same."""
    return "".join(
        f'<meta property="{_METAS[name]}" content="{html.escape(value)}">'
        for name, value in labels.items()
        if name in _METAS
    )


def _split_labels(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    labels: dict[str, str] = {}
    front = lines[0].strip() == "---" if lines else False
    for number, line in enumerate(lines[1:] if front else lines, start=int(front)):
        text = line.strip()
        if front and text in {"---", "..."}:
            return labels, lines[number + 1 :]
        found = _LABEL.match(text)
        if found:
            if found[2]:
                labels.setdefault(found[1].lower(), found[2].strip().strip("\"'"))
        elif _CONTENT.match(text):
            return labels, lines[number + 1 :]
        elif text and not front:
            return labels, lines[number:]
        if number > 60:
            break
    return ({}, lines) if front else (labels, [])


def _body(lines: list[str]) -> str:
    return "\n".join(_blocks(lines))


def _blocks(lines: list[str]) -> Iterator[str]:
    """The blocks of the text, one of HTML each, in order."""
    run: list[str] = []
    fenced = False
    for line in [*lines, ""]:
        if _FENCE.match(line):
            yield from _paragraph(run)
            run, fenced = [], not fenced
        elif fenced:
            yield f"<pre>{html.escape(line)}</pre>"
        elif not line.strip() or (_RULE.match(line) and not (run and _UNDERLINE.match(line))):
            yield from _paragraph(run)
            run = []
        elif run and _UNDERLINE.match(line):
            yield from _paragraph(run[:-1])
            level = 1 if line[0] == "=" else 2
            yield f"<h{level}>{_inline(run[-1].strip())}</h{level}>"
            run = []
        elif heading := _HEADING.match(line):
            yield from _paragraph(run)
            level, text = len(heading[1]), heading[2].rstrip("# \t")
            yield f"<h{level}>{_inline(text)}</h{level}>"
            run = []
        elif _ITEM.match(line):
            yield from _paragraph(run)
            run = [line]
        else:
            run.append(line)


def _paragraph(run: list[str]) -> Iterator[str]:
    if not run:
        return
    item = _ITEM.match(run[0])
    if item:
        yield f"<ul><li>{_text([run[0][item.end() :], *run[1:]])}</li></ul>"
    elif run[0].lstrip().startswith(">"):
        yield f"<blockquote><p>{_text([line.lstrip(' >') for line in run])}</p></blockquote>"
    else:
        yield f"<p>{_text(run)}</p>"


def _text(lines: list[str]) -> str:
    # two spaces or a backslash at a line's end are a break
    ends = [_BREAK if line.endswith(("  ", "\\")) else " " for line in lines]
    text = "".join(
        line.strip().removesuffix("\\") + end for line, end in zip(lines, ends, strict=True)
    )
    return _inline(text.strip(f" {_BREAK}")).replace(_BREAK, "<br>")


def _inline(text: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(html.escape(found[1]))
        return f"\x01{len(kept) - 1}\x02"

    text = _ESCAPED.sub(keep, text)
    text = _IMAGE.sub(_PICTURE, text)
    text = html.escape(text, quote=False).replace(_PICTURE, '<img alt="">')
    for _ in range(2):
        text = _LINK.sub(lambda m: f'<a href="{html.escape(m[2])}">{m[1]}</a>', text)
    text = _BOLD.sub(r"<b>\2</b>", _CODE.sub(r"<code>\1</code>", text))
    text = _ITALIC.sub(lambda m: f"<em>{m[1] or m[2]}</em>", text)
    return re.sub("\x01(\\d{1,6})\x02", lambda m: kept[int(m[1])], text)
