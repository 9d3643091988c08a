"""HTML made of tags and text: whatever is not made by `tag` is escaped."""

from __future__ import annotations

from html import escape

from newsclean.text import shown


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def escaped(text: str) -> Html:
    r"""Return text as HTML; what would steer the display is written out, as in a terminal.

    >>> escaped("<b>\u202e</b>")
    '&lt;b&gt;\\u202e&lt;/b&gt;'
    """
    return text if isinstance(text, Html) else Html(escape(shown(text)))


def joined(*content: str | None) -> Html:
    """Join pieces, those that are not HTML escaped; `None` is nothing."""
    return Html("".join(escaped(piece) for piece in content if piece is not None))


def tag(name: str, /, *content: str | None, **attributes: object) -> Html:
    """Return an element with what it holds; `class_` is class, `aria_label` is aria-label.

    An attribute of `None` or `False` is left out, one of `True` has no value.

    >>> tag("p", "1 < 2", tag("b", "yes"), class_="sum", hidden=True, title=None)
    '<p class="sum" hidden>1 &lt; 2<b>yes</b></p>'
    """
    begin = name
    for key, value in attributes.items():
        if value is not None and value is not False:
            begin += " " + key.rstrip("_").replace("_", "-")
            begin += "" if value is True else f'="{escaped(str(value))}"'
    if name in _VOID:
        return Html(f"<{begin}>")
    return Html(f"<{begin}>{joined(*content)}</{name}>")


_VOID = frozenset({"input", "meta"})
