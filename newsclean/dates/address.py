"""Reading the day that an address carries in its path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsclean.patterns import late_pattern

from .moment import gregorian
from .vocabulary import month_number

if TYPE_CHECKING:
    import datetime as dt

# An address is longer only where it carries a query or a message.
_MAX_LENGTH = 500
_SCHEME_AND_HOST = late_pattern(r"^(?:[a-zA-Z][\w+.-]{0,15}:)?//[^/?#]*")
_YEAR = re.compile(r"\d{4}")
# Best first: parts of the path, then what stands within one.
_FORMS = (
    re.compile(r"/(?P<y>\d{4})/(?P<m>\d\d?|[a-z]{3,9})/(?P<d>\d\d?)(?=[/.]|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/[a-z][a-z_-]{1,30}/(?P<m>\d\d)/(?P<d>\d\d)(?=[/.]|$)"),
    re.compile(r"/(?P<y>\d{4})[-_.](?P<m>\d\d?)[-_.](?P<d>\d\d?)(?=[/.]|$)"),
    re.compile(r"/(?P<y>\d{4})/?(?P<m>\d\d)/?(?P<d>\d\d)(?=/|$)"),
    re.compile(r"[/_-](?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=[/._-]|$)"),
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=[/._-]|$)"),
    re.compile(r"/(?P<d>\d\d)[-_](?P<m>\d\d)[-_](?P<y>20\d\d)(?=[/.]|$)"),
    re.compile(r"[/_-](?P<d>\d\d?)[_-](?P<m>[a-z]{3,9})[_-](?P<y>20\d\d)(?=[/._-]|$)"),
    re.compile(r"[/_-](?P<m>[a-z]{3,9})[_-](?P<d>\d\d?)[_-](?P<y>20\d\d)(?=[/._-]|$)"),
)


def date_in_url(url: str) -> dt.date | None:
    """Return the day in the path of an address; None if there is none, or only year and month.

    Parts of the path (/2025/06/30/) count before the words of a slug, which may speak of another
    day. Host and query are not looked at.

    >>> date_in_url("https://example.org/2025/06/30/a-year-after-2024-02-24/")
    datetime.date(2025, 6, 30)
    >>> date_in_url("https://example.org/2025/jul/01/story")
    datetime.date(2025, 7, 1)
    >>> date_in_url("https://example.org/story-20250630.html"), date_in_url("/2025/06/story")
    (datetime.date(2025, 6, 30), None)
    >>> date_in_url("/2010/POLITICS/08/13/story"), date_in_url("/news/story-16-june-2025-001")
    (datetime.date(2010, 8, 13), datetime.date(2025, 6, 16))
    """
    path = _SCHEME_AND_HOST.sub("", url[:_MAX_LENGTH]).partition("?")[0].partition("#")[0].lower()
    for form in _FORMS if _YEAR.search(path) else ():
        for found in form.finditer(path):
            if day := _day(found):
                return day
    return None


def _day(found: re.Match[str]) -> dt.date | None:
    month = int(found["m"]) if found["m"].isdigit() else month_number(found["m"])
    return gregorian(int(found["y"]), month, int(found["d"])) if month else None
