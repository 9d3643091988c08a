"""Real crawls of a site on localhost, each in a process of its own: a reactor starts only once."""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy", reason="needs newsclean[scrapy]")
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from newsclean import DEFAULT, Article, SettingError
from newsclean.items import item_fields
from newsclean.scrapy import Captured, NewscleanAddon, NewscleanPipeline, article_item

from ..conftest import ROOT
from .documented import example
from .site import replies, served, stories

STORY = b"<h1>Bridge reopens</h1><p>The bridge reopened on Monday, the county said.</p>"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served() as address:
        yield address


def crawl(spider: Path, start: str, folder: Path, *settings: str) -> tuple[list[Any], str]:
    """Run a spider from `start`; gives its items and its log."""
    output = folder / "items.jsonl"
    command = [sys.executable, "-m", "scrapy", "runspider", str(spider)]
    command += ["-a", f"start={start}", "-O", str(output)]
    for setting in ("TELNETCONSOLE_ENABLED=0", *settings):
        command += ["-s", setting]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()], done.stderr


def test_the_documented_spider_gives_the_records_of_a_site(site: str, tmp_path: Path) -> None:
    spider = tmp_path / "news_spider.py"
    spider.write_text(example("crawlers.md", "news_spider.py"))
    items, log = crawl(spider, site, tmp_path)
    failed = [item["metadata"]["reason"] for item in items if "reason" in item.get("metadata", {})]
    assert sorted(failed) == ["binary", "empty"]
    found = {item["url"]: item for item in items if item.get("headline")}
    assert len(found) == len(stories())
    assert len(items) == len(replies()) - 1
    for path, fixture in stories().items():
        url = site.rstrip("/") + path
        article = DEFAULT.extract(fixture.content, url, charset=fixture.arguments.get("charset"))
        expected = {"section": "city", **item_fields(article)}
        item = found[url]
        at = item["metadata"].pop("dateDownloaded")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at)
        assert item == expected
    assert f"'newsclean/article_count': {len(stories())}" in log
    assert "'newsclean/failed_count/empty': 1" in log
    assert "'newsclean/failed_count/binary': 1" in log
    assert "ERROR" not in log
    assert "ScrapyDeprecationWarning" not in log


def test_items_of_every_kind(site: str, tmp_path: Path) -> None:
    pytest.importorskip("zyte_common_items", reason="needs newsclean[poet]")
    path, fixture = next(iter(stories().items()))
    address = site.rstrip("/") + path
    spider = Path(__file__).parent / "items_spider.py"
    items, log = crawl(spider, address, tmp_path, "NEWSCLEAN_THREADS=0")
    assert "ERROR" not in log
    found = {item.get("kind"): item for item in items}
    article = DEFAULT.extract(fixture.content, address)
    title, body = article.title, article.body
    assert len(items) == 9
    for kind in ("dict", None, "function", "dataclass", "zyte"):
        assert (found[kind]["headline"], found[kind]["articleBody"]) == (title, body), kind
    assert found[None] == {key: value for key, value in found["dict"].items() if key != "kind"}
    assert found["set"]["headline"] == "Mine"
    assert found["set"]["articleBody"] == body
    assert found["none"] == {"kind": "none", "response": None}
    assert found["other"] == {"kind": "other", "url": address}
    record = {"headline": title, "articleBody": body, "response": None}
    assert found["dataclass"] == {"kind": "dataclass", "url": address, **record}
    assert found["declared"] == {"kind": "declared", "headline": title, "response": None}
    assert found["zyte"]["url"] == "https://mine.example/"
    assert found["zyte"]["metadata"]["probability"] == found["dict"]["metadata"]["probability"]
    assert [author["name"] for author in found["zyte"]["authors"]] == list(article.authors)


def response(body: bytes = STORY, **headers: str) -> HtmlResponse:
    return HtmlResponse("https://lenn.example/1", body=body, headers=headers)


def test_the_response_says_charset_and_time() -> None:
    page = "<h1>Brücke öffnet</h1><p>Published 2 days ago</p><p>Die Brücke öffnete am Montag."
    headers = {
        "Content-Type": "text/html; charset=latin-1",
        "Date": "Tue, 01 Jul 2025 10:00:00 GMT",
    }
    item = article_item(response(page.encode("latin-1"), **headers))
    assert item["headline"] == "Brücke öffnet"
    assert item["datePublished"] == "2025-06-29"
    assert item["metadata"]["dateDownloaded"] == "2025-07-01T10:00:00Z"
    assert article_item(response(b"")) == {"url": "https://lenn.example/1"}


class Slow:
    """Takes a while for a page, as a bad one does."""

    def extract(self, _content: str | bytes, url: str | None = None, **_: object) -> Article:
        time.sleep(0.3)
        return Article(title="Slow", url=url)


def ticks_while_cleaning(threads: int) -> int:
    """Count how often the event loop came round while a page was cleaned."""

    async def run() -> int:
        pipeline = NewscleanPipeline(Slow(), threads=threads)  # type: ignore[arg-type]
        task = asyncio.ensure_future(pipeline.process_item(Captured(response())))
        ticks = 0
        while not task.done():
            await asyncio.sleep(0.01)
            ticks += 1
        pipeline.close_spider()
        assert task.result()["headline"] == "Slow"
        return ticks

    return asyncio.run(run())


def test_the_event_loop_goes_on_meanwhile() -> None:
    assert ticks_while_cleaning(threads=1) > 5
    assert ticks_while_cleaning(threads=0) <= 2


def test_without_a_loop_of_asyncio_it_cleans_in_place() -> None:
    pipeline = NewscleanPipeline()
    with pytest.raises(StopIteration) as done:
        pipeline.process_item(Captured(response())).send(None)
    assert done.value.value["headline"] == "Bridge reopens"
    pipeline.close_spider()


def test_the_addon_leaves_alone_what_the_project_says() -> None:
    for given in ({"newsclean.scrapy.NewscleanPipeline": 700}, {NewscleanPipeline: None}, {}):
        settings = Settings({"ITEM_PIPELINES": given})
        NewscleanAddon().update_settings(settings)
        assert settings.getdict("ITEM_PIPELINES") == (given or {NewscleanPipeline: 200})


def test_settings() -> None:
    class Crawler:
        stats = None
        settings = Settings(
            {"NEWSCLEAN_PIPELINE": "newsclean.DEFAULT", "NEWSCLEAN_RESPONSE_FIELD": "page"}
        )

    pipeline = NewscleanPipeline.from_crawler(Crawler())  # type: ignore[arg-type]
    item = asyncio.run(pipeline.process_item({"page": response(), "response": 1}))
    assert (item["headline"], item["response"], "page" in item) == ("Bridge reopens", 1, False)
    with pytest.raises(SettingError, match="NEWSCLEAN_THREADS must be 0 or more, not -1"):
        NewscleanPipeline(threads=-1)
