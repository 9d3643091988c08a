"""Values at the edge of what a page may hold: characters, dates, addresses, charsets, times."""

from __future__ import annotations

import datetime as dt

ENTITIES = (
    "&amp; &#0; &#xD800; &#1114112; &nbsp &lt;script&gt; &#x202e; &NotEqualTilde; &#99999999999; "
    "&amp;amp;amp;lt;"
).split()
ODD = (
    *("\x00", "\ud800", "\udfff\ud800", "\u202e", "\u200f\u2066", "\u2028", "\x85", "\x1b]0;x\x07"),
    *("\x1b[2J", "\x9b31m", "\ufeff", "\u0301" * 40, "\u200b" * 30, "\U000e0041" * 9, "\uffff"),
    *("İ", "ŉ", "ﷺ", "ß", "\x0c", "\x1c", "\x7f", "\u00ad", "１２", "²", "٣٠ يونيو", "①", "\u1160"),
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "𝟙𝟚", "ǰ", "ΐ"),
)
DATES = (
    *("0000-00-00", "9999-12-31T23:59:59+23:59", "0001-01-01T00:00:00+14:00", "2025-02-30"),
    *("1e999", "-1", "99999999999999999999", "2025-06-31T25:61:61Z", "31.12.9999 23:59"),
    *("Jan 0, 2025", "12/31/0000", "2025-W53-7", "20250630T999999", "2025-06-30T10:00:00+99:99"),
    *("２０２５年６月３０日", "٣٠/٠٦/٢٠٢٥", "999 hours ago", "999 days ago", "0 minutes ago"),
    *("1 Şubat 2025", "²/³/2025", "2025-06-30 10:00 XYZ", "Mon, 30 Jun 2025 10:00:00 +2400"),
    *("1751270400", "1751270400000", "30 June 2025 – 1 July 2025", "99:99", "24:00", "3時間前"),
    *("2025-06-30T10:00:00.123456789123Z", "12:00 a.m. p.m.", "yesterday 25:00", "-5 hours ago"),
)
URLS = (
    *("", " ", "http://[", "http://[::1", "http://a]b/", "//", "///", "http://", "http://\x00/"),
    *(f"https://x{'.' * 3000}", f"https://{'a.' * 5000}com/", "http://\ud800.com/x", "a" * 100_000),
    *("javascript:alert(1)", "file:///etc/passwd", "https://exa mple.com/2025/13/45/x"),
    *("https://example.com:99999/eng/news/2025/06/22/1/", "https://example.com\\@evil/"),
    *("http://例え.jp/２０２５/06/30", f"https://u:p@h:0x1/?{'a=b&' * 9000}", "http://xn--a/"),
    *("https://example.com/0000/00/00/", "http://example.com/20250630-99999999", "\n\nhttp://x/"),
    *(f"https://example.com/?date=2025-06-30#{'%' * 1000}", "http://1.2.3.4.5.6/", "http://℀.com/"),
)
CHARSETS = (
    None,
    *"utf-8 UTF-16 utf-32 utf-7 idna punycode undefined unicode_escape rot13 hex bz2".split(),
    *"zlib uu mbcs oem x-user-defined iso-2022-jp iso2022_kr hz gb18030 big5hkscs cp037".split(),
    *"euc-kr utf-8-sig koi8-r cp720 mac_farsi windows-1252 encodings aliases johab palmos".split(),
    *("", "ascii\x00", "a" * 5000, "../../x", "latin1;x", "'utf-8'", "\ud800", "é"),
)
_FIRST, _LAST = dt.datetime.min, dt.datetime.max
_WEST = dt.timezone(dt.timedelta(hours=-23, minutes=-59))
_EAST = dt.timezone(dt.timedelta(hours=23, minutes=59))
TIMES = (
    None,
    dt.datetime(2025, 7, 1, 12),
    dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC),
    _FIRST,
    _LAST,
    *(_FIRST.replace(tzinfo=dt.UTC), _FIRST.replace(tzinfo=_EAST)),
    *(_LAST.replace(tzinfo=dt.UTC), _LAST.replace(tzinfo=_WEST)),
)
VALUES = (
    *(None, True, 0, -1, 1e308, float("inf"), 10**40, "", " ", "x", "\ud800", [], {}, [None]),
    *(["a", ["b", ["c"]]], {"@value": 5}, {"name": None}, {"name": {"name": {"name": "n"}}}),
    *(["x"] * 300, {"@id": "#a"}, {"@list": []}, {"@type": 3}),
)
KEYS = (
    "headline name datePublished dateModified dateCreated author creator publisher image url text "
    "mainEntityOfPage articleBody description keywords inLanguage @id @type @graph isPartOf "
    "mainEntity thumbnailUrl articleSection hasPart itemListElement"
).split()
TYPES = (
    *"NewsArticle Article WebPage WebSite Person Organization LiveBlogPosting Product".split(),
    *(["NewsArticle", 5, None], None, 7, {}, "http://schema.org/NewsArticle", "schema:Article#x:/"),
)
META = (
    "og:title og:url author article:published_time article:author og:image description keywords "
    "date og:locale citation_author dc.date parsely-pub-date og:site_name twitter:title article:tag"
).split()
TAGS = (
    "div table><tr><td ul><li blockquote b section svg math select template p span font nobr form "
    "button iframe object noscript plaintext textarea xmp frameset li dd option"
).split()
LINES = (
    "By X",
    f"By {'A ' * 300}",
    *"Share • Title ... - http://x/a".split(),
    *('"', "- - -", "date 2025-06-30", "title: x"),
    *("url: http://[", "Published 30 June 2025"),
)
