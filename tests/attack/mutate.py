"""Captures made of real ones by changes that know their structure; number N is always the same."""

from __future__ import annotations

import json
import re
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from tests.attack import values

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

MAX_CHARS = 190_000
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")


class Case(NamedTuple):
    """The arguments of one call of `extract`."""

    content: str | bytes
    url: str | None
    captured_at: dt.datetime | None
    charset: str | None
    kind: Any

    @property
    def arguments(self) -> dict[str, Any]:
        """What is handed over by name."""
        return {name: value for name, value in self._asdict().items() if name != "content"}


def make_case(number: int, pages: Sequence[str]) -> Case:
    """Make the case of a number: a page or its text, changed one to six times.

    >>> make_case(7, ["<p>One."]) == make_case(7, ["<p>One."])
    True
    """
    r = Random(number)
    is_html = r.random() < 0.65
    content = r.choice(pages) if is_html else as_text(r.choice(pages))
    for _ in range(r.choice((1, 1, 2, 3, 6))):
        content = _changed(r, content, pages, is_html=is_html)[:MAX_CHARS]
    url = r.choice((None, "https://example.com/2025/06/30/a"))
    return Case(
        _encoded(r, content) if r.random() < 0.4 else content,
        r.choice(values.URLS) if r.random() < 0.3 else url,
        r.choice(values.TIMES),
        r.choice(values.CHARSETS),
        r.choice(("html", "text")) if r.random() < 0.1 else None,
    )


def as_text(html: str) -> str:
    """Return the lines that a browser would show, roughly."""
    tree = LexborHTMLParser(html)
    for node in tree.css("script,style,noscript"):
        node.decompose()
    text = tree.body.text(separator="\n") if tree.body else ""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _encoded(r: Random, content: str) -> bytes:
    names = "utf-8 utf-16 utf-16-le cp1251 latin-1 shift_jis gb18030 utf-8-sig".split()
    raw = bytearray(content.encode(r.choice(names), "replace"))
    for _ in range(r.choice((0, 0, 1, 10, 500)) if raw else 0):
        raw[r.randrange(len(raw))] = r.randrange(256)
    return bytes(raw)


def _changed(r: Random, content: str, pages: Sequence[str], *, is_html: bool) -> str:
    if r.random() < 0.15:
        other = r.choice(pages)[:20_000]
        at = r.randrange(len(content) + 1)
        return content[:at] + (other if is_html else as_text(other))[r.randrange(2000) :]
    return r.choice(_ANY + (_OF_HTML if is_html else _OF_TEXT))(r, content)


def _span(r: Random, content: str) -> tuple[int, int]:
    start = r.randrange(len(content) + 1)
    return start, min(len(content), start + r.choice((1, 20, 300, 5000)))


def _cut(r: Random, content: str) -> str:
    return content[: r.randrange(len(content) + 1)]


def _leave_out(r: Random, content: str) -> str:
    start, end = _span(r, content)
    return content[:start] + content[end:]


def _repeat(r: Random, content: str) -> str:
    start, end = _span(r, content)
    return content[:end] + content[start:end] * r.choice((1, 3, 50)) + content[end:]


def _insert(r: Random, content: str) -> str:
    at = r.randrange(len(content) + 1)
    piece = r.choice((*values.ODD, *values.ENTITIES, *values.DATES)) * r.choice((1, 1, 30))
    return content[:at] + piece + content[at:]


def _other_digits(r: Random, content: str) -> str:
    return re.sub(r"\d", lambda found: r.choice("0123456789٣９²" + found[0] * 20), content)


def _lines(r: Random, content: str) -> str:
    at = r.randrange(len(content) + 1)
    lines = [r.choice(values.LINES) for _ in range(r.choice((3, 100)))]
    return "\n".join([content[:at], *lines, content[at:]])


def _shuffle(r: Random, content: str) -> str:
    lines = content.split("\n")
    r.shuffle(lines)
    return "\n".join(lines)


def _repeat_line(r: Random, content: str) -> str:
    lines = content.split("\n")
    at = r.randrange(len(lines))
    lines[at:at] = [lines[at]] * r.choice((2, 500))
    return "\n".join(lines)


def _other_breaks(r: Random, content: str) -> str:
    return content.replace("\n", r.choice((" ", "\r", "\u2028", "\n\n\n", "\x0b")))


def _wrap(_: Random, content: str) -> str:
    return "\n".join(f"{line[:72]}\n{line[72:]}" for line in content.split("\n"))


def _labels(r: Random, content: str) -> str:
    names = ("title: ", "date 2025-06-30 ", "author: ", "url: ", "lang: ")
    odd = (*values.DATES, *values.ODD)
    return "".join(f"{r.choice(names)}{r.choice(odd)}\n" for _ in range(5)) + content


def _tags(r: Random, content: str) -> str:
    found = list(_TAG.finditer(content))
    if not found:
        return content
    tag = r.choice(found)
    long = f"{tag[0][:-1]} class='{'x' * r.choice((100, 100_000))}'>"
    many = f"{tag[0][:-1]} {' '.join(f'a{i}=b' for i in range(r.choice((9, 9000))))}>"
    new = r.choice(("", tag[0] * r.choice((2, 30, 3000)), long, many, tag[0][:-1]))
    return content[: tag.start()] + new + content[tag.end() :]


def _nest(r: Random, content: str) -> str:
    at = r.randrange(len(content) + 1)
    name = r.choice(values.TAGS)
    pieces = (f"<{name} a={i}>" if r.random() < 0.5 else f"<{name}>" for i in range(9))
    return content[:at] + "".join(pieces) * r.choice((1, 60, 600)) + content[at:]


def _without_ends(r: Random, content: str) -> str:
    return re.sub(r"</(\w+)>", lambda tag: "" if r.random() < 0.3 else tag[0], content)


def _other_names(r: Random, content: str) -> str:
    names = ("p", "div", "td", "h1", "li", "time", "article", "a")
    return re.sub(
        r"<(\w+)", lambda tag: f"<{r.choice(names)}" if r.random() < 0.2 else tag[0], content
    )


def _open(r: Random, content: str) -> str:
    at = r.randrange(len(content) + 1)
    openings = ("<!--", "<![CDATA[", "<?xml version='1.0'?>", "<script>", "<style>", "<title>")
    return (
        content[:at] + r.choice((*openings, "<plaintext>", "<base href='http://['>")) + content[at:]
    )


def _other_texts(r: Random, content: str) -> str:
    odd = (*values.ODD, *values.DATES)
    return re.sub(
        r">([^<]{3,60})<",
        lambda text: f">{r.choice(odd)}<" if r.random() < 0.2 else text[0],
        content,
    )


def _other_values(r: Random, content: str) -> str:
    odd = (*values.DATES, *values.URLS[3:12])
    return re.sub(
        r'(datetime|content|href)="[^"]*"',
        lambda found: f'{found[1]}="{r.choice(odd)}"' if r.random() < 0.3 else found[0],
        content,
    )


def _in_head(r: Random, content: str) -> str:
    at = max(0, content.find("</head>"))
    return content[:at] + r.choice((_json_ld, _meta, _microdata))(r) + content[at:]


def _meta(r: Random) -> str:
    odd = (*values.DATES, *values.ODD, *values.URLS[3:12])
    return "".join(
        f'<meta property="{r.choice(values.META)}" content="{r.choice(odd)}">'
        for _ in range(r.choice((1, 20, 3000)))
    )


def _microdata(r: Random) -> str:
    pieces = (
        '<div itemscope itemtype="https://schema.org/NewsArticle">',
        f'<span itemprop="headline">{r.choice(values.ODD)}</span>',
        f'<time itemprop="datePublished" datetime="{r.choice(values.DATES)}">x</time>',
        '<div itemref="a b a" id="a" itemscope itemprop="author name">',
        '<a rel="author tag" itemprop="author">By X</a>',
        "</div>",
    )
    return "".join(r.choice(pieces) for _ in range(r.choice((1, 5, 40))))


def _json_ld(r: Random) -> str:
    body = r.choice((
        '{"@graph":[' * r.choice((1, 3000)),
        "[" * r.choice((50, 100_000)),
        json.dumps([_node(r, 0) for _ in range(r.choice((1, 30, 400)))]),
        json.dumps(_node(r, 0))[: r.randrange(1, 200)],
        json.dumps(_node(r, 0)) + r.choice(("}", "]]>", "/*", "\\", ";;")) + '{"name": 1}',
        json.dumps(_node(r, 0)).replace('"', "&quot;"),
        json.dumps({"@type": "Article", "articleBody": "Word said. " * 5000}).replace('"', "'"),
    ))  # fmt: skip
    return f'<script type="application/ld+json">{body}</script>'


def _node(r: Random, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": r.choice(values.TYPES)}
    for _ in range(r.randrange(8)):
        deeper = depth < 4 and r.random() < 0.4
        plain = r.choice((*values.VALUES, *values.DATES, *values.ODD))
        made[r.choice(values.KEYS)] = _node(r, depth + 1) if deeper else plain
    return made


_ANY: tuple[Callable[[Random, str], str], ...] = (
    *(_cut, _leave_out, _repeat, _insert, _other_digits, _lines),
)
_OF_TEXT: tuple[Callable[[Random, str], str], ...] = (
    *(_shuffle, _repeat_line, _other_breaks, _wrap, _labels),
)
_OF_HTML: tuple[Callable[[Random, str], str], ...] = (
    *(_tags, _tags, _nest, _nest, _without_ends, _other_names, _open, _other_texts, _other_values),
    *(_in_head, _in_head),
)
