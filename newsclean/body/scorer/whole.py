"""The features of a page as a whole: what its blocks are, and what it declares itself to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from newsclean.body.scorer.bodies import page_blocks
from newsclean.page.metadata import types_of
from newsclean.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsclean.page import Page

_MISSING = -1.0
# roles whose mass, against that of the story, and whose likeliest block tell pages apart
_MASS, _MOST = "DHCAPROUL-", "TSDBWMUOL"
# fmt: off
# words of paths, and types in structured data, by which kinds of pages differ; each is one feature
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


def page_columns(page: Page) -> Mapping[str, float]:
    """Return the features that the blocks of a page have together, computed once a page."""
    return page.cached(_page_columns)


def _page_columns(page: Page) -> dict[str, float]:
    blocks = page_blocks(page)
    words = np.maximum(blocks.words, 0.5)
    likely = words * blocks.chances
    mass, total = max(float(likely.sum()), 1.0), float(words.sum())
    sums, most = (words @ blocks.roles).tolist(), blocks.roles.max(axis=0).tolist()
    entropy = -(blocks.roles * np.log2(np.maximum(blocks.roles, 1e-9))).sum(axis=1)
    letters = [role.value for role in ROLES]
    return {
        "page_blocks": float(np.log1p(len(words))),
        "page_words": float(np.log1p(total)),
        "page_expected": blocks.expected_f1,
        "page_mass": float(np.log1p(mass)),
        "page_story": mass / total,
        "page_entropy": float((likely * entropy).sum()) / mass,
        "page_entropy_all": float((words * entropy).sum()) / total,
        "page_headlines": float(blocks.role("T").sum()),
        "page_longest": float(np.log1p(words.max())),
        "page_linked": float((words * blocks.linked).sum()) / total,
        **{f"page_{n}": value / mass for n, value in zip(letters, sums, strict=True) if n in _MASS},
        **{f"most_{n}": value for n, value in zip(letters, most, strict=True) if n in _MOST},
    }


def declared_columns(page: Page) -> dict[str, float]:
    """Return what the address of a page and its head say that it is."""
    columns = _path(page.url)
    if page.kind != "html":
        return columns
    metadata = page.metadata
    types = {name for node in metadata.jsonld for name in types_of(node)}
    og = " ".join(metadata.meta.get("og:type", ())).lower()
    columns |= {f"type_{group}": float(not types.isdisjoint(t)) for group, t in _TYPES.items()}
    columns |= {f"og_{word}": float(word in og) for word in ("article", "website", "product")}
    columns["types"] = float(len(types))
    columns["times"] = float(np.log1p(len(metadata.times)))
    columns["dated"] = float(metadata.is_dated)
    tags = [block.tag for block in page.blocks]
    columns["code"], columns["h1"] = float(tags.count("pre")), float(tags.count("h1"))
    return columns


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
