import asyncio
from typing import Any

import pytest

pytest.importorskip("web_poet", reason="needs newsclean[poet]")
pytest.importorskip("zyte_common_items", reason="needs newsclean[poet]")
import attrs
from web_poet import HttpResponse, default_registry
from zyte_common_items import Article, Author

from newsclean import DEFAULT, Pipeline
from newsclean.items import item_fields
from newsclean.poet import NewscleanPage

from .documented import example
from .site import stories

URL = "https://gazette.example/1"
STORY = b"""<h1 class=hed>Bridge reopens</h1><div class=by>By Ann Lee</div>
<p>Published 2 days ago</p>
<p>The bridge over the Lenn reopened on Monday after two years of repairs, the county said.</p>
<p>Mayor Ulla Brandt cut the ribbon at noon, and a band played for an hour in the rain.</p>"""
HEADERS = {"Content-Type": "text/html; charset=utf-8", "Date": "Tue, 01 Jul 2025 10:00:00 GMT"}


def item(page: NewscleanPage) -> Any:
    return asyncio.run(page.to_item())


@pytest.mark.parametrize("path", list(stories())[:6])
def test_the_item_is_the_record_of_the_response(path: str) -> None:
    fixture = stories()[path]
    url = f"https://lenn.example{path}"
    charset = fixture.arguments.get("charset")
    headers = {"Content-Type": f"text/html; charset={charset}"} if charset else {}
    found = item(NewscleanPage(HttpResponse(url, fixture.content, headers=headers)))
    assert isinstance(found, Article)
    fields = item_fields(DEFAULT.extract(fixture.content, url, charset=charset))
    for name in set(attrs.fields_dict(Article)) - {"metadata", "authors", "mainImage", "url"}:
        assert getattr(found, name) == fields.get(name), name
    authors = [author["name"] for author in fields.get("authors", ())]
    assert [author.name for author in found.authors or ()] == authors
    assert (found.mainImage and found.mainImage.url) == fields.get("mainImage", {}).get("url")
    assert (found.url, found.metadata.probability) == (url, fields["metadata"]["probability"])


def test_time_and_authors() -> None:
    found = item(NewscleanPage(HttpResponse(URL, STORY, headers=HEADERS)))
    assert found.datePublished == "2025-06-29"
    assert found.metadata.dateDownloaded == "2025-07-01T10:00:00Z"
    assert found.authors == [Author(name="Ann Lee")]


def test_no_record_gives_the_url_alone() -> None:
    found = item(NewscleanPage(HttpResponse(URL, b"", headers=HEADERS)))
    assert (found.url, found.headline, found.articleBody) == (URL, None, None)
    assert found.metadata.probability == 0


def test_the_documented_subclass_says_the_headline() -> None:
    scope: dict[str, Any] = {"__name__": "gazette_page"}
    exec(example("crawlers.md", "gazette_page.py"), scope)
    story = STORY.replace(b"reopens<", b"reopens early<")
    found = item(scope["GazettePage"](HttpResponse(URL, story, headers=HEADERS)))
    assert found.headline == "Bridge reopens early"
    assert found.articleBody
    assert default_registry.page_cls_for_item(URL, Article) is scope["GazettePage"]


def test_a_pipeline_of_ones_own() -> None:
    class Small(NewscleanPage):
        pipeline = Pipeline(max_bytes=10)

    assert item(Small(HttpResponse(URL, STORY))).headline is None
