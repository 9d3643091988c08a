"""A spider that yields items of every kind; run by `scrapy runspider`."""

import dataclasses
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs
import scrapy
from scrapy.http import Response
from zyte_common_items import Article

from newsclean.scrapy import Captured, article_item


@dataclasses.dataclass
class Story:
    kind: str
    url: str
    headline: str | None = None
    articleBody: str | None = None  # noqa: N815
    response: Response | None = None


class Declared(scrapy.Item):
    kind = scrapy.Field()
    headline = scrapy.Field()
    response = scrapy.Field()


@attrs.define(kw_only=True)
class Kept(Article):
    kind: str


class ItemsSpider(scrapy.Spider):
    name = "items"
    custom_settings: ClassVar = {"ADDONS": {"newsclean.scrapy.NewscleanAddon": 500}}

    def __init__(self, start: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.start_urls = [start]

    def parse(self, response: Response) -> Iterator[Any]:
        yield {"kind": "dict", "response": response}
        yield {"kind": "set", "response": response, "headline": "Mine", "authors": []}
        yield {"kind": "none", "response": None}
        yield {"kind": "other", "url": response.url}
        yield Story("dataclass", response.url, response=response)
        yield Declared(kind="declared", response=response)
        yield Captured(response, Kept(kind="zyte", url="https://mine.example/"))
        yield Captured(response)
        yield {"kind": "function", **article_item(response)}
