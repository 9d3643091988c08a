"""The JSON Schema of a record, made of the fields of `Article`."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from newsclean.article.record import KINDS, Article, Sources

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_VERSION = 1
"""Raised by one if a field goes, comes or takes another type."""

# what `Article.to_dict` makes of a time: an offset only if the zone is known
_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d(:\d\d)?)?$"
_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "title": "The story's headline.",
        "date": "The day of first publication.",
        "published": "The time of first publication, with an offset only if the zone is known.",
        "modified": "The time of the last change, with an offset only if the zone is known.",
        "authors": "The people who are credited.",
        "agencies": "The agencies, newsrooms and companies that are credited.",
        "paragraphs": "The body, a text for each paragraph.",
        "kinds": "What each paragraph is; empty if nobody said.",
        "language": "The language of the text, as BCP 47.",
        "site": "The name of the site.",
        "description": "The summary that the page declares.",
        "image": "The address of the main image.",
        "tags": "The topics that the page declares.",
        "url": "The page's address, as handed in or as the capture labels itself.",
        "canonical_url": "The address that the page declares as its own.",
        "confidence": "The predicted F1 of the body.",
        "article_chance": "The chance that the page is an article.",
        "sources": "The extractor that gave each filled field.",
        "version": "The version of the library and its models.",
        "body": "The paragraphs joined by a blank line.",
    }
)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `Article.to_dict` and `to_json` give.

    >>> json_schema()["properties"]["date"]["format"]
    'date'
    """
    hints = {**get_type_hints(Article), "body": str}
    names = [*(field.name for field in fields(Article)), "body"]
    properties = {name: {"description": _MEANINGS[name], **_type(hints[name])} for name in names}
    properties["kinds"]["items"] = {"enum": [*KINDS]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:newsclean:record:{SCHEMA_VERSION}",
        "title": f"newsclean record, version {SCHEMA_VERSION}",
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": False,
    }


def _type(hint: Any) -> dict[str, Any]:
    given = [part for part in get_args(hint) if part not in {type(None), Ellipsis}]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(given[0])}
    if given:
        found = _type(given[0])
        return {**found, "type": [found["type"], "null"]}
    return dict(_PLAIN[hint])


_PLAIN: Mapping[Any, Mapping[str, Any]] = MappingProxyType(
    {
        str: {"type": "string"},
        float: {"type": "number", "minimum": 0, "maximum": 1},
        dt.date: {"type": "string", "format": "date"},
        dt.datetime: {"type": "string", "pattern": _TIME},
        Sources: {"type": "object", "additionalProperties": {"type": "string"}},
    }
)
