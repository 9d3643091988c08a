import logging

import pytest

from newsclean.body.extractors import trafilatura
from newsclean.body.extractors.trafilatura import MAX_CHARS, Trafilatura
from newsclean.page.read import read_page

STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
    "“We have missed it every single day,” said a baker whose shop stands at the eastern end.",
]
HTML = (
    "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>Bridge reopens</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    + "</article><footer>All rights reserved</footer></body></html>"
)


@pytest.mark.parametrize("thorough", [False, True])
def test_the_story_as_blocks_of_the_page(thorough: bool) -> None:
    page = read_page(HTML)
    candidate = Trafilatura(thorough=thorough)(page)
    assert candidate is not None
    assert candidate.blocks is not None
    assert [p for p in candidate.paragraphs if p in STORY] == STORY
    assert candidate.paragraphs == tuple(page.blocks[i].text for i in candidate.blocks)
    assert "All rights reserved" not in candidate.paragraphs


def test_the_thorough_mode_bears_another_name() -> None:
    assert (Trafilatura().name, Trafilatura(thorough=True).name) == (
        "trafilatura",
        "trafilatura-full",
    )


@pytest.mark.parametrize("source", ["", "<p></p>", "<script>var a = 1</script>", "<html></html>"])
def test_nothing_where_it_finds_nothing(source: str) -> None:
    assert Trafilatura()(read_page(source, kind="html")) is None


def test_captured_text_is_left_to_others() -> None:
    assert Trafilatura()(read_page("\n".join(STORY))) is None


def test_a_huge_page_is_left_to_the_linear_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "_library", lambda: pytest.fail("it was run"))
    assert Trafilatura()(read_page(HTML + " " * MAX_CHARS)) is None


def test_its_chatter_is_kept_down(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Trafilatura()(read_page("<html><body><div></div></body></html>"))
        Trafilatura()(read_page(HTML))
    assert [
        r
        for r in caplog.records
        if r.name.startswith(("trafilatura", "htmldate")) and r.levelno < 50
    ] == []


def test_the_same_page_twice_gives_the_same_twice() -> None:
    one, two = Trafilatura()(read_page(HTML)), Trafilatura()(read_page(HTML))
    assert one == two
