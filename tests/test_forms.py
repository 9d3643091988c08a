"""An article as Markdown, HTML and TEI: text stays text."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

import newsclean
from newsclean import Article
from newsclean.article import FORMS, KINDS
from newsclean.fixture import find_fixtures, read_fixture
from newsclean.text import bits_apart, fingerprint, normalise

from .conftest import FIXTURES

markdown_it = pytest.importorskip("markdown_it", reason="needs newsclean[test]")

HOSTILE = [
    "<script>alert(1)</script>",
    "]]><x/>&amp;",
    "![x](javascript:alert(1)) [y](data:text/html,z)",
    "# no heading",
    "1. no list",
    "- no list * _ ` ~ | \\",
    "+ plus",
    "=== === ---",
    "> no quote",
    '" onload="alert(1)',
    "    four spaces",
    "&lt;b&gt; &copy; http://a.example/?a=1&b=2",
]
STORY = Article(
    title="Bridge <reopens> & *more*",
    date=dt.date(2025, 7, 1),
    authors=("Ann Lee", "Bo & Co"),
    paragraphs=("It rained.", "Costs", "One", "Two", "She said so.", "Steel 10", "Wood 3", "End."),
    kinds=(
        "standfirst", "subheading", "list_item", "list_item", "quote", "table_row", "table_row",
        "paragraph",
    ),
    language="en",
    site="Lenn Courier",
    description='A "short" story',
    tags=("roads",),
    url="https://courier.example/?a=1&b=2",
)  # fmt: skip


def stored(folder: Path) -> Article:
    record = read_fixture(folder).record
    return Article.from_dict({**record, "body": None, "paragraphs": record.get("body", [])})


def squeezed(text: str) -> str:
    return " ".join(text.split())


def read_markdown(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render(text))


def shown_texts(tree: LexborHTMLParser) -> list[str]:
    nodes = tree.css("h1, h2, p, li > p, li, td")
    texts = [squeezed(node.text()) for node in nodes if not node.css("li p")]
    return [text for number, text in enumerate(texts) if number == 0 or texts[number - 1] != text]


def test_each_kind_has_its_form() -> None:
    assert STORY.to_markdown().split("\n\n") == [
        "# Bridge \\<reopens\\> \\& \\*more\\*",
        "Ann Lee, Bo \\& Co · 2025-07-01 · Lenn Courier",
        "**It rained.**",
        "## Costs",
        "- One\n- Two",
        "> She said so.",
        "Steel 10\\\nWood 3",
        "End.",
    ]
    tree = LexborHTMLParser(STORY.to_html())
    assert [node.tag for node in tree.css_first("article").iter()] == [
        *("header", "p", "h2", "ul", "blockquote", "table", "p")
    ]
    assert tree.css_first("time").attributes["datetime"] == "2025-07-01"


@pytest.mark.parametrize("kind", [*KINDS, "a kind of later"])
@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_page_stays_text(text: str, kind: str) -> None:
    article = Article(title=text, paragraphs=(text,), kinds=(kind,), site=text, authors=(text,))
    wanted = squeezed(text)
    tree = read_markdown(article.to_markdown())
    assert squeezed(tree.css_first("h1").text()) == wanted
    assert tree.css("script, img, a, em, code, s, x, pre, hr") == []
    document = LexborHTMLParser(article.to_html(document=True))
    assert squeezed(document.css_first("h1").text()) == wanted
    assert document.css("article script, img, a, x") == []
    assert all(not name.startswith("on") for n in document.css("*") for name in n.attributes)
    tei = etree.fromstring(article.to_tei().encode())
    assert "".join(tei.itertext("{*}head", "{*}p", "{*}item", "{*}cell")).count("alert") <= 1


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_is_read_back_from_markdown_and_html(text: str) -> None:
    text = normalise(text)
    if not text:
        return
    article = Article(paragraphs=(text,))
    assert squeezed(read_markdown(article.to_markdown()).css_first("p").text()) == squeezed(text)
    assert squeezed(LexborHTMLParser(article.to_html()).css_first("p").text()) == squeezed(text)
    etree.fromstring(article.to_tei().encode())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://[", "data:text/html,x", None]
)
def test_an_address_that_is_none_of_the_web_is_no_link(url: str | None) -> None:
    article = Article(title="T", url=url)
    assert "href" not in article.to_html(document=True)
    assert "ref" not in article.to_tei().split("</teiHeader>")[0]


@pytest.mark.parametrize("article", [STORY, Article(), Article(title="T", tags=("a", "b"))])
def test_tei_is_valid(article: Article) -> None:
    """By the grammar of trafilatura's corpora, which has all that is used of TEI but tables."""
    validate = pytest.importorskip("trafilatura.xml").validate_tei
    tei = re.sub("<table>.*</table>", "", article.to_tei(), flags=re.S)
    assert validate(etree.fromstring(tei.encode())) is True


def test_the_records_of_all_fixtures_have_every_form() -> None:
    for folder in find_fixtures(FIXTURES):
        article = stored(folder)
        for name, write in FORMS.items():
            assert write(article), (folder, name)
        tree = read_markdown(article.to_markdown())
        text = squeezed(re.sub(r"\s", " ", tree.body.text(separator=" ")))
        assert all(squeezed(paragraph) in text for paragraph in article.paragraphs), folder


def test_what_xml_has_no_place_for_is_replaced() -> None:
    tei = Article(title="a\x00b\x0bc\ufffe").to_tei()
    assert etree.fromstring(tei.encode()).findtext(".//{*}title") == "a\ufffdb\ufffdc\ufffd"


def test_kinds_that_do_not_fit_the_paragraphs_lose_none() -> None:
    assert len(Article(paragraphs=("One.", "Two."), kinds=("quote",)).blocks) == 2


def test_the_same_body_has_the_same_fingerprint() -> None:
    page = (FIXTURES / "generic/2025-05-30-jetty-closed/page.html").read_bytes()
    article = newsclean.extract(page)
    assert article.fingerprint == newsclean.extract(page).fingerprint
    assert re.fullmatch("[0-9a-f]{16}", article.fingerprint)
    assert Article(title="T").fingerprint == ""


def test_near_duplicates_are_near_and_others_are_far() -> None:
    bodies = [
        article.body for article in map(stored, find_fixtures(FIXTURES)) if len(article.body) > 1500
    ][:20]
    prints = [fingerprint(body) for body in bodies]
    more = [fingerprint(f"By Ann Lee\n\n{body}\n\nUpdated on Monday.") for body in bodies]
    assert max(map(bits_apart, prints, more)) <= 8
    assert min(bits_apart(a, b) for a in prints for b in prints if a < b) > 12
