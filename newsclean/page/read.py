"""From a capture to a page: decode, tell the kind, parse once, make the blocks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from newsclean.capture import Capture
from newsclean.page.bounds import MAX_BLOCKS, bound_markup, bound_text
from newsclean.page.check import check_arguments, check_size, is_address
from newsclean.page.decode import decode, lookup
from newsclean.page.kind import binary_kind, is_binary, tell_kind
from newsclean.page.mail import is_mail, read_mail, without_quotes
from newsclean.page.markdown import head_of, is_markdown, markdown_to_html
from newsclean.page.mend import mend_encoding, mend_escapes
from newsclean.page.page import Kind, Page
from newsclean.page.shown import read_shown
from newsclean.page.text import read_text
from newsclean.page.unshown import with_unshown
from newsclean.text import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from newsclean.profiles import ProfileSet

MAX_BYTES = 20_000_000
_NOT_FETCHED = (
    "the content is an address or a path, not a page: newsclean never fetches or opens one; "
    "pass the page itself"
)
_log = logging.getLogger("newsclean")


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
    """Read one page: `read_capture` with the parts of a capture."""
    capture = Capture(content, url, captured_at, charset, kind)
    return read_capture(capture, profiles=profiles, max_bytes=max_bytes)


def read_capture(
    capture: Capture, *, profiles: ProfileSet | None = None, max_bytes: int = MAX_BYTES
) -> Page:
    """Read one capture; `profiles` are the site profiles among which one may match.

    Raises `CaptureTypeError`, `CaptureTooLarge` (bytes, or characters of a `str`, over `max_bytes`)
    and `SettingError` for an unknown kind.

    >>> [block.text for block in read_capture(Capture("<p>One.<p>Two.")).blocks]
    ['One.', 'Two.']
    """
    content, charset, kind = capture.content, capture.charset, capture.kind
    check_arguments(content, capture.url, capture.captured_at, charset, kind)
    check_size(content, max_bytes)
    source = mend_encoding(content if isinstance(content, str) else decode(content, charset))
    if kind != "html" and is_mail(source):
        page = _mail_page(content)
    elif what := binary_kind(content) or is_binary(source) * "of no encoding of text":
        note = f"the content is {what}: newsclean reads HTML and text"
        page = Page(kind=kind or "text", source=source, blocks=(), notes=(note,))
    elif is_address(source):
        page = Page(kind=kind or "text", source=source, blocks=(), notes=(_NOT_FETCHED,))
    else:
        page = _page(source, kind)
    url = capture.url or page.labels.get("url")
    notes = page.notes
    if isinstance(content, bytes) and charset and lookup(charset) is None:
        notes += (f"the charset {charset[:40]!r} is unknown: the encoding was told otherwise",)
    for note in (*notes, *(f"left out: {cut}" for cut in page.cuts)):
        _log.warning("%s: %s", shown(url or "a page"), note)
    profile = profiles.match(url, page.texts) if profiles is not None else None
    return page.known_as(url, capture.captured_at, profile, notes)


def _page(source: str, kind: Kind | None) -> Page:
    """The page of HTML, of captured text, or of Markdown, which is read as the HTML it means."""
    if (kind or tell_kind(source)) == "html":
        return _html_page(source)
    mended = without_quotes(mend_escapes(source))
    if kind is None and is_markdown(mended):
        return _html_page(markdown_to_html(mended))
    if kind is None and tell_kind(mended) == "html":
        return _html_page(mended)
    return _text_page(mended, {})


def _mail_page(content: str | bytes) -> Page:
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    mail = read_mail(raw)
    if mail.is_html:
        return _html_page(f"<head>{head_of(mail.labels)}</head>{mail.source}")
    return _text_page(without_quotes(mend_escapes(mail.source)), mail.labels)


def _text_page(source: str, labels: Mapping[str, str]) -> Page:
    """The page of captured text; its own labels go before those that were known."""
    source, cuts = bound_text(source)
    reading = read_text(source)
    known = {**labels, **reading.labels}
    return Page(kind="text", source=source, blocks=reading.blocks, labels=known, cuts=cuts)


def _html_page(source: str) -> Page:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    # the parser reads UTF-8, which has no lone surrogates
    raw = source.encode("utf-8", "replace")
    bounded, cuts = bound_markup(source, raw)
    if bounded is not source:
        source, raw = bounded, bounded.encode("utf-8", "replace")
    try:
        tree = LexborHTMLParser(raw)
    except SelectolaxError as error:
        return Page(kind="html", source=source, blocks=(), cuts=(*cuts, f"all of it ({error})"))
    reading, node = with_unshown(tree, read_shown(tree))
    if reading.is_cut:
        cuts = (*cuts, f"the text behind block {MAX_BLOCKS:,}")
    return Page(
        kind="html",
        source=source,
        blocks=reading.blocks,
        elements=reading.elements,
        element_ids=reading.element_ids,
        tree=tree,
        cuts=cuts,
        state=node,
    )
