"""Is a page an article at all? Its shape, what it declares, and the words that other kinds use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from newsclean.body.scorer.features import shape
from newsclean.body.scorer.model import load_scorer
from newsclean.body.scorer.sight import look
from newsclean.body.scorer.whole import page_columns
from newsclean.page.metadata import types_of
from newsclean.text import word_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsclean.body.candidate import Candidate
    from newsclean.page import Page

# fmt: off
# words of class names, of visible text and of paths by which kinds of pages differ; each is one
# feature, its weight is learned. Of 60 words tried, those that are left out changed nothing.
_NAMES = (
    "article", "author", "breadcrumb", "cart", "cta", "forum", "grid", "product", "testimonial",
)
_SAID = (
    "add to cart", "book", "contact us", "documentation", "example", "install", "min read", "our ",
    "posted", "published", "replies", "shipping", "sign up", "updated", "you ",
)
_PATHS = (
    "product", "doc", "forum", "thread", "topic", "category", "tag", "blog", "news", "article",
    "service", "collection", "shop", "question", "wiki", "20",
)
_TYPES = {
    "article": ("article", "newsarticle", "blogposting", "reportagenewsarticle", "report"),
    "product": ("product", "offer", "productgroup", "aggregateoffer"),
    "list": ("itemlist", "collectionpage", "searchresultspage"),
    "forum": ("discussionforumposting", "qapage", "question"),
    "service": ("service", "localbusiness", "softwareapplication"),
    "manual": ("techarticle", "howto", "faqpage", "apireference"),
}
# fmt: on
_DIGITS = re.compile(r"\d")
_MISSING = -1.0
# a body shorter than this is less likely an article the shorter it is: no page of the training
# was so short
_FEW_WORDS = 40.0
# characters of text and of class names in which words are counted
_MOST_CHARS = 20_000


def article_chance(page: Page, candidates: Sequence[Candidate], body: Candidate | None) -> float:
    """Give the probability (0..1) that a page is an article; 0 where no body was found.

    `body` is the winner; what is looked at is the labeller's own, where it is among `candidates`.
    """
    if body is None or not body.paragraphs or not page.blocks:
        return 0.0
    seen = next((c for c in candidates if c.family == "labeller" and c.blocks), body)
    columns = {name: np.array([value]) for name, value in kind_columns(page, seen).items()}
    chance = load_scorer(page.kind).article_chance(columns)
    size = sum(map(word_count, body.paragraphs))
    return round(chance * min(1.0, size / _FEW_WORDS), 4)


def kind_columns(page: Page, body: Candidate) -> Mapping[str, float]:
    """Give the features of a page and its body that tell articles from other kinds of pages."""
    columns = {f"body_{name}": value for name, value in shape(look(page, [body])).items()}
    columns |= page_columns(page)
    text = "\n".join(block.text for block in page.blocks)[:_MOST_CHARS].lower()
    scale = 1000 / (len(text) + 1000)
    columns |= {f"says_{word}": text.count(word) * scale for word in _SAID}
    columns |= _path(page.url)
    return columns | _markup(page) if page.kind == "html" else columns


def _path(url: str | None) -> dict[str, float]:
    path = _path_of(url)
    if path is None:
        return dict.fromkeys(("path_depth", "path_hyphens", "path_digits", *_PATHS), _MISSING)
    last = path.rstrip("/").rpartition("/")[2]
    return {
        "path_depth": float(path.strip("/").count("/") + bool(path.strip("/"))),
        "path_hyphens": float(max(last.count("-"), last.count("_"))),
        "path_digits": float(len(_DIGITS.findall(path[:300]))),
        **{word: float(word in path) for word in _PATHS},
    }


def _path_of(url: str | None) -> str | None:
    try:
        return urlsplit(url).path.lower() if url else None
    except ValueError:
        return None


def _markup(page: Page) -> dict[str, float]:
    metadata = page.metadata
    names = " ".join(element.names for element in page.elements)[:_MOST_CHARS]
    types = {name for node in metadata.jsonld for name in types_of(node)}
    og = " ".join(metadata.meta.get("og:type", ())).lower()
    columns: dict[str, Any] = {f"named_{word}": np.log1p(names.count(word)) for word in _NAMES}
    columns |= {f"type_{group}": not types.isdisjoint(of) for group, of in _TYPES.items()}
    columns["og_website"] = "website" in og
    columns["og_product"] = "product" in og
    columns["times"] = np.log1p(len(metadata.times))
    columns["dated"] = metadata.is_dated
    columns["forms"] = sum(element.tag == "form" for element in page.elements)
    columns["code"] = sum(block.tag == "pre" for block in page.blocks)
    return {name: float(value) for name, value in columns.items()}
