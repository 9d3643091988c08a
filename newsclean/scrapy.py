"""Scrapy: an item pipeline that puts the record of a response on an item, and its add-on.

Enable it with `ADDONS = {"newsclean.scrapy.NewscleanAddon": 500}`, and yield from a callback
`Captured(response)`, or an item with the response in its field `response`. Fields have the names
of zyte-common-items' `Article`: see `newsclean.items.item_fields`.

Settings: `NEWSCLEAN_RESPONSE_FIELD` (default `response`); `NEWSCLEAN_THREADS` (default 1; 0 cleans
in the event loop, which stands still meanwhile); `NEWSCLEAN_PIPELINE` (a `newsclean.Pipeline` or
the dotted name of one).
"""

from __future__ import annotations

import asyncio
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from newsclean.errors import SettingError, needing
from newsclean.items import Cleaned, clean_response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from newsclean.batch import Cleaner

logger = logging.getLogger("newsclean.scrapy")

_MISSING: tuple[Any, ...] = (None, "", [], {})


@dataclass(slots=True)
class Captured:
    """A response, and the item on which its record is to be put: a new `dict` unless given.

    The pipeline passes on the item alone. Items of any kind that Scrapy knows will do.
    """

    response: Response
    item: Any = field(default_factory=dict)


def article_item(response: Response, *, pipeline: Cleaner | None = None) -> dict[str, Any]:
    """Return the record of a response as a `dict` item, for a callback that needs it at once.

    An item without a headline and a body has `url` alone. The event loop stands still meanwhile.
    """
    return _clean(response, pipeline).fields or {"url": response.url}


class NewscleanPipeline:
    """Puts the record of a response on the item that came with it; other items pass as they are.

    A field that the spider set is kept, and of an item with declared fields only these are set.
    An item without a record passes with its `url`, and `reason` and `message` in its `metadata`,
    if it can have these fields. Counts in the crawl's stats:
    `newsclean/article_count` and `newsclean/failed_count/<reason>`.
    """

    def __init__(
        self,
        pipeline: Cleaner | None = None,
        *,
        response_field: str = "response",
        threads: int = 1,
        count: Callable[[str], None] | None = None,
    ) -> None:
        """`count` is called with the name of each statistic to be raised by one."""
        if threads < 0:
            raise SettingError(f"NEWSCLEAN_THREADS must be 0 or more, not {threads}")
        _item_adapter()
        self._pipeline, self._field, self._count = pipeline, response_field, count
        self._executor = ThreadPoolExecutor(threads, "newsclean") if threads else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> NewscleanPipeline:
        """Make the pipeline that the settings ask for."""
        from scrapy.utils.misc import load_object

        settings = crawler.settings
        given = settings.get("NEWSCLEAN_PIPELINE")
        return cls(
            load_object(given) if isinstance(given, str) else given,
            response_field=settings.get("NEWSCLEAN_RESPONSE_FIELD", "response"),
            threads=settings.getint("NEWSCLEAN_THREADS", 1),
            count=crawler.stats.inc_value if crawler.stats else None,
        )

    async def process_item(self, item: Any, spider: Spider | None = None) -> Any:  # noqa: ARG002
        """Fill an item; `spider` is what older versions of Scrapy hand in."""
        captured = self._captured(item)
        if captured is None:
            return item
        fields, reason, message = await self._run(
            partial(_clean, captured.response, self._pipeline)
        )
        if fields is None:
            logger.warning("no record of %s: %s (%s)", captured.response.url, reason, message)
            self._raise_count(f"newsclean/failed_count/{reason}")
            why = {"reason": str(reason), "message": message}
            fill(captured.item, {"url": captured.response.url, "metadata": why})
        else:
            fill(captured.item, fields)
            self._raise_count("newsclean/article_count")
        return captured.item

    def close_spider(self, spider: Spider | None = None) -> None:  # noqa: ARG002
        """End the threads."""
        if self._executor is not None:
            self._executor.shutdown()

    def _captured(self, item: Any) -> Captured | None:
        """Take the response off an item, where it has one."""
        if isinstance(item, Captured):
            return item
        fields = _item_adapter()(item)
        response = fields.get(self._field)
        if not hasattr(response, "body"):
            return None
        if isinstance(item, dict):
            del item[self._field]
        else:
            fields[self._field] = None
        return Captured(response, item)

    async def _run(self, clean: Callable[[], Cleaned]) -> Cleaned:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # another reactor than asyncio's
            return clean()
        if self._executor is None:
            return clean()
        return await loop.run_in_executor(self._executor, clean)

    def _raise_count(self, name: str) -> None:
        if self._count is not None:
            self._count(name)


class NewscleanAddon:
    """Enables the item pipeline, at 200 unless the project's `ITEM_PIPELINES` says otherwise."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add the pipeline to the settings."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", NewscleanPipeline, 200)


def fill(item: Any, fields: Mapping[str, Any]) -> None:
    """Set the fields of an item that it can have and that are not set.

    >>> item = {"headline": "As the spider read it", "authors": []}
    >>> fill(item, {"headline": "Rain", "authors": [{"name": "A. Lee"}]})
    >>> item
    {'headline': 'As the spider read it', 'authors': [{'name': 'A. Lee'}]}
    """
    adapter = _item_adapter()(item)
    known = adapter.get_field_names_from_class(type(item))
    for name, value in _typed(item, fields).items():
        if (known is None or name in known) and adapter.get(name) in _MISSING:
            adapter[name] = value


def _typed(item: Any, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values in the classes of zyte-common-items, for an item that is its `Article`."""
    library = sys.modules.get("zyte_common_items")
    if library is None or not isinstance(item, library.Article):
        return fields
    article = library.Article.from_dict({"url": item.url, **fields})
    return {name: getattr(article, name) for name in fields}


def _clean(response: Response, pipeline: Cleaner | None) -> Cleaned:
    return clean_response(
        response.body,
        response.url,
        content_type=_header(response, "Content-Type"),
        date=_header(response, "Date"),
        pipeline=pipeline,
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _item_adapter() -> Any:
    with needing("scrapy", "newsclean.scrapy needs Scrapy"):
        from itemadapter import ItemAdapter
    return ItemAdapter
