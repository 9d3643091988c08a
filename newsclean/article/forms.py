"""The forms in which an article is written: Markdown, HTML, plain text and TEI.

Whatever a page held, its text stays text: what Markdown, HTML or XML would obey is escaped.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsclean.article.record import Article, Paragraph

# what CommonMark reads as markup within a line, and at the beginning of one
_INLINE = re.compile(r"([\\`*_\[\]<>&~|])")
_START = re.compile(r"^(?:[#+\-=]|\d{1,9}(?=[.)](?:\s|$)))")
_TEI = "http://www.tei-c.org/ns/1.0"


def runs(blocks: Iterable[Paragraph]) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of blocks that belong together: a list, a table, or one block alone.

    >>> from newsclean.article import Paragraph
    >>> list(runs([Paragraph("list_item", "One"), Paragraph("list_item", "Two")]))
    [('list_item', ['One', 'Two'])]
    """
    for kind, group in groupby(blocks, lambda block: block.kind):
        texts = [block.text for block in group]
        if kind in {"list_item", "table_row", "quote"}:
            yield kind, texts
        else:
            yield from ((kind, [text]) for text in texts)


def facts(article: Article) -> str:
    """Return who wrote the article, when, and where, in a line."""
    when = article.published or article.date
    names = ", ".join(article.authors or article.agencies)
    return " · ".join(filter(None, (names, when.isoformat() if when else "", article.site)))


def to_text(article: Article) -> str:
    """Return the article as a reader would like it: see `Article.to_text`."""
    head = "\n".join(filter(None, (article.title, facts(article))))
    return "\n\n".join(filter(None, (head, article.body)))


def to_markdown(article: Article) -> str:
    """Return the article as CommonMark: see `Article.to_markdown`."""
    head = [f"# {_marked(article.title)}"] if article.title else []
    head += [_marked(facts(article))] if facts(article) else []
    return "\n\n".join(
        [*head, *(_MARKDOWN.get(kind, _plain)(texts) for kind, texts in runs(article.blocks))]
    )


def _marked(text: str) -> str:
    r"""Return a line of Markdown that reads as the text.

    >>> print(_marked("1. *Rain* & <b>"))
    1\. \*Rain\* \& \<b\>
    """
    line = _INLINE.sub(r"\\\1", " ".join(text.split()))
    # of a number its point or bracket is escaped, of anything else itself
    return _START.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", line)


def _each(before: str, between: str) -> Callable[[Sequence[str]], str]:
    return lambda texts: between.join(before + _marked(text) for text in texts)


_plain = _each("", "")
_MARKDOWN: Mapping[str, Callable[[Sequence[str]], str]] = MappingProxyType(
    {
        "standfirst": lambda texts: f"**{_marked(texts[0])}**",
        "subheading": _each("## ", ""),
        "quote": _each("> ", "\n>\n"),
        "list_item": _each("- ", "\n"),
        # a row is one text: a table of Markdown would want its columns
        "table_row": _each("", "\\\n"),
    }
)


def to_html(article: Article, *, document: bool = False) -> str:
    """Return the article as HTML: see `Article.to_html`."""
    title = escape(article.title or "")
    head = [f"<h1>{title}</h1>"] if title else []
    head += [f"<p>{_html_facts(article)}</p>"] if facts(article) else []
    parts = ["<header>", *head, "</header>"] if head else []
    parts += [_tagged(kind, texts, _HTML) for kind, texts in runs(article.blocks)]
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    fragment = "\n".join([f"<article{'' if document else lang}>", *parts, "</article>"])
    if not document:
        return fragment
    metas = "\n".join(_html_head(article))
    top = f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>'
    return f"{top}\n{metas}{metas and chr(10)}</head>\n<body>\n{fragment}\n</body>\n</html>\n"


def _html_facts(article: Article) -> str:
    when = article.published or article.date
    line = escape(facts(article))
    shown = when.isoformat() if when else ""
    return line.replace(shown, f'<time datetime="{shown}">{shown}</time>', 1) if shown else line


def _html_head(article: Article) -> Iterator[str]:
    for name in article.authors:
        yield f'<meta name="author" content="{escape(name)}">'
    if article.description:
        yield f'<meta name="description" content="{escape(article.description)}">'
    address = _address(article)
    if address:
        yield f'<link rel="canonical" href="{escape(address)}">'


def _address(article: Article) -> str:
    """Return the page's address if it is one of the web: no script, no file."""
    address = article.canonical_url or article.url or ""
    try:
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


# the element around a run, and those around each of its texts
_HTML = MappingProxyType(
    {
        "standfirst": ('p class="standfirst"',),
        "subheading": ("h2",),
        "paragraph": ("p",),
        "quote": ("blockquote", "p"),
        "list_item": ("ul", "li"),
        "table_row": ("table", "tr", "td"),
    }
)
_XML = MappingProxyType(
    {
        "standfirst": ('p rend="standfirst"',),
        "subheading": ("head",),
        "paragraph": ("p",),
        "quote": ("quote", "p"),
        "list_item": ("list", "item"),
        "table_row": ("table", "row", "cell"),
    }
)


def _tagged(kind: str, texts: Sequence[str], tags: Mapping[str, tuple[str, ...]]) -> str:
    outer, *inner = tags.get(kind, tags["paragraph"])
    lines = [_within(inner, escape(text)) for text in texts]
    return _within([outer], "\n".join(["", *lines, ""]) if inner else lines[0])


def _within(tags: Sequence[str], content: str) -> str:
    for tag in reversed(tags):
        content = f"<{tag}>{content}</{tag.split()[0]}>"
    return content


def to_tei(article: Article) -> str:
    """Return the article as a TEI P5 document: see `Article.to_tei`."""
    from newsclean.text import for_xml

    story, is_open = [], False
    for kind, texts in runs(article.blocks):
        if kind == "subheading":
            # a head begins a division
            story.append("</div>\n<div>" if is_open else "<div>")
            is_open = True
        story.append(_tagged(kind, texts, _XML))
    story += ["</div>"] if is_open else []
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="{_TEI}">',
        *_tei_header(article),
        "<text>\n<body>\n<div>",
        *(story or ["<p/>"]),
        "</div>\n</body>\n</text>\n</TEI>\n",
    ]
    return for_xml("\n".join(lines), "\ufffd")


def _tei_header(article: Article) -> Iterator[str]:
    names = "".join(map(_element("author"), article.authors or article.agencies))
    title = f'<title type="main">{escape(article.title or "")}</title>'
    yield f"<teiHeader>\n<fileDesc>\n<titleStmt>{title}{names}</titleStmt>"
    when = article.published or article.date
    date = f'<date when="{when.isoformat()}"/>' if when else ""
    publisher = _element("publisher")(article.site or "unknown")
    yield f"<publicationStmt>{publisher}{date}</publicationStmt>"
    address = _address(article)
    source = f'<ref target="{escape(address)}"/>' if address else ""
    yield f"<sourceDesc><bibl>{title}{source}</bibl></sourceDesc>\n</fileDesc>"
    if article.description or article.tags or article.language:
        yield f"<profileDesc>{''.join(_tei_profile(article))}</profileDesc>"
    yield "</teiHeader>"


def _tei_profile(article: Article) -> Iterator[str]:
    if article.description:
        yield f"<abstract>{_element('p')(article.description)}</abstract>"
    if article.language:
        code = escape(article.language)
        yield f'<langUsage><language ident="{code}">{code}</language></langUsage>'
    if article.tags:
        terms = "".join(map(_element("term"), article.tags))
        yield f"<textClass><keywords>{terms}</keywords></textClass>"


def _element(name: str) -> Callable[[str], str]:
    return lambda text: f"<{name}>{escape(text)}</{name}>"


def to_json(article: Article) -> str:
    """Return the article as indented JSON."""
    return article.to_json(indent=2)


def to_page(article: Article) -> str:
    """Return the article as a whole document of HTML."""
    return to_html(article, document=True)


FORMS: Mapping[str, Callable[[Article], str]] = MappingProxyType(
    {"json": to_json, "text": to_text, "markdown": to_markdown, "html": to_page, "tei": to_tei}
)
"""The forms of an article by the names that the command line knows."""
