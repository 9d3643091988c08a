import copy
import datetime as dt
import json
import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from newsclean.article import Article, Sources
from newsclean.errors import SettingError

FULL = Article(
    title="Bridge reopens",
    date=dt.date(2025, 7, 1),
    published=dt.datetime(2025, 7, 1, 17, 36, tzinfo=dt.timezone(dt.timedelta(hours=9))),
    modified=dt.datetime(2025, 7, 2, 8, 0),
    authors=("Ann Lee", "Bo Ek"),
    paragraphs=("One.", "Two."),
    language="en",
    site="Example",
    description="A bridge.",
    image="https://example.org/a.jpg",
    tags=("bridges",),
    url="https://example.org/a?x=1",
    canonical_url="https://example.org/a",
    confidence=0.93,
    article_chance=0.99,
    sources=Sources({"title": "structured", "body": "segment"}),
    version="newsclean 0",
)


def test_an_empty_article_holds_nothing() -> None:
    article = Article()
    assert article.body == ""
    assert article.to_dict() == {
        "title": None,
        "date": None,
        "published": None,
        "modified": None,
        "authors": [],
        "agencies": [],
        "paragraphs": [],
        "kinds": [],
        "language": None,
        "site": None,
        "description": None,
        "image": None,
        "tags": [],
        "url": None,
        "canonical_url": None,
        "confidence": 0.0,
        "article_chance": 0.0,
        "sources": {},
        "version": "",
        "body": "",
    }


def test_to_dict_holds_plain_values() -> None:
    record = FULL.to_dict()
    assert record["date"] == "2025-07-01"
    assert record["published"] == "2025-07-01T17:36:00+09:00"
    assert record["modified"] == "2025-07-02T08:00:00"
    assert record["authors"] == ["Ann Lee", "Bo Ek"]
    assert record["body"] == "One.\n\nTwo."
    assert record["sources"] == {"body": "segment", "title": "structured"}


@pytest.mark.parametrize("article", [Article(), FULL])
def test_records_come_back_as_they_went(article: Article) -> None:
    assert Article.from_dict(article.to_dict()) == article
    assert Article.from_dict(json.loads(article.to_json())) == article
    assert json.loads(article.to_json()) == article.to_dict()


def test_json_keeps_characters_beyond_ascii() -> None:
    assert '"首相"' in Article(title="首相").to_json()
    assert Article(title="x").to_json(indent=2).startswith('{\n  "title": "x"')


@pytest.mark.parametrize("article", [Article(), FULL])
def test_pickling_copying_hashing(article: Article) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(article, protocol)) == article
    assert copy.deepcopy(article) == article
    assert hash(Article.from_dict(article.to_dict())) == hash(article)
    assert len({article, Article.from_dict(article.to_dict())}) == 1


def test_an_article_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.title = "Another"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        FULL.note = "x"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("record", "article"),
    [
        ({}, Article()),
        ({"title": "T", "body": "One.\n\nTwo."}, Article(title="T", paragraphs=("One.", "Two."))),
        ({"body": ""}, Article()),
        ({"body": None}, Article()),
        ({"paragraphs": ["One."], "body": "ignored"}, Article(paragraphs=("One.",))),
        ({"date": dt.date(2025, 7, 1)}, Article(date=dt.date(2025, 7, 1))),
        ({"date": "2025-07-01"}, Article(date=dt.date(2025, 7, 1))),
        ({"published": "2025-07-01T17:36"}, Article(published=dt.datetime(2025, 7, 1, 17, 36))),
        ({"confidence": 1}, Article(confidence=1)),
    ],
)
def test_from_dict(record: dict[str, Any], article: Article) -> None:
    assert Article.from_dict(record) == article


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"headline": "T"}, "headline"),
        ({"date": "yesterday"}, "date"),
        ({"date": 5}, "date"),
        ({"date": dt.datetime(2025, 7, 1, 12, 0)}, "date"),
        ({"published": "17:36"}, "published"),
        ({"published": dt.date(2025, 7, 1)}, "published"),
        ({"authors": "Ann Lee"}, "authors"),
        ({"authors": [1]}, "authors"),
        ({"tags": 5}, "tags"),
        ({"paragraphs": None}, "paragraphs"),
        ({"body": 5}, "body"),
        ({"title": 5}, "title"),
        ({"confidence": "high"}, "confidence"),
        ({"sources": [1, 2]}, "sources"),
        ({"sources": {"title": 3}}, "sources"),
    ],
)
def test_from_dict_names_the_field_that_does_not_fit(record: dict[str, Any], field: str) -> None:
    with pytest.raises(SettingError, match=repr(field)):
        Article.from_dict(record)


class TestSources:
    def test_is_a_mapping(self) -> None:
        sources = Sources({"title": "structured", "body": "segment"})
        assert dict(sources) == {"title": "structured", "body": "segment"}
        assert sources == {"body": "segment", "title": "structured"}
        assert (len(sources), sources.get("date"), "title" in sources) == (2, None, True)
        with pytest.raises(KeyError):
            sources["date"]

    def test_equal_ones_hash_alike_in_whatever_order_they_were_made(self) -> None:
        one, two = Sources({"a": "x", "b": "y"}), Sources({"b": "y", "a": "x"})
        assert one == two
        assert hash(one) == hash(two)

    def test_takes_no_item(self) -> None:
        with pytest.raises(TypeError):
            Sources()["a"] = "b"  # type: ignore[index]

    def test_prints_as_it_is_made(self) -> None:
        assert repr(Sources({"a": "x"})) == "Sources({'a': 'x'})"


def test_its_representation_is_short() -> None:
    article = Article(title="A title " * 40, paragraphs=("One. " * 100,), confidence=0.5)
    assert repr(article).startswith("<Article 'A title A title")
    assert repr(article).endswith("…': 1 paragraph, confidence 0.50>")
    assert len(repr(article)) < 120


def test_a_notebook_shows_the_record_as_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    article = Article(hostile, paragraphs=(hostile,) * 6, url="javascript:alert(1)", site=hostile)
    shown = article._repr_html_()
    assert "<img" not in shown
    assert "<a " not in shown
    assert shown.count("&lt;img src=x") == 8
    assert "2 more paragraphs" in shown
