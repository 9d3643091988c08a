import numpy as np
import pytest

from newsclean.models.forest import Forest, probabilities


def forest() -> Forest:
    return Forest(
        features=np.array([[0, 1], [1, 0]]),
        borders=np.array([[0.5, 0.0], [2.0, np.inf]], dtype=np.float32),
        leaves=np.array([[1, 2, 4, 8], [16, 32, 64, 128]], dtype=np.float32),
        bias=0.5,
    )


def by_hand(column: tuple[float, float]) -> float:
    x, y = column
    first = int(x > 0.5) + 2 * int(y > 2.0)
    return (1, 2, 4, 8)[first] + (16, 32)[int(y > 0.0)] + 0.5


@pytest.mark.parametrize("number", [0, 1, 511, 512, 513, 2000])
def test_scores_are_those_of_a_walk_down_each_tree(number: int) -> None:
    rows = np.random.default_rng(1).normal(1, 2, (2, number)).astype(np.float32)
    expected = [by_hand((float(x), float(y))) for x, y in rows.T]
    assert forest().scores(rows).tolist() == pytest.approx(expected)


def test_probabilities_stay_finite() -> None:
    assert probabilities(np.array([-1e9, 1e9])).tolist() == pytest.approx([0, 1], abs=1e-9)
