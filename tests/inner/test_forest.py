import numpy as np
import pytest

from newsclean.models import Forest
from newsclean.models import forest as module


def forest(depth: int, trees: int) -> Forest:
    rng = np.random.default_rng(depth)
    features = rng.integers(0, 9, (depth, trees))
    return Forest(
        features, rng.normal(size=(depth, trees)), rng.normal(size=(trees, 2**depth)), 0.3
    )


@pytest.mark.parametrize("columns", [0, 1, 7, 600])
def test_the_loop_and_the_arrays_agree(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    rows = np.random.default_rng(1).normal(size=(9, columns)).astype(np.float32)
    found = []
    for compiled in (True, False):
        monkeypatch.setattr(module, "compiled", compiled)
        found.append(forest(3, 5).scores(rows))
    assert found[0] == pytest.approx(found[1], abs=1e-6)
    assert found[0].dtype == found[1].dtype
