"""From bytes to text: the encoding a capture is really in, whatever it declares."""

from __future__ import annotations

import codecs

from newsclean.patterns import late_pattern

# the WHATWG Encoding Standard reads these labels as a superset of what they name
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# seven-bit encodings: their bytes are valid UTF-8, too, so only the declaration tells
_SEVEN_BIT = frozenset({"iso2022_jp", "hz"})
# no encodings of pages: they raise, take quadratic time, or read escapes into a story
_NO_ENCODINGS = frozenset({"idna", "punycode", "utf-7", "unicode-escape", "raw-unicode-escape"})
# what HTTP/1.1 once named as its default: servers send it, and clients fill it in
_DEFAULTS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = late_pattern(
    rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_:.+-]{2,40})"""
)
# the HTML standard looks for the declaration in the first 1024 bytes; real pages put it later
_META_WINDOW = 8192
# share of undecodable characters under which a page is UTF-8 with a few damaged bytes
_DAMAGE = 0.002
_SNIFF_WINDOW = 50_000
_LANGUAGE = late_pattern(rb"""<html[^<>]{0,500}?\slang\s?=\s?["']?([A-Za-z]{2})""")
# the encodings of one byte a letter in which pages of a language are written
_OF_LANGUAGES = {
    "ru uk be bg mk sr": ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866"),
    "pl cs sk hu ro hr sl sq bs": ("cp1250", "iso8859_2"),
    "lt lv et": ("cp1257", "iso8859_13"),
    "ar fa ur": ("cp1256", "iso8859_6"),
    "el": ("cp1253", "iso8859_7"),
    "tr az": ("cp1254",),
    "he iw": ("cp1255",),
    "th": ("cp874",),
    "en de fr es it pt nl sv da no nb fi is ga ca gl eu id ms af": ("cp1252",),
}
_WESTERN, _TIE = "cp1252", 0.002
_SWAPPED = late_pattern(r"(?<=[а-яё])[А-ЯЁ]")
_NO_TEXT = late_pattern("[\ufffd\x80-\x9f]")


def decode(content: bytes, charset: str | None = None) -> str:
    """Decode `content`, trusting in this order what is hardest to get wrong by accident.

    A byte order mark; valid UTF-8, whatever is declared; `charset` (what HTTP said, but its mere
    default only after the next); the page's own declaration; UTF-8 with a few damaged bytes; that
    of the encodings of the page's language which finds most letters; a statistical guess
    (charset-normalizer).
    Never raises: bytes that no encoding explains become U+FFFD.

    >>> decode("naïve".encode("utf-8"), charset="iso-8859-1")
    'naïve'
    >>> decode("<meta charset=windows-1251>Привет".encode("cp1251"))
    '<meta charset=windows-1251>Привет'
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    said = (lookup(charset), _declared(content))
    declared = list(filter(None, said[::-1] if _is_default(charset) else said))
    if declared and declared[0] in _SEVEN_BIT:
        return content.decode(declared[0], "replace")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(content, declared)


def _is_default(charset: str | None) -> bool:
    """Whether HTTP names what servers and clients fill in where nobody has said anything."""
    return charset is not None and charset.strip().strip("\"'").lower() in _DEFAULTS


def lookup(label: str | None) -> str | None:
    """Return Python's codec for an encoding label as the web reads it, `None` if unknown.

    >>> lookup("ISO-8859-1"), lookup("x-sjis"), lookup("no-such")
    ('cp1252', 'cp932', None)
    """
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    label = {"x-sjis": "shift_jis", "ks_c_5601-1987": "euc_kr", "x-gbk": "gbk"}.get(label, label)
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    try:
        "".encode(name)  # refuses codecs that are no text encodings (rot13, hex)
    except (LookupError, UnicodeError, TypeError):
        return None
    return None if name in _NO_ENCODINGS else _SUPERSETS.get(name, name)


def _declared(content: bytes) -> str | None:
    found = _META.search(content[:_META_WINDOW])
    name = lookup(found[1].decode("ascii")) if found else None
    # a declaration that reads as ASCII disproves that it stands in UTF-16
    return None if name and name.startswith(("utf-16", "utf-32")) else name


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as a zero in every other byte of its markup."""
    head = content[:2000]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > 3 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 3 * odd else None


def _decode_legacy(content: bytes, declared: list[str]) -> str:
    lenient = content.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    # every stray byte costs one mark; a page in a legacy encoding has hundreds
    is_utf8 = damaged == 1 or any(c > "\x7f" and c != "\ufffd" for c in lenient)
    if is_utf8 and damaged <= max(1, _DAMAGE * len(lenient)) and not _explains(content, declared):
        return lenient
    for name in declared:
        if name not in {"utf-8", "utf-8-sig"}:
            return content.decode(name, "replace")
    beyond_ascii = len(lenient) - sum(map(lenient.count, map(chr, range(128))))
    if damaged * 20 < beyond_ascii:
        return lenient
    return _guess(content, lenient)


def _explains(content: bytes, declared: list[str]) -> bool:
    """Whether a declared legacy encoding reads the bytes without a fault."""
    for name in declared:
        if name in {"utf-8", "utf-8-sig"}:
            continue
        try:
            content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return True
    return False


def _guess(content: bytes, lenient: str) -> str:
    language = _LANGUAGE.search(content[:_META_WINDOW])
    code = language[1].decode("ascii").lower() if language else ""
    known = next((names for codes, names in _OF_LANGUAGES.items() if code in codes.split()), ())
    if known:
        return max((content.decode(name, "replace") for name in known), key=_letters)
    from charset_normalizer import from_bytes

    # markup is ASCII and teaches nothing: sniff the lines that hold other bytes
    lines = [line for line in content.splitlines() if not line.isascii()]
    found = from_bytes(b"\n".join(lines)[:_SNIFF_WINDOW])
    best = found.best()
    western = next((match for match in found if match.encoding == _WESTERN), None)
    # most pages that say nothing are Western: on a tie, so is the guess
    if best and western and western.coherence >= best.coherence:
        best = western if western.chaos <= best.chaos + _TIE else best
    return content.decode(best.encoding, "replace") if best else lenient


def _letters(text: str) -> int:
    """Return how many letters beyond ASCII a reading of the bytes finds, less what none has."""
    letters = sum(1 for c in text[:_SNIFF_WINDOW] if c > "\x7f" and c.isalpha())
    return letters - 5 * len(_NO_TEXT.findall(text)) - len(_SWAPPED.findall(text))
