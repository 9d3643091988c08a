import json
from typing import Any

import pytest

from newsclean.page.metadata.jsonld import main_article, read_nodes, types_of
from newsclean.page.metadata.main_item import Clues

URL = "https://town.example/news/bridge-reopens"
NONE = Clues.of((), ())


def nodes(*values: Any) -> tuple[dict[str, Any], ...]:
    return read_nodes(json.dumps(value) for value in values)


def article(**values: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", **values}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda a: a,
        lambda a: [a],
        lambda a: [[a]],
        lambda a: {"@graph": [{"@type": "WebSite"}, a]},
        lambda a: {"@type": "WebPage", "mainEntity": a},
        lambda a: {"@type": "WebPage", "mainEntity": [a]},
        lambda a: {"@type": "WebPage", "mainEntityOfPage": a},
    ],
)
def test_the_article_is_found_wherever_it_is_nested(wrap: Any) -> None:
    found = main_article(nodes(wrap(article(headline="A bridge"))), NONE)
    assert found is not None
    assert found["headline"] == "A bridge"


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
        "ReviewNewsArticle", "BackgroundNewsArticle", "Article", "BlogPosting", "LiveBlogPosting",
        "TechArticle", "Report", "schema:NewsArticle", "http://schema.org/NewsArticle",
        "https://schema.org/NewsArticle/", ["Article", "NewsArticle"], ["WebPage", "Article"],
    ],
)  # fmt: skip
def test_kinds_of_article(kind: str | list[str]) -> None:
    assert main_article(nodes({"@type": kind, "headline": "A"}), NONE) is not None


@pytest.mark.parametrize(
    "kind", ["JobPosting", "Person", "WebPage", "Product", "", None, 7, [None]]
)
def test_kinds_of_other_things(kind: object) -> None:
    assert main_article(nodes({"@type": kind, "headline": "A"}), NONE) is None


@pytest.mark.parametrize(
    "own",
    [
        {"url": URL},
        {"url": URL + "?utm_source=feed#comments"},
        {"url": "//www.town.example/news/bridge-reopens/"},
        {"@id": URL + "#article"},
        {"mainEntityOfPage": URL},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
        {"headline": "Bridge reopens after two years"},
        {"headline": "Bridge reopens after two years of repairs"},
    ],
)
def test_of_several_the_pages_own_is_chosen(own: dict[str, Any]) -> None:
    other = article(url="https://town.example/news/fair", headline="The spring fair is back")
    clues = Clues.of((URL,), ("Bridge reopens after two years | Town News",))
    found = main_article(nodes(other, {"headline": "x", **article(**own)}, other), clues)
    assert found is not None
    assert found.items() >= own.items()


def test_a_list_page_has_no_article_of_its_own() -> None:
    several = [article(headline=f"Story number {i} of many", url=f"{URL}/{i}") for i in range(5)]
    assert main_article(nodes(several), Clues.of((URL,), ("Latest news",))) is None


def test_listed_articles_are_not_the_pages_own() -> None:
    page = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "ListItem", "item": article(headline="Another story")}],
    }
    assert main_article(nodes(page), NONE) is None


def test_nodes_that_describe_one_page_complete_each_other() -> None:
    found = main_article(
        nodes(
            {"@type": "Article", "url": URL, "headline": "", "datePublished": "2025-07-01"},
            article(url=URL, headline="A bridge", author=[]),
        ),
        Clues.of((URL,), ()),
    )
    assert found is not None
    assert (found["@type"], found["headline"]) == ("NewsArticle", "A bridge")
    assert found["datePublished"] == "2025-07-01"


def test_references_are_resolved() -> None:
    graph = {
        "@graph": [
            article(
                author=[{"@id": "#ann"}, {"@type": "Person", "name": "Bo Ek"}],
                publisher={"@id": "#town"},
                image={"@id": "#nowhere"},
            ),
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
            {
                "@type": "WebSite",
                "publisher": {"@type": "Organization", "@id": "#town", "name": "T"},
            },
        ]
    }
    found = main_article(nodes(graph), NONE)
    assert found is not None
    assert [a["name"] for a in found["author"]] == ["Ann Lee", "Bo Ek"]
    assert found["publisher"]["name"] == "T"
    assert found["image"] == {"@id": "#nowhere"}


def test_entities_are_decoded_in_values() -> None:
    script = (
        '{"@type": "Article", "headline": "Fish &amp;amp; chips", "keywords": ["A\\u0026quot;"]}'
    )
    (node,) = read_nodes([script])
    assert (node["headline"], node["keywords"]) == ("Fish & chips", ['A"'])


def test_depth_and_number_are_bounded() -> None:
    deep: Any = article(headline="deep")
    for _ in range(40):
        deep = {"@graph": [deep]}
    assert nodes(deep) == ()
    assert len(nodes([article() for _ in range(5000)])) == 1000


def test_types() -> None:
    assert types_of({"@type": ["http://schema.org/NewsArticle", 3]}) == {"newsarticle"}
    assert types_of({}) == frozenset()
