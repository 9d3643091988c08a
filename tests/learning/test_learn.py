"""Learning a site from a few pages without labels."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from importlib import import_module

import pytest
from click.testing import CliRunner

import newsclean
from newsclean.body import block_of_title
from newsclean.cli.main import cli
from newsclean.errors import SettingError
from newsclean.fields.proposal import rated
from newsclean.learning import LEAST_PAGES, MOST_BYTES, observe
from newsclean.profiles import ProfileSet, to_toml
from newsclean.roles import ROLES, Role, page_roles

from .made_up import PROMISE, SENTENCE, html_page, other_page, story, text_page

URL = "https://www.courier.example/{}"


def captures(make, numbers):
    return [newsclean.Capture(make(n), URL.format(n)) for n in numbers]


def learned(make=html_page, numbers=range(5)):
    return newsclean.learn(captures(make, numbers))


def pipeline(profile):
    return newsclean.Pipeline(profiles=ProfileSet.of(profile))


@pytest.mark.parametrize("make", [html_page, text_page])
def test_a_paragraph_that_recurs_is_no_story(make):
    content, url = make(50), URL.format(50)
    before = newsclean.extract(content, url, pipeline=newsclean.Pipeline(profiles=None))
    assert PROMISE in before.paragraphs, "the model alone is not deceived: nothing is tested"
    after = newsclean.extract(content, url, pipeline=pipeline(learned(make)))
    assert list(after.paragraphs) == story(50)[1]


def test_the_explanation_names_what_took_a_block():
    made = newsclean.explain(html_page(50), URL.format(50), pipeline=pipeline(learned()))
    reason = next(label.reason for label in made.labels if made.page.texts[label.index] == PROMISE)
    assert reason.startswith("profile: line 'listen to this story in four minutes")


def test_two_pages_are_not_enough():
    assert learned(numbers=range(LEAST_PAGES - 1)).learned == ()


def test_a_page_that_is_there_twice_counts_once():
    pages = captures(html_page, [1, 1, 1, 2])
    assert newsclean.learn(pages).learned == ()


def test_layouts_are_told_apart():
    pages = captures(html_page, range(5)) + captures(other_page, [90, 91])
    assert newsclean.learn(pages).learned == learned().learned


def test_a_page_of_another_layout_stays_as_it_is():
    profile = learned()
    page = other_page(7)
    plain = newsclean.extract(page, URL.format(7), pipeline=newsclean.Pipeline(profiles=None))
    found = newsclean.extract(page, URL.format(7), pipeline=pipeline(profile))
    assert found.paragraphs == plain.paragraphs


def test_captured_text_without_an_address_is_known_by_its_furniture():
    profile = learned(text_page)
    made = newsclean.explain(text_page(60), pipeline=pipeline(profile))
    assert made.page.profile is not None
    assert list(made.article.paragraphs) == story(60)[1]
    elsewhere = newsclean.explain("Home\nA story\nIt rained.", pipeline=pipeline(profile))
    assert elsewhere.page.profile is None


def test_host_and_order_of_dates_are_learned():
    profile = learned(text_page, range(12, 20))
    assert profile.hosts == ("courier.example",)
    assert profile.day_first is True


def test_the_profile_is_a_file_that_says_the_same(tmp_path):
    profile = learned()
    file = tmp_path / "courier.example.toml"
    file.write_text(to_toml(profile), "utf-8")
    read = ProfileSet.load(tmp_path, builtin=False).match(URL, ())
    assert read == replace(profile, recognise=read.recognise)
    assert file.stat().st_size < 20_000
    tomllib.loads(file.read_text("utf-8"))


def test_what_a_person_wrote_decides():
    profile = learned()
    line = next(line for line in profile.learned[0].lines if line.startswith("listen"))
    layout = replace(
        profile.learned[0], lines={**profile.learned[0].lines, line: 1.0}, places={}, over={}
    )
    kept = newsclean.extract(
        html_page(50), URL.format(50), pipeline=pipeline(replace(profile, learned=(layout,)))
    )
    assert PROMISE in kept.paragraphs


def test_what_reads_like_a_story_is_not_taken_for_recurring():
    pages = [html_page(n).replace(PROMISE, SENTENCE) for n in range(6)]
    profile = newsclean.learn([newsclean.Capture(page, URL) for page in pages[:5]])
    found = newsclean.extract(pages[5], URL.format(5), pipeline=pipeline(profile))
    assert SENTENCE in found.paragraphs


def test_long_paragraphs_are_never_taken():
    long = "; ".join([PROMISE] * 45)
    pages = [html_page(n).replace(PROMISE, long) for n in range(6)]
    profile = newsclean.learn([newsclean.Capture(page, URL) for page in pages[:5]])
    assert long in newsclean.extract(pages[5], URL, pipeline=pipeline(profile)).paragraphs


def test_the_same_pages_give_the_same_profile():
    assert to_toml(learned()) == to_toml(learned())


def test_a_profile_stays_small():
    menu = "".join(
        f"<li>{'好' * 90} {chr(97 + n % 26)}{chr(97 + n // 26)}</li>" for n in range(300)
    )
    pages = [html_page(n).replace("<h3>", f"<ul>{menu}</ul><h3>") for n in range(5)]
    profile = newsclean.learn([newsclean.Capture(page, URL) for page in pages])
    assert profile.learned
    assert len(to_toml(profile).encode()) <= MOST_BYTES


def test_an_observation_holds_no_tree():
    assert not hasattr(observe(newsclean.Capture(html_page(1))), "tree")


def test_pages_without_an_address_are_of_the_site_that_they_declare():
    link = "<head><link rel=canonical href='https://www.courier.example/{}'>"
    pages = [html_page(n).replace("<head>", link.format(n)) for n in range(5)]
    assert newsclean.learn(pages).hosts == ("courier.example",)


@pytest.mark.parametrize("site", ["../../evil", "/tmp/evil", "a\\b.example", "", "evil"])
def test_a_profile_bears_the_name_of_a_host_alone(tmp_path, site):
    with pytest.raises(SettingError, match="is no host name"):
        newsclean.learn(captures(html_page, range(5)), site=site)
    for number in range(5):
        (tmp_path / f"{number}.html").write_text(html_page(number), "utf-8")
    out = tmp_path / "a" / "b"
    arguments = ["learn", str(tmp_path), "--site", site or "..", "-o", str(out)]
    done = CliRunner().invoke(cli, arguments)
    assert isinstance(done.exception, SettingError)
    assert not out.exists()


def test_an_address_that_names_no_host_names_no_profile():
    pages = [newsclean.Capture(html_page(n), f"https://../evil/{n}") for n in range(5)]
    assert newsclean.learn(pages).hosts == ()


def headed_page(number):
    """Return a page whose headline nothing but its place tells: related ones read like it, too."""
    title, paragraphs = story(number)
    related = [story(number + n)[0] for n in range(700, 702 + number % 3)]
    head = ["Lenn Courier since 1921", "Weather for the Lenn valley", "Sections of the Courier"]
    return "\n".join(
        [*head, title, "Readers ask", *related, "Story", *paragraphs, "Imprint of all"]
    )


def test_where_headlines_stand_is_learned():
    profile = learned(headed_page)
    assert profile.learned[0].title["sections of the courier"] == 1
    assert "imprint of all" not in profile.learned[0].title
    text = to_toml(profile)
    assert '[learned.title]\n"' in text
    assert tomllib.loads(text)["learned"][0]["title"]["sections of the courier"] == 1


def test_a_headline_that_the_model_misses_is_found_at_its_place(monkeypatch):
    profile, capture = learned(headed_page), newsclean.Capture(headed_page(40), URL.format(40))
    page = pipeline(profile).explain(capture).page
    roles = page_roles(page)
    blind = roles.probabilities.copy()
    blind[:, ROLES.index(Role.HEADLINE)] = 0.001
    monkeypatch.setattr("newsclean.roles.model.label_roles", lambda _page: type(roles)(blind))
    wanted = story(40)[0]
    assert newsclean.Pipeline(profiles=None).explain(capture).article.title != wanted
    found = pipeline(profile).explain(capture)
    assert found.article.title == wanted
    choice = next(choice for choice in found.choices if choice.field == "title")
    assert choice.best.where.endswith("where the site's pages have it")


def test_what_recurs_is_no_headline_wherever_it_stands():
    profile = learned(headed_page)
    recurs = headed_page(40).replace(story(40)[0], "Readers ask")
    page = pipeline(profile).explain(newsclean.Capture(recurs, URL.format(40))).page
    assert block_of_title(page) is None


PEOPLE = ("Ann Lee", "Bo Chan", "Carla Diaz", "Dan Okoye", "Eva Lind", "Finn Holm")


def signed_page(number):
    """Return captured text with a byline and a date line, lines of the site around them."""
    title, paragraphs = story(number)
    who, day = PEOPLE[number % len(PEOPLE)], 3 + number % 20
    head = ["Lenn Courier since 1921", title, who, f"{day} June 2024", "Follow our writers"]
    return "\n".join([*head, "Share this with friends", *paragraphs, "Imprint of all"])


def signed_html(number):
    title, paragraphs = story(number)
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<body><div class=main><h1>{title}</h1><div class=who>{PEOPLE[number % len(PEOPLE)]}</div>"
        f"<div class=when>{3 + number % 20} June 2024</div><div class=story>{inner}</div></div>"
    )


def test_where_date_and_byline_stand_is_learned():
    profile = learned(signed_page)
    assert profile.learned[0].authors == {"# june #": -1, "lenn courier since #": 2}
    assert profile.learned[0].date["follow our writers"] == -1
    assert tomllib.loads(to_toml(profile))["learned"][0]["date"]["follow our writers"] == -1
    (where,) = learned(signed_html).learned[0].authors
    assert where.endswith("div.main > div.who")


@pytest.mark.parametrize("make", [signed_page, signed_html])
def test_date_and_byline_are_found_at_their_places(make, monkeypatch):
    profile, capture = learned(make), newsclean.Capture(make(44), URL.format(44))

    def doubt(proposals, scorer):
        found = rated(proposals, scorer)
        return [replace(p, probability=0.3 * p.probability) for p in found]

    for module in ("authors", "date"):
        monkeypatch.setattr(import_module(f"newsclean.fields.{module}.choose"), "rated", doubt)
    # a name alone in the line below a headline is believed whatever the scorer says
    monkeypatch.setattr("newsclean.fields.authors.choose._is_labelled", lambda _proposal: False)
    without = newsclean.Pipeline(profiles=None).explain(capture).article
    assert (without.authors, without.date) == ((), None)
    article = pipeline(profile).explain(capture).article
    assert article.authors == (PEOPLE[44 % len(PEOPLE)],)
    assert article.date == dt.date(2024, 6, 7)


def test_a_name_that_is_the_same_on_all_pages_tells_no_place():
    def page(number):
        return signed_page(number).replace(PEOPLE[number % len(PEOPLE)], "Ann Lee")

    assert learned(page).learned[0].authors == {}


def test_of_pages_of_one_month_the_number_that_stays_is_the_month():
    def page(number):
        return (
            signed_page(number)
            .replace(f"{3 + number % 20} June", f"11.{2 + number:02}.")
            .replace(". 2024", ".2024")
        )

    profile = learned(page)
    assert profile.day_first is False
    found = newsclean.extract(page(7), URL.format(7), pipeline=pipeline(profile))
    assert found.date == dt.date(2024, 11, 9)
