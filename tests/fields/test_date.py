"""The chooser of dates, on small pages of each kind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.date import choose_date
from newsclean.fields.date.choose import find_days
from newsclean.fields.date.stamps import Stamp
from newsclean.page.read import read_page
from newsclean.profiles.schema import Profile, TextRules
from newsclean.roles import ROLES, Role, Roles

from .planted import plant

if TYPE_CHECKING:
    from newsclean.page import Page

STORY = (
    "The old bridge over the river reopened to carts and walkers after two years of work.",
    "Its keeper said that 24 February 2022 was the day on which the last pier was lost.",
)
CAPTURED = dt.datetime(2025, 7, 2, 15, 40, tzinfo=dt.UTC)


def found(source, letters, *, candidates=(), url=None, captured_at=None, profile=None):
    page = read_page(source, url, captured_at=captured_at)
    page.profile = profile
    return choose_date(page, candidates, None, plant(page, letters))


def dates(source, letters, **about):
    choice = found(source, letters, **about)
    return tuple(
        None if field.best is None else field.best.value.isoformat()
        for field in (choice.date, choice.published, choice.modified)
    )


def html(head="", above="", below=""):
    story = "".join(f"<p>{line}</p>" for line in STORY)
    body = f"<h1>A bridge reopens</h1>{above}{story}{below}"
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


class TestDeclared:
    def test_day_time_and_zone(self):
        head = jsonld("2025-07-01T17:36:00+02:00", "2025-07-02T09:00:00+02:00")
        assert dates(html(head), "TSS") == (
            "2025-07-01",
            "2025-07-01T17:36:00+02:00",
            "2025-07-02T09:00:00+02:00",
        )

    def test_midnight_is_no_time(self):
        assert dates(html(meta("2025-07-01T00:00:00Z")), "TSS")[:2] == ("2025-07-01", None)

    def test_time_comes_from_another_source_of_the_day(self):
        head = jsonld("2025-07-01") + meta("2025-07-01T17:36:00+02:00")
        assert dates(html(head), "TSS")[1] == "2025-07-01T17:36:00+02:00"

    def test_local_zone_is_preferred_to_utc(self):
        head = jsonld("2025-07-01T15:36:00Z") + meta("2025-07-01T17:36:00+02:00")
        assert dates(html(head), "TSS")[1] == "2025-07-01T17:36:00+02:00"

    def test_the_local_day_is_that_which_the_page_shows(self):
        source = html(jsonld("2025-07-02T03:10:00Z"), above="<p>1 July 2025</p>")
        assert dates(source, "TWSS")[:2] == ("2025-07-01", "2025-07-02T03:10:00+00:00")

    def test_the_address_tells_the_local_day_of_a_time_in_utc(self):
        source, url = html(jsonld("2025-07-02T03:10:00Z")), "https://a.example/2025/07/01/x"
        days = find_days(read_page(source, url), plant(read_page(source, url), "TSS"))
        assert [stamp.is_local_day(dt.date(2025, 7, 1)) for stamp in days[dt.date(2025, 7, 2)]] == [
            True
        ]

    def test_a_time_in_utc_at_an_end_of_the_calendar_has_no_day_beyond_it(self):
        for at, day in (
            (dt.datetime(1, 1, 1, 5, tzinfo=dt.UTC), dt.date(1, 1, 2)),
            (dt.datetime(9999, 12, 31, 20, tzinfo=dt.UTC), dt.date(9999, 12, 30)),
        ):
            assert not Stamp(at.date(), at, "structured", "jsonld").is_local_day(day)
        first = dt.datetime(1, 1, 1, 12, tzinfo=dt.UTC)
        assert Stamp(first.date(), first, "structured", "jsonld").is_local_day(dt.date(1, 1, 2))

    def test_first_publication_is_before_the_change(self):
        head = jsonld("2025-07-01T10:00:00Z", "2025-07-05T10:00:00Z")
        assert dates(html(head, above="<p>Updated 5 July 2025</p>"), "TWSS")[0] == "2025-07-01"

    def test_change_before_publication_is_none(self):
        head = jsonld("2025-07-01T17:36:00+02:00", "2025-06-04T09:00:00+02:00")
        assert dates(html(head), "TSS")[2] is None

    def test_unreadable_values_are_passed_over(self):
        head = jsonld("2025-02-30") + meta("2025-03-01T10:00:00Z")
        assert dates(html(head), "TSS")[0] == "2025-03-01"

    @pytest.mark.parametrize(
        "head",
        [
            '<script type="application/ld+json">'
            '{"@type": "VideoObject", "uploadDate": "2025-07-01"}</script>',
            '<script>window.state = {"story": {"publishedAt": "2025-07-01T10:00:00Z"}}</script>',
        ],
    )
    def test_data_of_other_items_and_scripts_is_proposed(self, head):
        page = read_page(html(head))
        assert list(find_days(page, plant(page, "TSS"))) == [dt.date(2025, 7, 1)]


class TestShown:
    def test_line_under_the_title(self):
        source = html(above="<div class=byline>By Ann LeeTuesday, 1 July 2025, 17:36</div>")
        assert dates(source, "TMSS") == ("2025-07-01", "2025-07-01T17:36:00", None)

    def test_published_wins_over_updated(self):
        above = "<p>Published: 1 July 2025, 10:00 | Updated: 3 July 2025, 11:30</p>"
        assert dates(html(above=above), "TWSS") == (
            "2025-07-01",
            "2025-07-01T10:00:00",
            "2025-07-03T11:30:00",
        )

    def test_text_is_read_alike(self):
        source = text(above=["Ann Lee — Tuesday, 1 July 2025, 17:36"])
        assert dates(source, "TMSS") == ("2025-07-01", "2025-07-01T17:36:00", None)
        below = text(below=["Other news", "Published: 1 July 2025"])
        assert dates(below, "TSS-W")[0] == "2025-07-01"

    def test_a_date_in_pieces(self):
        assert dates(text(above=["18", "July", "2012"]), "TWWWSS")[0] == "2012-07-18"

    def test_time_element_that_shows_an_age(self):
        above = '<p><time datetime="2025-07-01T17:36:00+02:00">2 days ago</time></p>'
        choice = found(html(above=above), "TWSS")
        days = [choice.date.best, *choice.date.rejected]
        assert [day.value for day in days if day] == [dt.date(2025, 7, 1)]

    @pytest.mark.parametrize("letter", ["-", "R", "U", "G"])
    def test_what_is_no_date_line_dates_no_story(self, letter):
        source = text(below=["A headline (2025/06/12 10:00)"])
        assert dates(source, f"TSS{letter}") == (None, None, None)

    def test_a_year_of_rights_is_no_date(self):
        assert dates(text(below=["© 1 July 2025 The Herald"]), "TSSW") == (None, None, None)

    def test_days_within_sentences_are_not_the_story_s(self):
        assert dates(text(), "TSS") == (None, None, None)

    def test_the_dateline_of_the_story_is_proposed(self):
        source = f"A bridge reopens\nKarlsruhe, (12.11.2021). {STORY[0]}\n{STORY[1]}"
        page = read_page(source)
        assert list(find_days(page, plant(page, "TSS"))) == [dt.date(2021, 11, 12)]

    def test_two_glued_days_are_of_publication_and_change(self):
        source = text(above=["Posted on 15 April 20164 March 2017 by Ann Lee"])
        assert dates(source, "TMSS")[0] == "2016-04-15"


class TestReading:
    def test_region_settles_a_numeric_date(self):
        assert dates(html(above="<p>03/04/2025</p>"), "TWSS")[0] == "2025-04-03"

    def test_other_dates_of_the_page_settle_it(self):
        source = html(above="<p>03/04/2025</p>").replace("en-GB", "en")
        assert dates(source, "TWSS")[0] is None
        other = source.replace("</body>", "<p>12/31/2024</p></body>")
        assert dates(other, "TWSS-")[0] == "2025-03-04"

    def test_years_of_two_digits_in_the_language_of_the_story(self):
        story = (
            "Die alte Brücke über den Fluss ist nach zwei Jahren wieder für alle geöffnet worden.",
            "Der Wärter sagte, dass er nicht mehr mit der Öffnung der Brücke gerechnet habe.",
        )
        source = "\n".join(["Brücke wieder offen", "01.07.25, 17:36 Uhr", *story])
        assert dates(source, "TWSS")[1] == "2025-07-01T17:36:00"

    def test_unclear_date_is_left_out(self):
        assert dates(text(above=["03/04/2025"]), "TWSS") == (None, None, None)

    def test_order_of_the_profile(self):
        profile = Profile(name="ordered", day_first=True)
        assert dates(text(above=["03/04/2025"]), "TWSS", profile=profile)[0] == "2025-04-03"

    def test_day_to_come_is_none(self):
        source = text(above=["1 August 2025"])
        assert dates(source, "TWSS", captured_at=CAPTURED)[0] is None

    def test_age_against_the_time_of_capture(self):
        source = text(above=["Ann Lee · 3 hours ago"])
        assert dates(source, "TMSS", captured_at=CAPTURED) == ("2025-07-02", None, None)
        assert dates(source, "TMSS") == (None, None, None)

    def test_today_is_an_age_too(self):
        source = text(above=["Сегодня, 08:30"])
        assert dates(source, "TMSS", captured_at=CAPTURED)[:2] == (
            "2025-07-02",
            "2025-07-02T08:30:00",
        )


class TestSites:
    def test_label(self):
        page = read_page("date 2025-07-01 A bridge reopens\n" + "\n".join(STORY))
        choice = choose_date(page, (), None, plant(page, "TSS"))
        assert choice.date.best.value == dt.date(2025, 7, 1)
        assert choice.date.best.source == "label"

    def test_profile_wins_over_plug_in_and_page(self):
        candidates = (
            Candidate(fields={"date": dt.date(2025, 6, 2)}, extractor="mine"),
            Candidate(fields={"date": dt.date(2025, 6, 1)}, extractor="profile"),
        )
        choice = found(html(jsonld("2025-07-01T10:00:00Z")), "TSS", candidates=candidates).date
        assert choice.best.value == dt.date(2025, 6, 1)
        assert choice.best.source == "profile"
        assert [proposal.value.day for proposal in choice.rejected] == [2, 1]

    def test_a_profile_s_day_gets_the_time_that_the_page_states(self):
        profile = Candidate(fields={"date": dt.date(2025, 7, 1)}, extractor="profile")
        choice = found(html(jsonld("2025-07-01T10:00:00Z")), "TSS", candidates=(profile,))
        assert choice.published.best.value.isoformat() == "2025-07-01T10:00:00+00:00"

    def test_absent_by_profile(self):
        profile = Profile(name="none", text=TextRules(absent=("date",)))
        source = html(jsonld("2025-07-01T10:00:00Z"))
        assert dates(source, "TSS", profile=profile) == (None, None, None)

    def test_zone_of_the_profile(self):
        profile = Profile(name="zoned", zone="Europe/Kyiv")
        source = text(above=["Tuesday, 1 July 2025, 17:36"])
        assert dates(source, "TWSS", profile=profile)[1] == "2025-07-01T17:36:00+03:00"


def test_rejected_dates_carry_their_reasons():
    source = html(above="<p>1 July 2025</p>", below="<p>Printed on 4 May 2026</p>")
    choice = found(source, "TWSSW").date
    assert choice.best.value == dt.date(2025, 7, 1)
    assert [proposal.where for proposal in choice.rejected] == ["block 4"]
    assert all(0 <= proposal.probability <= 1 for proposal in choice.rejected)


def roles_without_dates(page: Page) -> Roles:
    """Roles of a script never learned: a headline, and the rest short or long story."""
    table = np.full((len(page.blocks), len(ROLES)), 0.001, dtype=np.float32)
    table[:, ROLES.index(Role.STORY)] = 0.98
    table[0] = 0.001
    table[0, ROLES.index(Role.HEADLINE)] = 0.98
    return Roles(table / table.sum(axis=1, keepdims=True))


BESIDE = (
    "<h1>Ferry runs again</h1><p>{}</p><p>The ferry runs again every hour, the county said on the "
    "quay in front of two hundred people who had waited for a year and a day in the rain.</p>"
)


def test_the_only_day_right_below_a_headline_counts_whatever_its_role() -> None:
    page = read_page(BESIDE.format("Marit Enger 16 June 2025 08:30"))
    found = choose_date(page, (), roles=roles_without_dates(page))
    assert found.date.best is not None
    assert found.date.best.value == dt.date(2025, 6, 16)


@pytest.mark.parametrize("line", ["16 June 2025 and 2 March 2024", "x" * 90 + " 16 June 2025"])
def test_two_days_or_a_long_line_there_say_nothing(line: str) -> None:
    page = read_page(BESIDE.format(line))
    assert choose_date(page, (), roles=roles_without_dates(page)).date.best is None
