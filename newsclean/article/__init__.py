"""The record of one page: the article, and the forms in which it is written."""

from newsclean.article.forms import FORMS, facts
from newsclean.article.record import KINDS, Article, Paragraph, Sources
from newsclean.article.schema import json_schema

__all__ = ["FORMS", "KINDS", "Article", "Paragraph", "Sources", "facts", "json_schema"]
