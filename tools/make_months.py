"""Write newsclean/dates/months.json and ages.json from the CLDR data that Babel carries.

Run `python tools/make_months.py` after an upgrade of Babel (a development dependency
only). The data stand under the Unicode licence, which is copied beside them.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, localedata
from babel.core import get_cldr_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FOLDER = Path(__file__).parent.parent / "newsclean" / "dates"

# The locales whose names are merged into one language's entry: Arabic has three
# sets of Gregorian month names, Serbian is written in two alphabets.
PLAIN = """
az be bg bn bs ca cs da el et eu fi fil gl gu he hi hr hu hy id is it ja ka kk km ko lt lv mk mr ms
my nb ne nl nn pl ro ru si sk sl sq sv sw ta te th tr uk ur uz vi
"""
LANGUAGES = {
    **{code: (code,) for code in PLAIN.split()},
    "ar": ("ar", "ar_LB", "ar_IQ", "ar_DZ", "ar_TN", "ar_MA", "ar_MR"),
    "de": ("de", "de_AT"),
    "en": ("en", "en_GB", "en_AU", "en_CA"),
    "es": ("es", "es_PE", "es_MX", "es_CL"),
    "fa": ("fa", "fa_AF"),
    "fr": ("fr", "fr_CA", "fr_CH"),
    "pt": ("pt", "pt_PT"),
    "sr": ("sr", "sr_Latn"),
    "zh": ("zh", "zh_Hant"),
}
WIDTHS = ("wide", "abbreviated")
DAY_WIDTHS = ("wide", "abbreviated", "short")
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def load(code: str) -> Locale:
    """A locale read afresh: Babel's shared cache lets one locale's aliases leak into the next."""
    localedata._cache.clear()
    return Locale.parse(code)


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names without repetitions and empty ones."""
    return list(dict.fromkeys(name for name in names if name))


def bare_name(name: str) -> str:
    """A month name without the article and the full stop that CLDR puts around it."""
    for article in ("de ", "d’", "d'"):
        name = name.removeprefix(article)
    return name.strip(" .॰")


def month_names(locale: Locale, month: int) -> Iterator[str]:
    """Yield the wide and short names of a month, in running text and alone."""
    for context in ("format", "stand-alone"):
        for width in WIDTHS:
            name = bare_name(str(locale.months[context][width][month]))
            # "7月" and "tháng 7" are numbers, which the readers know as such.
            if not any(char.isdigit() for char in name) and len(name) > 1:
                yield name


def weekday_names(locale: Locale, day: int) -> Iterator[str]:
    """Yield the names of a weekday down to two letters."""
    for context in ("format", "stand-alone"):
        for width in DAY_WIDTHS:
            yield str(locale.days[context][width][day]).strip(" .")


def halves(locale: Locale, half: str) -> Iterator[str]:
    """Yield the words for "am" or "pm"."""
    for context in ("format", "stand-alone"):
        for names in locale.day_periods.get(context, {}).values():
            yield str(names.get(half, "")).strip(" .")


def order(locale: Locale) -> str:
    """The order of day, month and year in the locale's short numeric date, such as "dmy"."""
    pattern = locale.date_formats["short"].pattern.lower()
    return "".join(sorted("dmy", key=pattern.index))


def chained(
    names: Callable[[Locale, Any], Iterator[str]], locales: list[Locale], key: object
) -> Iterator[str]:
    """Yield the names for `key` of one locale after the other."""
    for locale in locales:
        yield from names(locale, key)


def language_entry(locales: list[Locale]) -> dict[str, Any]:
    """Return the names that the locales of one language print."""
    return {
        "months": [distinct(chained(month_names, locales, month)) for month in range(1, 13)],
        "weekdays": [distinct(chained(weekday_names, locales, day)) for day in range(7)],
        "am": distinct(chained(halves, locales, "am")),
        "pm": distinct(chained(halves, locales, "pm")),
    }


def past_patterns(locale: Locale, unit: str) -> Iterator[str]:
    """Yield the wordings of an age in a unit, such as "{0} hours ago"."""
    for width in ("", "-short", "-narrow"):
        past = locale._data["date_fields"].get(unit + width, {}).get("past", {})
        future = locale._data["date_fields"].get(unit + width, {}).get("future", {}).values()
        for pattern in past.values():
            # "-3 h" and "3 d" are how CLDR abbreviates an age; on pages they are other things.
            bare = re.fullmatch(r"\{0\}\s?[a-z]{1,3}\.?", pattern)
            signed = pattern.startswith(("-", "−", "–", "\u200e"))
            if "{0}" in pattern and not bare and not signed and pattern not in future:
                yield pattern.replace("\xa0", " ").replace("\u202f", " ")


def territory_orders() -> dict[str, str]:
    """Return language and language-territory -> order; the bare "en" covers both, and has none."""
    orders = {code: order(load(code)) for code in LANGUAGES if code != "en"}
    for code in localedata.locale_identifiers():
        parts = code.split("_")
        if len(parts) == 2 and parts[0] in LANGUAGES and len(parts[1]) == 2:
            found = order(load(code))
            if found != orders.get(parts[0]):
                orders["-".join(parts)] = found
    return dict(sorted(orders.items()))


def write(name: str, data: dict[str, Any]) -> None:
    """Write a data file, one language a line."""
    head = {
        "source": f"Unicode CLDR {get_cldr_version()}, by tools/make_months.py",
        "licence": "Unicode-3.0, see LICENSE.unicode",
    }
    text = json.dumps({**head, **data}, ensure_ascii=False, separators=(",", ":"))
    # One language a line: a diff after an upgrade shows which changed.
    for code in LANGUAGES:
        text = text.replace(f'"{code}":{{', f'\n"{code}":{{', 1)
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Write both files and the licence."""
    entries, ages = {}, {}
    for code, parts in sorted(LANGUAGES.items()):
        entries[code] = language_entry([load(part) for part in parts])
        locale = load(code)
        ages[code] = {unit: distinct(past_patterns(locale, unit)) for unit in UNITS}
    write("months.json", {"orders": territory_orders(), "languages": entries})
    write("ages.json", {"languages": ages})
    licence = Path(localedata.__file__).parent / "locale-data" / "LICENSE.unicode"
    shutil.copyfile(licence, FOLDER / "LICENSE.unicode")


if __name__ == "__main__":
    main()
