"""Titles: chosen among all that a page states and shows, and left out where there is none."""

from __future__ import annotations

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.title import choose_title, proposed, title_blocks
from newsclean.fields.titles_clean import SiteNames, clean_title, ranges
from newsclean.fields.titles_html import evidence
from newsclean.fields.titles_sources import whole_proposals
from newsclean.page.read import read_page

TITLE = "Harbour bridge reopens after two years of repairs"
STORY = [
    "The harbour bridge reopened to traffic on Monday after two years of repairs.",
    "Hundreds of people walked across the bridge before the first cars were let on.",
    "The repairs of the harbour bridge cost the city nearly twice what was planned.",
]


def html_page(head="", body="", url=None):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return read_page(f"<html><head>{head}</head><body>{body}{story}</body></html>", url)


def body_of(page):
    return Candidate.of_blocks(page, tuple(b.index for b in page.blocks if b.text in STORY))


def proposals_of(page):
    return proposed(page, whole_proposals(page, 0), None)


def title_of(page, *candidates):
    best = choose_title(page, candidates, body_of(page)).best
    return best.value if best else None


def text_title(text):
    page = read_page(text, kind="text")
    return title_of(page)


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
    assert title_of(html_page(head, f"<h1>{TITLE}</h1>")) == TITLE


@pytest.mark.parametrize("mark", [" - ", " | ", " – ", " :: ", " • "])
def test_site_is_known_from_the_host_alone(mark):
    page = html_page(f"<title>{TITLE}{mark}Town Herald</title>", url="https://townherald.com/a")
    assert title_of(page) == TITLE


def test_a_title_may_hold_a_dash_and_a_colon():
    title = "Bridge reopens: two years late - and at twice the price"
    head = f'<title>{title} - Herald</title><meta property="og:title" content="{title}">'
    assert title_of(html_page(head, f"<h1>{title}</h1>")) == title


def test_the_headline_gives_the_typography():
    head = f'<meta property="og:title" content="{TITLE.upper()} &amp;#8211; it&#39;s done">'
    page = html_page(head, f"<h1>{TITLE} – it’s done</h1>")
    assert title_of(page) == f"{TITLE} – it’s done"


def test_a_headline_in_capitals_is_taken_from_metadata():
    head = f'<meta property="og:title" content="{TITLE}">'
    assert title_of(html_page(head, f"<h1>{TITLE.upper()}</h1>")) == TITLE


def test_a_kicker_of_its_own_is_no_part_of_the_title():
    body = f'<div class="kicker">Harbour</div><h1>{TITLE}</h1>'
    head = f"<title>Harbour: {TITLE} - Herald</title>"
    assert title_of(html_page(head, body)) == TITLE


def test_a_kicker_inside_the_headline_goes_where_metadata_leaves_it_out():
    head = (
        f'<title>Harbour: {TITLE}</title><meta property="og:title" content="{TITLE}">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"Harbour: {TITLE}"}}</script>'
    )
    assert title_of(html_page(head, f"<h1>Harbour: {TITLE}</h1>")) == TITLE


@pytest.mark.parametrize("kicker", ["", "<span>Harbour</span> "])
@pytest.mark.parametrize("stated", ["og", "jsonld"])
def test_the_headline_below_an_h1_for_search_engines_wins(kicker, stated):
    seo = "Bridge opening: When cars may drive over the harbour bridge again"
    heads = {
        "og": f'<meta property="og:title" content="{TITLE}">',
        "jsonld": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"{TITLE}"}}</script>',
    }
    body = f"<nav>Home <h1>{seo}</h1></nav><h2>{kicker}{TITLE}</h2>"
    assert title_of(html_page(f"<title>{seo} | Herald</title>{heads[stated]}", body)) == TITLE


def test_a_subheading_that_metadata_does_not_state_is_no_title():
    body = f"<h1>{TITLE}</h1><h2>Cars may drive over it from Monday</h2>"
    assert title_of(html_page(f'<meta property="og:title" content="{TITLE}">', body)) == TITLE


def test_an_article_before_the_first_word_is_no_kicker():
    head = f'<meta property="og:title" content="{TITLE}">'
    found = proposals_of(html_page(head, f"<h1>The {TITLE}</h1>"))
    assert not any("without kicker" in evidence(group, found.around) for group in found.groups)


def test_a_section_that_ends_like_the_headline_is_not_the_headline():
    head = '<title>Work</title><meta property="og:title" content="Work">'
    found = proposals_of(html_page(head, "<h1>We fight for good work</h1>"))
    assert not any("without kicker" in evidence(group, found.around) for group in found.groups)


def test_the_nearest_of_several_h1_wins_over_the_logo():
    body = f"<h1>Town Herald</h1><ul><li>News<li>Sport</ul><h1>{TITLE}</h1>"
    assert title_of(html_page("<title>Town Herald</title>", body)) == TITLE


def test_related_headlines_below_are_not_the_title():
    page = read_page(
        f"<h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in STORY) + "<h1>Ferry runs aground</h1>"
    )
    assert title_of(page) == TITLE


def test_jsonld_of_news_wins_over_a_headline_that_differs():
    head = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}'
        f'</script><meta property="og:title" content="{TITLE}">'
    )
    assert title_of(html_page(head, "<h1>Finally!</h1>")) == TITLE


def test_title_element_alone_is_enough():
    assert title_of(html_page(f"<title>{TITLE}</title>")) == TITLE


def test_the_site_name_is_no_title():
    head = '<title>Town Herald</title><meta property="og:site_name" content="Town Herald">'
    assert title_of(html_page(head)) is None


def test_nothing_stated_is_none():
    assert title_of(html_page()) is None


def test_profile_comes_first_then_plugins():
    page = html_page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>")
    plugin = Candidate(fields={"title": "From the plug-in"}, extractor="mine")
    profile = Candidate(fields={"title": "From the profile"}, extractor="profile")
    assert title_of(page, plugin) == "From the plug-in"
    assert title_of(page, plugin, profile) == "From the profile"
    empty = Candidate(fields={"title": " "}, extractor="profile")
    assert title_of(page, empty) == TITLE


def test_rejected_titles_carry_their_evidence():
    head = f"<title>{TITLE} - Herald</title>"
    choice = choose_title(html_page(head, f"<h1>{TITLE}</h1>"), [], None)
    assert choice.best.reason.startswith(tuple("123456789"))
    assert f"{TITLE} - Herald" in [value.value for value in choice.rejected]


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


TEXT = "\n".join(STORY)


def test_text_label_gives_the_title():
    assert text_title(f"title: {TITLE}\n\n{TEXT}") == TITLE


@pytest.mark.parametrize(
    "above",
    [
        "HOME > LOCAL > Article",
        "All Sections\nEng Deu Fra\nSupport us",
        "News\nSport\nCulture\nWeather",
        "Monday, 30 June 2025, 19:53",
    ],
)
def test_text_title_below_furniture(above):
    assert text_title(f"{above}\n{TITLE}\n{TEXT}") == TITLE


@pytest.mark.parametrize(
    "between",
    [
        "By Ann Lee\n30 June 2025",
        "Ann LeeMonday, 30 June 2025, 19:53",
        f"Ann Lee\n30 June 2025\n{TITLE}\nThe bridge on Monday. Photo: City Archive",
    ],
)
def test_text_title_above_byline_and_caption(between):
    assert text_title(f"Menu\n{TITLE}\n{between}\n{TEXT}") == TITLE


def test_text_title_stands_above_its_standfirst():
    standfirst = "City opens the harbour bridge to cars and walkers again"
    assert text_title(f"date 2025-07-03 {TITLE}\n\n{standfirst}\n\n{TEXT}") == TITLE


def test_text_title_that_a_sidebar_lists_too():
    sidebar = f"RECENT NEWS\n20:55\nMan injured in fire\n20:26\n{TITLE}\n20:03\nFerry runs aground"
    assert text_title(f"{TITLE}\n{TEXT}\n{sidebar}") == TITLE


def test_text_without_a_title_has_none():
    assert text_title(f"date 2025-07-01 {TEXT}") is None
    assert text_title(TEXT) is None


def test_a_line_with_less_evidence_is_the_title_where_the_page_stands_above():
    """Of a story alone the first line may be its lede; below a menu it is the headline."""
    line = "The basin stays shut for a weekend"
    story = [
        "The harbour master closed the northern basin on Friday after a crane lost its load.",
        "Nobody was hurt, and the basin will open again on Sunday once divers have been there.",
    ]
    for menu, expected in ((["Home", "Weather", "Sport", "Subscribe"], line), ([], None)):
        page = read_page("\n".join([*menu, line, *story]), kind="text")
        body = Candidate.of_blocks(page, (len(menu) + 1, len(menu) + 2))
        best = choose_title(page, [body], body).best
        assert (best.value if best else None) == expected


def test_text_of_furniture_only_has_none():
    assert text_title("HOME > LOCAL\nNews\nSport") is None
    assert text_title("") is None


def test_text_title_in_a_script_without_spaces():
    story = "首相は会見で、新しい橋が来月から使えるようになると述べた。新しい橋の工事は二年続いた。"
    page = read_page(f"ホーム\n国内\n新しい橋が来月開通へ、首相が会見\n{story}", kind="text")
    body = Candidate.of_blocks(page, (len(page.blocks) - 1,))
    assert choose_title(page, [], body).best.value == "新しい橋が来月開通へ、首相が会見"


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


def test_a_line_over_a_summary_of_the_story_is_its_title():
    title, summary = "Harbour bridge reopens after repairs", "Repairs cost far more than planned"
    assert text_title("\n".join([title, summary, "30 June 2025", *STORY])) == title
