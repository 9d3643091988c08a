import datetime as dt

import pytest

from newsclean.dates.moment import buddhist, full_year, gregorian, jalali


@pytest.mark.parametrize(
    ("year", "nowruz"),
    [
        (1370, "1991-03-21"),
        (1375, "1996-03-20"),
        (1379, "2000-03-20"),
        (1380, "2001-03-21"),
        (1391, "2012-03-20"),
        (1399, "2020-03-20"),
        (1400, "2021-03-21"),
        (1403, "2024-03-20"),
        (1404, "2025-03-21"),
        (1405, "2026-03-21"),
    ],
)
def test_persian_new_year(year, nowruz):
    assert jalali(year, 1, 1).isoformat() == nowruz


def test_persian_days_follow_each_other():
    days = [jalali(1403, m, d) for m in range(1, 13) for d in range(1, 32)]
    real = [day for day in days if day]
    assert real == [real[0] + dt.timedelta(days=n) for n in range(366)]


@pytest.mark.parametrize("date", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1300, 1, 1)])
def test_no_such_persian_day(date):
    assert jalali(*date) is None


@pytest.mark.parametrize("date", [(2025, 2, 29), (1989, 12, 31), (2101, 1, 1), (2025, 0, 1)])
def test_no_such_day(date):
    assert gregorian(*date) is None


def test_thai_year():
    assert buddhist(2567, 2, 29) == dt.date(2024, 2, 29)
    assert buddhist(2025, 7, 1) == dt.date(2025, 7, 1)


def test_short_years():
    assert [full_year(y) for y in ("00", "25", "99")] == [2000, 2025, 1999]
