import pytest

from newsclean.boilerplate.scores import LINE_COST, block_scores
from newsclean.page.read import read_page

PROSE = "The bridge over the Lenn reopened on Monday after two years of repairs, the county said."


def score(source: str) -> float:
    return block_scores(read_page(source))[-1]


@pytest.mark.parametrize(
    "source",
    [
        PROSE,
        f"<p>{PROSE}</p>",
        "橋は月曜日に二年ぶりに開通した。",
        "“We have missed it every single day.”",
        "La ciudad celebró el lunes la reapertura del puente; el alcalde dijo:",
        " ".join(["word"] * 30),
    ],
)
def test_prose_scores_above_zero(source: str) -> None:
    assert score(source) > 0


@pytest.mark.parametrize(
    "source",
    [
        "Home",
        "Bridge reopens after two years",
        "Related Articles",
        "Advertisement",
        "Photo: Ann Lee",
        "17:36 Bridge reopens.",
        f"<p><a href=x>{PROSE}</a></p>",
        f"<nav><p>{PROSE}</p></nav>",
        f"<footer><div><p>{PROSE}</p></div></footer>",
        f"<figure><figcaption>{PROSE}</figcaption></figure>",
        f"<div hidden><p>{PROSE}</p></div>",
        f"<aside>{PROSE}</aside>",
    ],
)
def test_furniture_scores_below_zero(source: str) -> None:
    assert score(source) < 0


def test_more_prose_is_worth_more_up_to_a_limit() -> None:
    short, long, longest = (score(" ".join([PROSE] * n)) for n in (1, 4, 400))
    assert short < long < longest < 200


def test_links_take_worth_away() -> None:
    half = PROSE[: len(PROSE) // 4]
    linked = f"<p><a href=x>{half}</a>{PROSE.removeprefix(half)}</p>"
    assert 0 < score(linked) < score(f"<p>{PROSE}</p>")


def test_the_end_of_a_story_costs_more_than_a_paragraph_is_worth() -> None:
    assert score("Related Articles") < -score(" ".join([PROSE] * 400))


def test_a_heading_parts_no_paragraphs() -> None:
    assert -LINE_COST < score("<h3>What comes next</h3>") < 0


def test_there_is_a_score_for_each_block_and_it_is_computed_once() -> None:
    page = read_page(f"<p>{PROSE}</p><p>Two.</p><h2>Three</h2>")
    assert len(block_scores(page)) == len(page.blocks) == 3
    assert block_scores(page) is block_scores(page)
