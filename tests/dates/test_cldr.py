"""Every date that CLDR's own patterns write is read again, with its time.

The lines are kept in cldr.tsv, so that no release of Babel decides what passes.
"""

import datetime as dt
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from newsclean.dates import find_dates

DATA = Path(__file__).with_name("cldr.tsv")
ROWS = [row.split("\t") for row in DATA.read_text("utf-8").splitlines()[1:]]
LINES = {locale: list(rows) for locale, rows in groupby(ROWS, key=itemgetter(0))}


@pytest.mark.parametrize("locale", LINES)
def test_reads_what_cldr_writes(locale: str) -> None:
    language = locale.replace("_", "-")
    wrong = [
        text
        for _, at, text in LINES[locale]
        if [moment.at for moment in find_dates(text, language)] != [dt.datetime.fromisoformat(at)]
    ]
    assert wrong == []


def test_each_locale_has_a_day_of_each_month() -> None:
    assert len(LINES) == 75
    for rows in LINES.values():
        assert {at[5:7] for _, at, _ in rows} == {f"{month:02}" for month in range(1, 13)}


def test_the_name_of_a_lunar_month_is_not_read() -> None:
    """CLDR 49 prints Duruthu for January in Sinhala; the lunar month begins on another day."""
    assert find_dates("2025 දුරුතු 1, 17:06", "si") == ()


def test_lines_that_are_there_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that wrote the file only adds to it."""
    pytest.importorskip("babel")
    from tools import make_cldr_lines

    monkeypatch.setattr(make_cldr_lines, "LOCALES", "bn")
    before = DATA.read_text("utf-8")
    after = make_cldr_lines.merged(before, 99)
    assert set(before.splitlines()[1:]) <= set(after.splitlines()[1:])
    assert after.startswith("# Unicode CLDR 47, 49, 99, by ")
