"""What a tool did to a capture on its way: encoded it twice, or left its escapes in place."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from newsclean.inner import compiled, strings
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    import re

# UTF-8 read as windows-1252 or Latin-1: a lead byte and the bytes that follow it, as characters
_FOLLOWING = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TWICE = late_pattern(
    f"[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}|\u00f0[{_FOLLOWING}]{{3}}"
)
# lead bytes of all scripts, read so; one stands near the head or the middle of such a text
_HINTS = "ÃÂâÐÑØ×àãäåìï"
_WINDOW = 6_000
_BEYOND_ASCII = late_pattern("[^\x00-\x7f]")
_FEWEST, _SHARE = 3, 0.9

_ESCAPE = late_pattern(r'\\(?:u([0-9a-fA-F]{4})|([nrt"/\\]))')
_ESCAPED = {"n": "\n", "r": "\n", "t": "\t", '"': '"', "/": "/", "\\": "\\"}

_ENTITY = late_pattern(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")
# what a text about markup may quote
_MARKUP_ENTITIES = frozenset({"&lt;", "&gt;", "&amp;"})


def mend_encoding(source: str) -> str:
    r"""Return `source` decoded once more if all of it is UTF-8 that was encoded twice.

    >>> mend_encoding("L’été à Sète".encode().decode("latin-1"))
    'L’été à Sète'
    >>> mend_encoding("SÃO PAULO")
    'SÃO PAULO'
    """
    if source.isascii():
        return source
    window = source[:_WINDOW] + source[len(source) // 2 :][:_WINDOW]
    if compiled and not strings.has_pairs(window):
        return source
    if not any(hint in window for hint in _HINTS) or not _TWICE.search(window):
        return source
    twice = _TWICE.findall(source)
    beyond = len(_BEYOND_ASCII.findall(source))
    if len(twice) < _FEWEST or sum(map(len, twice)) < _SHARE * beyond:
        return source
    return _TWICE.sub(_decoded, source)


def _decoded(found: re.Match[str]) -> str:
    raw = b"".join(map(_byte, found[0]))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _byte(char: str) -> bytes:
    """The byte that was read as `char`; windows-1252 leaves five undefined, Latin-1 none."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def mend_escapes(source: str) -> str:
    r"""Return a captured text with its escapes decoded, if a tool forgot to: `\n`, `&nbsp;`.

    >>> mend_escapes(r"One.\n\nTwo.\nThree."), mend_escapes("The teachers&rsquo; wages")
    ('One.\n\nTwo.\nThree.', 'The teachers’ wages')
    """
    breaks = source.count("\\n")
    if breaks >= _FEWEST and source.count("\n") * 2 <= breaks:
        source = _ESCAPE.sub(_unescaped, _unquoted(source)).replace("\r", "\n")
    for _ in range(2):  # some are escaped twice: &amp;nbsp;
        if "&" not in source or not _has_entities(source):
            break
        source = _ENTITY.sub(lambda found: html.unescape(found[0]), source)
    return source


def _unquoted(source: str) -> str:
    text = source.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _ESCAPED[found[2]]


def _has_entities(source: str) -> bool:
    entities = _ENTITY.findall(source)
    plain = [entity for entity in entities if entity not in _MARKUP_ENTITIES]
    known = sum(html.unescape(entity) != entity for entity in plain[:100])
    return known > 0 or len(entities) - len(plain) >= _FEWEST
