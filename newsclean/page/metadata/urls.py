"""Addresses: made absolute, checked, and compared."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

from newsclean.patterns import late_pattern

# parameters by which shares and campaigns are counted
_TRACKING = late_pattern(r"utm_|at_|fbclid|gclid|mc_|share|(?:ref|cmp|cmpid|src|amp)(?:=|$)")
_MAX_CHARS = 2000
# an address that stays as it is, whatever the base: most are, and joining costs 20 times as much
_WHOLE = late_pattern(
    r"https?://[a-z0-9][\w.-]{0,250}(?:/[\w~%@:,+!.-]{1,1000}){0,40}/?(?:\?[\w=&%.,~:+-]{1,1000})?",
    re.ASCII,
)


def resolve(address: str | None, base: str | None) -> str | None:
    """Return `address` absolute where `base` allows it, `None` if it cannot be read.

    >>> resolve("/a.jpg", "https://example.com/news/1")
    'https://example.com/a.jpg'
    """
    if not address or not address.strip():
        return None
    if _WHOLE.fullmatch(address):
        return address
    try:
        return urljoin(base or "", address.strip())
    except ValueError:
        return None


def web_address(address: str | None, base: str | None) -> str | None:
    """Return `address` as an absolute http(s) address of a public host, `None` if it is none.

    >>> web_address("//cdn.example.com/a.jpg", None)
    'https://cdn.example.com/a.jpg'
    >>> web_address("data:image/gif;base64,R0lGOD", "https://example.com/")
    """
    if address and address.strip().startswith("//") and not base:
        base = "https:"
    absolute = resolve(address, base)
    if absolute is None or len(absolute) > _MAX_CHARS or not absolute.isprintable():
        return None
    parts = split(absolute)
    if parts is None or parts.scheme not in {"http", "https"} or "." not in parts.netloc:
        return None
    # a blank or a bracket means that something else than an address stands there
    return None if any(c in absolute for c in ' <>"') else absolute


def split(url: str) -> SplitResult | None:
    """Return the parts of an address, `None` if it has no such parts."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return None


def host_of(url: str | None) -> str:
    """Return the host of an address in lower case without `www.`; empty if there is none.

    >>> host_of("https://www.Example.com:8080/a")
    'example.com'
    """
    parts = split(url) if url else None
    return (
        (parts.netloc if parts else "")
        .lower()
        .rpartition("@")[2]
        .partition(":")[0]
        .removeprefix("www.")
    )


def is_front_page(url: str) -> bool:
    """Return whether an address is that of a site and not of a page in it."""
    parts = split(url)
    return parts is None or (not parts.path.strip("/") and not parts.query)


def url_key(url: str | None) -> str:
    """Return what two addresses of one page share; empty for none, and for a site's front page.

    >>> url_key("https://www.example.com/news/1/?utm_source=x#top")
    'example.com/news/1?'
    """
    return _url_key(url) if url and len(url) <= _MAX_CHARS else ""


@lru_cache(maxsize=256)  # the addresses of all items are compared with the page's
def _url_key(url: str) -> str:
    parts = split(url)
    if parts is None or is_front_page(url):
        return ""
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p))
    return f"{host_of(url).removeprefix('m.')}{parts.path.rstrip('/')}?{query}"
