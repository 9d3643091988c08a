"""The names that dates are made of, in all languages at once: months, weekdays, zones, fillers."""

from __future__ import annotations

import datetime as dt
import json
import pkgutil
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# A character of a name: no space, digit or punctuation. Written as what it is not, so that the
# vowel signs of Hindi and Thai belong to it.
NAME_CHAR = r"[^\s\d!-/:-@\[-`{-~«»“”„‘’–—…·•|،、。，：（）]"
NAME = rf"{NAME_CHAR}{{1,20}}(?:\.{NAME_CHAR}{{1,4}}){{0,2}}"

# Accents, Arabic vowel signs, joiners and full stops vanish; letters that are written in two ways
# become one.
_FOLD = {
    **dict.fromkeys((*range(0x300, 0x370), *range(0x64B, 0x656))),
    **dict.fromkeys((0x640, 0x200B, 0x200C, 0x200D, 0x2E, 0x970)),
    ord("ı"): "i",
    ord("ي"): "ی",
    ord("ى"): "ی",
    ord("ك"): "ک",
    ord("ة"): "ه",
    ord("’"): "'",
}
# Codes that pages write for languages that the tables list under another.
_SAME_LANGUAGE = {"no": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr", "cmn": "zh"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The merged tables; every key is folded.

    `months` has the names on which all languages agree, `disputed` the others by (language, name).
    `halves` are words for "am" and "pm"; Latin ones, which mean other things elsewhere, are
    `own_halves` by (language, name). A weekday is 0 (Monday) to 6, or None if languages differ.
    `fillers` also has the weekdays and halves: all that may stand between a date and its time.
    """

    months: Mapping[str, int]
    disputed: Mapping[tuple[str, str], int]
    jalali: Mapping[str, int]
    weekdays: Mapping[str, int | None]
    halves: Mapping[str, str]
    own_halves: Mapping[tuple[str, str], str]
    zones: Mapping[str, dt.timezone | None]
    zones_unclear_in: Mapping[str, frozenset[str]]
    fillers: frozenset[str]
    orders: Mapping[str, str]


def fold(word: str) -> str:
    """Return the form in which names are compared: no case, accents or full stops.

    >>> fold("Févr."), fold("Ιουλίου") == fold("ΙΟΥΛΙΟΥ"), fold("أغسطس") == fold("اغسطس")
    ('fevr', True, True)
    """
    if word.isascii():
        return word.lower().replace(".", "")
    word = unicodedata.normalize("NFKD", word.casefold()).translate(_FOLD)
    return unicodedata.normalize("NFC", word)


@lru_cache(maxsize=256)
def language_code(language: str | None) -> str:
    """Return the language of a tag as the tables name it, or an empty string.

    >>> language_code("pt-BR"), language_code("no"), language_code(None)
    ('pt', 'nb', '')
    """
    base = (language or "").replace("_", "-").split("-")[0].lower()
    return _SAME_LANGUAGE.get(base, base)


def read_json(name: str) -> dict[str, Any]:
    """Return the content of a JSON file of this folder."""
    data: dict[str, Any] = json.loads(_read(name))
    return data


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return the content of a TOML file of this folder, read once (6 ms) for all who ask."""
    import tomllib

    return tomllib.loads(_read(name).decode())


def _read(name: str) -> bytes:
    """Return a file of this folder (importlib.resources takes 20 ms to import)."""
    return pkgutil.get_data(__name__, name) or b""


@cache
def vocabulary() -> Vocabulary:
    """Return the tables, read at the first call (about 15 ms)."""
    cldr, words = read_json("months.json"), read_toml("words.toml")
    languages = cldr["languages"]
    agreed, disputed = _merge(_month_pairs(languages, words["months"]))
    weekdays = _weekdays(languages)
    own_halves = dict(_half_pairs(languages))
    halves = {name: half for (_, name), half in own_halves.items() if not name.isascii()}
    for half in ("am", "pm"):
        halves.update((fold(name), half) for name in words["halves"][half])
    fillers = {fold(word) for word in words["fillers"]["words"].split()}
    zones = {name: dt.timezone(dt.timedelta(hours=h)) for name, h in words["zones"].items()}
    return Vocabulary(
        months=agreed,
        disputed=disputed,
        jalali={fold(n): int(m) for m, names in words["jalali"].items() for n in names},
        weekdays=weekdays,
        halves=halves,
        own_halves=own_halves,
        zones={**zones, **dict.fromkeys(words["unclear_zones"]["words"].split())},
        zones_unclear_in={k: frozenset(v.split()) for k, v in words["zones_unclear_in"].items()},
        fillers=frozenset({*fillers, *weekdays, *halves}),
        orders=cldr["orders"],
    )


def _month_pairs(
    languages: Mapping[str, Any], extra: Mapping[str, Any]
) -> Iterator[tuple[str, str, int]]:
    """Yield (language, folded name, month) for each name; Hebrew also with its "in" prefixed."""
    for code, entry in languages.items():
        more = extra.get(code, {})
        for month, names in enumerate(entry["months"], 1):
            for name in (*names, *more.get(str(month), ())):
                yield code, fold(name), month
                if code == "he":
                    yield code, "ב" + fold(name), month


def _merge(
    pairs: Iterable[tuple[str, str, int]],
) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    by_language = {(code, name): month for code, name, month in pairs}
    meanings: dict[str, set[int]] = {}
    for (_, name), month in by_language.items():
        meanings.setdefault(name, set()).add(month)
    agreed = {name: min(months) for name, months in meanings.items() if len(months) == 1}
    return agreed, {key: month for key, month in by_language.items() if key[1] not in agreed}


def _weekdays(languages: Mapping[str, Any]) -> dict[str, int | None]:
    """Map the names, and each word of those of several words, to the day or to None."""
    found: dict[str, set[int]] = {}
    for entry in languages.values():
        for day, names in enumerate(entry["weekdays"]):
            for name in names:
                folded = fold(name)
                for word in {folded, *folded.replace("-", " ").split()}:
                    found.setdefault(word, set()).add(day)
    return {name: min(days) if len(days) == 1 else None for name, days in found.items()}


def _half_pairs(languages: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for code, entry in languages.items():
        for half in ("am", "pm"):
            yield from (((code, fold(name)), half) for name in entry[half] if len(name) > 1)


def half_of_day(word: str, language: str = "") -> str:
    """Return "am", "pm" or "" for a word.

    >>> half_of_day("오후"), half_of_day("μ.μ."), half_of_day("em", "sv"), half_of_day("em", "pt")
    ('pm', 'pm', 'pm', '')
    """
    names, key = vocabulary(), fold(word)
    return names.halves.get(key) or names.own_halves.get((language, key), "")


def month_number(name: str, language: str = "") -> int | None:
    """Return the month that a name means in `language` (a code of `language_code`) or in all.

    >>> month_number("Juillet"), month_number("червня"), month_number("Listopad")
    (7, 6, None)
    >>> month_number("listopad", "hr"), month_number("OliynykJune")
    (10, 6)
    """
    names = vocabulary()
    key = fold(name)
    month = names.months.get(key) or names.disputed.get((language, key))
    if month is None and (tail := last_capitalised(name)):
        month = month_number(tail, language)
    return month


def last_capitalised(name: str) -> str:
    """Return what begins at the last capital after a small letter, as in a name glued to another.

    >>> last_capitalised("OliynykMonday"), last_capitalised("Monday")
    ('Monday', '')
    """
    for i in range(len(name) - 1, 0, -1):
        if name[i].isupper() and name[i - 1].islower():
            return name[i:]
    return ""


def jalali_month(name: str) -> int | None:
    """Return the number of a month of the Persian year.

    >>> jalali_month("تیر")
    4
    """
    return vocabulary().jalali.get(fold(name))


@lru_cache(maxsize=256)
def day_order(language: str | None) -> bool | None:
    """Return whether 01/07/2025 means the first day of July in a language; None if it is unclear.

    The order is CLDR's for language and territory; the bare `en` names no territory.

    >>> day_order("en-GB"), day_order("en-US"), day_order("en"), day_order("de-AT")
    (True, False, None, True)
    """
    parts = (language or "").replace("_", "-").split("-")
    base, orders = language_code(language), vocabulary().orders
    territory = next((p.upper() for p in reversed(parts[1:]) if len(p) == 2), "")
    order = orders.get(f"{base}-{territory}") or orders.get(base)
    return {"dmy": True, "mdy": False}.get(order or "")
