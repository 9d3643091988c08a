"""Captured text made from HTML, in the forms in which text without a DOM occurs.

newsclean takes captured text; the corpora hold HTML. Each form here loses the DOM as a common
tool loses it, so that every corpus measures captured text, too.
"""

from __future__ import annotations

import textwrap
from types import MappingProxyType
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.errors import SettingError, needing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WRAP_COLUMNS = 78

# fmt: off
# elements that a browser does not show as text; object is none of them: real pages leave it
# unclosed, and their story stands in it
_SILENT = frozenset({
    "datalist", "head", "iframe", "noembed", "noframes", "noscript", "script", "style", "svg",
    "template", "textarea", "title",
})
# elements that begin and end a line; a table's row is one, its cells are not
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search",
    "section", "select", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})
# fmt: on
_CELLS = frozenset({"td", "th"})


def flatten_selectolax(html: str) -> str:
    """Return the text of a page, one block element a line, without indent, bullets or blank lines.

    >>> flatten_selectolax("<h1>Rain</h1><p>It <a href=x>fell</a>.<br>Hard.<script>1</script>")
    'Rain\\nIt fell.\\nHard.'
    """
    return "\n".join(_lines(html))


def _lines(html: str) -> Iterator[str]:
    parts: list[str] = []
    for part in _parts(html):
        if part is not None:
            parts.append(part)
        elif parts:
            line = " ".join("".join(parts).split())
            parts.clear()
            if line:
                yield line


def _parts(html: str) -> Iterator[str | None]:
    """Walk the tree without recursion; `None` stands for the end of a line."""
    root = LexborHTMLParser(html).root
    stack: list[LexborNode | str | None] = [None, root] if root is not None else []
    while stack:
        entry = stack.pop()
        if entry is None or isinstance(entry, str):
            yield entry
            continue
        tag = entry.tag or ""
        if tag == "-text":
            yield from _text(entry)
        elif tag not in _SILENT:
            edge = None if tag in _BLOCKS else " " if tag in _CELLS else ""
            yield edge
            stack.append(edge)
            stack.extend(_children(entry))


def _text(node: LexborNode) -> Iterator[str | None]:
    text = node.text_content or ""
    if node.parent is None or node.parent.tag != "pre":
        yield text
        return
    for line in text.split("\n"):
        yield from (line, None)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the children of a node from the last to the first."""
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def flatten_wrapped(html: str) -> str:
    """Return the lines of `flatten_selectolax`, hard-wrapped at 78 columns without blank lines."""
    return "\n".join(
        piece
        for line in _lines(html)
        for piece in textwrap.wrap(
            line, WRAP_COLUMNS, break_long_words=False, break_on_hyphens=False
        )
    )


def flatten_resiliparse(html: str) -> str:
    """Return the text of a page as resiliparse lays it out: blank lines, bullets, indented lists.

    Raises `MissingExtra` where resiliparse is not installed.
    """
    with needing("bench", "resiliparse is not installed"):
        from resiliparse.extract.html2text import extract_plain_text
    return extract_plain_text(html, list_bullets=True, alt_texts=False)


def flatten_inscriptis(html: str) -> str:
    """Return the text of a page as inscriptis lays it out: margins, bullets, aligned tables.

    Raises `MissingExtra` where inscriptis is not installed.
    """
    with needing("bench", "inscriptis is not installed"):
        from inscriptis import get_text
    return str(get_text(html))


FORMS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "selectolax": flatten_selectolax,
        "resiliparse": flatten_resiliparse,
        "inscriptis": flatten_inscriptis,
        "wrapped": flatten_wrapped,
    }
)


def flatten(html: str, form: str) -> str:
    """Return a page in one of the text `FORMS`; `SettingError` for a form that does not exist."""
    if form not in FORMS:
        raise SettingError(f"there is no text form {form!r}; choose one of {', '.join(FORMS)}")
    return FORMS[form](html)
