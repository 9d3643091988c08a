import datetime as dt

import pytest

from newsclean.dates import find_age, resolve_age

NOON = dt.datetime(2025, 7, 2, 12, 30, 45)
HOURS_3 = [
    "3 hours ago", "3h ago", "3 hrs ago", "Updated 3 hours ago", "vor 3 Stunden", "vor 3 Std.",
    "il y a 3 heures", "Il y a 3h", "hace 3 horas", "3 часа назад", "3 години тому",
    "3時間前", "3小时前", "3小時前", "3시간 전", "قبل 3 ساعات", "منذ ٣ ساعات", "3 ore fa",
    "há 3 horas", "3 horas atrás", "3 godziny temu", "3 uur geleden", "3 saat önce",
    "۳ ساعت پیش", "לפני 3 שעות", "3 घंटे पहले", "3 ชั่วโมงที่ผ่านมา", "3 ชั่วโมงที่แล้ว", "3 timmar sedan",
    "3 giờ trước",
    "3 jam yang lalu", "för 3 timmar sedan", "for 3 timer siden", "3 tuntia sitten",
    "πριν από 3 ώρες", "acum 3 ore", "3 órával ezelőtt", "před 3 hodinami", "pred 3 hodinami",
    "prije 3 sata", "пре 3 сата", "преди 3 часа", "fa 3 hores",
]  # fmt: skip


@pytest.mark.parametrize("text", HOURS_3)
def test_three_hours(text):
    assert find_age(text) == dt.timedelta(hours=3)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("5 min ago", dt.timedelta(minutes=5)),
        ("5m ago", dt.timedelta(minutes=5)),
        ("5 минут назад", dt.timedelta(minutes=5)),
        ("5分前", dt.timedelta(minutes=5)),
        ("an hour ago", dt.timedelta(hours=1)),
        ("vor einer Stunde", dt.timedelta(hours=1)),
        ("Il y a une heure", dt.timedelta(hours=1)),
        ("час назад", dt.timedelta(hours=1)),
        ("2 days ago", dt.timedelta(days=2)),
        ("hace 2 días", dt.timedelta(days=2)),
        ("2日前", dt.timedelta(days=2)),
        ("2 weeks ago", dt.timedelta(weeks=2)),
        ("just now", dt.timedelta(0)),
        ("yesterday", dt.timedelta(days=1)),
        ("Gestern, 17:36 Uhr", dt.timedelta(days=1)),
        ("вчора, 19:53", dt.timedelta(days=1)),
        ("Hier à 17:36", dt.timedelta(days=1)),
        ("Today, 17:36", dt.timedelta(0)),
        ("Updated today", dt.timedelta(0)),
        ("Опубликовано вчера", dt.timedelta(days=1)),
        ("hôm qua", dt.timedelta(days=1)),
    ],
)
def test_other_ages(text, age):
    assert find_age(text) == age


@pytest.mark.parametrize(
    "text",
    [
        "", "3 hours", "for 3 hours", "3 hours later", "5 min read", "2 Min", "3 d", "2 months ago",
        "3 years ago", "vor 3 Millionen Jahren", "1.5 hours ago", "2025 ago", "3-4 hours ago",
        "Hier", "Today", "USA Today", "The day before yesterday", "agora", "long ago",
    ],
)  # fmt: skip
def test_no_age(text):
    assert find_age(text) is None


def test_language_settles_short_words():
    assert find_age("Hier", "fr") == dt.timedelta(days=1)
    assert find_age("Hier", "de") is None


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("20 minutes ago", "2025-07-02", "12:10"),
        ("30 seconds ago", "2025-07-02", "12:30"),
        ("just now", "2025-07-02", "12:30"),
        ("3 hours ago", "2025-07-02", None),
        ("13 hours ago", "2025-07-01", None),
        ("2 days ago", "2025-06-30", None),
        ("Yesterday, 17:36", "2025-07-01", "17:36"),
        ("heute, 9:05 Uhr", "2025-07-02", "09:05"),
    ],
)
def test_resolved(text, day, time):
    moment = resolve_age(text, NOON)
    assert moment.day.isoformat() == day
    assert (moment.at and moment.at.strftime("%H:%M")) == time


@pytest.mark.parametrize("text", ["12 hours ago", "1 week ago", "2 months ago", "soon", "1 July"])
def test_not_resolved(text):
    assert resolve_age(text, NOON) is None


def test_zone_of_the_capture_is_kept():
    captured = NOON.replace(tzinfo=dt.UTC)
    assert resolve_age("5 minutes ago", captured).at.tzinfo is dt.UTC


def test_no_day_before_the_calendar():
    assert resolve_age("3 days ago", dt.datetime(1, 1, 1)) is None
