"""The pages that Arrow, Spark and Ray clean: every fixture, and pages that give no record."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from newsclean import DEFAULT, Article, Candidate, Page, Pipeline
from newsclean.arrow import PROFILE_SCHEMA, learn_table
from newsclean.batch import Reason
from newsclean.fixture import find_fixtures, read_fixture

from ..conftest import FIXTURES
from ..learning.made_up import html_page

PAGES = pa.schema(
    [
        ("id", pa.string()),
        ("url", pa.string()),
        ("content", pa.binary()),
        ("charset", pa.string()),
        ("captured_at", pa.timestamp("us", "UTC")),
        ("kind", pa.string()),
        ("crawl", pa.int32()),
    ]
)
FAULTS: dict[str, tuple[bytes | None, Reason]] = {
    "fault/none": (None, Reason.EMPTY),
    "fault/empty": (b" \n", Reason.EMPTY),
    "fault/noise": (bytes(range(256)) * 8, Reason.BINARY),
}
HANGS = b"<h1>Ferry hangs</h1><p>The ferry hung between the islands, its owner said.</p>"
"""A page on which `STUMBLING` hangs."""


class Stumble:
    """Hangs on one page, finds nothing on any other."""

    name = "stumble"
    cost = 0.1

    def __call__(self, page: Page) -> Candidate | None:
        while page.blocks and page.blocks[0].text == "Ferry hangs":
            pass
        return None


STUMBLING = Pipeline(extractors=(Stumble(), *DEFAULT.extractors))


def rows() -> list[dict[str, Any]]:
    """Return the fixtures as rows, the faults in their midst."""
    stored = [read_fixture(folder) for folder in find_fixtures(FIXTURES)]
    good = [{"id": f.name, "content": f.content, "crawl": 7, **f.arguments} for f in stored]
    bad = [{"id": name, "content": content, "crawl": 8} for name, (content, _) in FAULTS.items()]
    return [*good[:9], *bad, *good[9:]]


def batch() -> pa.RecordBatch:
    """Return the rows as one batch; naive times of capture are taken as UTC."""
    return pa.RecordBatch.from_pylist([{**row, **_aware(row)} for row in rows()], PAGES)


def _aware(row: dict[str, Any]) -> dict[str, Any]:
    at: dt.datetime | None = row.get("captured_at")
    return {"captured_at": at.replace(tzinfo=dt.UTC)} if at and at.tzinfo is None else {}


def expected() -> dict[str, Article | Reason]:
    """Return what must become of each page by its id."""
    names = ("url", "charset", "captured_at", "kind")
    found: dict[str, Article | Reason] = {}
    for page in batch().to_pylist():
        fault = FAULTS.get(page["id"])
        arguments = {name: page[name] for name in names}
        found[page["id"]] = fault[1] if fault else DEFAULT.extract(page["content"], **arguments)
    return found


def outcome(row: dict[str, Any]) -> Article | Reason:
    """Return back the article of a row of the output, or its reason."""
    if row["reason"] is not None:
        assert row["message"]
        assert row["body"] is row["title"] is row["confidence"] is row["sources"] is None
        return Reason(row["reason"])
    day = row["date"] and row["date"].isoformat()
    record = {**row, "date": day, "sources": dict(row["sources"])}
    names = Article().to_dict().keys()
    return Article.from_dict({name: record[name] for name in names})


def outcomes(output: Iterable[dict[str, Any]]) -> dict[str, Article | Reason]:
    """Return what became of each page by its id."""
    return {row["id"]: outcome(row) for row in output}


def of_sites() -> list[dict[str, str]]:
    """Return pages of three sites, one of which has too few to be learned."""
    numbers = {"courier.example": range(6), "gazette.example": range(10, 16), "few.example": (50,)}
    return [
        {"host": host, "url": f"https://{host}/{n:02}", "content": html_page(n)}
        for host, pages in numbers.items()
        for n in pages
    ]


def learned_of(rows: list[dict[str, str]]) -> pa.Table:
    """Return what the sites of rows teach without any engine, by host."""
    hosts = sorted({row["host"] for row in rows})
    groups = ([row for row in rows if row["host"] == host] for host in hosts)
    learned = [learn_table(pa.Table.from_pylist(group)) for group in groups]
    return pa.concat_tables([PROFILE_SCHEMA.empty_table(), *learned])
