"""Text normalisation shared by everything that reads or compares text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from newsclean.inner import compiled, strings
from newsclean.patterns import late_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

# zero width space, word joiner, BOM, soft hyphen, bidi marks and isolates; the joiners ZWNJ and
# ZWJ stay, since Persian and the Indic scripts spell with them
_INVISIBLE_CHARS = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"
# C0 and C1 but those that are white space to Python; a terminal may obey any of them
_CONTROL_CHARS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_INVISIBLE = late_pattern(f"[{_INVISIBLE_CHARS}{_CONTROL_CHARS}]")
# orders to a terminal, of which nothing is text: CSI, OSC and its like, two-character ones
_ESCAPE = late_pattern(
    "(?:\x1b\\[|\x9b)[0-?]{0,100}[ -/]{0,10}[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,10000}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,10}[0-Z\\\\^-~]"
)
_SURROGATE = late_pattern("[\ud800-\udfff]")
_ASCII_CONTROL = late_pattern("[\x00-\x08\x0e-\x1b\x7f]")
# nearly no text holds any of them: one search tells, in a seventh of the time of two passes
_UNCLEAN = late_pattern(f"[{_INVISIBLE_CHARS}{_CONTROL_CHARS}\ud800-\udfff]")
# Unicode's Stream-Safe Text Format: no script stacks more marks, and putting them in order takes
# quadratic time; what is neither ASCII nor a word nor space may be marks
_MAX_MARKS = 30
_MAY_BE_MARKS = late_pattern(rf"[^\w\s\x00-\x7f]{{{_MAX_MARKS + 1},}}")
# a shorter run cannot take half a millisecond
_FEW_MARKS = 1000
_WORD = late_pattern(r"\w+")
# ASCII in lower case, with a space for whatever is of no word
_ASCII_WORDS = bytes(
    ord(char.lower()) if char.isascii() and _WORD.match(char) else 32
    for char in map(chr, range(256))
)
_NO_XML = late_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Thai, Lao, kana, Han, full-width forms: scripts that write no space between words
_SPACELESS = late_pattern("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def for_xml(text: str, instead: str = "") -> str:
    r"""Return `text` with `instead` in place of each character that XML 1.0 may not hold.

    >>> for_xml("rain\x0c and\ud800 snow", "?")
    'rain? and? snow'
    """
    return _NO_XML.sub(instead, text)


def clean(text: str) -> str:
    r"""Return `text` in NFC, without invisible characters, controls but white space, and escapes.

    Lone surrogates become U+FFFD; of more than 30 combining marks in a row the rest goes.

    >>> clean("soft\u00adhyphen cafe\u0301 \x1b[31mred\x1b[0m")
    'softhyphen café red'
    """
    if compiled and strings.is_clean(text):
        return text
    if text.isascii():
        return without_controls(text) if _ASCII_CONTROL.search(text) else text
    if _UNCLEAN.search(text):
        text = _SURROGATE.sub("\ufffd", without_controls(text))
    if len(text) > _FEW_MARKS:
        text = _MAY_BE_MARKS.sub(_few_marks, text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def without_controls(text: str) -> str:
    r"""Return `text` without invisible characters, controls but white space, and their escapes.

    >>> without_controls("\x1b]52;c;eA==\x07a\x9b2Jb\x00c")
    'abc'
    """
    return _INVISIBLE.sub("", _ESCAPE.sub("", text))


def _few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def normalise(text: str) -> str:
    r"""Return `text` cleaned, with each run of white space as one space and none at the ends.

    >>> normalise(" a\u00a0 b\n")
    'a b'
    """
    if compiled and (found := strings.collapse(text)) is not None:
        return found
    # what is printable holds no white space but spaces, and nothing invisible
    if text.isprintable() and "  " not in text:
        text = text.strip(" ")
        if text.isascii() or (len(text) <= _FEW_MARKS and unicodedata.is_normalized("NFC", text)):
            return text
    return " ".join(clean(text).split())


def words(text: str) -> list[str]:
    r"""Return the `\w+` words of `text`, case kept.

    >>> words("It's 5 o'clock")
    ['It', 's', '5', 'o', 'clock']
    """
    return _WORD.findall(text)


def key(text: str) -> str:
    """Return the form in which titles and lines are compared: NFKC, lower case, words only.

    >>> key("“Hello”,  World!") == key("hello world"), key("İLGİLİ") == key("ilgili")
    (True, True)
    """
    if compiled and (found := strings.join_words(text)) is not None:
        return found
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII_WORDS).decode().split())
    # the lower case of the Turkish dotted capital is an i and a combining dot, which parts words
    lowered = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_WORD.findall(lowered.replace("i\u0307", "i")))


def is_spaceless(text: str) -> bool:
    """Whether `text` holds a character of a script that writes no space between words.

    >>> is_spaceless("首相"), is_spaceless("총리")
    (True, False)
    """
    if text.isascii():
        return False
    return strings.is_spaceless(text) if compiled else _SPACELESS.search(text) is not None


def word_count(text: str) -> float:
    """Words in `text`; where a script writes none apart, two characters count as one.

    >>> word_count("Two words"), word_count("首相は会見で述べた")
    (2.0, 4.5)
    """
    spaced = text.count(" ") + 1
    return len(text) / 2 if len(text) > 6 * spaced and is_spaceless(text) else float(spaced)


def word_counts(texts: Iterable[str]) -> list[float]:
    """Return the words of many texts, as `word_count` counts them.

    >>> word_counts(["Two words", "首相は会見で述べた"])
    [2.0, 4.5]
    """
    return strings.count_words(texts) if compiled else [*map(word_count, texts)]
