"""The only day that a page gives, where nothing tells that it is the article's."""

from __future__ import annotations

import datetime as dt

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.date import choose_date
from newsclean.page.read import read_page

STORY = "<p>The harbour bridge reopened to traffic on Monday after two years of repairs.</p>" * 4
DAY = dt.date(2025, 7, 1)


def date_of(html, *, kind=None, captured_at=None):
    page = read_page(html, kind=kind, captured_at=captured_at)
    story = tuple(b.index for b in page.blocks if b.text.startswith("The harbour"))
    best = choose_date(page, (), Candidate.of_blocks(page, story)).date.best
    return best and best.value


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "VideoObject", "uploadDate": "2025-07-01"}'
        "</script>",
        '<script>window.state = {"story": {"publishedAt": "2025-07-01T10:00:00Z"}}</script>',
        r'<script>x = "{\"createdAt\":\"2025-07-01T10:00:00Z\"}"</script>',
        '<div itemscope itemtype="https://schema.org/Book"><meta itemprop="datePublished"'
        ' content="2025-07-01"></div>',
    ],
)
def test_data_of_other_items_and_scripts(head):
    assert date_of(head + STORY) == DAY


def test_two_days_in_the_data_of_a_page_tell_nothing():
    script = '<script>[{"publishedAt": "2025-07-01"}, {"publishedAt": "2025-07-02"}]</script>'
    assert date_of(script + STORY) is None


def test_a_day_of_publication_counts_before_one_of_creation():
    script = '<script>[{"createdAt": "2025-06-01"}, {"publishedAt": "2025-07-01"}]</script>'
    assert date_of(script + STORY) == DAY


def test_a_day_to_come_is_none():
    script = '<script>{"publishedAt": "2025-07-09"}</script>'
    assert date_of(script + STORY, captured_at=dt.datetime(2025, 7, 2)) is None


def test_the_one_line_below_the_story_with_a_date():
    lines = "".join(f"<p>Sport {n}</p>" for n in range(8))
    assert date_of(f"{STORY}{lines}<p>Ann Lee | City desk | 1 July 2025</p>") == DAY


@pytest.mark.parametrize("line", ["Last updated 1 July 2025", "© 1 July 2025 The Herald"])
def test_changes_and_rights_are_none(line):
    lines = "".join(f"<p>Sport {n}</p>" for n in range(8))
    assert date_of(f"{STORY}{lines}<p>{line}</p>") is None
