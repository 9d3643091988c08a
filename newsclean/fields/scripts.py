"""Scripts of texts, and the languages that are written in each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

LANGUAGES: dict[str, tuple[str, ...]] = {
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh", "ja"),
    "THAI": ("th",),
    "LAO": ("lo",),
    "KHMER": ("km",),
    "MYANMAR": ("my",),
    "GREEK": ("el",),
    "HEBREW": ("he", "yi"),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "BENGALI": ("bn", "as"),
    "GURMUKHI": ("pa",),
    "GUJARATI": ("gu",),
    "ORIYA": ("or",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "KANNADA": ("kn",),
    "MALAYALAM": ("ml",),
    "SINHALA": ("si",),
    "ETHIOPIC": ("am", "ti"),
    "TIBETAN": ("bo", "dz"),
    "CYRILLIC": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "uz"),
    "ARABIC": ("ar", "fa", "ur", "ps", "ku", "ug", "sd"),
    "DEVANAGARI": ("hi", "mr", "ne", "sa"),
    "LATIN": (),
}
"""Script -> its languages as ISO 639-1, the usual one first; of Latin, those of no other script."""

_ALSO_LATIN = frozenset({"sr", "uz", "ku", "tt"})
_NEVER_LATIN = frozenset(c for codes in LANGUAGES.values() for c in codes) - _ALSO_LATIN

_JAPANESE_KANA = 0.05
# Latin names and terms stand in texts of every script, but foreign letters hardly in Latin ones
_FOREIGN_SHARE = 0.3
# a character of Han or kana is half a word
_CJK_WEIGHT = 3


def script_counts(text: str) -> Counter[str]:
    """Count the letters of each script in `text`.

    >>> script_counts("Ab 1 Я")
    Counter({'LATIN': 2, 'CYRILLIC': 1})
    """
    counts: Counter[str] = Counter()
    for char, number in Counter(text).items():
        if char.isalpha():
            counts["LATIN" if char.isascii() else _script(char)] += number
    del counts[""]
    return counts


def main_script(counts: Counter[str]) -> str:
    """Return the script that a text is written in, whatever foreign names stand in it.

    >>> main_script(script_counts("新しいWebAssemblyの仕様"))
    'HIRAGANA'
    """
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    han = counts["CJK"]
    weights = {name: float(number) for name, number in counts.items()}
    weights |= {"HIRAGANA": 0.0, "KATAKANA": 0.0, "CJK": 0.0}
    weights["HIRAGANA" if kana > _JAPANESE_KANA * han else "CJK"] = _CJK_WEIGHT * (han + kana)
    foreign = max((name for name in weights if name != "LATIN"), key=lambda name: weights[name])
    return foreign if weights[foreign] > _FOREIGN_SHARE * sum(weights.values()) else "LATIN"


def is_written_in(code: str, script: str) -> bool:
    """Return whether a language is written in a script.

    >>> is_written_in("uk", "LATIN"), is_written_in("fr", "LATIN"), is_written_in("uk", "CYRILLIC")
    (False, True, True)
    """
    return code not in _NEVER_LATIN if script == "LATIN" else code in LANGUAGES[script]


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
    return name if name in LANGUAGES else ""
