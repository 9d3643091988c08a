import numpy as np
import pytest

from newsclean.labeller.decide import decide


def test_a_sure_page_is_cut_at_nearly_a_half() -> None:
    decision = decide(np.array([0.99, 0.98, 0.01]), np.ones(3), 1.0)
    assert decision.threshold == pytest.approx(decision.expected_f1 / 2)
    assert decision.threshold > 0.48


def test_a_doubtful_page_keeps_its_likeliest_blocks() -> None:
    chances = np.array([0.35, 0.33, 0.34, 0.02, 0.01])
    assert (chances > decide(chances, np.full(5, 30.0), 1.0).threshold).tolist() == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_page_without_a_story_keeps_nothing() -> None:
    chances = np.array([0.02, 0.01])
    assert not (chances > decide(chances, np.ones(2), 0.9).threshold).any()


def test_no_blocks() -> None:
    assert decide(np.zeros(0), np.zeros(0), 1.0).expected_f1 == 0
