"""Authors: people and agencies that a byline or metadata credits, without furniture."""

from __future__ import annotations

import time

import pytest

from newsclean.body.candidate import Candidate
from newsclean.fields.authors import choose_authors
from newsclean.fields.authors.proposals import find_names, names_of
from newsclean.fields.story_place import StoryPlace, find_story
from newsclean.names.bylines import clean_names, is_byline
from newsclean.names.words import is_person
from newsclean.page.read import read_page
from newsclean.profiles.schema import Profile, TextRules

from .planted import plant

TITLE = "Harbour bridge reopens after two years of repairs"
STORY = [
    "The harbour bridge reopened to traffic on Monday after two years of repairs.",
    "Hundreds of people walked across the bridge before the first cars were let on.",
]


def values(page, letters, *candidates):
    """The people and the agencies of a page whose blocks have these roles."""
    choice = choose_authors(page, candidates, None, plant(page, letters))
    return tuple(
        field.best.value if field.best else () for field in (choice.authors, choice.agencies)
    )


def html_authors(byline, letters, head="", url=None):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    body = f"<h1>{TITLE}</h1>{byline}{story}"
    page = read_page(f"<html><head>{head}</head><body>{body}", url)
    return values(page, f"T{letters}SS")


def text_authors(line, letters="B"):
    page = read_page("\n".join([TITLE, line, *STORY]), kind="text")
    return values(page, f"T{letters}SS")


def ld(authors, kind="NewsArticle"):
    return (
        f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "{TITLE}",'
        f' "author": {authors}}}</script>'
    )


@pytest.mark.parametrize(
    ("opening", "end", "names"),
    [
        ("河湾日报12月15日讯(记者 王小明 通讯员 李华)", "", ("王小明", "李华")),
        ("河湾社上河1月12日电 (王小明)", "", ("王小明",)),
        ("【河灣醒報記者王小明上河報導】", "", ("王小明",)),
        ("河湾网 记者 王小明 李华 ", "", ("王小明", "李华")),
        ("【ワシントン＝早瀬千尋】", "", ("早瀬千尋",)),
        ("(서울=해안통신) 홍길동 기자 = ", "", ("홍길동",)),
        ("", "(小明/编译)", ("小明",)),
        ("", "(本刊記者/王小明)", ("王小明",)),
        ("", "（接下一頁）", ()),
        ("", "(完)", ()),
        ("记者了解到，", "", ()),
    ],
)
def test_a_story_that_names_its_author_itself(opening, end, names):
    story = [f"{opening}大桥周一在关闭两年后重新开放。", f"市长在记者会上表示感谢。{end}"]
    page = read_page(f"<h1>大桥重新开放</h1><p>{story[0]}</p><p>{story[1]}</p>")
    assert values(page, "TSS")[0] == names


def test_whom_metadata_declare_where_what_looks_like_a_byline_holds_no_name():
    kicker = "<div>Roofs</div>"
    assert html_authors(kicker, "B", '<meta name="author" content="Ann Lee">') == (("Ann Lee",), ())
    assert html_authors(kicker, "B", ld('["Ann Lee", "Bo Ek"]')) == (("Ann Lee", "Bo Ek"), ())
    company = '<meta name="author" content="Hill Valley Media Works">'
    assert html_authors(kicker, "B", company)[0] == ()


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE AND BO EK", ("ANN LEE", "BO EK")),
        ("byAnn Lee", ("Ann Lee",)),
        ("Door onze verslaggever Sjoukje Terpstra", ("Sjoukje Terpstra",)),
        ("dalla nostra inviata Ginevra Falasca", ("Ginevra Falasca",)),
        ("Ein Bericht von Anna Berg und Bernd Sachs", ("Anna Berg", "Bernd Sachs")),
        ("Une enquête de Marie Dupont", ("Marie Dupont",)),
        ("By Staff Writer Ann Lee", ("Ann Lee",)),
        ("Editor: Bagus Prakoso", ()),
        ("Ann Lee Translated by Joost Vermeer", ("Ann Lee",)),
        ("Reporting by Ann Lee; Editing by Bo Ek and Cy Orme", ("Ann Lee",)),
        ("SOCIETY.PL S.A.", ()),
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


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee, Reuters | July 1, 2025", ["Ann Lee", "Reuters"]),
        ("By Ann LeePublished 30 June 2025", ["Ann Lee"]),
        ("Ann Lee Ann Lee", ["Ann Lee"]),
        ("Ann Lee No Comments", ["Ann Lee"]),
        ("Ann LeeFollow", ["Ann Lee"]),
        ("PorAnn Lee", ["Ann Lee"]),
        ("Rebecca Klein and Dave Jamieson", ["Rebecca Klein", "Dave Jamieson"]),
        ("来源： 江报 作者：王小明", ["王小明", "江报"]),
        ("am 1. Juli 2025 von annlee", ["annlee"]),
        ("Posted in Travel by annlee on July 1, 2025", ["annlee"]),
        ("1 July 2025 by Ann 24 Comments", ["Ann"]),
        ("By Ann LeeDec. 21, 2025 11:00 pm EST", ["Ann Lee"]),
        ("Ann LeeBob DayCyd Fox March 2025 Travel", ["Ann Lee", "Bob Day"]),
        ("Ann Lee1,2 na1,", ["Ann Lee"]),
        ("By Ann Lee am 1. Juli 2025", ["Ann Lee"]),
        ("posted by annlee @ 6:01 PM", ["annlee"]),
        ("By Ann Lee March 18 at 3:57 PM Follow @annlee", ["Ann Lee"]),
        ("By Ann Lee On 12. Dezember 2025", ["Ann Lee"]),
        ("Geschrieben von Ann am 25.08.2025 22:30", ["Ann"]),
        ("Ann LeeSponsored", ["Ann Lee"]),
    ],
)
def test_names_of_a_byline(line, names):
    found = [name for name, _ in names_of(line)]
    assert set(names) <= set(found)


@pytest.mark.parametrize(
    "byline",
    [
        '<p>By <a rel="author" href="/a">Ann Lee</a></p>',
        '<div class="post-author-name">Ann Lee</div>',
        '<div itemprop="author"><span itemprop="name">Ann Lee</span></div>',
        "<p>By Ann Lee</p>",
    ],
)
def test_bylines_in_html(byline):
    assert html_authors(byline, "B") == (("Ann Lee",), ())


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("By Ann Lee", "B"),
        ("Ann LeeMonday, 30 June 2025, 19:53", "M"),
        ("30 June 2025 - Ann Lee", "M"),
        ("By Ann Lee, News Reporter", "B"),
        ("Ann Lee", "B"),
        ("Written by: Ann Lee", "B"),
    ],
)
def test_the_name_of_a_byline_in_text_is_the_likeliest(line, letter):
    page = read_page("\n".join([TITLE, line, *STORY]), kind="text")
    choice = choose_authors(page, (), None, plant(page, f"T{letter}SS")).authors
    names = [choice.best, *choice.rejected] if choice.best else choice.rejected
    assert max(names, key=lambda p: p.probability).value == ("Ann Lee",)


@pytest.mark.parametrize("line", ["By Ann Lee", "By Ann Lee, News Reporter"])
def test_bylines_in_text(line):
    assert text_authors(line)[0] == ("Ann Lee",)


@pytest.mark.parametrize("line", ["Written by", "Author:", "Von"])
def test_a_name_below_words_for_by_is_asked_for_wherever_it_stands(line):
    lines = [TITLE, *STORY * 20, line, "Ann Lee"]
    page = read_page("\n".join(lines), kind="text")
    roles = plant(page, "T" + "S" * 40 + "--")
    found = find_names(page, roles, StoryPlace(0, 1, 20))
    assert "Ann Lee" in {named.name for named in found}


def test_metadata_and_byline_agree():
    head = ld('[{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}]')
    assert html_authors("<p>By Ann Lee and Bo Ek</p>", "B", head)[0] == ("Ann Lee", "Bo Ek")


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("Uhr Lesedauer", "-"),
        ("関連記事", "R"),
        ("Frankfurt", "-"),
        ("Real Estate", "K"),
        ("Ann Lee", "R"),
        ("Photo: Ann Lee", "C"),
        ("Bo Ek says: I liked it", "U"),
    ],
)
def test_what_is_no_byline_block_names_no_author(line, letter):
    assert text_authors(line, letter) == ((), ())


def test_the_person_whom_the_story_is_about_is_no_author():
    story = "Mayor Cy Fox opened the harbour bridge on Monday. Cy Fox said that it was late."
    page = read_page("\n".join(["Cy Fox opens the bridge", "By Ann Lee", story]), kind="text")
    assert values(page, "TBS")[0] == ("Ann Lee",)


@pytest.mark.parametrize("line", ["Reuters", "By Reuters Staff", "dpa"])
def test_an_agency_is_no_person(line):
    people, agencies = text_authors(line)
    assert people == ()
    assert len(agencies) <= 1


def test_an_agency_is_credited():
    assert text_authors("By Associated Press")[1] == ("Associated Press",)


def test_a_name_in_capitals_is_given_as_the_page_prints_it_elsewhere():
    lines = [TITLE, "BY ANN LEE", *STORY, "Ann Lee writes about bridges."]
    page = read_page("\n".join(lines), kind="text")
    assert values(page, "TBSSA")[0] == ("Ann Lee",)


def test_label_and_special_extractors_come_first():
    page = read_page(f"author: Ann Lee\n\n{TITLE}\nBy Bo Ek\n" + "\n".join(STORY), kind="text")
    assert values(page, "TBSS")[0] == ("Ann Lee",)
    profile = Candidate(fields={"authors": ("Cy Fox",)}, extractor="profile")
    assert values(page, "TBSS", profile)[0] == ("Cy Fox",)


def test_a_site_whose_text_has_no_authors_gets_none():
    page = read_page("\n".join([TITLE, "By Ann Lee", *STORY]), kind="text")
    page.profile = Profile(name="none", text=TextRules(absent=("authors",)))
    assert values(page, "TBSS") == ((), ())


def test_rejected_names_carry_their_probability():
    page = read_page("\n".join([TITLE, "By Ann Lee, Photo Bo Ek", *STORY]), kind="text")
    choice = choose_authors(page, (), None, plant(page, "TBSS"))
    assert all(0 <= proposal.probability <= 1 for proposal in choice.authors.rejected)
    assert choice.authors.rejected


def test_a_long_list_of_names_above_the_story_takes_no_time():
    names = [f"Ann{chr(97 + i % 26)}{i} Lee{chr(97 + i % 24)}{i}" for i in range(8000)]
    listed = "".join(f"<li><a>{name}, March 3, 2021</a></li>" for name in names)
    page = read_page(f"<h1>The harbour</h1><ul>{listed}</ul><p>{STORY[0]}</p>", kind="html")
    roles = plant(page, "T" + "B" * 8000 + "S")
    start = time.process_time()
    assert len(find_names(page, roles, find_story(page, roles))) < 100
    choose_authors(page, (), None, roles)
    assert time.process_time() - start < 2.0


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("민채원 기자", ("민채원",)),
        ("文｜汪以宁", ("汪以宁",)),
        ("作者：记者 王小明", ("王小明",)),
        ("（记者 王小明 李晓红）", ("王小明", "李晓红")),
        ("記者陳美玲／彰化報導", ("陳美玲",)),
        ("（早瀬千尋）", ("早瀬千尋",)),
        ("بقلم: سعاد حداد", ("سعاد حداد",)),
        ("เรื่อง ปาริชาติ วงศ์ทอง", ("ปาริชาติ วงศ์ทอง",)),
        ("Автор: Вера Лопухова", ("Вера Лопухова",)),
        ("Συντάκτης: Ελένη Παππά", ("Ελένη Παππά",)),
    ],
)
@pytest.mark.parametrize("letter", ["-", "B"])
def test_byline_in_words_is_believed_whatever_its_role(line, letter, names):
    assert text_authors(line, letter)[0] == names


@pytest.mark.parametrize("letter", ["S", "C", "R"])
def test_signed_line_of_story_comment_or_teaser_is_not_believed_outright(letter):
    page = read_page("\n".join([TITLE, "作者：王小明", *STORY]), kind="text")
    choice = choose_authors(page, (), None, plant(page, f"T{letter}SS")).authors
    assert all((p.probability or 0.0) < 1.0 for p in (choice.best, *choice.rejected) if p)


@pytest.mark.parametrize("line", ["作者：手机版", "责任编辑：陶敏", "记者 采访", "كتب وقراءة"])
def test_furniture_beside_the_word_for_author_is_no_name(line):
    assert text_authors(line, "-")[0] == ()


@pytest.mark.parametrize(
    "line", ["15 апреля 2025 г., 14:20 Вера Лопухова", "15 Απριλίου 2025 Ελένη Παππά"]
)
def test_name_beside_the_date_below_the_headline(line):
    name = " ".join(line.split()[-2:])
    assert html_authors(f"<div>{line}</div>", "M") == ((name,), ())


def test_byline_of_the_story_that_the_page_goes_on_with():
    rows = [*STORY * 6, "By Cy Dow"]
    blocks = f"<h1>{TITLE}</h1><p>By Ann Lee</p>" + "".join(f"<p>{row}</p>" for row in rows)
    head = ld('{"name": "Ann Lee"}')
    page = read_page(f"<html><head>{head}</head><body>{blocks}")
    assert values(page, "TB" + "S" * 12 + "B")[0] == ("Ann Lee",)
