"""Explaining pages in workers: under the limits of a batch, whatever the page does."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from newsclean.article import Article
from newsclean.capture import Capture
from newsclean.explanation import with_moves

if TYPE_CHECKING:
    from newsclean.pipeline import Pipeline


@dataclass(frozen=True, slots=True, repr=False)
class ExplainedArticle(Article):
    """A record with the page that explains it, which there is for an empty record, too."""

    picture: str = ""
    kind: str = ""
    """`html` or `text`: what the capture was read as."""

    @property
    def is_empty(self) -> bool:
        """Never: the picture says why there is no record."""
        return False

    @property
    def plain(self) -> Article:
        """The record alone."""
        return Article(**{field.name: getattr(self, field.name) for field in fields(Article)})


@dataclass(frozen=True, slots=True)
class Explainer:
    """A pipeline whose records come with the pages that explain them."""

    pipeline: Pipeline

    def extract(
        self, content: str | bytes, url: str | None = None, **known: Any
    ) -> ExplainedArticle:
        """Return the record of one capture with its picture; `known` are fields of `Capture`."""
        made = self.pipeline.explain(Capture(content, url, **known))
        explanation = with_moves(made, self.pipeline.scorer)
        record = {f.name: getattr(made.article, f.name) for f in fields(Article)}
        return ExplainedArticle(**record, picture=explanation.to_html(), kind=made.page.kind)
