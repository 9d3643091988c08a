"""The page of `newsclean serve` in a browser: paste, see, correct, save; and what others get."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.fixture import read_fixture
from newsclean.pipeline import Pipeline
from newsclean.serve import Server, Settings

from ..conftest import FIXTURES
from .hostile import CAPTURES
from .test_pages import check_names
from .view import PHONE, View, faint, overflow

PAGE = FIXTURES / "generic" / "2025-05-30-jetty-closed" / "page.html"
# a first worker loads its libraries, beside others that do
PATIENCE = 120_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    settings = Settings(tmp_path / "fixtures", Pipeline(profiles=None), timeout=100.0)
    with Server(("127.0.0.1", 0), settings) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def paste(page: Any, content: str) -> None:
    page.get_by_label("The page’s source or its text").fill(content)
    page.get_by_role("button", name="Show what becomes of it").click()
    page.locator("#explain button:enabled").wait_for(timeout=PATIENCE)


def test_a_capture_is_pasted_seen_corrected_and_saved(view: View, server: Server) -> None:
    page = view.window(scheme="dark")
    page.goto(server.address)
    assert "#" not in page.url
    check_names(page)
    assert faint(page) == []
    paste(page, PAGE.read_text("utf-8"))
    page.locator("#result").wait_for()
    assert page.evaluate("document.activeElement.id") == "record-heading"
    frame = page.frames[1]
    frame.get_by_role("heading", name="Jetty closed after whale sighting").wait_for()
    assert faint(page) == []
    view.keep(page, "serve-dark")
    page.get_by_label("Title", exact=True).fill("Jetty closed")
    page.get_by_label("What the fixture shows").fill("a jetty")
    page.get_by_role("button", name="Save as a fixture").click()
    page.get_by_text("Saved in").wait_for()
    (folder,) = server.settings.fixtures.glob("*/*")
    fixture = read_fixture(folder)
    assert (fixture.record["title"], fixture.about) == ("Jetty closed", "a jetty")
    assert len(fixture.record["body"]) == 2
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert overflow(page) == 0
    view.keep(page, "serve-phone")
    assert view.noted == []


def test_a_hostile_capture_runs_and_loads_nothing(view: View, server: Server) -> None:
    page = view.window()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(server.address)
    for name in ("script as text", "end-style as text", "handler"):
        paste(page, CAPTURES[name])
    page.wait_for_timeout(300)
    own = f"http://127.0.0.1:{server.server_port}/"
    assert {url for url in requests if not url.startswith(own)} <= {"about:srcdoc"}
    assert page.evaluate("window.ran") is None
    assert page.frames[1].evaluate("window.ran") is None
    assert view.noted == []


def test_without_the_token_the_page_says_what_to_do(view: View, server: Server) -> None:
    page = view.window()
    page.goto(server.address.partition("#")[0])
    words = "Open the address that the terminal shows"
    assert words.lower() in page.get_by_role("alert").inner_text().lower()
    paste(page, "It rained.")
    assert words.lower() in page.get_by_role("alert").inner_text().lower()


def test_another_page_gets_nothing(view: View, server: Server) -> None:
    """Not even with the token: its origin is another."""
    page = view.open("<!doctype html><title>Evil</title><main>x</main>")
    page.unroute_all()
    asked = """([address, token]) => fetch(address + "explain", {method: "POST", body: "{}",
        headers: {"Content-Type": "application/json", "X-Newsclean-Token": token}})
        .then((a) => a.status, (e) => e.name)"""
    address, _, token = server.address.partition("#")
    assert page.evaluate(asked, [address, token]) == "TypeError"
