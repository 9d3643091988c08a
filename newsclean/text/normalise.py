"""Text normalisation shared by everything that reads or compares text."""

from __future__ import annotations

import re
import unicodedata

# zero width space, word joiner, BOM, soft hyphen, bidi marks and isolates; the joiners ZWNJ and
# ZWJ stay, since Persian and the Indic scripts spell with them
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# nearly no text holds any of them: one search tells, in a seventh of the time of two passes
_UNCLEAN = re.compile(_INVISIBLE.pattern[:-1] + _SURROGATE.pattern[1:])
_WORD = re.compile(r"\w+")
# Thai, Lao, kana, Han, full-width forms: scripts that write no space between words
_SPACELESS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def clean(text: str) -> str:
    r"""Give `text` in NFC without invisible characters; lone surrogates become U+FFFD.

    >>> clean("soft\u00adhyphen cafe\u0301")
    'softhyphen café'
    """
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    if _UNCLEAN.search(text):
        text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    r"""Give `text` cleaned, with each run of white space as one space and none at the ends.

    >>> normalise(" a\u00a0 b\n")
    'a b'
    """
    # what is printable holds no white space but spaces, and nothing invisible
    if text.isprintable() and "  " not in text:
        text = text.strip(" ")
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            return text
    return " ".join(clean(text).split())


def words(text: str) -> list[str]:
    r"""Give the `\w+` words of `text`, case kept.

    >>> words("It's 5 o'clock")
    ['It', 's', '5', 'o', 'clock']
    """
    return _WORD.findall(text)


def key(text: str) -> str:
    """Give the form in which titles and lines are compared: NFKC, lower case, words only.

    >>> key("“Hello”,  World!") == key("hello world"), key("İLGİLİ") == key("ilgili")
    (True, True)
    """
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    # the lower case of the Turkish dotted capital is an i and a combining dot, which parts words
    lowered = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_WORD.findall(lowered.replace("i\u0307", "i")))


def is_spaceless(text: str) -> bool:
    """Whether `text` holds a character of a script that writes no space between words.

    >>> is_spaceless("首相"), is_spaceless("총리")
    (True, False)
    """
    return not text.isascii() and _SPACELESS.search(text) is not None


def word_count(text: str) -> float:
    """Words in `text`; where a script writes none apart, two characters count as one.

    >>> word_count("Two words"), word_count("首相は会見で述べた")
    (2.0, 4.5)
    """
    spaced = text.count(" ") + 1
    return len(text) / 2 if len(text) > 6 * spaced and is_spaceless(text) else float(spaced)
