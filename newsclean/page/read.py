"""From a capture to a page: decode, tell the kind, parse once, make the blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.errors import CaptureTooLarge, CaptureTypeError, SettingError
from newsclean.page.decode import decode
from newsclean.page.depth import limit_depth
from newsclean.page.kind import is_binary, tell_kind
from newsclean.page.mail import is_mail, read_mail, without_quotes
from newsclean.page.markdown import head_of, is_markdown, markdown_to_html
from newsclean.page.mend import mend_encoding, mend_escapes
from newsclean.page.page import Kind, Page
from newsclean.page.shown import read_shown
from newsclean.page.text import read_text
from newsclean.page.unshown import with_unshown

if TYPE_CHECKING:
    import datetime as dt

    from newsclean.profiles.load import ProfileSet

MAX_BYTES = 20_000_000


def read_page(
    content: str | bytes,
    url: str | None = None,
    *,
    captured_at: dt.datetime | None = None,
    charset: str | None = None,
    kind: Kind | None = None,
    profiles: ProfileSet | None = None,
    max_bytes: int = MAX_BYTES,
) -> Page:
    """Read one capture.

    `charset` is what HTTP declared; `kind` is told from the content unless given; `profiles` are
    the site profiles among which one may match. Raises `CaptureTypeError`, `CaptureTooLarge`
    (bytes, or characters of a `str`, over `max_bytes`) and `SettingError` for an unknown kind.

    >>> [block.text for block in read_page("<p>One.<p>Two.").blocks]
    ['One.', 'Two.']
    """
    _check(content, kind, max_bytes)
    source = mend_encoding(content if isinstance(content, str) else decode(content, charset))
    if kind != "html" and is_mail(source):
        page = _mail_page(content)
    elif is_binary(source):
        page = Page(kind=kind or "text", source=source, blocks=())
    else:
        page = _page(source, kind)
    page.url = url or page.labels.get("url")
    page.captured_at = captured_at
    if profiles is not None:
        page.profile = profiles.match(page.url, [block.text for block in page.blocks])
    return page


def _page(source: str, kind: Kind | None) -> Page:
    """The page of HTML, of captured text, or of Markdown, which is read as the HTML it means."""
    if (kind or tell_kind(source)) == "html":
        return _html_page(source)
    mended = without_quotes(mend_escapes(source))
    if kind is None and (tell_kind(mended) == "html" or is_markdown(mended)):
        return _html_page(markdown_to_html(mended) if is_markdown(mended) else mended)
    reading = read_text(mended)
    return Page(kind="text", source=mended, blocks=reading.blocks, labels=reading.labels)


def _mail_page(content: str | bytes) -> Page:
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    mail = read_mail(raw)
    if mail.is_html:
        return _html_page(f"<head>{head_of(mail.labels)}</head>{mail.source}")
    page = _page(mail.source, "text")
    page.labels = {**mail.labels, **page.labels}
    return page


def _check(content: object, kind: str | None, max_bytes: int) -> None:
    if not isinstance(content, str | bytes):
        raise CaptureTypeError(
            f"content must be str or bytes, not {type(content).__name__}: "
            "pass the response's text or body"
        )
    if kind not in {None, "html", "text"}:
        raise SettingError(f"kind must be 'html', 'text' or None, not {kind!r}")
    if len(content) > max_bytes:
        unit = "bytes" if isinstance(content, bytes) else "characters"
        raise CaptureTooLarge(
            f"the capture has {len(content):,} {unit}, "
            f"over the limit of {max_bytes:,}: cut it, or set Pipeline(max_bytes=...)"
        )


def _html_page(source: str) -> Page:
    from selectolax.lexbor import LexborHTMLParser

    # the parser reads UTF-8, which has no lone surrogates
    tree = LexborHTMLParser(limit_depth(source).encode("utf-8", "replace"))
    reading, node = with_unshown(tree, read_shown(tree))
    return Page(
        kind="html",
        source=source,
        blocks=reading.blocks,
        elements=reading.elements,
        element_ids=reading.element_ids,
        tree=tree,
        state=node,
    )
