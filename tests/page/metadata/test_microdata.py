from selectolax.lexbor import LexborHTMLParser

from newsclean.page.metadata.read import read_metadata

ARTICLE = "itemscope itemtype='https://schema.org/NewsArticle'"


def properties(markup: str, url: str | None = None) -> dict[str, tuple[str, ...]]:
    return dict(read_metadata(LexborHTMLParser(markup), url).microdata)


def test_values_come_from_where_each_element_keeps_them() -> None:
    found = properties(
        f"<div {ARTICLE}><h1 itemprop=headline> A\n bridge </h1>"
        "<time itemprop=datePublished datetime=2025-07-01>today</time>"
        "<meta itemprop=dateModified content=2025-07-02><link itemprop=url href=/x>"
        "<img itemprop=image src=/a.png><span itemprop=keywords content='a, b'>tags</span>"
        "<a itemprop=author href=/ann>Ann Lee</a>"
        "<div itemprop=articleBody><p>Story.</div><p itemprop='description about'>Why.</p></div>"
    )
    assert found == {
        "headline": ("A bridge",),
        "datePublished": ("2025-07-01",),
        "dateModified": ("2025-07-02",),
        "url": ("/x",),
        "image": ("/a.png",),
        "keywords": ("a, b",),
        "author": ("Ann Lee",),
        "articleBody": (),
        "description": ("Why.",),
        "about": ("Why.",),
    }


def test_inner_items_stand_under_their_path() -> None:
    found = properties(
        f"<div {ARTICLE}><p itemprop=author itemscope><b itemprop=name>Ann Lee</b></p>"
        "<p itemprop=publisher itemscope><i itemprop=logo itemscope>"
        "<img itemprop=url src=l.png></i></p>"
        "</div>"
    )
    assert found["author/name"] == ("Ann Lee",)
    assert found["publisher/logo/url"] == ("l.png",)
    assert "name" not in found


def test_unrelated_items_inside_are_left_out() -> None:
    found = properties(
        f"<div {ARTICLE}><h1 itemprop=headline>Own</h1>"
        f"<aside {ARTICLE}><h2 itemprop=headline>Other</h2></aside>"
        "<li itemprop=comment><b itemprop=author>Troll</b></li></div>"
        "<p itemprop=headline>Outside</p>",
    )
    assert found.get("headline", ("Own",)) == ("Own",)
    assert "author" not in found


def test_of_several_items_the_one_with_the_pages_address() -> None:
    def item(number: int) -> str:
        return f"<div {ARTICLE}><a itemprop=url href=https://t.example/{number}>{number}</a></div>"

    markup = item(1) + item(2) + item(3)
    assert properties(markup, "https://t.example/2")["url"] == ("https://t.example/2",)
    assert properties(markup, "https://t.example/list") == {}


def test_items_of_other_kinds_are_none() -> None:
    assert (
        properties(
            "<div itemscope itemtype=https://schema.org/Product><b itemprop=name>x</b></div>"
        )
        == {}
    )
