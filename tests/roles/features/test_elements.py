"""What the elements tell: the way between blocks, repeated phrases, names, the head."""

import numpy as np
import pytest

from newsclean.page.read import read_page
from newsclean.roles.features.observe import observe

SAID = "The council voted on Tuesday to reopen the old bridge after a long repair."
PAGE = (
    "<head><title>Bridge reopens | Site</title><meta name=description content='Council votes'>"
    "</head><article><h1>Bridge reopens</h1>"
    f"<p>{SAID}</p><div class='pull-quote'><p>voted on Tuesday to reopen the old bridge</p></div>"
    "<div class=ad-slot></div><img><p>A second paragraph of this story says something else.</p>"
    "</article><div class='comment-list'><p>Well done, all of you.</p></div>"
)


@pytest.fixture
def columns() -> dict[str, np.ndarray]:
    seen = observe(read_page(PAGE, kind="html"))
    assert seen is not None
    return seen.columns


def test_pictures_and_empty_elements_lie_between(columns: dict[str, np.ndarray]) -> None:
    assert columns["media"].tolist() == [0, 0, 0, 1, 0]
    assert columns["passed"].tolist() == [0, 0, 0, 1, 0]


def test_the_way_leads_down_into_elements(columns: dict[str, np.ndarray]) -> None:
    assert columns["fall"].tolist() == [0, 1, 2, 1, 2]
    assert columns["rise+1"].tolist() == [1, 1, 2, 2, 0]


def test_a_pull_quote_says_what_a_longer_block_says(columns: dict[str, np.ndarray]) -> None:
    assert columns["twice+"].tolist() == [0, 0, 1, 0, 0]


def test_names_tell_what_an_element_holds(columns: dict[str, np.ndarray]) -> None:
    assert columns["says_quote"].tolist() == [0, 0, 2, 0, 0]
    assert columns["says_comments"].tolist() == [0, 0, 0, 0, 2]


def test_the_title_and_the_description_are_known(columns: dict[str, np.ndarray]) -> None:
    assert columns["in_title"][0] == 1
    assert columns["of_lead"][1] == 0.5  # "council", not "votes"


@pytest.mark.parametrize("content", ["<p>", "<p>x", "<p>日本", "<p>a b c<p>a b c"])
def test_short_pages_have_no_phrases(content: str) -> None:
    seen = observe(read_page(content, kind="html"))
    assert seen is None or all(np.isfinite(column).all() for column in seen.columns.values())
