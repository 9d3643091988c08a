"""What holds for any text: nothing raises, spans lie in the text, time does not grow with it."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import dates

# Text that comes near to dates: digits, separators, names and labels in many scripts, glued.
PARTS = [*"0123456789 .,:/-–|()年月日년월일Tz+'\ud800\u200eİß٣", "tháng 7"]
PARTS += (
    "30 2025 2568 1404 June juillet июня يوليو تیر ก.ค. 令和 元年 pm 午後 "
    "UTC GMT+3 EDT ago vor hours Stunden 前 Published 更新 Monday ’25"
).split()
DATELIKE = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)
TEXT = st.one_of(st.text(max_size=200), DATELIKE)
LANGUAGE = st.sampled_from([None, "", "en", "en-US", "fr", "th", "fa", "hr", "ko", "x-y", "zz"])
CAPTURED = dt.datetime(2025, 7, 2, 12, 0)


@given(TEXT, LANGUAGE)
def test_find_dates(text, language):
    moments = dates.find_dates(text, language)
    for moment in moments:
        start, end = moment.span
        assert 0 <= start < end <= len(text)
        assert 1990 <= moment.day.year <= 2100
        assert moment.at is None or moment.at.date() == moment.day
    assert len(dates.label_dates(text, moments)) == len(moments)
    spans = [moment.span for moment in moments]
    assert spans == sorted(spans)


@given(TEXT, LANGUAGE)
def test_unclear_dates_differ(text, language):
    for date in dates.find_unclear_dates(text, language):
        assert date.day_first.day != date.month_first.day
        assert date.day_first.span == date.month_first.span


@given(TEXT, LANGUAGE)
def test_others_never_raise(text, language):
    dates.parse_iso(text, language)
    dates.find_age(text, language)
    dates.resolve_age(text, CAPTURED, language)
    dates.is_date_line(text, language)
    dates.date_label(text)
    dates.date_in_url(text)
    dates.order_shown([text])
    dates.day_order(text)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.times())
def test_iso_comes_back(day, clock):
    clock = clock.replace(microsecond=0)
    text = dt.datetime.combine(day, clock).isoformat()
    for moment in (dates.parse_iso(text), *dates.find_dates(text)):
        assert (moment.day, moment.at.time()) == (day, clock)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.sampled_from("-/."))
def test_numeric_dates_come_back(day, separator):
    text = day.strftime(f"%d{separator}%m{separator}%Y")
    assert [m.day for m in dates.find_dates(text, day_first=True)] == [day]


LONG = """
1|1 |2025-|2025-1-1 |1 aaaaaaaaaaaaaaaaaaa.aaaa.aaaa 2025 |30 June 2025 |a-25 |1 de de |aA|3 hours
|01/02/2025 12:30 pm |2025年7月1日 |1 July 2025 at at at at |
"""


@pytest.mark.parametrize("part", LONG.strip().split("|")[:-1])
def test_time_does_not_grow_with_the_text(part):
    for read in (dates.find_dates, dates.find_unclear_dates, dates.find_age, dates.is_date_line):
        read(part * 10)
        began = time.process_time()
        read(part * (1_000_000 // len(part)))
        assert time.process_time() - began < 0.5
