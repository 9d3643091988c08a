"""The JSON Schema of a record: the one that is checked in, and the records that it describes."""

import json
from dataclasses import fields

import pytest

import newsclean
from newsclean import Article
from newsclean.article import json_schema
from newsclean.fixture import find_fixtures, read_fixture

from .conftest import FIXTURES, ROOT

jsonschema = pytest.importorskip("jsonschema", reason="needs newsclean[test]")
CHECKED_IN = ROOT / "docs" / "record.schema.json"


def test_the_file_is_what_the_command_prints() -> None:
    """After a change: raise `SCHEMA_VERSION`, then `newsclean schema > docs/record.schema.json`."""
    assert json.loads(CHECKED_IN.read_text("utf-8")) == json_schema()


def test_it_is_a_schema_and_describes_every_field() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert [*schema["properties"]] == [*(field.name for field in fields(Article)), "body"]


def test_records_of_pages_are_valid() -> None:
    """Those of every tenth fixture as they come, and those of all as they should."""
    validator = jsonschema.Draft202012Validator(
        json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for number, folder in enumerate(find_fixtures(FIXTURES)):
        fixture = read_fixture(folder)
        record = {**fixture.record, "body": None, "paragraphs": fixture.record.get("body", [])}
        articles = [Article.from_dict(record)] + ([] if number % 10 else [fixture.extract()])
        for article in articles:
            validator.validate(json.loads(article.to_json()))
    validator.validate(newsclean.extract("").to_dict())


@pytest.mark.parametrize(
    "change",
    [
        {"date": "1 July"},
        {"published": "2025-07-01"},
        {"confidence": 1.5},
        {"authors": "Ann Lee"},
        {"kinds": ["headline"]},
        {"extra": 1},
        {"title": 7},
    ],
)
def test_other_records_are_not(change: dict) -> None:
    validator = jsonschema.Draft202012Validator(
        json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(Article().to_dict())
    assert not validator.is_valid({**Article().to_dict(), **change})
