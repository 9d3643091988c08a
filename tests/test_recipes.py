"""The recipes of docs/recipes.md, as they stand there."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from .conftest import FIXTURES, ROOT

BLOCK = re.compile(r"^`([\w.]+)`:\n\n```python\n(.*?)^```$", re.M | re.S)
RECIPES = dict(BLOCK.findall((ROOT / "docs" / "recipes.md").read_text("utf-8")))
PAGE = (FIXTURES / "generic" / "2025-05-30-jetty-closed" / "page.html").read_text("utf-8")
TITLE = "Jetty closed after whale sighting"


def recipe(name: str, *libraries: str) -> dict[str, Any]:
    """The names that a recipe defines."""
    for library in libraries:
        pytest.importorskip(library)
    names: dict[str, Any] = {}
    exec(compile(RECIPES[name], name, "exec"), names)
    return names


def test_a_crawler_goes_on_after_errors(capsys: pytest.CaptureFixture[str]) -> None:
    names = recipe("fetch_and_clean.py", "httpx")
    import httpx

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404 if "gone" in request.url.path else 200, text=PAGE)

    async def crawl() -> list[dict[str, Any]]:
        transport = httpx.MockTransport(answer)
        addresses = [f"https://gazette.example/{name}" for name in ("a", "gone", "b")]
        async with httpx.AsyncClient(transport=transport) as client:
            with ThreadPoolExecutor(2) as pool:
                found: list[dict[str, Any]] = await names["crawl"](addresses, client, pool)
                return found

    records = asyncio.run(crawl())
    assert sorted(record["url"] for record in records) == [
        "https://gazette.example/a",
        "https://gazette.example/b",
    ]
    assert {record["title"] for record in records} == {TITLE}
    assert "gazette.example/gone" in capsys.readouterr().out


def test_frames_keep_their_rows_and_stand_none() -> None:
    names = recipe("clean_frames.py", "pandas", "polars", "pyarrow")
    import pandas as pd
    import polars as pl

    rows = {"page_id": [7, 8], "html": [PAGE, None]}
    found = names["clean_pandas"](pd.DataFrame(rows))
    assert found["page_id"].tolist() == [7, 8]
    assert found["title"][0] == TITLE
    assert found["reason"][1] == "empty"
    assert names["clean_polars"](pl.DataFrame(rows))["reason"].to_list() == [None, "empty"]


def test_apply_stands_what_is_no_text() -> None:
    names = recipe("apply_title.py", "pandas")
    import pandas as pd

    titles = names["add_titles"](pd.DataFrame({"html": [PAGE, None, float("nan")]}))["title"]
    assert titles[0] == TITLE
    assert titles.isna().tolist() == [False, True, True]


def test_duckdb_takes_the_records_back() -> None:
    names = recipe("clean_duckdb.py", "duckdb", "pyarrow")
    import duckdb

    database = duckdb.connect()
    database.execute("CREATE TABLE pages (url TEXT, html TEXT)")
    database.execute("INSERT INTO pages VALUES ('https://gazette.example/a', ?)", [PAGE])
    names["clean_pages"](database)
    assert database.sql("SELECT url, title FROM records").fetchall() == [
        ("https://gazette.example/a", TITLE)
    ]


def test_every_recipe_is_run() -> None:
    assert sorted(RECIPES) == [
        "apply_title.py",
        "clean_duckdb.py",
        "clean_frames.py",
        "fetch_and_clean.py",
    ]
