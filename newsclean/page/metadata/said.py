"""What a page's metadata says of each field of an article, best source first.

Each reader gives every usable value with the place where it stands; which one is right is for the
fields to choose. Where sources are known to differ in worth, the order says so.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.page.metadata.jsonld import types_of
from newsclean.page.metadata.languages import language_code
from newsclean.page.metadata.urls import is_front_page, url_key, web_address
from newsclean.page.metadata.values import is_name, person_names, plain, strings
from newsclean.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsclean.page.metadata.record import Metadata

_MAX_TAGS = 50
_LONGEST_TAG = 80
_LONGEST_NAMES = 300


class Said(NamedTuple):
    """One value, and the place in the metadata where it stands."""

    value: str
    where: str


def headlines(metadata: Metadata) -> Iterator[Said]:
    """Yield the article's headline from JSON-LD and microdata, without markup."""
    article = metadata.article or {}
    for name in ("headline", "name"):
        yield from _each(map(plain, strings(article.get(name))), f"JSON-LD {name}")
    yield from _of_microdata(metadata, "headline", "name")


def published(metadata: Metadata) -> Iterator[Said]:
    """Yield the dates of first publication, as written."""
    yield from _dates(metadata, "datePublished", "published")
    yield from _each(strings((metadata.article or {}).get("dateCreated")), "JSON-LD dateCreated")
    yield from _each(strings(_web_page(metadata).get("datePublished")), "JSON-LD WebPage")


def modified(metadata: Metadata) -> Iterator[Said]:
    """Yield the dates of the last change, as written."""
    yield from _dates(metadata, "dateModified", "modified")
    yield from _each(strings(_web_page(metadata).get("dateModified")), "JSON-LD WebPage")


def _dates(metadata: Metadata, name: str, keys: str) -> Iterator[Said]:
    yield from _each(strings((metadata.article or {}).get(name), "@value"), f"JSON-LD {name}")
    yield from _of_microdata(metadata, name)
    yield from _of_meta(metadata, _keys()[keys])


def bylines(metadata: Metadata) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of persons that each source names as authors, as written, and its place."""
    article = metadata.article or {}
    for name in ("author", "creator"):
        yield tuple(person_names(article.get(name))), f"JSON-LD {name}"
    for name in ("author", "creator"):
        path = f"{name}/name" if f"{name}/name" in metadata.microdata else name
        yield _only_names(metadata.microdata.get(path, ())), f"microdata {path}"
    for name in _keys()["authors"]:
        if name in metadata.meta:
            names = _only_names(metadata.meta[name])
            yield tuple(map(_turned, names)) if name == "citation_author" else names, name


def sites(metadata: Metadata) -> Iterator[Said]:
    """Yield the names of the site or its publisher."""
    article = metadata.article or {}
    first, *others = _keys()["site"]
    yield from _of_meta(metadata, (first,))
    yield from _each(_named(article.get("publisher")), "JSON-LD publisher")
    for node in metadata.jsonld:
        if "website" in types_of(node):
            yield from _each(_named(node), "JSON-LD WebSite")
    yield from _of_meta(metadata, others)
    yield from _of_microdata(metadata, "publisher/name")
    yield from _of_meta(metadata, _keys()["publisher"])


def descriptions(metadata: Metadata) -> Iterator[Said]:
    """Yield summaries of the page, without markup."""
    article = metadata.article or {}
    first, *others = _keys()["description"]
    yield from _of_meta(metadata, (first,))
    yield from _each(map(plain, strings(article.get("description"))), "JSON-LD description")
    yield from _of_meta(metadata, others)
    yield from _of_microdata(metadata, "description")


def images(metadata: Metadata) -> Iterator[Said]:
    """Yield absolute addresses of the article's lead image."""
    article = metadata.article or {}
    keys = _keys()["image"]
    named = [
        *_of_meta(metadata, keys[:3]),
        *_each(strings(article.get("image"), "url", "contentUrl", "@id"), "JSON-LD image"),
        *_of_meta(metadata, keys[3:]),
        *_each(strings(article.get("thumbnailUrl")), "JSON-LD thumbnailUrl"),
        *_of_microdata(metadata, "image/url", "image/contentUrl", "image", "thumbnailUrl"),
    ]
    for said in _absolute(named, metadata.base):
        if not is_front_page(said.value):
            yield said


def canonicals(metadata: Metadata, url: str | None) -> Iterator[Said]:
    """Yield the page's canonical addresses, absolute; a site's front page is none of its pages'.

    `url` is the address that the page was captured from.
    """
    article = metadata.article or {}
    main = article.get("mainEntityOfPage")
    named = [
        *_each(filter(None, (metadata.canonical,)), "link rel=canonical"),
        *_of_meta(metadata, ("og:url",)),
        *_each(strings(article.get("url")), "JSON-LD url"),
        *_each(strings(main, "@id", "url"), "JSON-LD mainEntityOfPage"),
        *_of_microdata(metadata, "mainEntityOfPage", "url"),
    ]
    fronts_allowed = url is not None and is_front_page(url)
    for said in _absolute(named, metadata.base):
        if fronts_allowed or not is_front_page(said.value):
            yield said


def tag_lists(metadata: Metadata) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the tags that each source lists, split, without doubles, at most 50, and its place."""
    article = metadata.article or {}
    yield _tags(metadata.meta.get("article:tag", ())), "article:tag"
    yield _tags(tuple(strings(article.get("keywords"), "name"))), "JSON-LD keywords"
    for name in _keys()["tags"]:
        yield _tags(metadata.meta.get(name, ())), name
    yield _tags(metadata.tags), "a rel=tag"
    yield _tags(metadata.microdata.get("keywords", ())), "microdata keywords"
    yield _tags(metadata.meta.get("keywords", ())), "keywords"


def languages(metadata: Metadata) -> Iterator[Said]:
    """Yield the languages declared, as ISO 639-1 codes."""
    article = metadata.article or {}
    named = [
        *_each(filter(None, (metadata.lang,)), "html lang"),
        *_each(strings(article.get("inLanguage"), "alternateName", "name"), "JSON-LD inLanguage"),
        *_of_meta(metadata, ("og:locale",)),
        *_of_meta(metadata, _keys()["language"]),
    ]
    for value, where in named:
        code = language_code(value)
        if code:
            yield Said(code, where)


@cache
def _keys() -> dict[str, list[str]]:
    return tomllib.loads((files(__package__) / "keys.toml").read_text(encoding="utf-8"))


def _each(values: Iterable[str], where: str) -> Iterator[Said]:
    return (Said(value.strip(), where) for value in values if value.strip())


def _of_meta(metadata: Metadata, names: Iterable[str]) -> Iterator[Said]:
    for name in names:
        if name in metadata.meta:  # most are not, and there are dozens
            yield from _each(map(plain, metadata.meta[name]), name)


def _of_microdata(metadata: Metadata, *names: str) -> Iterator[Said]:
    for name in names:
        if name in metadata.microdata:
            yield from _each(map(plain, metadata.microdata[name]), f"microdata {name}")


def _absolute(named: Iterable[Said], base: str | None) -> Iterator[Said]:
    for value, where in named:
        address = web_address(value, base)
        if address:
            yield Said(address, where)


def _named(value: Any) -> Iterator[str]:
    return (plain(name) for name in strings(value, "name", "legalName") if is_name(name))


def _only_names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(v for v in values if is_name(v) and len(v) <= _LONGEST_NAMES)


def _turned(name: str) -> str:
    """Turn a name as libraries file it, `Lee, Ann`."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _web_page(metadata: Metadata) -> Mapping[str, Any]:
    """The node of the page itself, which many sites describe instead of the article."""
    pages = [node for node in metadata.jsonld if "webpage" in types_of(node)]
    own = {url_key(metadata.canonical), url_key(metadata.base)} - {""}
    for node in pages:
        if any(url_key(address) in own for address in strings([node.get("url"), node.get("@id")])):
            return node
    return pages[0] if len(pages) == 1 and not metadata.article else {}


def _tags(values: tuple[str, ...]) -> tuple[str, ...]:
    tags: dict[str, str] = {}
    # a list of several has one tag an item; a single string holds them all
    parts = values if len(values) > 1 else [p for v in values for p in _split(v)]
    for part in parts:
        tag = plain(part).strip(" #\"'")
        if tag and len(tag) <= _LONGEST_TAG and not _is_label(tag):
            tags.setdefault(key(tag) or tag, tag)
    return tuple(tags.values())[:_MAX_TAGS]


def _split(text: str) -> list[str]:
    for mark in ",;、،|":
        if mark in text:
            return text.split(mark)
    return [text]


def _is_label(tag: str) -> bool:
    """Tell a machine's label (`section:news`, `type-article:5`) from words with a colon."""
    name, colon, rest = tag.partition(":")
    return (
        bool(colon)
        and bool(rest)
        and not rest.startswith(" ")
        and name.isascii()
        and " " not in name
    )
