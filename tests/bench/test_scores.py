from datetime import date

import pytest

from newsclean.bench.corpus import CorpusPage
from newsclean.bench.records import FIELDS, Record
from newsclean.bench.scores import PageScores, html_task, score_page, shows_title, text_task

PAGE = CorpusPage("a", "<p>x", title="Rain in June", body="It fell all night.", author="Ann Lee")


def test_every_field_with_a_reference_is_scored() -> None:
    record = Record("It fell all night", "Rain in June", None, ("ann lee",))
    scores = score_page(PAGE, html_task(PAGE, null_dates=False), record, FIELDS)
    assert scores.body is not None
    assert scores.body.f1 == 1
    assert scores.exact is True
    assert scores.title == "right"
    assert scores.date is None
    assert scores.authors == 1
    assert scores.characters is None
    assert scores.chunks is None


def test_a_null_date_counts_only_where_it_means_none() -> None:
    record = Record(date=date(2025, 7, 1))
    scores = score_page(PAGE, html_task(PAGE, null_dates=True), record, FIELDS)
    assert scores.date == "wrong"


def test_fields_that_a_peer_does_not_give_are_not_scored() -> None:
    task = html_task(PAGE, null_dates=True)
    assert score_page(PAGE, task, Record(), frozenset()) == PageScores()


def test_a_script_without_spaces_is_scored_by_characters_too() -> None:
    page = CorpusPage("a", "<p>x", body="昨日、東京で雨が降った。")
    scores = score_page(page, html_task(page, null_dates=False), Record("東京で雨が降った"), FIELDS)
    assert scores.characters is not None
    assert scores.characters.recall == pytest.approx(5 / 9)


def test_a_title_that_the_capture_does_not_show_is_not_scored() -> None:
    assert text_task(PAGE, "Menu\nRain in June\nIt fell", null_dates=False).title_shown
    assert not text_task(PAGE, "Menu\nIt rained in June", null_dates=False).title_shown


def test_a_date_that_the_capture_does_not_print_is_not_scored() -> None:
    page = CorpusPage("a", "<p>x", date=date(2025, 7, 1))
    assert text_task(page, "Rain\n01.07.2025, 17:36\nIt fell", null_dates=False).date_known
    assert text_task(page, "Rain\n07/01/2025\nIt fell", null_dates=False).date_known
    assert not text_task(page, "Rain\n2 July 2025\nIt fell", null_dates=False).date_known
    assert text_task(PAGE, "Rain\nIt fell", null_dates=True).date_known


def test_a_hard_wrapped_title_is_shown() -> None:
    assert shows_title("Menu\n* Rain\n\n  in\n  June", "Rain in June")
    assert not shows_title("Rain\nx\nin June", "Rain in June")
    assert not shows_title("Rain", " - ")
