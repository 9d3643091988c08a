"""The chooser of dates, on small pages of each kind."""

from __future__ import annotations

import datetime as dt

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.date import choose_date
from newsclean.page.read import read_page
from newsclean.profiles.schema import Profile, TextRules

STORY = (
    "The old bridge over the river reopened to carts and walkers after two years of work.",
    "Its keeper said that 24 February 2022 was the day on which the last pier was lost.",
)
CAPTURED = dt.datetime(2025, 7, 2, 15, 40, tzinfo=dt.UTC)


def page_of(source, *, url=None, captured_at=None, profile=None):
    page = read_page(source, url, captured_at=captured_at)
    page.profile = profile
    indices = tuple(b.index for b in page.blocks if b.text.endswith(STORY))
    return page, Candidate.of_blocks(page, indices) if indices else None


def dates(source, *, candidates=(), **about):
    page, body = page_of(source, **about)
    found = choose_date(page, candidates, body)
    return tuple(
        None if choice.best is None else choice.best.value.isoformat()
        for choice in (found.date, found.published, found.modified)
    )


def html(head="", above="", below="", title="A bridge reopens"):
    story = "".join(f"<p>{line}</p>" for line in STORY)
    body = f"<h1>{title}</h1>{above}{story}{below}"
    return f"<html lang=en-GB><head>{head}</head><body>{body}</body></html>"


def text(above=(), below=()):
    return "\n".join(("A bridge reopens", *above, *STORY, *below))


def jsonld(published, modified=None):
    changed = f', "dateModified": "{modified}"' if modified else ""
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"datePublished": "{published}"{changed}}}</script>'
    )


def meta(published):
    return f'<meta property="article:published_time" content="{published}">'


class TestStructured:
    def test_day_time_and_zone(self):
        head = jsonld("2025-07-01T17:36:00+02:00", "2025-07-02T09:00:00+02:00")
        assert dates(html(head)) == (
            "2025-07-01",
            "2025-07-01T17:36:00+02:00",
            "2025-07-02T09:00:00+02:00",
        )

    def test_midnight_is_no_time(self):
        assert dates(html(meta("2025-07-01T00:00:00Z")))[:2] == ("2025-07-01", None)

    def test_time_comes_from_another_source_of_the_day(self):
        head = jsonld("2025-07-01") + meta("2025-07-01T17:36:00+02:00")
        assert dates(html(head))[1] == "2025-07-01T17:36:00+02:00"

    def test_local_zone_is_preferred_to_utc(self):
        head = jsonld("2025-07-01T15:36:00Z") + meta("2025-07-01T17:36:00+02:00")
        assert dates(html(head))[1] == "2025-07-01T17:36:00+02:00"

    def test_local_day_is_that_of_the_source_that_tells_the_zone(self):
        head = jsonld("2025-06-30T22:04:00Z") + meta("2025-07-01T00:04:00+02:00")
        assert dates(html(head))[:2] == ("2025-07-01", "2025-07-01T00:04:00+02:00")

    def test_address_tells_the_local_day_of_a_time_in_utc(self):
        found = dates(html(jsonld("2025-07-02T03:10:00Z")), url="https://a.example/2025/07/01/x")
        assert found[:2] == ("2025-07-01", "2025-07-02T03:10:00+00:00")

    def test_address_a_day_off_is_ignored_where_the_zone_is_told(self):
        found = dates(
            html(jsonld("2025-07-02T13:10:00+02:00")), url="https://a.example/2025/07/01/x"
        )
        assert found[0] == "2025-07-02"

    def test_address_long_before_a_renewed_date_wins(self):
        found = dates(html(jsonld("2025-07-02T13:10:00Z")), url="https://a.example/2021/03/04/x")
        assert found[0] == "2021-03-04"

    def test_page_shows_which_of_two_stated_days_it_is(self):
        head = jsonld("2025-07-01T10:00:00Z") + meta("2025-07-05T10:00:00Z")
        assert dates(html(head))[0] == "2025-07-01"
        assert dates(html(head, above="<p>5 July 2025</p>"))[0] == "2025-07-05"

    def test_earlier_day_under_the_title_wins_over_a_renewed_date(self):
        head = jsonld("2025-07-01T10:00:00Z", "2025-07-01T10:00:00Z")
        assert dates(html(head, above="<p>4 March 2021, 10:00</p>"))[0] == "2021-03-04"

    def test_change_before_publication_is_none(self):
        head = jsonld("2025-07-01T17:36:00+02:00", "2021-03-04T09:00:00+02:00")
        assert dates(html(head))[2] is None

    def test_unreadable_values_are_passed_over(self):
        assert dates(html(jsonld("2025-02-30") + meta("2025-03-01")))[0] == "2025-03-01"


class TestShownInHtml:
    def test_line_under_the_title(self):
        found = dates(html(above="<div class=byline>By Ann LeeTuesday, 1 July 2025, 17:36</div>"))
        assert found == ("2025-07-01", "2025-07-01T17:36:00", None)

    def test_published_wins_over_updated(self):
        above = "<p>Published: 1 July 2025, 10:00 | Updated: 3 July 2025, 11:30</p>"
        assert dates(html(above=above)) == (
            "2025-07-01",
            "2025-07-01T10:00:00",
            "2025-07-03T11:30:00",
        )

    def test_line_that_goes_on_after_its_date(self):
        above = "<p>1 July 2025 - 14:08 | Source: The Herald and its partners | Reads in 2 min.</p>"
        assert dates(html(above=above))[0] == "2025-07-01"

    def test_change_at_the_headline_beats_a_day_far_below(self):
        above = "<p>1 July 2025, 12:00 Updated</p>"
        below = "".join(f"<li>More {n}</li>" for n in range(10)) + "<li>No. 3 (of 4 May 2025)</li>"
        assert dates(html(above=above, below=below))[0] == "2025-07-01"

    def test_address_where_nothing_else_is_said(self):
        assert dates(html(), url="https://a.example/2025/07/01/x") == ("2025-07-01", None, None)

    def test_time_element_that_shows_an_age(self):
        above = '<p><time datetime="2025-07-01T17:36:00+02:00">2 days ago</time></p>'
        assert dates(html(above=above))[:2] == ("2025-07-01", "2025-07-01T17:36:00+02:00")

    def test_several_time_elements_are_a_list(self):
        below = "".join(f'<p><time datetime="2025-06-0{n}">ago</time></p>' for n in range(1, 5))
        assert dates(html(below=below))[0] is None

    @pytest.mark.parametrize(
        "below",
        [
            "<footer><p>© 1 July 2025 The Herald</p></footer>",
            "<p>All rights reserved. 1 July 2025</p>",
            "<aside class=related>"
            + "".join(f"<h4>Other story {n}</h4><p>{n} June 2025</p>" for n in range(1, 6))
            + "</aside>",
        ],
    )
    def test_what_is_not_the_story_s(self, below):
        assert dates(html(below=below)) == (None, None, None)

    def test_region_settles_a_numeric_date(self):
        assert dates(html(above="<p>03/04/2025</p>"))[0] == "2025-04-03"

    def test_other_dates_of_the_page_settle_it(self):
        source = html(above="<p>03/04/2025</p>").replace("en-GB", "en")
        assert dates(source)[0] is None
        assert dates(source.replace("</body>", "<p>12/31/2024</p></body>"))[0] == "2025-03-04"


class TestText:
    def test_line_before_the_body(self):
        found = dates(text(above=["Ann Lee — Tuesday, 1 July 2025, 17:36"]))
        assert found == ("2025-07-01", "2025-07-01T17:36:00", None)

    @pytest.mark.parametrize(
        "line", ["1 July 2025", "Posted on 1 July 2025", "1 July 2025, by Ann Lee"]
    )
    def test_line_deeper_inside_the_body(self, line):
        body = [f"{sentence} It was day {n}." for n in range(8) for sentence in STORY]
        body[8:8] = ["The keeper of the bridge", line]
        page = read_page("\n".join(["A bridge reopens", *body]))
        every = Candidate.of_blocks(page, tuple(range(1, len(page.blocks))))
        assert choose_date(page, (), every).date.best.value == dt.date(2025, 7, 1)

    def test_years_of_two_digits_in_the_language_of_the_story(self):
        story = (
            "Die alte Brücke über den Fluss ist nach zwei Jahren wieder für alle geöffnet worden.",
            "Der Wärter sagte, dass er nicht mehr mit der Öffnung der Brücke gerechnet habe.",
        )
        page = read_page("\n".join(["Brücke wieder offen", "01.07.25, 17:36 Uhr", *story]))
        found = choose_date(page, (), Candidate.of_blocks(page, (2, 3)))
        assert found.published.best.value == dt.datetime(2025, 7, 1, 17, 36)

    def test_day_in_brackets_after_the_town(self):
        page = read_page(f"A bridge reopens\nKarlsruhe, (12.11.2021). {STORY[0]}\n{STORY[1]}")
        found = choose_date(page, (), Candidate.of_blocks(page, (1, 2)))
        assert found.date.best.value == dt.date(2021, 11, 12)

    def test_only_day_that_is_labelled_far_from_the_body(self):
        menu = [f"Section {n}" for n in range(60)]
        head = ["Herald", "Published: 1 July 2025", *menu]
        assert dates("\n".join([*head, *STORY]))[0] == "2025-07-01"
        assert dates("\n".join([*head[:2], "Published: 2 July 2025", *menu, *STORY]))[0] is None

    def test_brackets_after_the_body(self):
        headlines = ["Other news", *(f"A headline (2025/06/{n} 10:00)" for n in range(10, 16))]
        found = dates(text(below=["(2025/07/01 17:36)", *headlines]))
        assert found[:2] == ("2025-07-01", "2025-07-01T17:36:00")

    def test_list_of_timestamps_is_no_date(self):
        headlines = [f"A headline (2025/06/{n} 10:00)" for n in range(10, 16)]
        assert dates(text(below=["Other news", *headlines])) == (None, None, None)

    def test_days_within_sentences_are_not_the_story_s(self):
        assert dates(text()) == (None, None, None)

    def test_label(self):
        source = "date 2025-07-01 A bridge reopens\n" + "\n".join(STORY)
        assert dates(source) == ("2025-07-01", None, None)

    def test_two_glued_days_are_of_publication_and_change(self):
        assert (
            dates(text(above=["Posted on 15 April 20164 March 2017 by Ann Lee"]))[0] == "2016-04-15"
        )

    def test_unclear_date_is_left_out(self):
        assert dates(text(above=["03/04/2025"])) == (None, None, None)

    def test_day_to_come_is_none(self):
        assert dates(text(above=["1 August 2025"]), captured_at=CAPTURED)[0] is None


class TestAges:
    def test_age_in_the_head(self):
        found = dates(text(above=["Ann Lee · 3 hours ago"]), captured_at=CAPTURED)
        assert found == ("2025-07-02", None, None)

    def test_age_without_time_of_capture(self):
        assert dates(text(above=["Ann Lee · 3 hours ago"])) == (None, None, None)

    def test_ages_of_related_stories(self):
        below = ["Related", "A story", "3 hours ago", "Another", "2 hours ago"]
        assert dates(text(below=below), captured_at=CAPTURED) == (None, None, None)


class TestSites:
    def test_profile_wins_over_plug_in_and_page(self):
        candidates = (
            Candidate(fields={"date": dt.date(2025, 6, 2)}, extractor="mine"),
            Candidate(fields={"date": dt.date(2025, 6, 1)}, extractor="profile"),
        )
        page, body = page_of(html(jsonld("2025-07-01T10:00:00Z")))
        choice = choose_date(page, candidates, body).date
        assert choice.best.value == dt.date(2025, 6, 1)
        assert choice.best.source == "profile"
        assert [v.value.day for v in choice.rejected] == [2, 1]

    def test_absent_by_profile(self):
        profile = Profile(name="none", text=TextRules(absent=("date",)))
        assert dates(html(jsonld("2025-07-01T10:00:00Z")), profile=profile) == (None, None, None)

    def test_zone_of_the_profile(self):
        profile = Profile(name="zoned", zone="Europe/Kyiv")
        found = dates(text(above=["Tuesday, 1 July 2025, 17:36"]), profile=profile)
        assert found[1] == "2025-07-01T17:36:00+03:00"

    def test_order_of_the_profile(self):
        profile = Profile(name="ordered", day_first=True)
        assert dates(text(above=["03/04/2025"]), profile=profile)[0] == "2025-04-03"


def test_rejected_dates_carry_their_reasons():
    page, body = page_of(html(above="<p>1 July 2025</p>", below="<p>See 4 May 2020 and more.</p>"))
    rejected = choose_date(page, (), body).date.rejected
    assert rejected
    assert all(value.reason and value.source for value in rejected)


def test_the_age_of_a_short_page_whose_body_begins_at_its_headline() -> None:
    page = read_page(
        "<h1>Bridge reopens</h1><div>By Ann Lee</div><p>Published 2 days ago</p>"
        "<p>The bridge over the Lenn reopened on Monday after two years, the county said.</p>"
        "<p>Two days ago a band played for an hour in the rain, and nobody minded it.</p>",
        kind="html",
        captured_at=dt.datetime(2025, 7, 1, 10, tzinfo=dt.UTC),
    )
    body = Candidate.of_blocks(page, (0, 1, 2, 3, 4))
    found = choose_date(page, (), body)
    assert found.date.best is not None
    assert found.date.best.value == dt.date(2025, 6, 29)
