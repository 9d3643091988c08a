"""Dates in lines: `lines.tsv` has line, language, and what is read ("-" for nothing)."""

import datetime as dt
from pathlib import Path

import pytest

from newsclean.dates import find_dates, find_unclear_dates, order_shown
from newsclean.dates.visible import MAX_LINE

TABLE = (Path(__file__).parent / "lines.tsv").read_text(encoding="utf-8").splitlines()
CASES = [row.split("\t") for row in TABLE if not row.startswith("#")]


def shown(moment):
    if moment.at is None:
        return moment.day.isoformat()
    whole_minute = moment.at.second == 0 and moment.at.tzinfo is None
    return moment.at.isoformat(timespec="minutes" if whole_minute else "seconds")


@pytest.mark.parametrize(("line", "language", "expected"), CASES)
def test_line(line, language, expected):
    found = find_dates(line, language or None)
    assert (";".join(map(shown, found)) or "-") == expected


def test_table_covers_many_languages():
    assert len(CASES) >= 250
    assert len({language for _, language, _ in CASES}) > 30


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("By Ann Lee | Monday, 30 June 2025, 19:53 | News", "Monday, 30 June 2025, 19:53"),
        ("Ann LeeMonday, 30 June 2025, 19:53", "Monday, 30 June 2025, 19:53"),
        ("Posted on 30 June 2025 by Ann", "30 June 2025"),
        ("5:36 PM EDT, Tue July 1, 2025: story", "5:36 PM EDT, Tue July 1, 2025"),
        ("الثلاثاء ١ يوليو ٢٠٢٥ خبر", "الثلاثاء ١ يوليو ٢٠٢٥"),
        ("Stand:\u00a001.07.2025,\u00a017:36\u00a0Uhr.", "01.07.2025,\u00a017:36"),
    ],
)
def test_span_holds_weekday_and_time(line, part):
    (moment,) = find_dates(line)
    start, end = moment.span
    assert line[start:end] == part


def test_swedish_abbreviation_is_not_an_english_on():
    line = "Posted on 30 June 2025"
    assert line[slice(*find_dates(line)[0].span)] == "30 June 2025"


def test_marks_of_direction_between_the_parts():
    assert [m.day for m in find_dates("\u200e13/\u200e07/\u200e2025")] == [dt.date(2025, 7, 13)]


def test_day_first_argument_beats_the_language():
    assert find_dates("01/07/2025", "en-US", day_first=True)[0].day == dt.date(2025, 7, 1)
    assert find_dates("01/07/2025", "de", day_first=False)[0].day == dt.date(2025, 1, 7)


def test_full_stops_put_the_day_first_but_perhaps_in_america():
    assert find_dates("01.07.2025")[0].day == dt.date(2025, 7, 1)
    assert find_dates("01.07.2025", "en-US") == find_dates("01.07.2025", day_first=False) == ()
    assert len(find_unclear_dates("01.07.2025", "en-US")) == 1


def test_unclear_dates_give_both_readings_with_the_time():
    (date,) = find_unclear_dates("Updated 01/07/2025 17:36")
    assert date.day_first.at == dt.datetime(2025, 7, 1, 17, 36)
    assert date.month_first.at == dt.datetime(2025, 1, 7, 17, 36)


@pytest.mark.parametrize("line", ["13/07/2025", "07/07/2025", "1 July 2025", "01.07.2025", "12:30"])
def test_clear_dates_are_not_unclear(line):
    assert find_unclear_dates(line) == ()


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["31/12/2024", "01/07/2025"], True),
        (["12/31/2024"], False),
        (["12-31-24"], False),
        (["12/31/2024", "31/12/2024"], None),
        (["01/07/2025", "2024/31/12", "31.12.2024", "1/2"], None),
        ([], None),
    ],
)
def test_order_shown(lines, order):
    assert order_shown(lines) is order


def test_only_the_start_of_a_long_string_is_read():
    assert find_dates("x " * MAX_LINE + "30 June 2025") == ()
    assert len(find_dates("30 June 2025 " * MAX_LINE)) == MAX_LINE // 13


def test_zone_is_kept_and_unclear_zones_leave_the_time_naive():
    aware, naive = find_dates("30 June 2025 10:15 CEST, 30 June 2025 10:15 IST")
    assert aware.at.utcoffset() == dt.timedelta(hours=2)
    assert naive.at.tzinfo is None


def test_moments_are_values():
    assert hash(find_dates("30 June 2025")[0]) == hash(find_dates("30 June 2025")[0])
    with pytest.raises(AttributeError):
        find_dates("30 June 2025")[0].day = None


def test_the_mark_of_an_hour_is_no_weekday():
    # a Hungarian weekday is abbreviated to "h"
    assert find_dates("08/03/2020 15h30") == ()
    assert len(find_unclear_dates("08/03/2020 15h30")) == 1
