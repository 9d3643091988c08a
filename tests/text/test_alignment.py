import time

import pytest

from newsclean.text.alignment import align, tokenise

ONE = "The bridge over the Lenn reopened on Monday after two years."
TWO = "Mayor Ulla Brandt cut the ribbon at noon, and a band played."
THREE = "Traffic flows again in both directions, the county said."


@pytest.mark.parametrize(
    ("paragraphs", "covered"),
    [
        ([ONE, THREE], (0, 2)),
        ([f"{ONE} {TWO}"], (0, 1)),
        ([f"{ONE}\n{THREE}"], (0, 2)),
        (["the bridge over the lenn – reopened on monday “after two years”"], (0,)),
        (["The bridge over the Lenn reopened on Monday after weeks."], (0,)),
        (["The bridge over the river was shut."], ()),
        ([], ()),
        ([""], ()),
        (["Nothing of the page stands in this text."], ()),
    ],
)
def test_blocks_that_stand_in_the_text_are_covered(
    paragraphs: list[str], covered: tuple[int, ...]
) -> None:
    assert align([ONE, TWO, THREE], paragraphs) == covered


def test_short_blocks_count_only_as_whole_lines() -> None:
    page = ["Menu", "Monday", "Two words", ONE]
    assert align(page, [ONE, "Two words"]) == (2, 3)
    assert align(page, [f"Monday\n{ONE}"]) == (1, 3)


def test_a_long_block_is_not_covered_by_its_beginning() -> None:
    assert align([f"{ONE} {TWO} {THREE}"], [ONE]) == ()


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    page = ["橋は月曜日に二年ぶりに開通した。", "市長は記者会見で感謝を述べた。", "天気"]
    assert align(page, ["橋は月曜日に二年ぶりに開通した。"]) == (0,)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It's 5", ["it", "s", "5"]),
        ("", []),
        ("—", []),
        ("橋は月曜", ["橋は月曜"]),
        ("橋は月曜日", ["橋は", "月曜", "日"]),
    ],
)
def test_tokenise(text: str, tokens: list[str]) -> None:
    assert tokenise(text) == tokens


def test_time_is_linear_in_both_sides() -> None:
    texts = [
        f"{i} sentence number {i} of a very long page of {i * 7} words." for i in range(20_000)
    ]
    start = time.process_time()
    assert len(align(texts, texts)) == 20_000
    assert time.process_time() - start < 10
