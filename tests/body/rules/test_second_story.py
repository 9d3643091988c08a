import numpy as np
import pytest

from newsclean.page.read import read_page
from tests.body.rules.rules import adjusted

STORY = "The bridge over the Lenn reopened on Monday after two years of repairs, the county said. "
OTHER = "The ferry across the sound runs every hour from May on, and carries bicycles for nothing. "


def paragraphs(text: str, number: int) -> str:
    return "".join(f"<p>{text * 3}</p>" for _ in range(number))


def page_of(below: str, *, headline: str = "Bridge reopens", number: int = 6):
    body = f"<article><h1>{headline}</h1>{paragraphs(STORY, number)}</article>{below}"
    return read_page(f"<title>Bridge reopens - The Lenn Post</title><body><main>{body}</main>")


def chances_of(page, headlines: float = 0.05):
    """What a labeller might say: prose is story, headlines hardly are."""
    return np.array([0.9 if len(b.text) > 80 else headlines for b in page.blocks])


def kept(page, chances) -> set[str]:
    found = adjusted(page, "second-story", chances)
    return {page.blocks[i].text.split()[1] for i in (found > 0.5).nonzero()[0]}


DATED = (
    f"<article><h1>Ferry sails again</h1><p>By Ann Lee</p><p>May 21, 2025</p>{paragraphs(OTHER, 3)}"
)
SECOND = f"<article><h1>Ferry sails again</h1>{paragraphs(OTHER, 3)}</article>"
COMMENTS = f'<div class="replies"><h3>12 comments</h3>{paragraphs(OTHER, 3)}</div>'
ITEMS = "".join(
    f'<div class="item i{n}"><h3>Pier {n}</h3>{paragraphs(OTHER, 1)}</div>' for n in "12"
)


@pytest.mark.parametrize("below", [SECOND, COMMENTS])
def test_what_a_foreign_headline_leads_is_no_part_of_the_story(below):
    page = page_of(below)
    assert kept(page, chances_of(page)) == {"bridge"}


def test_a_headline_with_a_date_of_its_own_need_not_be_that_unlikely():
    page = page_of(DATED)
    assert kept(page, chances_of(page, 0.3)) == {"bridge"}


@pytest.mark.parametrize(
    ("below", "headlines"),
    [
        (SECOND, 0.3),  # a subheading that the labeller keeps nearly
        (SECOND.replace("Ferry sails again", "Bridge reopens"), 0.05),  # the title, repeated
        (ITEMS, 0.05),  # the items of a list, alike
    ],
)
def test_parts_of_the_story_stay(below, headlines):
    page = page_of(below)
    assert kept(page, chances_of(page, headlines)) == {"bridge", "ferry"}


def test_a_story_that_has_hardly_begun_goes_on():
    page = page_of(COMMENTS, number=1)
    assert kept(page, chances_of(page)) == {"bridge", "ferry"}


def test_captured_text_has_no_headlines_to_go_by():
    page = page_of(SECOND)
    text = read_page("\n".join(block.text for block in page.blocks), kind="text")
    chances = chances_of(text)
    assert adjusted(text, "second-story", chances) is chances


def test_nothing_kept():
    page = page_of(SECOND)
    assert not adjusted(page, "second-story", np.zeros(len(page.blocks))).any()
