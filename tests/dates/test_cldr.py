"""Every date that CLDR's own patterns write is read again, with its time."""

import datetime as dt

import pytest

from newsclean.dates import find_dates

babel = pytest.importorskip("babel")
DAYS = [dt.datetime(2025, month, day, 17, 6) for month in range(1, 13) for day in (1, 5, 11, 28)]
LOCALES = [
    "ar",
    "ar_LB",
    "ar_DZ",
    "ar_MA",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "da",
    "de",
    "de_AT",
    "el",
    "en",
    "en_GB",
    "en_AU",
    "en_IN",
    "es",
    "es_MX",
    "et",
    "fa",
    "fi",
    "fil",
    "fr",
    "fr_CH",
    "gl",
    "gu",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "km",
    "ko",
    "lt",
    "lv",
    "mk",
    "mr",
    "ms",
    "nb",
    "ne",
    "nl",
    "nn",
    "pl",
    "pt",
    "pt_PT",
    "ro",
    "ru",
    "si",
    "sk",
    "sl",
    "sq",
    "sr",
    "sr_Latn",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
    "zh_Hant",
    "zh_HK",
]


@pytest.fixture(params=LOCALES)
def locale(request):
    # Babel's shared cache lets the aliases of one locale leak into the next
    babel.localedata._cache.clear()
    return babel.Locale.parse(request.param)


@pytest.mark.parametrize("width", ["medium", "long", "full"])
def test_reads_what_cldr_writes(locale, width):
    from babel.dates import format_date, format_time

    for at in DAYS:
        line = f"{format_date(at, width, locale=locale)}, {format_time(at, 'short', locale=locale)}"
        language = str(locale).replace("_", "-")
        assert [moment.at for moment in find_dates(line, language)] == [at], line
