import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.candidate import Candidate
from newsclean.page.read import read_page
from newsclean.scorer.estimate import Estimate, estimate

STORY = [
    f"Paragraph {i} tells what the mayor said of the bridge over the Lenn on Monday, and more."
    for i in range(6)
]
PAGE = read_page("\n".join(["Home", "News", "Sport", *STORY, "Weather", "Contact"]))
BODY = tuple(range(3, 9))


def of(*blocks: int) -> Candidate:
    return Candidate.of_blocks(PAGE, blocks)


def qualities(*candidates: Candidate) -> list[float]:
    return [found.quality for found in estimate(PAGE, candidates)]


def test_the_story_is_worth_more_than_a_part_of_it_or_all_of_the_page() -> None:
    story, part, everything = qualities(of(*BODY), of(3, 8), of(*range(11)))
    assert story > part
    assert story > everything


def test_what_others_agree_with_is_worth_more() -> None:
    with_friend, friend, alone = qualities(of(*BODY), of(*BODY[:-1]), of(0, 1, 2))
    assert min(with_friend, friend) > alone


def test_a_body_that_is_alone_agrees_with_itself() -> None:
    assert estimate(PAGE, [of(*BODY)]) == (Estimate(1.0, 1.0, 1.0, 1.0),)


@pytest.mark.parametrize("candidate", [Candidate(), Candidate(fields={"title": "A"})])
def test_no_body_is_worth_nothing_and_counts_for_no_agreement(candidate: Candidate) -> None:
    alone = qualities(of(*BODY))
    assert qualities(of(*BODY), candidate) == [*alone, 0]


def test_foreign_text_is_laid_over_the_blocks() -> None:
    own, foreign = qualities(of(*BODY), Candidate(paragraphs=tuple(STORY)))
    assert own == foreign


def test_text_that_the_page_does_not_show_is_hardly_trusted() -> None:
    hidden = Candidate(paragraphs=("Nothing of this stands on the page, whoever says so.",))
    assert qualities(of(*BODY), hidden)[1] < 0.5


def test_a_line_is_rarely_a_body() -> None:
    page = read_page("It rained on Monday.")
    [found] = estimate(page, [Candidate.of_blocks(page, (0,))])
    assert found.quality < 0.6


def test_no_candidates_no_estimates() -> None:
    assert estimate(PAGE, []) == ()


@given(st.lists(st.sets(st.integers(0, len(PAGE.blocks) - 1)), max_size=4))
def test_estimates_stay_between_0_and_1(sets: list[set[int]]) -> None:
    for found in estimate(PAGE, [of(*sorted(blocks)) for blocks in sets]):
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in found)
