import numpy as np
import pytest

from newsclean.roles.features.spans import prefix, repeats, shift, since, until, window


@pytest.mark.parametrize("size", [1, 2, 5, 60])
@pytest.mark.parametrize(("before", "after"), [(0, 0), (2, -1), (-1, 2), (8, 8), (16, 16)])
def test_a_window_is_the_sum_that_a_loop_gives(size: int, before: int, after: int) -> None:
    values = np.random.default_rng(0).random(size)
    expected = [values[max(0, i - before) : max(0, i + after + 1)].sum() for i in range(size)]
    assert window(prefix(values), before, after) == pytest.approx(expected)


def test_shift_longer_than_the_sequence() -> None:
    assert shift(np.array([1.0]), 2).tolist() == [0.0]
    assert shift(np.array([1.0]), -2).tolist() == [0.0]


def test_since_and_until_mirror_each_other() -> None:
    flags = np.array([False, True, False, False, True])
    assert since(flags).tolist() == [999, 0, 1, 2, 0]
    assert until(flags).tolist() == [1, 0, 2, 1, 0]


def test_repeats_counts_each_key() -> None:
    assert repeats(np.array([3, 1, 3, 3])).tolist() == [3, 1, 3, 3]
