import numpy as np
import pytest

from newsclean.body.threshold import choose_threshold


def test_a_sure_page_is_cut_at_nearly_a_half() -> None:
    decision = choose_threshold(np.array([0.99, 0.98, 0.01]), np.ones(3), 1.0)
    assert decision.value == pytest.approx(decision.expected_f1 / 2)
    assert decision.value > 0.48


def test_a_doubtful_page_keeps_its_likeliest_blocks() -> None:
    probabilities = np.array([0.35, 0.33, 0.34, 0.02, 0.01])
    threshold = choose_threshold(probabilities, np.full(5, 30.0), 1.0).value
    assert (probabilities > threshold).tolist() == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_page_without_a_story_keeps_nothing() -> None:
    probabilities = np.array([0.02, 0.01])
    assert not (probabilities > choose_threshold(probabilities, np.ones(2), 0.9).value).any()


def test_no_blocks() -> None:
    assert choose_threshold(np.zeros(0), np.zeros(0), 1.0).expected_f1 == 0
