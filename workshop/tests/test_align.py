import numpy as np
import pytest
from newsclean_workshop.align import align, tokens, transfer


def labels(texts: list[str], body: list[str]) -> list[int]:
    return [int(share >= 0.5) for share in align(texts, body)]


def test_a_line_that_repeats_is_taken_where_it_stands_in_the_story() -> None:
    texts = ["Read more", "It rained all day.", "Read more", "Then it stopped.", "Read more"]
    body = ["It rained all day.", "Read more", "Then it stopped."]
    assert labels(texts, body) == [0, 1, 1, 1, 0]


def test_blocks_and_paragraphs_may_be_cut_differently() -> None:
    texts = ["Menu", "It rained all day in the north.", "In the south it was dry and warm.", "Ads"]
    body = ["It rained all day in the north. In the south it was dry and warm."]
    assert labels(texts, body) == [0, 1, 1, 0]


def test_words_by_chance_are_no_match() -> None:
    texts = ["The best of the day in the city", "It rained all day."]
    assert labels(texts, ["It rained all day."]) == [0, 1]


def test_scripts_without_spaces_are_compared_by_letters() -> None:
    assert labels(["東京は晴れでした。", "天気"], ["東京は 晴れでした。"]) == [1, 0]
    assert tokens("ไทย a1") == ["ไ", "ท", "ย", "a1"]


def test_nothing_to_align() -> None:
    assert align([], ["x"]).tolist() == []
    assert align(["...", "x"], []).tolist() == [0.0, 0.0]


def test_values_go_where_the_words_went() -> None:
    others = ["Menu", "It rained all day.", "Then it stopped.", "Menu"]
    texts = ["Menu", "It rained all day. Then it stopped.", "Nobody said so.", "Menu"]
    means, found = transfer(texts, others, np.array([0.0, 0.9, 0.7, 0.1]))
    assert means.tolist() == pytest.approx([0.0, 0.81, 0.0, 0.1], abs=0.02)
    assert 0.6 < found < 1
