"""A corpus written for the tests, and peers that need no library."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsclean.bench import Peer, Record

BODY_ONE = "The old bridge over the Velm was opened again on Monday.\nIt had been shut for a year."
BODY_TWO = "Two new trams run from the harbour to the market.\nThe fare stays the same."

PAGES: list[dict[str, Any]] = [
    {
        "id": "one",
        "site": "velm.example",
        "url": "https://velm.example/one",
        "html": "<title>x</title><h1>Bridge opens again</h1>"
        "<p>The old bridge over the Velm was opened again on Monday.</p>"
        "<p>It had been shut for a year.</p><footer>All rights reserved</footer>",
        "title": "Bridge opens again",
        "date": "2025-06-14",
        "author": "Ann Lee and Bo Ek",
        "body": BODY_ONE,
        "with": ["was opened again"],
        "without": ["rights reserved"],
        "lang": "en-GB",
        "country": "gb",
        "kind": "article",
    },
    {
        "id": "two",
        "site": "tram.example",
        "url": None,
        "html": "<h1>News</h1><p>Two new trams run from the harbour to the market.</p>"
        "<p>The fare stays the same.</p>",
        "title": "Trams for the harbour",
        "date": None,
        "body": BODY_TWO,
        "lang": "de",
    },
    {"id": "list", "html": "<ul><li>a</li></ul>", "body": "a", "kind": "listing"},
]


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[..., Path]:
    def write(pages: list[Any], name: str = "tiny") -> Path:
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
        return path

    return write


@pytest.fixture
def tiny(write_corpus: Callable[..., Path]) -> Path:
    return write_corpus(PAGES)


def perfect(content: str, url: str | None) -> Record:
    """Know both articles of the corpus by heart."""
    if "Velm" in content:
        return Record(
            BODY_ONE, "Bridge opens again", date(2025, 6, 14), ("Ann Lee", "Bo Ek"), source="heart"
        )
    return Record(BODY_TWO, "Trams for the harbour", source="heart")


def hasty(content: str, url: str | None) -> Record:
    """Fail on one page; give half of the other body, a wrong title and a wrong date."""
    if "Velm" not in content:
        raise RuntimeError("no idea")
    return Record(BODY_ONE.split("\n", maxsplit=1)[0], "Bridge", date(2025, 6, 15), ("Ann Lee",))


PERFECT = Peer("perfect", perfect)
HASTY = Peer("hasty", hasty)
BODIES = Peer("bodies", perfect, frozenset({"body"}))
