import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean.page.metadata.read import read_metadata
from newsclean.page.metadata.record import EMPTY, Metadata, TimeElement

URL = "https://town.example/news/1"


def read(markup: str, url: str | None = URL) -> Metadata:
    return read_metadata(LexborHTMLParser(markup), url)


def test_captured_text_has_none() -> None:
    assert read_metadata(None, URL) == EMPTY


def test_the_tree_stays_as_it_is() -> None:
    tree = LexborHTMLParser('<meta name=a content=b><script type="application/ld+json">{}</script>')
    before = tree.html
    read_metadata(tree, URL)
    assert tree.html == before


def test_meta_by_name_property_itemprop_and_http_equiv() -> None:
    meta = read(
        '<meta name="Author" content=" Ann  Lee "><meta property="og:title" content="A &amp; B">'
        '<meta property="og:tag" content="x"><meta property="og:tag" content="y">'
        '<meta itemprop="datePublished" content="2025-07-01">'
        '<meta http-equiv="Content-Language" content="en">'
        '<meta property="dc:title og:description" content="both">'
        '<meta name="twice" content="&amp;quot;quoted&amp;quot;">'
        '<meta name="empty" content=" "><meta charset="utf-8"><meta content="nameless">'
    ).meta
    assert meta == {
        "author": ("Ann Lee",),
        "og:title": ("A & B",),
        "og:tag": ("x", "y"),
        "datepublished": ("2025-07-01",),
        "content-language": ("en",),
        "dc:title": ("both",),
        "og:description": ("both",),
        "twice": ('"quoted"',),
    }


def test_a_property_of_a_smaller_item_is_not_the_pages() -> None:
    page = read(
        "<body itemscope><div itemscope itemtype=https://schema.org/NewsArticle>"
        "<meta itemprop=datePublished content=2020-01-01></div>"
        "<p><meta itemprop=dateModified content=2025-07-01></p>"
    )
    assert page.meta == {"datemodified": ("2025-07-01",)}


def test_contents_are_capped() -> None:
    assert len(read(f'<meta name=a content="{"x" * 99999}">').meta["a"][0]) == 5000


def test_title_is_not_that_of_a_drawing() -> None:
    assert read("<body><svg><title>Menu</title></svg>").title is None
    assert read("<svg><title>Menu</title></svg><title> The\nstory </title>").title == "The story"


@pytest.mark.parametrize(
    ("markup", "canonical"),
    [
        ('<link rel="canonical" href="/news/one">', "https://town.example/news/one"),
        ('<link rel="Canonical nofollow" href="https://b.example/">', "https://b.example/"),
        (
            '<base href="https://b.example/x/"><link rel=canonical href="y">',
            "https://b.example/x/y",
        ),
        ("<link rel=canonical>", None),
        ('<link rel=canonical href="http://[broken">', None),
        ("<link rel=icon href=a.png>", None),
    ],
)
def test_canonical(markup: str, canonical: str | None) -> None:
    assert read(markup).canonical == canonical


def test_language_of_the_document() -> None:
    assert read("<html lang=pt-BR><p>x").lang == "pt-BR"
    assert read("<p lang=fr>x").lang is None


def test_time_elements() -> None:
    page = read(
        '<time datetime=" 2025-07-01T10:00Z " class="Entry-Date published" itemprop="datePublished"'
        " pubdate>July <b>1</b></time><time>Monday</time>"
    )
    names = frozenset({"entry-date", "published", "itemprop:datepublished"})
    assert page.times == (
        TimeElement("2025-07-01T10:00Z", "July 1", names, pubdate=True),
        TimeElement(None, "Monday"),
    )


def test_a_date_of_publication_outside_of_any_item() -> None:
    page = read('<span itemprop="datePublished" content="2025-07-01">Today</span>')
    assert [(time.datetime, time.text) for time in page.times] == [("2025-07-01", "Today")]


def test_tags() -> None:
    assert read(
        '<a rel="tag" href=x>Rivers</a><a rel="nofollow TAG">Town</a><a rel=me>x</a>'
    ).tags == (
        "Rivers",
        "Town",
    )


def test_scripts_of_json_ld() -> None:
    page = read(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "One"}</script>'
        '<script type="Application/LD+JSON; charset=utf-8">{"@type": "WebSite",}</script>'
        '<script type="application/json">{"@type": "NewsArticle", "headline": "No"}</script>'
    )
    assert [node["@type"] for node in page.jsonld] == ["NewsArticle", "WebSite"]
    assert page.article is not None
    assert page.article["headline"] == "One"


def test_an_element_that_is_two_things_counts_once() -> None:
    page = read(
        "<html lang=en itemscope itemtype=http://schema.org/Article><title>A</title>"
        '<meta itemprop="headline" content="H"><time itemscope>now</time>'
    )
    assert page.microdata["headline"] == ("H",)
    assert page.meta["headline"] == ("H",)
    assert len(page.times) == 1


@pytest.mark.parametrize(
    "markup", ["", "<", "\x00", "<meta", "<script type=application/ld+json>", "<a rel=tag>"]
)
def test_nothing_is_too_broken(markup: str) -> None:
    assert read(markup) == Metadata(base=URL)


@pytest.mark.parametrize(
    "piece",
    [
        "<meta itemprop=a content=b>", "<i itemprop=headline>", "<time>", "<a rel=tag>", "<title>",
        "<div itemscope itemtype=http://schema.org/Article>", "<p itemprop=author itemscope>",
        "<script type=application/ld+json>{</script>", "<link rel=canonical href=/a>",
    ],
)  # fmt: skip
def test_time_is_linear_in_hostile_markup(piece: str) -> None:
    nest = "<div>" * 900 + "<div itemscope itemtype=http://schema.org/Article>"
    tree = LexborHTMLParser(nest + piece * 5000 + "word " * 100_000)
    started = time.process_time()
    read_metadata(tree, URL)
    assert time.process_time() - started < 2
