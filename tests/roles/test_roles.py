"""What the shipped models say of pages whose blocks are plain."""

import numpy as np
import pytest

from newsclean.page.read import read_page
from newsclean.roles import BODY, ROLES, Role, page_roles

STORY = (
    "The ferry between Oslund and the island of Hamre will run every hour from Monday, the county "
    "said on Thursday after a year of complaints by commuters.",
    "“We listened to those who stand on the quay in the rain,” said Marit Enger, who heads the "
    "county's transport committee. “An hour is what people can plan with.”",
    "The second boat was bought from a Danish company for 41 million kroner. It carries 120 cars "
    "and was built in 2014, and it will be painted in the county's colours before it sails.",
    "Opponents on the council had asked for a tunnel, which engineers put at nine times the price.",
)
LINES = ("Home", "News", "Sport", "Contact", "Ferry to run every hour", "By Ada Lund", *STORY)
HTML = (
    "<title>Ferry to run every hour | Oslund Post</title><body><nav><ul><li><a href=/>Home</a>"
    "<li><a href=/s>Sport</a></ul></nav><article><h1>Ferry to run every hour</h1>"
    "<p class=byline>By Ada Lund</p>"
    + "".join(f"<p>{text}</p>" for text in STORY)
    + "<section class=comments><h3>Comments</h3><p>Tore: At last!</p></section></article>"
    "<footer><p>© Oslund Post</p></footer>"
)


@pytest.mark.parametrize("content", ["\n".join(LINES), HTML], ids=["text", "html"])
def test_each_block_has_a_distribution_over_roles(content: str) -> None:
    page = read_page(content)
    roles = page_roles(page)
    assert roles.probabilities.shape == (len(page.blocks), len(ROLES))
    assert roles.probabilities.sum(axis=1) == pytest.approx(np.ones(len(page.blocks)), abs=1e-4)
    assert page_roles(page) is roles


@pytest.mark.parametrize("content", ["\n".join(LINES), HTML], ids=["text", "html"])
def test_paragraphs_are_the_story_and_menus_are_not(content: str) -> None:
    page = read_page(content)
    body = page_roles(page).of(*BODY)
    for block, probability in zip(page.blocks, body, strict=True):
        if block.text in STORY:
            assert probability > 0.5, block.text
        if block.text in {"Home", "Sport", "Contact", "© Oslund Post"}:
            assert probability < 0.5, block.text


def test_the_headline_is_told_from_the_story() -> None:
    page = read_page(HTML)
    headline = next(block.index for block in page.blocks if block.tag == "h1")
    assert page_roles(page).best()[headline] is Role.HEADLINE


def test_a_page_without_blocks_has_no_roles() -> None:
    assert page_roles(read_page("", kind="text")).probabilities.shape == (0, len(ROLES))
