import datetime as dt

import pytest

from newsclean.dates import parse_any


def test_cheap_readers_come_first():
    assert parse_any("30 June 2025, 19:53").at == dt.datetime(2025, 6, 30, 19, 53)


def test_dateparser_reads_what_they_do_not():
    # a weekday between day and month
    moment = parse_any(" 31 Donnerstag Oktober 2019 ", "de")
    assert (moment.day, moment.at, moment.span) == (dt.date(2019, 10, 31), None, (1, 27))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("2 days ago", "en"),
        ("June 2025", "en"),
        ("01/07/2025", None),
        ("31 Donnerstag Oktober 2019", None),
        ("31 Donnerstag Oktober 2019", "xx"),
        ("a story of 2025 and 12 men " * 10, "en"),
        ("30 June 2025 and 1 July 2025", "en"),
    ],
)
def test_reads_nothing(text, language):
    assert parse_any(text, language) is None
