from typing import Any

import pytest

from newsclean.page.metadata import said
from newsclean.page.metadata.record import Metadata

URL = "https://town.example/news/1"


def page(**values: Any) -> Metadata:
    return Metadata(base=URL, **values)


def article(**values: Any) -> Metadata:
    return page(article={"@type": "NewsArticle", **values})


def names(author: Any) -> tuple[str, ...]:
    return next(said.bylines(article(author=author)))[0]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Lee", ("Ann Lee",)),
        (["Ann Lee", "Bo Ek"], ("Ann Lee", "Bo Ek")),
        ([["Ann Lee"], [["Bo Ek"]]], ("Ann Lee", "Bo Ek")),
        ({"@type": "Person", "name": "Ann Lee"}, ("Ann Lee",)),
        ({"name": ["Ann Lee", "Bo Ek"]}, ("Ann Lee", "Bo Ek")),
        ({"givenName": "Ann", "familyName": "Lee"}, ("Ann Lee",)),
        ({"@type": "Person", "url": "https://t.example/ann"}, ()),
        ({"@type": "Organization", "name": "News Agency"}, ()),
        ({"@type": "NewsMediaOrganization", "name": "Town"}, ()),
        (
            [{"@type": ["Person"], "name": "Ann Lee"}, {"@type": "Organization", "name": "T"}],
            ("Ann Lee",),
        ),
        ("https://www.facebook.com/town", ()),
        ("@annlee", ()),
        ("", ()),
        (None, ()),
        (7, ()),
    ],
)
def test_authors_in_every_form(author: Any, expected: tuple[str, ...]) -> None:
    assert names(author) == expected


def test_bylines_of_meta_elements() -> None:
    metadata = page(
        meta={
            "article:author": ("https://www.facebook.com/town", "Ann Lee"),
            "citation_author": ("Lee, Ann", "Ek, Bo"),
        }
    )
    found = {where: raw for raw, where in said.bylines(metadata) if raw}
    assert found == {"article:author": ("Ann Lee",), "citation_author": ("Ann Lee", "Bo Ek")}


def test_microdata_names_come_before_the_text_around_them() -> None:
    metadata = page(microdata={"author": ("By Ann Lee Follow",), "author/name": ("Ann Lee",)})
    assert [raw for raw, _ in said.bylines(metadata) if raw] == [("Ann Lee",)]


def tags(metadata: Metadata) -> tuple[tuple[str, ...], str]:
    return next((found, where) for found, where in said.tag_lists(metadata) if found)


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ("Rivers, Bridges , rivers,,", ("Rivers", "Bridges")),
        ("川、橋", ("川", "橋")),
        ("Rivers; Bridges, old", ("Rivers; Bridges", "old")),
        (["Rivers", "Washington, D.C."], ("Rivers", "Washington, D.C.")),
        (["Rivers, Bridges"], ("Rivers", "Bridges")),
        ([{"@type": "DefinedTerm", "name": "Rivers"}, {"@type": "Thing"}], ("Rivers",)),
        (["#Rivers", "type:article", "Analysis: water"], ("Rivers", "Analysis: water")),
        ("<b>Rivers</b>", ("Rivers",)),
        ("x" * 200 + ",Rivers", ("Rivers",)),
    ],
)
def test_keywords_in_every_form(keywords: Any, expected: tuple[str, ...]) -> None:
    assert tags(article(keywords=keywords)) == (expected, "JSON-LD keywords")


def test_tags_come_from_the_best_source_and_are_capped() -> None:
    meta = {"keywords": ("news, town",), "article:tag": tuple(f"tag {i}" for i in range(99))}
    found, where = tags(page(meta=meta, tags=("Rivers",)))
    assert where == "article:tag"
    assert len(found) == 50
    assert tags(page(meta={"keywords": ("news",)}, tags=("Rivers",))) == (("Rivers",), "a rel=tag")


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("/a.jpg", "https://town.example/a.jpg"),
        (["/a.jpg", "/b.jpg"], "https://town.example/a.jpg"),
        ({"@type": "ImageObject", "url": "/a.jpg"}, "https://town.example/a.jpg"),
        ([{"contentUrl": "//cdn.example/a.jpg"}], "https://cdn.example/a.jpg"),
        ({"url": ["/a.jpg"]}, "https://town.example/a.jpg"),
        ({"url": '<img src="/a.jpg">'}, None),
        ("data:image/gif;base64,R0lGOD", None),
        ("https://cdn.example", None),
    ],
)
def test_images_in_every_form(image: Any, expected: str | None) -> None:
    assert next((s.value for s in said.images(article(image=image))), None) == expected


def test_canonical_addresses() -> None:
    metadata = page(
        canonical="https://town.example/",
        meta={"og:url": ("/news/1?ref=x",)},
        article={"mainEntityOfPage": {"@id": "https://town.example/news/1"}},
    )
    assert [s.value for s in said.canonicals(metadata, URL)] == [
        "https://town.example/news/1?ref=x",
        "https://town.example/news/1",
    ]
    assert next(said.canonicals(metadata, "https://town.example")).value == "https://town.example/"


def test_dates_of_the_page_stand_behind_those_of_the_article() -> None:
    metadata = page(
        meta={"article:published_time": ("2025-07-02",)},
        article={"datePublished": {"@type": "Date", "@value": "2025-07-01"}},
        jsonld=({"@type": "WebPage", "url": URL, "datePublished": "2025-07-03"},),
    )
    assert [s.value for s in said.published(metadata)] == ["2025-07-01", "2025-07-02", "2025-07-03"]


def test_another_pages_dates_are_not_the_articles() -> None:
    nodes = (
        {"@type": "WebPage", "url": "https://town.example/a", "datePublished": "2025-07-03"},
        {"@type": "WebPage", "url": "https://town.example/b", "datePublished": "2025-07-04"},
    )
    assert list(said.published(page(jsonld=nodes))) == []


def test_languages() -> None:
    metadata = page(
        lang="pt-BR",
        meta={"og:locale": ("en_US",), "language": ("x-none",)},
        article={"inLanguage": {"@type": "Language", "name": "French", "alternateName": "fr"}},
    )
    assert [s.value for s in said.languages(metadata)] == ["pt", "fr", "en"]


def test_sites() -> None:
    metadata = page(
        meta={"og:site_name": ("Town &amp; Times",), "publisher": ("https://town.example",)},
        article={"publisher": [{"@type": "Organization", "name": "<b>Town Ltd</b>"}]},
        jsonld=({"@type": "WebSite", "name": "Town"},),
    )
    assert [s.value for s in said.sites(metadata)][1:3] == ["Town Ltd", "Town"]


def test_headlines_lose_their_markup() -> None:
    assert next(said.headlines(article(headline="A <i>bridge</i>\n reopens"))).value == (
        "A bridge reopens"
    )
