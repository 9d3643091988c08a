"""Telling a text's language: by its script, by its function words, and by a trained detector.

Most scripts leave one language or a few. Among those of one script function words decide, at a
thousandth of the detector's cost to load; the detector (py3langid: Lui and Baldwin 2012, Barbaresi)
is loaded only for texts in which they do not.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from newsclean.fields.scripts import LANGUAGES, is_written_in, main_script, script_counts
from newsclean.interrupts import held_signals

# languages whose texts no detector parts reliably; a declaration decides between them
_GROUPS = ({"hr", "sr", "bs"}, {"no", "nn", "da"}, {"id", "ms"}, {"cs", "sk"}, {"gl", "pt"})
# scripts of which one language is all but certain where the page does not declare another
_SURE_SCRIPTS = frozenset({"CJK", "HEBREW", "BENGALI", "ETHIOPIC", "TIBETAN"})
# what the detector makes of filler text and lists of names
_NO_NEWS = frozenset({"la", "vo", "eo"})

_LEAST_LETTERS = 20
# function words among all words: running text of the corpora has .25 to .5 in its own language, and
# below .15 in any but its closest kin; half of that confirms a declaration
_LEAST_SHARE = 0.15
# a text whose first characters hold this share is told by them alone: 1,124 of 1,346 long stories
# of the corpora, all but one (Norwegian or Danish) as by the whole sample
_SURE_SHARE, _HEAD_CHARS = 0.25, 600
_LEAST_DISTINCT = 4
_LEAST_WORDS = 8
_CLEAR_LEAD = 1.4
_LEAST_CHANCE = 0.5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Told(NamedTuple):
    """What the text shows of its language."""

    code: str | None
    letters: int
    script: str = ""
    """Name of the main script; empty if the text is too short to tell."""
    reason: str = ""


def tell_language(text: str, declared: tuple[str, ...] = ()) -> Told:
    """Return the language of `text`; `None` for under 20 letters and where nothing decides.

    `declared` are codes that the page claims; they decide between languages that are close kin.

    >>> tell_language("Він сказав, що міст відкрили після ремонту, який тривав два роки.").code
    'uk'
    >>> tell_language("首相は会見で、新しい橋が来月から使えるようになると述べた。").code
    'ja'
    """
    if len(text) > 2 * _HEAD_CHARS:
        told = _tell(text[:_HEAD_CHARS], declared, _SURE_SHARE)
        if told.reason == "function words":
            return told
    told = _tell(text, declared, _LEAST_SHARE)
    if told.code is not None or not told.script:
        return told
    code = _by_detector(text, told.script)
    return told._replace(code=code, reason="detector" if code else told.reason)


def _tell(text: str, declared: tuple[str, ...], share: float) -> Told:
    """Tell a language by script and function words, which are this share of all words."""
    counts = script_counts(text)
    letters = sum(counts.values())
    if letters < _LEAST_LETTERS:
        return Told(None, letters, reason="too short")
    script = main_script(counts)
    code = _by_script(script, declared)
    if code is not None:
        return Told(code, letters, script, f"script {script.lower()}")
    code = _by_function_words(text, script, declared, share)
    return Told(code, letters, script, "function words" if code else "no language stands out")


def same_group(one: str, other: str) -> bool:
    """Return whether two languages are too close for their texts to tell them apart."""
    return any(one in group and other in group for group in _GROUPS)


def _by_script(script: str, declared: tuple[str, ...]) -> str | None:
    codes = LANGUAGES[script]
    if len(codes) == 1:
        return codes[0]
    if script not in _SURE_SCRIPTS:
        return None
    # a text of Han alone is Chinese, whatever a page declares: Japanese has kana
    named = [code for code in declared if code in codes and script != "CJK"]
    return (named or codes)[0]


def _by_function_words(
    text: str, script: str, declared: tuple[str, ...], share: float
) -> str | None:
    """The language whose function words clearly outnumber those of all others."""
    words = _WORD.findall(text.lower())
    if len(words) < _LEAST_WORDS:
        return None
    ranked = _ranked(words, script, declared, share)
    if not ranked:
        return None
    code, most = ranked[0]
    rivals = [number for other, number in ranked[1:] if not same_group(code, other)]
    if rivals and most < _CLEAR_LEAD * rivals[0]:
        return None
    close = [other for other, _ in ranked if same_group(code, other) and other in declared]
    return close[0] if close and code not in declared else code


def _ranked(
    words: list[str], script: str, declared: tuple[str, ...], share: float
) -> list[tuple[str, int]]:
    """The languages with enough function words among `words`, most first, and how many."""
    known = _function_words(script)
    counts: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    for word, number in Counter(words).items():
        for code in known.get(word, ()):
            counts[code] += number
            distinct[code] += 1
    least = share * len(words)
    return [
        (code, number)
        for code, number in counts.most_common(4)
        if number >= (least / 2 if code in declared else least)
        and distinct[code] >= _LEAST_DISTINCT
    ]


@cache
def _function_words(script: str) -> dict[str, tuple[str, ...]]:
    """Word -> the languages of a script in which it is a function word."""
    text = (files(__package__) / "function_words.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for code, words in tomllib.loads(text).get(script.lower(), {}).items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), code)
    return found


def _by_detector(text: str, script: str) -> str | None:
    """The detector's choice among the script's languages, where it is more likely than not."""
    with held_signals():
        import py3langid

    ranked = [item for item in py3langid.rank(text) if is_written_in(item[0], script)]
    if not ranked:
        return None
    # scores are sums over the text's features; the square root of its length keeps the chance
    # calibrated across lengths
    scale = math.sqrt(len(text.encode("utf-8", "replace")))
    best, top = ranked[0]
    total = sum(math.exp(max(-50.0, (score - top) / scale)) for _, score in ranked)
    usable = len(best) == 2 and best not in _NO_NEWS
    return str(best) if usable and total * _LEAST_CHANCE <= 1 else None
