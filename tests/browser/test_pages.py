"""Explanations and reports in a browser: nothing runs or loads, and everybody can read them."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from newsclean import Article, Pipeline, explain, extract
from newsclean.batch import Position, Reason, Result, Summary
from newsclean.batch.report import report_page
from newsclean.batch.stats import Tally

from ..conftest import FIXTURES
from .hostile import CAPTURES, EVIL, MARKUP, RUN
from .view import DESK, PHONE, View, faint, overflow, unfolded

PIPELINE = Pipeline(profiles=None)
NORMAL = FIXTURES / "generic" / "2025-05-30-jetty-closed" / "page.html"
# of three of its fields there are values that were passed over
DOUBTED = FIXTURES / "generic" / "2025-03-04-county-library" / "page.html"
SCHEMES = ("light", "dark")


@cache
def explanation(name: str = "", normal: Path = NORMAL) -> str:
    content = CAPTURES[name] if name else normal.read_text("utf-8")
    return explain(content, f"javascript:{RUN}" if name else None, pipeline=PIPELINE).to_html()


@cache
def report() -> str:
    """A report in which everything that a page can name is hostile."""
    tally = Tally()
    for number, (name, markup) in enumerate(MARKUP.items()):
        title = f"{name} {markup} {'W' * 300}"
        article = Article(title, confidence=number / 40, article_chance=0.9, url=f"{EVIL}/{markup}")
        tally.count_page(f"javascript:{RUN}//{markup}", number)
        position = Position(f"{markup}.jsonl", number)
        tally.count(Result(position, markup, f"https://{name}.example/{markup}", article))
        url = f"javascript:{RUN}//{markup}"
        tally.count(Result(position, markup, url, seconds=2.0), Reason.TIMEOUT, f"{markup} {RUN}")
    tally.count(Result(Position("x", 1), "x" * 3000), Reason.CRASHED, "y" * 3000)
    output = Path("<script>alert(1)</script>.jsonl")
    return report_page(
        Summary(tally, 2.0, 3, output, output), ["", MARKUP["script"]] * 10, "r.pages"
    )


PAGES = {"explanation": explanation, "report": report}


def test_what_is_hostile_is_noticed_where_nothing_holds_it_back(view: View) -> None:
    """The hooks work: the captures as they are run and load."""
    page = view.open(CAPTURES["script"] + CAPTURES["style-url"] + CAPTURES["handler"])
    assert page.evaluate("window.ran") == 1
    assert "dialog: 1" in view.noted
    assert f"request: {EVIL}/bg" in view.noted


def test_there_are_thirty_hostile_captures() -> None:
    assert len(MARKUP) + 9 >= 30
    assert len(CAPTURES) >= 30


@pytest.mark.parametrize("name", CAPTURES)
def test_no_explanation_runs_or_loads_what_its_capture_holds(view: View, name: str) -> None:
    page = unfolded(view.open(explanation(name), PHONE))
    assert view.noted == []
    assert page.evaluate("window.ran") is None
    assert page.evaluate("() => document.scripts.length") == 0
    links = page.eval_on_selector_all("a[href]", "all => all.map((a) => a.protocol)")
    assert set(links) <= {"https:", "http:"}
    assert overflow(page) == 0


def test_no_report_runs_or_loads_what_its_pages_are_called(view: View) -> None:
    page = unfolded(view.open(report(), PHONE))
    assert view.noted == []
    assert page.evaluate("window.ran") is None
    assert overflow(page) == 0


def test_no_notebook_runs_or_loads_what_a_record_holds(view: View) -> None:
    """A notebook has no policy: what stands in it is escaped, or in a frame that runs nothing."""
    shown = [extract(capture, pipeline=PIPELINE) for capture in list(CAPTURES.values())[::4]]
    hostile = Article(
        MARKUP["handler"], paragraphs=tuple(MARKUP.values()), url="javascript:alert(1)"
    )
    cards = "".join(article._repr_html_() for article in (*shown, hostile))
    frames = explain(CAPTURES["script as text"], pipeline=PIPELINE)._repr_html_()
    page = view.open(f"<!doctype html><title>Notebook</title><main>{cards}{frames}</main>")
    page.wait_for_timeout(300)
    assert view.noted == []
    assert page.evaluate("window.ran") is None
    frame = page.frames[1]
    assert frame.locator("h1").count() == 1
    view.keep(page, "notebook")


def test_a_policy_stops_what_would_slip_through(view: View) -> None:
    """Even a page into which somebody has written a script runs nothing and loads nothing."""
    broken = explanation().replace("</main>", f"{MARKUP['script']}{MARKUP['handler']}</main>")
    page = view.open(broken.replace("<footer>", f"<footer>{MARKUP['style-attribute']}"))
    assert page.evaluate("window.ran") is None
    assert not [note for note in view.noted if not note.startswith("console: ")]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", PAGES)
def test_every_text_can_be_read(view: View, kind: str, scheme: str) -> None:
    page = unfolded(view.open(PAGES[kind](), DESK, scheme))
    assert faint(page) == []
    view.keep(page, f"{kind}-{scheme}")


@pytest.mark.parametrize("kind", PAGES)
def test_a_phone_shows_it_without_scrolling_sideways(view: View, kind: str) -> None:
    page = view.open(PAGES[kind](), PHONE, "dark")
    assert overflow(page) == 0
    view.keep(page, f"{kind}-phone")
    small = page.eval_on_selector_all(
        "nav a, summary, .filter label",
        "all => all.filter((e) => e.getBoundingClientRect().height < 24).length",
    )
    assert small == 0


@pytest.mark.parametrize("kind", PAGES)
def test_landmarks_headings_and_names(view: View, kind: str) -> None:
    page = view.open(PAGES[kind]())
    for role in ("banner", "main", "navigation", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.title()
    assert page.evaluate("document.documentElement.lang") == "en"
    check_names(page)
    levels = page.eval_on_selector_all(
        "h1, h2, h3", "all => all.map((h) => Number(h.tagName.slice(1)))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = page.eval_on_selector_all("[id]", "all => all.map((e) => e.id)")
    assert len(ids) == len(set(ids))
    targets = page.eval_on_selector_all("a[href^='#']", "all => all.map((a) => a.hash.slice(1))")
    assert set(targets) <= set(ids)


def check_names(page: Any) -> None:
    """Whatever can be used or is a picture has a name."""
    unnamed = page.eval_on_selector_all(
        "a, summary, section, nav, [role=img], input, textarea, button, iframe",
        """all => all.filter((e) => !(e.getAttribute("aria-label") || e.title || e.labels?.length
             || e.textContent.trim() || document.getElementById(e.getAttribute("aria-labelledby"))))
             .map((e) => e.outerHTML.slice(0, 80))""",
    )
    assert unnamed == []


def test_the_keyboard_alone_shows_it_all(view: View) -> None:
    page = view.open(explanation(normal=DOUBTED))
    press = page.keyboard.press

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent.trim()"))

    press("Tab")
    assert focused() == "Skip to the blocks"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    press("Enter")
    page.wait_for_url("**#blocks")  # the browser goes there in its own time
    assert page.url.endswith("#blocks")
    press("Tab")
    assert page.evaluate("document.activeElement.id") == "show-all"
    outline = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(outline) == "solid"
    press("ArrowRight")
    assert page.locator(".blocks > .kept").first.is_visible()
    assert not page.locator(".blocks > .dropped").first.is_visible()
    press("ArrowRight")
    assert not page.locator(".blocks > .kept").first.is_visible()
    assert page.locator(".blocks > .dropped").first.is_visible()
    press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    seen = walk(page)
    assert seen["A"] + seen["SUMMARY"] >= 3
    assert page.evaluate(
        "() => [...document.querySelectorAll('a, summary')].every((e) => e.tabIndex === 0)"
    )


def walk(page: Any) -> dict[str, int]:
    """Count what Tab reaches from here to the end of the page, each with a visible outline."""
    seen = {"A": 0, "SUMMARY": 0}
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.tagName")
        if name == "BODY":
            break
        seen[name] = seen.get(name, 0) + 1
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    return seen
