"""The five captures that the project was made for; they stay outside the repository."""

import datetime as dt
import json
from functools import cache
from typing import Any

import pytest

from newsclean.article import Article
from newsclean.bench.metrics import shingle_overlap
from newsclean.pipeline import DEFAULT, Pipeline

from .conftest import SEEDS

EXPECTED: dict[str, dict[str, Any]] = (
    json.loads((SEEDS / "expected.json").read_text("utf-8"))
    if (SEEDS / "expected.json").exists()
    else {}
)
NAMES = sorted(EXPECTED) or [
    pytest.param("", marks=pytest.mark.skip(f"the seed captures are not in {SEEDS}"), id="absent")
]
GENERIC = Pipeline(profiles=None)


@cache
def article(name: str, profiles: bool) -> Article:
    return (DEFAULT if profiles else GENERIC).extract((SEEDS / name).read_bytes())


def lines(paragraphs: Any) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def wall_time(published: dt.datetime | None) -> str | None:
    return published.replace(tzinfo=None).isoformat(timespec="minutes") if published else None


@pytest.mark.parametrize("profiles", [True, False], ids=["profiles", "generic"])
@pytest.mark.parametrize("name", NAMES)
class TestBoth:
    def test_title(self, name: str, profiles: bool) -> None:
        assert article(name, profiles).title == EXPECTED[name]["title"]

    def test_date(self, name: str, profiles: bool) -> None:
        found = article(name, profiles).date
        assert (found.isoformat() if found else None) == EXPECTED[name]["date"]


@pytest.mark.parametrize("name", NAMES)
class TestWithProfiles:
    def test_published(self, name: str) -> None:
        assert wall_time(article(name, profiles=True).published) == EXPECTED[name]["published"]

    def test_authors(self, name: str) -> None:
        assert list(article(name, profiles=True).authors) == EXPECTED[name]["authors"]

    def test_body(self, name: str) -> None:
        assert lines(article(name, profiles=True).paragraphs) == lines(EXPECTED[name]["body"])


@pytest.mark.parametrize("name", NAMES)
def test_body_without_profiles(name: str) -> None:
    expected = "\n".join(EXPECTED[name]["body"])
    assert shingle_overlap(expected, article(name, profiles=False).body).f1 >= 0.95
