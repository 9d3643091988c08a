import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.body.extractors.segment import Segment, best_run
from newsclean.page.read import read_page

STORY = [
    "The bridge over the Lenn reopened on Monday after two years of repairs, the county said.",
    "Mayor Ulla Brandt cut the ribbon at noon and was the first to walk across it with a band.",
    "“We have missed it every single day,” said a baker whose shop stands at the eastern end.",
    "The next repair is due in about sixty years, if the river allows, an engineer said.",
]
MENU = ["Home", "News", "Sport", "Weather"]
HEADLINES = [
    "17:36 Goats clear runway",
    "17:20 Paper mill heats homes",
    "16:55 Divers free a whale",
]


def body(source: str) -> tuple[str, ...]:
    candidate = Segment()(read_page(source))
    return candidate.paragraphs if candidate else ()


@pytest.mark.parametrize(
    ("scores", "bounds"),
    [
        ([], (0, 0)),
        ([-1, -2], (0, 0)),
        ([3], (0, 1)),
        ([-1, 3, -1], (1, 2)),
        ([5, -2, 4], (0, 3)),
        ([5, -6, 4], (0, 1)),
        ([4, -6, 5], (2, 3)),
        ([0, 0, 1], (2, 3)),
    ],
)
def test_best_run(scores: list[float], bounds: tuple[int, int]) -> None:
    assert best_run(scores) == bounds


@given(st.lists(st.integers(-9, 9), max_size=12))
def test_no_run_has_a_greater_sum(scores: list[int]) -> None:
    first, end = best_run([float(score) for score in scores])
    sums = [sum(scores[i:j]) for i in range(len(scores)) for j in range(i, len(scores) + 1)]
    assert sum(scores[first:end]) == max([0, *sums])


@pytest.mark.parametrize("before", [[], MENU, [*MENU, *HEADLINES]])
@pytest.mark.parametrize("after", [[], MENU, ["Related Articles", *HEADLINES]])
def test_the_story_without_what_stands_around_it(before: list[str], after: list[str]) -> None:
    assert body("\n".join([*before, *STORY, *after])) == tuple(STORY)
    html = "".join(f"<div>{line}</div>" for line in [*before, *STORY, *after])
    assert body(html) == tuple(STORY)


def test_furniture_inside_the_story_goes() -> None:
    lines = [STORY[0], "Advertisement", STORY[1], "Photo: Ann Lee", *STORY[2:]]
    assert body("\n".join(lines)) == tuple(STORY)


def test_a_subheading_inside_the_story_stays() -> None:
    lines = [*STORY[:2], "What comes next", *STORY[2:]]
    assert body("\n".join(lines)) == tuple(lines)


def test_related_stories_after_the_end_do_not_outweigh_the_story() -> None:
    related = ["Related Articles", *(s.replace("bridge", "tunnel") for s in STORY[:2])]
    assert body("\n".join([*STORY, *related])) == tuple(STORY)


@pytest.mark.parametrize(
    "source", ["", "Home", "\n".join(MENU), "<nav><p>Home</p></nav>", "<p></p>"]
)
def test_nothing_where_there_is_no_prose(source: str) -> None:
    assert Segment()(read_page(source)) is None


def test_the_candidate_is_made_of_blocks() -> None:
    page = read_page("\n".join([*MENU, *STORY]))
    candidate = Segment()(page)
    assert candidate is not None
    assert candidate.blocks == (4, 5, 6, 7)
    assert candidate.fields == {}
