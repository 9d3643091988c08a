"""web-poet: a page object whose fields are those of newsclean's record.

    from newsclean.poet import NewscleanPage

    @handle_urls("gazette.example")
    class GazettePage(NewscleanPage):
        @field
        def headline(self):
            return self.css("h1.hed::text").get()

What a subclass says of a field counts; the rest is newsclean's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsclean.errors import needing
from newsclean.items import clean_response

with needing("poet", "newsclean.poet needs web-poet"):
    import attrs
    from web_poet import cached_method, field
    from zyte_common_items import Article, ArticleMetadata, ArticlePage, Author, Image

if TYPE_CHECKING:
    from newsclean.batch import Cleaner


@attrs.define
class NewscleanPage(ArticlePage):
    """Gives zyte-common-items' `Article` of a response; where there is no record, its URL alone.

    Set `pipeline` in a subclass to use another `newsclean.Pipeline`. The page is cleaned when the
    first field is asked for, once, in the thread that asks.
    """

    pipeline: ClassVar[Cleaner | None] = None

    @cached_method
    def _article(self) -> Article:
        headers = self.response.headers
        url = str(self.response.url)
        cleaned = clean_response(
            bytes(self.response.body),
            url,
            content_type=headers.get("Content-Type"),
            date=headers.get("Date"),
            pipeline=self.pipeline,
        )
        fields = cleaned.fields or {"metadata": {"probability": 0.0}}
        return Article.from_dict({**fields, "url": url})

    @field
    def headline(self) -> str | None:
        """The title."""
        return self._article().headline

    @field
    def datePublished(self) -> str | None:  # noqa: N802 - the names of zyte-common-items
        """The time of publication in ISO 8601, the day alone where no time is known."""
        return self._article().datePublished

    @field
    def dateModified(self) -> str | None:  # noqa: N802
        """The time of the last change in ISO 8601."""
        return self._article().dateModified

    @field
    def authors(self) -> list[Author] | None:
        """The authors."""
        return self._article().authors or None

    @field
    def inLanguage(self) -> str | None:  # noqa: N802
        """The language, as an ISO 639-1 code."""
        return self._article().inLanguage

    @field
    def mainImage(self) -> Image | None:  # noqa: N802
        """The main image."""
        return self._article().mainImage

    @field
    def description(self) -> str | None:
        """The summary that the page gives of itself."""
        return self._article().description

    @field
    def articleBody(self) -> str | None:  # noqa: N802
        """The paragraphs of the story, joined by a blank line."""
        return self._article().articleBody

    @field
    def canonicalUrl(self) -> str | None:  # noqa: N802
        """The canonical URL."""
        return self._article().canonicalUrl

    @field
    def metadata(self) -> ArticleMetadata | None:
        """The chance that the page is an article, and when it was downloaded."""
        return self._article().metadata
