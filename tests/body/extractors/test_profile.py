"""The extractor "profile": selectors, the fall-back to lines, fields."""

from __future__ import annotations

import datetime as dt

import pytest

from newsclean.body.candidate import Extractor
from newsclean.body.extractors.profile import ProfileExtractor
from newsclean.page.block import Block
from newsclean.page.page import Page
from newsclean.page.read import read_page
from newsclean.profiles.load import ProfileSet

extract = ProfileExtractor()
URL = "https://a.org/news/1"


@pytest.fixture
def read(tmp_path):
    """Return the page and the candidate of a capture under one profile."""

    def read(profile, content, **about):
        (tmp_path / "a.toml").write_text('hosts = ["a.org"]\n' + profile, encoding="utf-8")
        profiles = ProfileSet.load(tmp_path, builtin=False)
        page = read_page(content, URL, profiles=profiles, **about)
        return page, extract(page)

    return read


def test_it_is_an_extractor():
    assert isinstance(extract, Extractor)
    assert extract.name == "profile"


def test_page_without_profile_gives_nothing():
    page = Page(kind="text", source="x", blocks=(Block(0, "x"),))
    assert extract(page) is None


def test_profile_that_knows_nothing_gives_nothing(read):
    assert read("", "<p>A story.")[1] is None


def test_site_and_language_alone_are_given(read):
    _, found = read('site = "A"\nlanguage = "uk"', "<p>A story.")
    assert (found.paragraphs, found.fields) == ((), {"site": "A", "language": "uk"})


def test_page_without_blocks_is_read(read):
    _, found = read('site = "A"\n[html]\nbody = "p"\n[text]\ntitle = "first line"', "")
    assert found.paragraphs == ()


HTML = """<body><h1>Site</h1><div class="head"><h1 class="t">Bridge <b>opens</b></h1>
<div class="when"><span class="who">Ann Lee, Bo Chan</span> — 30 June 2025, 19:53</div></div>
<div class="story"><p>First.</p><div class="ad">Buy!</div>
<figure><img><figcaption>A bridge</figcaption></figure><p>Second.</p>
<ul><li>Item</li></ul></div><div class="tags"><a>bridge</a> <a>city</a></div>
<div class="more"><div class="story"><p>Other story.</p></div></div></body>"""


def test_selectors_give_body_and_fields(read):
    profile = """zone = "Europe/Kyiv"
    [html]
    title = ["h1.new", "h1.t"]
    body = ".story"
    drop = [".ad", "figure"]
    date = ".when"
    authors = ".who"
    tags = ".tags a"
    """
    page, found = read(profile, HTML)
    assert found.paragraphs == ("First.", "Second.", "Item")
    assert [page.blocks[i].text for i in found.blocks] == list(found.paragraphs)
    assert found.fields["title"] == "Bridge opens"
    assert found.fields["date"] == dt.date(2025, 6, 30)
    assert found.fields["published"].isoformat() == "2025-06-30T19:53:00+03:00"
    assert found.fields["authors"] == ("Ann Lee", "Bo Chan")
    assert found.fields["tags"] == ("bridge", "city")


def test_body_in_parts_side_by_side_is_one(read):
    html = "<div><p class=s>One.</p><p>Ad</p><p class=s>Two.</p></div><i><p class=s>Other.</p></i>"
    assert read('[html]\nbody = "p.s"', html)[1].paragraphs == ("One.", "Two.")


def test_body_in_many_parts_is_whole(read):
    html = "<div>" + "<p class=s>One.</p><p class=x>Ad</p>" * 400 + "</div>"
    assert len(read('[html]\nbody = "p.s"\ndrop = ["p.x", "div", "p"]', html)[1].paragraphs) == 400


def test_an_empty_element_leaves_the_next_selector_its_turn(read):
    profile = '[html]\nbody = [".new", ".old"]\ntitle = ["h1", "h2"]'
    html = "<h1></h1><h2>Title</h2><div class=new><script>x()</script></div>"
    html += "<div class=old>Story.</div>"
    found = read(profile, html)[1]
    assert (found.fields["title"], found.paragraphs) == ("Title", ("Story.",))


def test_machine_readable_values_come_first(read):
    profile = '[html]\ndate = "time"\nauthors = "meta[name=author]"'
    html = '<meta name=author content="Ann Lee"><time datetime="2025-06-30">today</time><p>x'
    found = read(profile, html)[1]
    assert found.fields == {"date": dt.date(2025, 6, 30), "authors": ("Ann Lee",)}


def test_a_printed_zone_is_kept(read):
    profile = 'zone = "Europe/Kyiv"\n[html]\ndate = "time"'
    found = read(profile, "<div><time datetime='2025-06-30T19:53:00Z'></time>")[1]
    assert found.fields["published"].isoformat() == "2025-06-30T19:53:00+00:00"


def test_inline_elements_that_fill_a_block_are_dropped_with_it(read):
    profile = '[html]\nbody = "div"\ndrop = ".x"'
    html = "<div><p><span class=x>Gone</span></p><p><span class=x>Stays</span> here</p></div>"
    assert read(profile, html)[1].paragraphs == ("Stays here",)


def test_cells_joined_to_a_row_are_part_of_the_body(read):
    html = "<div class=b><table><tr><td>One</td><td>1</td></tr></table></div>"
    assert read('[html]\nbody = "div.b"', html)[1].paragraphs == ("One 1",)


def test_rules_for_lines_clean_a_selected_body(read):
    profile = '[html]\nbody = "div"\ntitle = "h1"\n[text]\ndrop = "Advert"\nstop = "Support us"'
    html = "<div><h1>Title</h1><p>One.<p>Advert<p>Two.<p>Support us<p>Three.</div>"
    assert read(profile, html)[1].paragraphs == ("One.", "Two.")


def test_html_is_read_by_lines_where_no_selector_finds_the_body(read):
    profile = (
        '[html]\ntitle = "h1"\nbody = ".gone"\n[text]\nstop = "Comments"\ntitle = "first line"'
    )
    html = "<div>Menu</div><h1>Title</h1><p>One.<p>Two.<h3>Comments</h3><p>Three."
    found = read(profile, html)[1]
    assert (found.fields["title"], found.paragraphs) == ("Title", ("One.", "Two."))


def test_html_without_a_line_below_the_story_is_not_guessed_at(read):
    profile = '[text]\nstop = "Comments"\ntitle = "first line"'
    assert read(profile, "<div>Menu</div><h1>Title</h1><p>One.")[1] is None


def test_date_by_lines_beside_a_body_by_selectors(read):
    profile = "[html]\nbody = \"div\"\n[text]\ndate = '/^Posted: (?P<date>.*)$/'"
    found = read(profile, "<p>Posted: 30 June 2025</p><div>Story.</div>")[1]
    assert (found.fields, found.paragraphs) == ({"date": dt.date(2025, 6, 30)}, ("Story.",))


TEXT = "Title\nOne.\nStamp {}\nTwo."


@pytest.mark.parametrize(
    ("pattern", "printed", "date", "published"),
    [
        (r"Stamp (?P<date>.*)", "30 June 2025", "2025-06-30", None),
        (r"Stamp .*", "2025-06-30 19:53", "2025-06-30", "2025-06-30T19:53:00"),
        (r"Stamp (?P<date>.*)", "01/07/2025", "2025-07-01", None),
        (r"Stamp (?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})", "30062025", "2025-06-30", None),
        (
            r"Stamp (?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})(?P<hour>\d\d)(?P<minute>\d\d)",
            "300620251953",
            "2025-06-30",
            "2025-06-30T19:53:00",
        ),
        (r"Stamp (?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})", "31062025", None, None),
        (r"Stamp (?P<date>.*)", "yesterday", None, None),
    ],
)
def test_date_of_a_line(read, pattern, printed, date, published):
    profile = f"day_first = true\n[text]\ntitle = 'first line'\ndate = '/^{pattern}$/'"
    fields = read(profile, TEXT.format(printed))[1].fields
    assert fields.get("date") == (date and dt.date.fromisoformat(date))
    assert fields.get("published") == (published and dt.datetime.fromisoformat(published))


def test_tags_are_read_outside_the_body(read):
    profile = "[text]\ntitle = 'first line'\nstop = 'Tags'\ntags = '/^#(?P<tags>.*)$/'"
    found = read(profile, "Title\nOne.\n#Inside\nTags\n#Bridge\n#City\n#Bridge")[1]
    assert found.fields["tags"] == ("Bridge", "City")
    assert found.paragraphs == ("One.", "#Inside")


def test_blocks_made_by_hand_are_read(read):
    page, _ = read("[text]\ntitle = 'first line'\nstop = 'End'", "x")
    blocks = tuple(Block(i, text) for i, text in enumerate(("Title", "One.", "End", "Two.")))
    made = Page(kind="text", source="", blocks=blocks, profile=page.profile)
    assert extract(made).blocks == (1,)


def test_the_tree_is_not_changed(read):
    page, _ = read('[html]\nbody = ".story"\ndrop = [".ad", "figure"]', HTML)
    assert page.tree.css_first(".ad").text() == "Buy!"


def test_many_inline_elements_cost_linear_time(read):
    html = "<div><p>" + "<b class=x>y</b> " * 45_000 + "z</p></div>"
    assert read('[html]\nbody = "div"\ndrop = ".x"', html)[1].paragraphs[0].endswith("y z")


def test_nested_elements_cost_linear_time(read):
    html = "<div class=s>" * 400 + "<p>One. " * 20_000
    profile = '[html]\nbody = ".s"\ndrop = "p.x"\ndate = ".s"\nauthors = ".s"'
    assert len(read(profile, html)[1].paragraphs) == 20_000
