"""Titles: chosen among all that a page states and shows, and left out if there is none."""

from __future__ import annotations

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.title import choose_title, title_blocks
from newsclean.fields.title.choose import propose_titles
from newsclean.fields.title.clean import SiteNames, clean_title, ranges
from newsclean.page.read import read_page
from newsclean.profiles.schema import Profile, TextRules

from .planted import plant

TITLE = "Harbour bridge reopens after two years of repairs"
STORY = [
    "The harbour bridge reopened to traffic on Monday after two years of repairs.",
    "Hundreds of people walked across the bridge before the first cars were let on.",
    "The repairs of the harbour bridge cost the city nearly twice what was planned.",
]


def html_page(head="", body="", url=None):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return read_page(f"<html><head>{head}</head><body>{body}{story}</body></html>", url)


def title_of(page, above, *candidates, sure=0.9):
    """The title where the blocks above the story have the roles of these letters."""
    letters = above + "S" * len(STORY)
    best = choose_title(page, candidates, None, plant(page, letters, sure)).best
    return best.value if best else None


def text_title(above, letters, below=(), sure=0.9):
    page = read_page("\n".join([*above, *STORY, *below]), kind="text")
    roles = plant(page, letters + "S" * len(STORY) + "-" * len(below), sure)
    best = choose_title(page, (), None, roles).best
    return best.value if best else None


def og(title):
    return f'<meta property="og:title" content="{title}">'


def jsonld(title):
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"{title}"}}</script>'
    )


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} - The Town Herald",
        f"{TITLE} | Local | The Town Herald",
        f"The Town Herald: {TITLE}",
        f"Local news » {TITLE} » The Town Herald",
        f"{TITLE} — Town Herald",
    ],
)
def test_site_and_section_go_on_either_side(title):
    head = f'<title>{title}</title><meta property="og:site_name" content="The Town Herald">'
    assert title_of(html_page(head, f"<h1>{TITLE}</h1>"), "T") == TITLE


@pytest.mark.parametrize("mark", [" - ", " | ", " – ", " :: ", " • "])
def test_site_is_known_from_the_host_alone(mark):
    page = html_page(f"<title>{TITLE}{mark}Town Herald</title>", url="https://townherald.com/a")
    assert title_of(page, "") == TITLE


def test_a_title_may_hold_a_dash_and_a_colon():
    title = "Bridge reopens: two years late - and at twice the price"
    page = html_page(f"<title>{title} - Herald</title>{og(title)}", f"<h1>{title}</h1>")
    assert title_of(page, "T") == title


def test_the_headline_gives_the_typography():
    head = og(f"{TITLE.upper()} &amp;#8211; it&#39;s done")
    assert title_of(html_page(head, f"<h1>{TITLE} – it’s done</h1>"), "T") == (
        f"{TITLE} – it’s done"
    )


def test_a_headline_in_capitals_is_taken_from_metadata():
    assert title_of(html_page(og(TITLE), f"<h1>{TITLE.upper()}</h1>"), "T") == TITLE


def test_a_kicker_of_its_own_is_no_part_of_the_title():
    body = f'<div class="kicker">Harbour</div><h1>{TITLE}</h1>'
    assert title_of(html_page(f"<title>Harbour: {TITLE} - Herald</title>", body), "KT") == TITLE


def test_a_kicker_in_an_element_of_the_headline_is_no_part_of_the_title():
    body = f'<h1><span class="kicker">Rail and road</span> {TITLE}</h1>'
    page = html_page(og(TITLE), body)
    assert title_of(page, "T") == TITLE
    places = {p.value: p.where for p in propose_titles(page, plant(page, "TSSS"))}
    assert "cut element 0" in places[TITLE]


def test_a_kicker_inside_the_headline_goes_if_metadata_leaves_it_out():
    head = f"<title>Harbour: {TITLE}</title>{og(TITLE)}{jsonld(TITLE)}"
    assert title_of(html_page(head, f"<h1>Harbour: {TITLE}</h1>"), "T") == TITLE


@pytest.mark.parametrize("stated", [og(TITLE), jsonld(TITLE)])
def test_the_headline_below_an_h1_for_search_engines_wins(stated):
    seo = "Bridge opening: When cars may drive over the harbour bridge again"
    body = f"<nav>Home <h1>{seo}</h1></nav><h2>{TITLE}</h2>"
    assert title_of(html_page(f"<title>{seo} | Herald</title>{stated}", body), "--T") == TITLE


def test_a_standfirst_is_no_title():
    body = f"<h1>{TITLE}</h1><h2>Cars may drive over it from Monday</h2>"
    assert title_of(html_page(og(TITLE), body), "TD") == TITLE


def test_a_logo_in_an_h1_is_no_title():
    body = f"<h1>Town Herald</h1><ul><li>News<li>Sport</ul><h1>{TITLE}</h1>"
    assert title_of(html_page("<title>Town Herald</title>", body), "---T") == TITLE


def test_title_element_alone_is_enough():
    assert title_of(html_page(f"<title>{TITLE}</title>"), "") == TITLE


def test_the_site_name_is_no_title():
    head = '<title>Town Herald</title><meta property="og:site_name" content="Town Herald">'
    assert title_of(html_page(head), "") is None


def test_nothing_stated_and_no_headline_is_none():
    assert title_of(html_page(), "") is None


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("Photo: Ann Lee / City Archive", "C"),
        ("The bridge on Monday morning", "C"),
        ("English Deutsch Français", "-"),
        ("Read more about the harbour bridge", "R"),
    ],
)
def test_what_is_no_headline_block_is_no_title(line, letter):
    assert text_title([line], letter) is None


def test_profile_comes_first_then_plugins():
    page = html_page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>")
    plugin = Candidate(fields={"title": "From the plug-in"}, extractor="mine")
    profile = Candidate(fields={"title": "From the profile"}, extractor="profile", family="site")
    assert title_of(page, "T", plugin) == "From the plug-in"
    assert title_of(page, "T", plugin, profile) == "From the profile"
    empty = Candidate(fields={"title": " "}, extractor="profile", family="site")
    assert title_of(page, "T", empty) == TITLE


def test_a_site_whose_text_has_no_titles_gets_none():
    page = read_page("\n".join([TITLE, *STORY]), kind="text")
    page.profile = Profile(name="none", text=TextRules(absent=("title",)))
    assert title_of(page, "T") is None


def test_rejected_titles_carry_their_probability():
    page = html_page(f"<title>{TITLE} - Herald</title>", f"<h1>{TITLE}</h1>")
    choice = choose_title(page, (), None, plant(page, "TSSS"))
    assert "block 0" in choice.best.where
    assert choice.best.probability > 0.5
    assert f"{TITLE} - Herald" in [proposal.value for proposal in choice.rejected]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("LIVE: Storm reaches the coast", "Storm reaches the coast"),
        ("+++ Liveticker +++ Sturm erreicht die Küste", "Sturm erreicht die Küste"),
        ("EN DIRECT - La tempête atteint la côte", "La tempête atteint la côte"),
        ("Harbour LIVE: Storm reaches the coast", "Harbour LIVE: Storm reaches the coast"),
        ("Live music returns to town", "Live music returns to town"),
        ("Directors' cut: a review", "Directors' cut: a review"),
        ("🔴 Storm reaches the coast 🌊", "Storm reaches the coast"),
        ("The Long Day: a film review ★★★☆☆", "The Long Day: a film review"),
        ("The Long Day (4/5)", "The Long Day"),
        ("A <em>very</em> long&nbsp;day", "A very long day"),
        ("24/7", "24/7"),
        ("★★★", "★★★"),
    ],
)
def test_marks_that_are_no_part_of_a_title(raw, clean):
    assert clean_title(raw) == clean


def test_ranges_stay_few_for_many_separators():
    assert len(list(ranges(" - ".join("abcdefghijklmnopqrstuvwxyz")))) < 60


def test_site_names_are_compared_without_case_spaces_and_article():
    sites = SiteNames(["The Daily Herald"], "www.dailyherald.co.uk")
    assert sites.has("DailyHerald.co.uk")
    assert sites.has("Daily Herald Online")
    assert not sites.has("Herald of spring")
    assert not sites.has("A bridge reopens in the town of the Daily Herald today")


def test_text_label_gives_the_title():
    page = read_page(f"title: {TITLE}\n\n" + "\n".join(STORY), kind="text")
    assert choose_title(page, (), None, plant(page, "-" * len(page.blocks))).best.value == TITLE


def test_text_title_below_furniture_and_above_byline_and_caption():
    above = ["Menu", TITLE, "Ann Lee", "30 June 2025", "The bridge on Monday. Photo: City Archive"]
    assert text_title(above, "-TBWC") == TITLE


def test_a_headline_in_two_lines_is_proposed_as_one():
    page = read_page("\n".join(["Harbour bridge reopens after", "two years of repairs", *STORY]))
    proposals = {p.value: p.where for p in propose_titles(page, plant(page, "TTSSS"))}
    assert proposals[TITLE] == "joined 0"


def test_text_without_a_headline_has_none():
    assert text_title([], "") is None
    assert text_title(["HOME > LOCAL", "News", "Sport"], "---") is None


def test_an_unlikely_headline_is_none():
    assert text_title(["News and Sport"], "T", sure=0.03) is None


def test_text_title_in_a_script_without_spaces():
    title = "新しい橋が来月開通へ、首相が会見"
    story = "首相は会見で、新しい橋が来月から使えるようになると述べた。新しい橋の工事は二年続いた。"
    page = read_page(f"ホーム\n国内\n{title}\n{story}", kind="text")
    assert choose_title(page, (), None, plant(page, "--TS")).best.value == title


def test_title_blocks_are_the_repetitions_only():
    lines = [
        "Menu",
        TITLE,
        f"{TITLE} | Town Herald",
        f"Harbour: {TITLE}",
        f"{TITLE}, a long-awaited event that hundreds of people came to see on Monday",
        f"{TITLE} at last.",
        "Harbour bridge",
    ]
    page = read_page("\n".join(lines), kind="text")
    assert title_blocks(page, TITLE) == {1, 2, 3}
    assert title_blocks(page, "") == frozenset()


def test_short_titles_repeat_only_exactly():
    page = read_page("Rain\nRain again\nRain today in town", kind="text")
    assert title_blocks(page, "Rain") == {0}


@pytest.mark.parametrize(
    "line",
    [
        "文｜王小明",
        "홍길동 기자",
        "By Ann Lee and Bo Ek",
        "Shirts in the storeroom of the museum. Photo: Town museum",
        "Рубашки в запаснике музея. Фото: городской музей",
    ],
)
def test_byline_or_credit_is_no_title_though_its_role_is_the_headline(line):
    assert text_title(["Town Herald", line], "-T") is None


def test_headline_that_only_begins_like_a_byline_is_the_title():
    line = "By the river a bridge reopened after two years"
    assert text_title([line, "By Ann Lee"], "TB") == line
