"""Authors: names of people, from metadata and bylines, without roles, agencies and furniture."""

from __future__ import annotations

import time

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.authors import choose_authors, clean_names
from newsclean.names.bylines import is_byline
from newsclean.names.words import is_person
from newsclean.page.read import read_page

TITLE = "Harbour bridge reopens after two years of repairs"
STORY = [
    "The harbour bridge reopened to traffic on Monday after two years of repairs.",
    "Hundreds of people walked across the bridge before the first cars were let on.",
]


def authors_of(page, *candidates):
    body = Candidate.of_blocks(page, tuple(b.index for b in page.blocks if b.text in STORY))
    best = choose_authors(page, candidates, body).best
    return best.value if best else ()


def html_authors(head="", byline="", after="", url=None):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    body = f"<h1>{TITLE}</h1>{byline}{story}{after}"
    return authors_of(read_page(f"<html><head>{head}</head><body>{body}", url))


def text_authors(above="", below=""):
    lines = [TITLE, above, *STORY, below]
    return authors_of(read_page("\n".join(filter(None, lines)), kind="text"))


def ld(authors, kind="NewsArticle"):
    return (
        f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "{TITLE}",'
        f' "author": {authors}}}</script>'
    )


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE AND BO EK", ("ANN LEE", "BO EK")),
        ("byAnn Lee", ("Ann Lee",)),
        ("Von Johannes Ritter, Zürich", ("Johannes Ritter",)),
        ("Von Felix Schröder und Jörg Söldner, dpa", ("Felix Schröder", "Jörg Söldner")),
        ("Par Luc Moreau et Zoé Petit (avec AFP)", ("Luc Moreau", "Zoé Petit")),
        ("Por José Ortega y Ana de la Cruz", ("José Ortega", "Ana de la Cruz")),
        ("Di Anna Rossi e Ugo Bianchi", ("Anna Rossi", "Ugo Bianchi")),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Олена Коваленко та Іван Бондар", ("Олена Коваленко", "Іван Бондар")),
        ("記者 王小明", ("王小明",)),
        ("홍길동 기자", ("홍길동",)),
        ("بقلم: سعاد حداد", ("سعاد حداد",)),
        ("Ann Lee, M.D., Ph.D. and Bo Ek, RN", ("Ann Lee", "Bo Ek")),
        ("Jeffrey A. Slot CPP", ("Jeffrey A. Slot",)),
        ("Martin King, Jr.", ("Martin King Jr.",)),
        ("Lee, Ann B.", ("Ann B. Lee",)),
        ("Ann Lee, Senior Political Editor", ("Ann Lee",)),
        ("Ann LeeNews Reporter", ("Ann Lee",)),
        ("Ann Lee The Associated Press", ("Ann Lee",)),
        ("Ann Lee in Berlin", ("Ann Lee",)),
        ("Capital Von Ann Lee", ("Ann Lee",)),
        ("Ann Lee | Photos by Bo Ek", ("Ann Lee",)),
        ("Ann Lee <ann.lee@example.org>", ("Ann Lee",)),
        ("https://www.facebook.com/annlee", ()),
        ("Ann Lee; Ann Lee; ANN LEE", ("Ann Lee",)),
        ("Thomas Brod, Nalea Ko, and ACO Rankings Team", ("Thomas Brod", "Nalea Ko")),
        ("Reuters Staff", ()),
        ("AFP", ()),
        ("dpa/Reuters", ()),
        ("Onlineredaktion", ()),
        ("朝日新聞デジタル", ()),
        ("n-tv.de", ()),
        ("Editorial Board", ()),
        ("admin", ()),
        ("5 min read", ()),
        ("", ()),
    ],
)
def test_clean_names(raw, names):
    assert clean_names(raw) == names


def test_clean_names_bounds_its_work():
    assert len(clean_names("Ann Lee, Bo Ek; " * 5000)) == 2
    assert clean_names("A" * 100_000) == ()


@pytest.mark.parametrize("name", ["Ann O’Neill", "d'Angelo Russo", "Ludwig van Beek", "王小明"])
def test_people(name):
    assert is_person(name)


@pytest.mark.parametrize("text", ["Who is it?", "Ann walks home", "A. B.", "NTV", "Ann 2"])
def test_no_people(text):
    assert not is_person(text)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("By Ann Lee", True),
        ("Von Hannah Ritter, Redakteurin für Finanzen", True),
        ("By the river a bridge reopened", False),
        ("Von Berlin nach Hamburg", False),
        ("Ann Lee", False),
        ("", False),
    ],
)
def test_is_byline(line, answer):
    assert is_byline(line) is answer


def test_jsonld_names_people_only():
    people = '[{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "AFP"}]'
    assert html_authors(ld(people)) == ("Ann Lee",)


def test_an_organisation_leaves_the_place_to_the_byline():
    head = ld('{"@type": "Organization", "name": "Town Herald"}')
    assert html_authors(head, '<p class="byline">By Bo Ek</p>') == ("Bo Ek",)


def test_the_site_itself_is_no_author():
    head = '<meta property="og:site_name" content="Les Echos">' + ld('{"name": "Les Echos"}')
    assert html_authors(head) == ()


def test_a_weblog_may_bear_its_authors_name():
    head = ld('{"@type": "Person", "name": "Ann Lee"}', kind="BlogPosting")
    assert html_authors(head, url="https://annlee.com/a") == ("Ann Lee",)


def test_a_fuller_list_completes_the_first():
    head = '<meta name="author" content="Ann Lee and Bo Ek">' + ld('{"name": "Ann Lee"}')
    assert html_authors(head) == ("Ann Lee", "Bo Ek")


def test_a_name_comes_before_an_account():
    head = '<meta name="author" content="Ann Lee"><meta name="parsely-author" content="ann-lee">'
    assert html_authors(head) == ("Ann Lee",)


@pytest.mark.parametrize(
    "byline",
    [
        '<p>By <a rel="author" href="/a">Ann Lee</a></p>',
        '<div class="post-author-name">Ann Lee</div>',
        '<div itemprop="author"><span itemprop="name">Ann Lee</span></div>',
        '<div class="c-byline">Ann Lee, Staff Writer | Updated 30 June 2025</div>',
        "<p>By Ann Lee</p>",
        "<p>30 June 2025 | Ann Lee</p>",
        "<p>Ann Lee</p><p>30 June 2025</p>",
        "<p>Ann Lee3 hours ago</p>",
    ],
)
def test_visible_bylines_in_html(byline):
    assert html_authors("", byline) == ("Ann Lee",)


def test_authors_of_other_things_are_not_the_articles():
    after = (
        '<div class="comments"><span class="comment-author">Bo Ek</span></div>'
        '<aside><a rel="author" href="/c">Cy Fox</a></aside>'
        '<p>Medically reviewed by <a href="/author/dee">Dee Gray</a></p>'
    )
    assert html_authors("", "", after) == ()


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "Ann LeeMonday, 30 June 2025, 19:53",
        "Ann Lee\n30 June 2025",
        "30 June 2025 - Ann Lee",
        "By Ann Lee, News Reporter",
    ],
)
def test_bylines_in_text(line):
    assert text_authors(line) == ("Ann Lee",)


def test_a_name_in_capitals_is_given_as_the_page_prints_it_elsewhere():
    assert text_authors("BY ANN LEE", "Ann Lee writes about bridges.") == ("Ann Lee",)
    assert text_authors("BY ANN LEE") == ("ANN LEE",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("홍길동 기자 hong@example.org", ("홍길동",)),
        ("2025-06-03 08:26 来源：江报 作者：王小明字号：大 中 小", ("王小明",)),
        ("文｜王小明", ("王小明",)),
        ("（早瀬千尋）", ("早瀬千尋",)),
        ("（永井亘撮影）", ()),
        ("글자크기", ()),
    ],
)
def test_bylines_in_scripts_without_capitals(line, names):
    assert text_authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee",
        "Ann Lee Ann Lee",
        "Ann Lee · Town Herald · Posted: 30 June 2025, 4:00 | Last updated: 1 July 2025",
        "Ann Lee, 30.06.2025 10:00 Uhr",
        "Kolumne von Ann Lee - 30.06.2025 um 08:52 Uhr - 12 Ergänzungen",
        "Ein Kommentar von Ann Lee",
        "Words by Ann Lee",
        "Written by:Ann Lee",
        "By Ann LeePublished 30 June 2025",
        "By Ann Lee Follow",
        "By Ann Lee ⋅ Chief Reviewer ⋅ Updated 30 June 2025",
    ],
)
def test_bylines_with_more_or_less_than_a_name(line):
    assert text_authors(line) == ("Ann Lee",)


@pytest.mark.parametrize("line", ["Harbour Bridge", "Getty Images", "Key Takeaways", "DIVE DEEPER"])
def test_capitals_alone_are_no_name(line):
    assert text_authors(line) == ()


def test_things_that_the_story_writes_small_are_no_people():
    page = read_page("\n".join([TITLE, "Repairs Traffic, 30 June 2025", *STORY]), kind="text")
    body = Candidate.of_blocks(page, tuple(range(2, len(page.blocks))))
    assert choose_authors(page, (), body).best is None


def test_author_of_whom_the_next_line_tells():
    below = "Ann Lee\nAnn Lee is a reporter who lives near the harbour"
    assert text_authors("", below) == ("Ann Lee",)
    assert text_authors("", "Ann Lee\nBo Ek is a reporter who lives near the harbour") == ()


def test_byline_above_the_headline():
    lines = ["By Ann Lee", TITLE, *STORY]
    page = read_page("\n".join(lines), kind="text")
    body = Candidate.of_blocks(page, tuple(range(2, len(lines))))
    assert choose_authors(page, (), body).best.value == ("Ann Lee",)


def test_byline_below_the_story():
    assert text_authors("", "By Ann Lee") == ("Ann Lee",)


@pytest.mark.parametrize(
    "line", ["Middle East", "Updated on 30 June 2025", "Share", "Photo: Ann Lee"]
)
def test_other_lines_are_no_bylines(line):
    assert text_authors(line) == ()


def test_label_and_special_extractors_come_first():
    page = read_page(f"author: Ann Lee\n\n{TITLE}\nBy Bo Ek\n" + "\n".join(STORY), kind="text")
    assert authors_of(page) == ("Ann Lee",)
    profile = Candidate(fields={"authors": ("Cy Fox",)}, extractor="profile")
    assert authors_of(page, profile) == ("Cy Fox",)


def test_a_long_list_of_names_above_the_story_takes_no_time():
    names = [f"Ann{chr(97 + i % 26)}{i} Lee{chr(97 + i % 24)}{i}" for i in range(8000)]
    listed = "".join(f"<li><a>{name}, March 3, 2021</a></li>" for name in names)
    story = "".join(
        f"<p>Paragraph {i} of the story on the harbour and its bridge.</p>" for i in range(60)
    )
    page = read_page(
        f"<h1>The harbour</h1><ul>{listed}</ul><article>{story}</article>", kind="html"
    )
    first = len(page.blocks) - 60
    body = Candidate.of_blocks(page, tuple(range(first, len(page.blocks))))
    start = time.process_time()
    choose_authors(page, [body], body)
    assert time.process_time() - start < 2.0
